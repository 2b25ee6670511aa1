"""Marks of a goal over time: four levels, time from left to right, and the same in words beside it."""

from typing import Any

import reflex as rx

from casepwa.components.kit.words import Words
from casepwa.offline.text import t, word

LEVELS = ("met", "progress", "no_change", "slipped")


def chart(*, line: Any, dots: Any, first: Words, last: Words) -> rx.Component:
    """The picture alone, silent to listeners: `words` that say the same must stand beside it.

    Args:
        line: path data through all marks, in a box of 100 x 40, levels 10 apart with the best on top.
        dots: path data of one point a mark.
        first: the day of the first mark, in words.
        last: the day of the last one.
    """
    return rx.el.div(
        rx.el.div(
            *[rx.el.span(word("mark", level), class_name="flex items-center") for level in LEVELS],
            class_name="grid grid-rows-4 text-meta text-ink-2",
        ),
        rx.el.svg(
            *[_rule(y) for y in (5, 15, 25, 35)],
            _path(line, "2", "stroke-line-strong"),
            _path(dots, "9", "stroke-accent"),
            custom_attrs={"viewBox": "0 0 100 40", "preserveAspectRatio": "none"},
            class_name="h-32 w-full",
        ),
        rx.el.p(
            rx.el.span(first),
            rx.el.span(last),
            class_name="col-start-2 flex justify-between gap-3 text-meta text-ink-2",
        ),
        aria_hidden="true",
        class_name="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1",
    )


def counts(rows: Any) -> rx.Component:
    """How often each level was marked, as a list of words."""
    return rx.el.ul(
        rx.foreach(
            rows,
            lambda row: rx.el.li(t("{level}: {n}", level=word("mark", row.level), n=row.n), key=row.level),
        ),
        class_name="flex flex-wrap gap-x-4 text-meta text-ink-2",
    )


def _rule(y: int) -> rx.Component:
    return _path(f"M0 {y}h100", "1", "stroke-line")


def _path(data: Any, width: str, look: str) -> rx.Component:
    return rx.el.svg.path(
        d=data,
        custom_attrs={
            "strokeWidth": width,
            "strokeLinecap": "round",
            "strokeLinejoin": "round",
            "vectorEffect": "non-scaling-stroke",
        },
        class_name=f"fill-none {look}",
    )
