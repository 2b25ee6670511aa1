"""The box for a password, with the button that shows what is typed."""

from typing import Any

import reflex as rx

from casepwa.components.kit.fields import CONTROL
from casepwa.components.kit.icons import BESIDE_TEXT, icon
from casepwa.offline.text import t


def password_box(*, shown: Any, toggle: Any, auto_complete: str, **props: Any) -> rx.Component:
    """A control named ``password``. ``auto_complete``: current-password or new-password."""
    return rx.el.div(
        rx.el.input(
            id="password",
            name="password",
            type=rx.cond(shown, "text", "password"),
            auto_complete=auto_complete,
            required=True,
            class_name=f"{CONTROL} pr-26",
            **props,
        ),
        rx.el.button(
            icon("eye", size=BESIDE_TEXT),
            rx.el.span(
                rx.cond(shown, t("Hide"), t("Show")),
                rx.el.span(" ", t("what is typed"), class_name="sr-only"),
            ),
            type="button",
            aria_controls="password",
            aria_pressed=shown,
            on_click=toggle,
            class_name=(
                "absolute inset-y-0 right-0 inline-flex min-h-12 cursor-pointer items-center gap-1.5 "
                "rounded-control px-3 font-semibold text-accent-ink"
            ),
        ),
        class_name="relative",
    )
