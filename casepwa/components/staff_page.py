"""The frame of a server-driven page that field staff reach from a phone, a tablet or a desk."""

from typing import Any

import reflex as rx

from casepwa.components import buttons, states
from casepwa.components.buttons import icon_button
from casepwa.components.desk import desk_notices
from casepwa.components.words import Words
from casepwa.offline.text import t
from casepwa.state.session import SessionState


def staff_page(title: Words, *content: Any, back: Any, status: Any, about: Words = "") -> rx.Component:
    """A page with a way ``back``; ``content`` when ``status`` is full, a kind word when it is denied."""
    return rx.el.div(
        rx.el.div(
            rx.el.header(
                icon_button(t("Back"), "arrow-left", href=back, custom_attrs={"reloadDocument": True}),
                rx.el.div(
                    rx.el.h1(title, class_name="text-title font-bold tracking-tight"),
                    rx.cond(about, rx.el.p(about, class_name="text-ink-2")),
                    class_name="min-w-0 flex-1 pt-2",
                ),
                class_name="flex items-start gap-1 px-2 pt-2 pb-2",
            ),
            rx.el.main(
                desk_notices(),
                rx.cond(
                    rx.State.is_hydrated & ~SessionState.is_ended,
                    rx.match(
                        status,
                        ("full", rx.el.div(*content, class_name="px-4")),
                        ("denied", _denied()),
                        # Refused before the page was asked at all: no role of this account may.
                        rx.cond(
                            SessionState.notice == "not_allowed",
                            _denied(),
                            rx.el.div(states.skeleton(t("Opening")), class_name="px-4"),
                        ),
                    ),
                    rx.el.div(states.skeleton(t("Opening")), class_name="px-4"),
                ),
                class_name="@container flex flex-1 flex-col pb-10",
            ),
            class_name="mx-auto flex w-full max-w-200 flex-1 flex-col",
        ),
        class_name="flex min-h-dvh flex-col bg-page",
    )


def _denied() -> rx.Component:
    return rx.el.div(
        states.blank(
            t("You cannot open this"),
            t("Nothing was opened. Your own first screen is one tap away."),
            "lock",
            action=buttons.link_button(
                t("Go to my first screen"), href="/", custom_attrs={"reloadDocument": True}
            ),
        ),
        class_name="px-4",
    )


def hidden(name: str, value: Any) -> rx.Component:
    """A value that a form sends along."""
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)
