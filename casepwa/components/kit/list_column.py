"""The list beside what is open of it: a title with its number, and rows that scroll by themselves."""

from typing import Any

import reflex as rx

from casepwa.components.kit.words import Words


def title(words: Words, said: Any, *, id_: str, class_name: str = "") -> rx.Component:
    """The page's heading, and what there is of it, said whenever it changes."""
    return rx.el.div(
        rx.el.h1(words, id=id_, class_name="text-title font-bold tracking-tight"),
        rx.el.p(said, role="status", class_name="text-meta text-ink-2"),
        class_name=f"flex flex-wrap items-baseline justify-between gap-x-2 {class_name}".rstrip(),
    )


def lines(rows: Any, **props: Any) -> rx.Component:
    """Rows from edge to edge of the column."""
    return rx.el.ul(rows, class_name="divide-y divide-line border-y border-line", **props)


def scrolled(label: Words, *content: Any) -> rx.Component:
    """What scrolls while title and actions stay, as a region that the keyboard can move."""
    return rx.el.div(
        *content,
        tab_index=0,
        role="region",
        aria_label=label,
        class_name="min-h-0 flex-1 overflow-y-auto",
    )
