"""Facts in pairs, for a definition list: what is named, and what is said of it."""

from typing import Any

import reflex as rx

LABEL = "text-meta font-semibold text-ink-2"


def fact(label: Any, said: Any) -> rx.Component:
    """One pair; nothing at all when nothing was said."""
    return rx.cond(
        said,
        rx.el.div(
            rx.el.dt(label, class_name=LABEL),
            rx.el.dd(said, class_name="wrap-break-word whitespace-pre-line"),
        ),
    )
