"""Sections that open and close, on native `<details>`."""

from typing import Any

import reflex as rx

from casepwa.components.kit.icons import BESIDE_TEXT, LEADING, icon
from casepwa.components.kit.words import Words
from casepwa.offline.later import later

INSIDE = "flex flex-col gap-4 px-4 pt-1 pb-4"
"""Classes of what stands inside a `section`."""
QUIET = "text-meta text-ink-2"


def sections(*parts: Any, class_name: str = "mt-4") -> rx.Component:
    """A card of `section`s."""
    look = "rounded-card border border-line bg-surface divide-y divide-line overflow-hidden"
    return rx.el.div(*parts, class_name=f"{look} {class_name}")


def section(
    title: Words,
    *children: Any,
    drawing: str,
    aside: Words | None = None,
    is_open: Any = False,
    **props: Any,
) -> rx.Component:
    """One `<details>`: icon, title, a word on what is inside, a chevron that turns.

    What is folded away is drawn after the screen's first paint.
    """
    return rx.el.details(
        rx.el.summary(
            rx.el.span(icon(drawing, size=LEADING), class_name="text-ink-2 @max-[11rem]:hidden"),
            rx.el.span(
                rx.el.h2(title, class_name="text-lead font-semibold"),
                rx.el.span(aside, class_name="text-meta text-ink-2") if aside is not None else None,
                class_name="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-3",
            ),
            rx.el.span(
                icon("chevron-right", size=BESIDE_TEXT),
                class_name="text-ink-2 transition-transform duration-(--move) group-open:rotate-90",
            ),
            class_name=(
                "flex min-h-14 cursor-pointer list-none items-center gap-3 px-4 py-3 hover:bg-sunken "
                "group-open:hover:bg-surface"
            ),
        ),
        *(children if is_open is True else [rx.cond(later | is_open, child) for child in children]),
        open=is_open,
        class_name="group",
        **props,
    )


def fold(title: Words) -> rx.Component:
    """The summary of a plain `<details>` of class `group/fold`: words in the color of what can be tapped, and
    a chevron that turns.
    """
    return rx.el.summary(
        rx.el.span(title, class_name="min-w-0"),
        icon(
            "chevron-down",
            class_name="shrink-0 transition-transform duration-(--move) group-open/fold:rotate-180",
        ),
        class_name=(
            "flex min-h-12 w-fit max-w-full cursor-pointer list-none items-center gap-2 rounded-control "
            "font-semibold text-accent-ink"
        ),
    )


def more(
    title: Words, *children: Any, about: Words | None = None, is_open: Any = False, **props: Any
) -> rx.Component:
    """The "More" card of a form: a summary with one line of what is inside."""
    return rx.el.details(
        rx.el.summary(
            rx.el.span(
                rx.el.span(title, class_name="block font-semibold"),
                rx.el.span(about, class_name="block text-meta text-ink-2") if about is not None else None,
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(
                icon("chevron-down"),
                class_name="text-ink-2 transition-transform duration-(--move) group-open:rotate-180",
            ),
            class_name=(
                "flex min-h-14 cursor-pointer list-none items-center gap-3 rounded-card px-4 py-2 "
                "hover:bg-sunken"
            ),
        ),
        rx.el.div(*children, class_name="px-4 pt-1 pb-4"),
        open=is_open,
        class_name="group rounded-card border border-line bg-surface",
        **props,
    )
