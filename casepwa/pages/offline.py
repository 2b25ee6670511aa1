"""Shown by the service worker when a server-driven screen is asked for with no network."""

import reflex as rx

from casepwa.offline.connection import try_again

ROUTE = "/offline"
TITLE = "No connection"

_BUTTON = (
    "inline-flex min-h-13 items-center justify-center rounded-control bg-accent px-4 py-2 "
    "text-body font-semibold text-on-accent hover:bg-accent-press active:bg-accent-press"
)
_LINK = "inline-flex min-h-12 items-center justify-center px-4 py-2 text-body font-semibold text-accent-ink"


def page() -> rx.Component:
    """The page."""
    return rx.el.main(
        rx.el.h1("This screen needs a connection", class_name="text-title font-bold"),
        rx.el.p("This phone has no signal right now. What you wrote is kept on this device."),
        rx.el.p("Today, your people, notes and crisis plans work without a signal."),
        rx.el.button("Try again", type="button", on_click=try_again, class_name=_BUTTON),
        rx.el.a("Go to my first screen", href="/", class_name=_LINK),
        class_name="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-4 p-4",
    )
