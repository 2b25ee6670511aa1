"""Shown by the service worker when a server-driven screen is asked for with no network."""

import reflex as rx

from casepwa.components.kit.buttons import BAR, button, link_button
from casepwa.offline.connection import try_again
from casepwa.offline.text import t

ROUTE = "/offline"
TITLE = t("No connection")


def page() -> rx.Component:
    """The page."""
    return rx.el.main(
        rx.el.h1(t("This screen needs a connection"), class_name="text-title font-bold"),
        rx.el.p(t("There is no connection right now. What you wrote is kept on this device.")),
        rx.el.p(t("Today, your people, notes and crisis plans work without one.")),
        button(t("Try again"), size=BAR, on_click=try_again),
        link_button(t("Go to my first screen"), href="/", look="quiet"),
        class_name="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-4 p-4",
    )
