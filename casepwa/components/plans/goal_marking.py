"""One objective with its four marks, the picture of earlier ones and an optional short line."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.icons import icon
from casepwa.components.plans import marks
from casepwa.offline.goals import MarkRow, PastMark, keep_lines, line_key, line_typed
from casepwa.offline.local import count
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import t

IN_ERROR = "goal-in-error"


def marking(
    row: MarkRow, *, heading: Any, on_mark: Callable[[Any], Any], history: bool = True
) -> rx.Component:
    """A fieldset whose legend is `heading`; `on_mark(level)` gives the event trigger of each mark."""
    return rx.el.fieldset(
        rx.el.legend(heading, class_name="float-left w-full pb-2"),
        rx.el.div(
            rx.cond(row.has_history, _picture(row)) if history else None,
            marks.marks(name=f"mark-{row.id}", chosen=row.chosen, on_mark=on_mark),
            rx.cond(row.scale_words, _on_scale(row, on_mark)),
            rx.cond(row.mark_id, _line(row)) if history else None,
            _past(row) if history else None,
            class_name="clear-both",
        ),
        class_name="min-w-0 px-4 py-3.5",
        key=row.id,
    )


def _picture(row: MarkRow) -> rx.Component:
    return rx.el.div(
        marks.history(line=row.points, dots=row.dots, last=row.last, words=row.counts, trend=row.trend),
        class_name="mb-3",
    )


def _on_scale(row: MarkRow, on_mark: Callable[[Any], Any]) -> rx.Component:
    """Where today's mark says the goal stands; a tap says it anew."""
    return buttons.button(
        row.scale_words,
        look="quiet",
        leading="list",
        on_click=on_mark(row.chosen),
        size="min-h-12 px-2 text-meta",
        class_name="mt-1 -ml-2 text-left",
    )


def _line(row: MarkRow) -> rx.Component:
    id_ = f"line-{row.mark_id}"
    return rx.fragment(
        rx.el.label(t("Short line, optional"), html_for=id_, class_name="sr-only"),
        fields.text_input(
            id=id_,
            default_value=row.line,
            placeholder=t("Add a short line (optional)"),
            max_length=2000,
            auto_complete="off",
            key=row.mark_id,
            custom_attrs={
                "data-mark": row.mark_id,
                "data-client": row.client_id,
                "onInput": line_typed,
                "onBlur": keep_lines,
                "onKeyDown": line_key,
            },
            class_name="mt-3",
        ),
    )


def _past(row: MarkRow) -> rx.Component:
    return rx.cond(
        count(row.past) > 0,
        rx.el.details(
            rx.el.summary(
                t("All marks"),
                icon(
                    "chevron-down", class_name="transition-transform duration-(--move) group-open:rotate-180"
                ),
                class_name=(
                    "-mb-2 inline-flex min-h-12 cursor-pointer list-none items-center gap-2 rounded-control "
                    "text-meta font-semibold text-accent-ink"
                ),
            ),
            rx.el.ul(
                rx.foreach(row.past, _past_row), class_name="mt-2 divide-y divide-line border-t border-line"
            ),
            class_name="group",
        ),
    )


def _past_row(mark: PastMark) -> rx.Component:
    return rx.el.li(
        rx.el.span(marks.mark_icon(mark.level, size="size-[1.5rem]"), class_name="mt-0.5 text-ink-2"),
        rx.el.div(
            rx.el.p(
                rx.el.span(mark.words, class_name="font-semibold"),
                rx.cond(mark.line, rx.fragment(": ", mark.line)),
            ),
            rx.el.p(
                rx.el.time(mark.when, date_time=mark.iso), ", ", mark.by, class_name="text-meta text-ink-2"
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(
            mark.is_mine,
            buttons.button(
                t("Entered in error"),
                look="quiet",
                on_click=open_sheet(IN_ERROR, f"{mark.id} {mark.client_id}"),
                size="min-h-12 px-2 text-meta",
                class_name="-my-1 -mr-2",
            ),
        ),
        class_name="flex flex-wrap items-start gap-x-3 py-2.5",
        key=mark.id,
    )
