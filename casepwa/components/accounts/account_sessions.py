"""Where an account is signed in: device, last contact, and ending one session or all."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons
from casepwa.components.kit.cards import LIST, chip, heading
from casepwa.components.kit.icons import LEADING, icon
from casepwa.components.kit.words import moment
from casepwa.offline.local import count
from casepwa.offline.text import exact, relative, t
from casepwa.state.account import AccountState, SignIn


def open_sessions(account: Any, *, said: rx.Component) -> rx.Component:
    """The list, under a heading of its own; ``said``: what came of the last tap here."""
    return rx.el.section(
        heading(t("Signed in"), aside=count(account.signed_in)),
        rx.cond(
            count(account.signed_in) > 0,
            rx.fragment(
                rx.el.ul(rx.foreach(account.signed_in, _session), class_name=LIST),
                rx.cond(
                    count(account.signed_in) > 1,
                    buttons.button(
                        t("End all sessions"),
                        look="secondary",
                        leading="log-out",
                        about=account.name,
                        on_click=AccountState.end_sessions(account.id),
                        class_name="mt-3",
                    ),
                ),
            ),
            rx.el.p(t("Not signed in anywhere."), class_name="text-ink-2"),
        ),
        said,
    )


def _session(one: SignIn) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("smartphone", size=LEADING), class_name="mt-0.5 text-ink-2"),
        rx.el.div(
            rx.el.p(
                rx.cond(one.device, one.device, t("A device without a name")),
                class_name="font-semibold wrap-break-word",
            ),
            rx.el.p(
                rx.cond(one.surface == "desk", t("At a desk"), t("On a phone")),
                ", ",
                t("since"),
                " ",
                moment(exact(one.since), one.since),
                class_name="text-meta text-ink-2",
            ),
            rx.el.p(
                t("Last contact"),
                " ",
                moment(relative(one.last_contact_at), one.last_contact_at, title=exact(one.last_contact_at)),
                class_name="text-meta text-ink-2",
            ),
            class_name="min-w-0 flex-1 basis-40",
        ),
        rx.cond(
            one.is_mine,
            chip(t("This session"), "circle-check", tone="ok"),
            buttons.button(
                t("End session"),
                look="secondary",
                about=t("on {device}", device=one.device),
                on_click=AccountState.end_session(one.id),
            ),
        ),
        key=one.id,
        class_name="flex flex-wrap items-start gap-3 px-4 py-3",
    )
