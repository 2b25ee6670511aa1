"""The four goal marks and the small picture of earlier ones. The same marks everywhere."""

from typing import Any

import reflex as rx

from casepwa.components.kit.fields import JOINED, MARK_CELL
from casepwa.components.kit.icons import icon, icon_for
from casepwa.components.kit.words import Words
from casepwa.offline.text import t

MARKS = {
    "slipped": "trend-down",
    "no_change": "equal",
    "progress": "trend-up",
    "met": "circle-check-big",
}
_WORDS = {"slipped": t("Slipped"), "no_change": t("No change"), "progress": t("Progress"), "met": t("Met")}
COLUMNS = "grid-cols-1 @min-[11rem]:grid-cols-2 @min-[21rem]:grid-cols-4"


def marks(*, name: Any, chosen: Any, on_mark: Any) -> rx.Component:
    """Slipped, No change, Progress, Met as one joined control.

    Args:
        name: the radio group's name, unlike any other on the page.
        chosen: the level now marked, or "" for none.
        on_mark: called as (level) -> event trigger.
    """
    return rx.el.div(
        *[
            rx.el.label(
                icon(drawing, size="size-[1.5rem]"),
                rx.el.input(
                    type="radio",
                    name=name,
                    value=level,
                    checked=chosen == level,
                    on_change=on_mark(level),
                    class_name="sr-only",
                ),
                rx.el.span(_WORDS[level]),
                class_name=MARK_CELL,
            )
            for level, drawing in MARKS.items()
        ],
        class_name=f"{JOINED} {COLUMNS}",
    )


def mark_icon(level: Any, **look: str) -> rx.Component:
    """The icon of a level known on the device."""
    return icon_for(level, MARKS, default="equal", **look)


def history(*, line: Any, dots: Any, last: Any, words: Words, trend: Words) -> rx.Component:
    """Earlier marks as a line of dots, the last in accent, with the counts in words and a trend word beside.

    Args:
        line: the polyline's points ("6,30 26,22"), in a box of 132 x 36.
        dots: rows with string fields `x` and `y`, all but the last.
        last: the last dot, with `x` and `y`.
        words: "Last 7 marks: 1 slipped, 3 no change, 3 progress. Up since January".
        trend: "Up since January".
    """
    return rx.el.div(
        rx.el.svg(
            rx.el.svg.polyline(
                custom_attrs={"points": line, "strokeWidth": "1.5", "strokeLinejoin": "round"},
                class_name="fill-none stroke-line-strong",
            ),
            rx.foreach(dots, lambda dot: _dot(dot, "3", "fill-line-strong", key=dot.x)),
            _dot(last, "4.5", "fill-accent"),
            custom_attrs={"viewBox": "0 0 132 36", "role": "img", "aria-label": words},
            class_name="h-9 w-33 shrink-0",
        ),
        rx.el.p(trend, class_name="text-meta text-ink-2"),
        class_name="flex flex-wrap items-center justify-between gap-x-3 gap-y-1",
    )


def _dot(at: Any, radius: str, look: str, **props: Any) -> rx.Component:
    return rx.el.svg.circle(custom_attrs={"cx": at.x, "cy": at.y, "r": radius}, class_name=look, **props)
