"""Settings: theme and text size of this device."""

from typing import Any

import reflex as rx

from casepwa.offline.display import TEXT_SIZES, set_text_size, set_theme, text_size, theme

ROUTE = "/settings"
TITLE = "Settings"

_SELECT = "min-h-12 w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 text-body"


def page() -> rx.Component:
    """The page."""
    return rx.el.main(
        rx.el.h1("Settings", class_name="text-display font-bold"),
        _choice("Theme", theme, set_theme, {"system": "As the device", "light": "Light", "dark": "Dark"}),
        _choice("Text size", text_size, set_text_size, {size: f"{size} %" for size in TEXT_SIZES}),
        class_name="mx-auto max-w-xl p-4 flex flex-col gap-4",
    )


def _choice(label: str, value: rx.Var[str], on_change: Any, options: dict[str, str]) -> rx.Component:
    return rx.el.label(
        rx.el.span(label, class_name="mb-1 block text-meta font-semibold"),
        rx.el.select(
            *[rx.el.option(words, value=code) for code, words in options.items()],
            value=value,
            on_change=on_change,
            class_name=_SELECT,
        ),
    )
