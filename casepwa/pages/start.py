"""`/` sends each person to their first screen."""

import reflex as rx

from casepwa.components.kit.icons import brand
from casepwa.offline.sign_in import start_status
from casepwa.offline.text import t

ROUTE = "/"
TITLE = "CasePWA"


def page() -> rx.Component:
    """The brand, for as long as the phone's store takes to open."""
    return rx.el.main(
        rx.el.h1(brand(), rx.el.span("CasePWA", class_name="sr-only"), class_name="text-accent-ink"),
        rx.el.p(
            rx.cond(start_status == "opening", t("Opening…"), t("One moment…")),
            role="status",
            class_name="sr-only",
        ),
        class_name="flex min-h-dvh items-center justify-center bg-page",
    )
