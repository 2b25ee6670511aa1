"""Tell them, what helps and what never to do, as anybody reads them first."""

from typing import Any

import reflex as rx

from casepwa.components.kit import cards, icons
from casepwa.offline.crisis_plan import Helps, Line, Plan
from casepwa.offline.crisis_plan import plan as staff_plan
from casepwa.offline.local import count
from casepwa.offline.text import t


def tell_them(plan: Plan = staff_plan) -> rx.Component:
    """**Tell them**: what a dispatcher or a crisis team needs to hear, in one card."""
    tell = plan.tell
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("Tell them"), class_name="py-2 text-lead font-bold"),
            rx.cond(
                tell.dispatch,
                rx.el.a(
                    icons.icon("phone"),
                    rx.el.span(t("Dispatch {number}", number=tell.dispatch)),
                    href=tell.dispatch_tel,
                    class_name=(
                        "inline-flex min-h-12 items-center gap-1.5 rounded-control font-semibold "
                        "text-crisis-ink "
                        "hover:bg-crisis-tint"
                    ),
                ),
            ),
            class_name="flex flex-wrap items-center justify-between gap-x-3",
        ),
        rx.el.p(
            rx.el.strong(tell.who, class_name="font-semibold"),
            " ",
            tell.where_label,
            " ",
            rx.el.strong(tell.where, class_name="font-semibold"),
            class_name="-mt-1",
        ),
        rx.el.p("“", tell.ask_for, "”"),
        rx.el.p(
            tell.how,
            " ",
            rx.el.strong(tell.allergies, class_name="font-semibold"),
            " ",
            tell.weapons,
        ),
        class_name="mt-3 rounded-card border border-line bg-surface px-4 pt-1 pb-3",
    )


def more_below(plan: Plan = staff_plan) -> rx.Component:
    """Says that more of what helps stands below."""
    return rx.cond(
        plan.more_helps_words,
        rx.el.a(
            plan.more_helps_words,
            href="#more-helps",
            class_name=(
                "-my-3 inline-flex min-h-12 items-center text-meta text-ink-2 underline underline-offset-4"
            ),
        ),
    )


def tight(
    title: Any, lines: Any, drawing: str, ink: str, edge: str, *, aside: rx.Component | None = None
) -> rx.Component:
    """A short list of the first screen; nothing when there are no `lines`."""
    return rx.cond(
        count(lines) > 0,
        rx.el.section(
            rx.el.div(
                rx.el.h2(title, class_name="text-lead font-bold"),
                aside,
                class_name="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3",
            ),
            rx.el.ul(
                rx.foreach(
                    lines,
                    lambda line: rx.el.li(
                        rx.el.span(icons.icon(drawing, size="size-[1.25rem]"), class_name=f"mt-0.5 {ink}"),
                        rx.el.span(line.words),
                        class_name="flex items-start gap-2.5",
                        key=line.id,
                    ),
                ),
                class_name="flex flex-col gap-1",
            ),
            class_name=f"mt-2.5 rounded-card bg-surface px-4 py-3 {edge}",
        ),
    )


def more_helps(plan: Plan = staff_plan) -> rx.Component:
    """What else helps, by kind."""

    def group(row: Helps) -> rx.Component:
        return rx.el.div(
            rx.el.h3(row.title, class_name="mb-1.5 text-lead font-bold"),
            rx.el.ul(
                rx.foreach(row.lines, lambda line: _row(line, "check", "text-ok")),
                class_name="flex flex-col gap-2.5",
            ),
            key=row.id,
        )

    return rx.cond(
        count(plan.more_helps) > 0,
        cards.card(
            rx.el.h2(t("More that helps"), class_name="text-title font-bold"),
            rx.foreach(plan.more_helps, group),
            id="more-helps",
            class_name="mt-3 flex flex-col gap-4 p-4",
        ),
    )


def _row(line: Line, drawing: str, ink: str) -> rx.Component:
    return rx.el.li(
        rx.el.span(icons.icon(drawing, size="size-[1.25rem]"), class_name=f"mt-1 {ink}"),
        rx.el.span(line.words),
        class_name="flex items-start gap-3 text-lead",
        key=line.id,
    )


def lead(title: Any, lines: Any, drawing: str, ink: str) -> rx.Component:
    """A list with room, below the first screen; nothing when there are no `lines`."""
    return rx.cond(
        count(lines) > 0,
        cards.card(
            rx.el.h2(title, class_name="mb-2.5 text-title font-bold"),
            rx.el.ul(
                rx.foreach(lines, lambda line: _row(line, drawing, ink)), class_name="flex flex-col gap-2.5"
            ),
            class_name="mt-3 p-4",
        ),
    )
