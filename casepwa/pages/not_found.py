"""Shown for an address that no screen has: an old link, or one typed wrong."""

import reflex as rx

from casepwa.components.kit.buttons import BAR, link_button
from casepwa.offline.text import t

ROUTE = "404"  # Reflex's own name for it
TITLE = t("No such page")


def page() -> rx.Component:
    """The page."""
    return rx.el.main(
        rx.el.h1(t("There is no page at this address"), class_name="text-title font-bold"),
        rx.el.p(t("The link may be old, or a letter in it may be wrong. Nothing you wrote is lost.")),
        link_button(t("Go to my first screen"), href="/", size=BAR, look="primary"),
        class_name="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-4 p-4",
    )
