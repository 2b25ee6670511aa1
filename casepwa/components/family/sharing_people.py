"""The family on the sharing screen: custody and orders first, then an account, then its standing."""

from typing import Any

import reflex as rx

from casepwa.components.accounts.joining_links import link_card
from casepwa.components.kit import buttons
from casepwa.components.kit.cards import CARD, chip, heading
from casepwa.components.kit.details import more
from casepwa.components.kit.fields import field, hidden, select, text_input
from casepwa.components.kit.icons import BESIDE_TEXT, icon
from casepwa.offline.local import holds
from casepwa.offline.text import full_day, t, word
from casepwa.state.session import SessionState
from casepwa.state.sharing import CUSTODIES, Relative, SharingState


def people() -> rx.Component:
    """Everyone of the family, the person themselves first."""
    return rx.fragment(
        heading(t("Family")),
        rx.el.ul(rx.foreach(SharingState.people, _person), class_name="flex flex-col gap-3"),
    )


def _person(one: Relative) -> rx.Component:
    return rx.el.li(
        rx.el.p(one.name, class_name="text-lead font-bold"),
        rx.el.p(rx.cond(one.is_client, t("The person themselves"), one.relation), class_name="text-ink-2"),
        rx.cond(
            one.is_client,
            rx.fragment(),
            rx.el.div(
                rx.cond(
                    one.checked_on,
                    rx.fragment(
                        chip(word("custody", one.custody), "check"),
                        rx.cond(
                            one.protective_order,
                            chip(
                                t("Protective order: {words}", words=one.protective_order), "ban", tone="attn"
                            ),
                            chip(
                                t("No protective order, asked {day}", day=full_day(one.checked_on)), "check"
                            ),
                        ),
                    ),
                    chip(t("Custody and orders not recorded"), "circle-alert", tone="attn"),
                ),
                class_name="mt-1.5 flex flex-wrap gap-1.5",
            ),
        ),
        rx.cond(one.account_id, _account(one)),
        rx.el.div(
            rx.cond(one.is_client, rx.fragment(), more(t("Record custody and orders"), _facts(one))),
            rx.cond(one.can_invite, more(t("Invite"), _invite(one))),
            class_name="mt-3 flex flex-col gap-3 empty:hidden",
        ),
        key=one.key,
        class_name=f"{CARD} p-4",
    )


def _account(one: Relative) -> rx.Component:
    return rx.el.div(
        rx.cond(SharingState.link.name == one.name, _new_link()),
        rx.el.p(one.email, class_name="wrap-break-word"),
        rx.el.div(
            rx.match(
                one.standing,
                ("active", chip(t("Has an account"), "check", tone="ok")),
                ("invited", chip(t("Invited, until {day}", day=full_day(one.until)), "clock", tone="wait")),
                ("expired", chip(t("The link is too old"), "clock", tone="attn")),
                ("waits", chip(t("Waits for the supervisor"), "clock", tone="attn")),
                ("suspended", chip(t("Suspended"), "ban", tone="attn_solid")),
                chip(t("Ended"), "x"),
            ),
            class_name="mt-1",
        ),
        buttons.button_row(
            rx.cond(
                (one.standing == "waits") & holds(SessionState.roles, "supervisor"),
                _act(t("Agree to this second adult"), one, SharingState.approve, look="primary"),
            ),
            rx.cond(
                (one.standing == "invited") | (one.standing == "expired") | (one.standing == "waits"),
                _act(t("Make a new link"), one, SharingState.new_link),
            ),
            rx.cond(
                (one.standing == "active") | (one.standing == "invited"),
                _act(t("Suspend"), one, SharingState.change_standing, what="suspend"),
            ),
            rx.cond(
                one.standing == "suspended",
                _act(t("Take the suspension back"), one, SharingState.change_standing, what="restore"),
            ),
            class_name="my-3",
        ),
        rx.cond(
            (one.standing == "active") | (one.standing == "suspended"),
            rx.el.a(
                icon("eye", size=BESIDE_TEXT),
                rx.el.span(t("Preview as family"), rx.el.span(" ", one.name, class_name="sr-only")),
                href="/preview/" + one.account_id + "?client=" + SharingState.client_id,
                custom_attrs={"reloadDocument": True},
                class_name="inline-flex min-h-12 items-center gap-2 font-semibold text-accent-ink",
            ),
        ),
        rx.cond(
            one.standing != "ended",
            more(
                t("End this account"),
                rx.el.p(
                    t("Takes back all that was shared and closes the account for good."),
                    class_name="text-meta text-ink-2",
                ),
                _act(t("Yes, end it"), one, SharingState.change_standing, what="end"),
            ),
        ),
        class_name="mt-3 border-t border-line pt-3",
    )


def _act(
    words: Any, one: Relative, handler: Any, *, what: str = "", look: buttons.Look = "secondary"
) -> rx.Component:
    return rx.el.form(
        hidden("client_id", SharingState.client_id),
        hidden("account_id", one.account_id),
        hidden("what", what),
        buttons.button(words, look=look, about=one.name, type="submit"),
        on_submit=handler,
    )


def _facts(one: Relative) -> rx.Component:
    custody, order = f"custody-{one.key}", f"order-{one.key}"
    return rx.el.form(
        hidden("client_id", SharingState.client_id),
        hidden("member_id", one.key),
        hidden("saw_custody", one.custody),
        hidden("saw_order", one.protective_order),
        field(
            custody,
            t("Legal custody"),
            select(
                rx.el.option(t("Choose"), value="unknown"),
                *[rx.el.option(word("custody", code), value=code) for code in CUSTODIES],
                id=custody,
                name="custody",
                default_value=one.custody,
            ),
        ),
        field(
            order,
            t("Protective order"),
            text_input(
                id=order,
                name="protective_order",
                default_value=one.protective_order,
                aria_describedby=f"{order}-about",
            ),
            hint=t("Its words. Empty says that you asked and none stands."),
        ),
        buttons.button(t("Save what you asked"), about=one.name, type="submit", look="secondary"),
        on_submit=SharingState.record_facts,
        class_name="mt-2 flex flex-col gap-3",
    )


def _invite(one: Relative) -> rx.Component:
    email = f"email-{one.key}"
    return rx.el.form(
        hidden("client_id", SharingState.client_id),
        hidden("member_id", one.key),
        field(
            email,
            t("Email"),
            text_input(id=email, name="email", type="email", auto_complete="off", required=True),
            hint=t("They sign in with it. We send nothing to it: you give them the link."),
        ),
        buttons.button(t("Make the link"), about=one.name, type="submit"),
        on_submit=SharingState.invite,
        class_name="mt-2 flex flex-col gap-3",
    )


def _new_link() -> rx.Component:
    """The link and its picture, this once."""
    link = SharingState.link
    return rx.cond(
        link.url,
        link_card(
            link,
            rx.cond(
                link.waits,
                rx.el.p(
                    t("It works once the supervisor has agreed to this second adult."),
                    class_name="font-semibold text-attn",
                ),
            ),
        ),
    )
