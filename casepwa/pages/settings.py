"""Settings: theme and text size of this device."""

import reflex as rx

from casepwa.offline.display import display, set_text, set_theme

ROUTE = "/settings"
TITLE = "Settings"

_SELECT = "min-h-12 w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 text-body"


def page() -> rx.Component:
    """The page."""
    return rx.el.main(
        rx.el.h1("Settings", class_name="text-display font-bold"),
        _choice(
            "Theme", display.theme, set_theme, {"system": "As the device", "light": "Light", "dark": "Dark"}
        ),
        _choice(
            "Text size",
            display.text,
            set_text,
            {"100": "100 %", "125": "125 %", "150": "150 %", "200": "200 %"},
        ),
        class_name="mx-auto max-w-xl p-4 flex flex-col gap-4",
    )


def _choice(label: str, value, on_change, options: dict[str, str]) -> rx.Component:
    return rx.el.label(
        rx.el.span(label, class_name="mb-1 block text-meta font-semibold"),
        rx.el.select(
            *[rx.el.option(words, value=code) for code, words in options.items()],
            value=value,
            on_change=on_change,
            class_name=_SELECT,
        ),
    )
