"""Goals of one person: their words, one-tap marks, what can be celebrated."""

import reflex as rx

from casepwa.components.frames import shell
from casepwa.components.kit import buttons, cards, fields, states
from casepwa.components.kit.icons import icon
from casepwa.components.kit.sheets import cancel, sheet
from casepwa.components.plans import progress
from casepwa.components.plans.goal_marking import IN_ERROR, marking
from casepwa.components.plans.goal_scale import scale_sheet
from casepwa.offline.goals import Goal, MarkRow, Met, correct_mark, goals, mark_row
from casepwa.offline.text import t
from casepwa.offline.triggers import bound

ROUTE = "/people/[client_id]/goals"
TITLE = t("Goals")
_IN_ERROR_FORM = "goal-in-error-form"


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        shell.header_below(t("Back to {name}", name=goals.name), href=f"/people/{goals.id}"),
        shell.screen_title(t("Goals"), goals.name, class_name=""),
        rx.match(
            goals.state,
            ("full", _full()),
            ("empty", _empty()),
            ("gone", _gone()),
            states.skeleton(t("Opening the goals")),
        ),
        tab="people",
        outside=(_in_error(), scale_sheet()),
    )


def _full() -> rx.Component:
    return rx.el.div(
        rx.foreach(goals.goals, _goal),
        rx.foreach(goals.met, _met),
        _write(look="secondary"),
        class_name="mt-4 grid grid-cols-1 items-start gap-4 @min-[44rem]:grid-cols-2",
    )


def _goal(goal: Goal) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.p(goal.speaker, class_name="text-meta text-ink-2"),
            rx.el.h2(goal.words, class_name="text-title font-bold text-balance"),
            class_name="p-4",
        ),
        rx.cond(goal.chart.has_chart, _chart(goal)),
        rx.el.div(rx.foreach(goal.rows, _row), class_name="divide-y divide-line border-t border-line"),
        class_name=cards.CARD,
        key=goal.id,
    )


def _chart(goal: Goal) -> rx.Component:
    chart = goal.chart
    return rx.el.details(
        rx.el.summary(
            rx.el.span(t("Progress"), class_name="font-semibold text-accent-ink"),
            rx.el.span(chart.words, class_name="text-meta text-ink-2"),
            class_name="flex min-h-12 cursor-pointer list-none flex-wrap items-center gap-x-3",
        ),
        progress.chart(line=chart.line, dots=chart.dots, first=chart.first, last=chart.last),
        progress.counts(chart.counts),
        class_name="border-t border-line px-4 pb-2",
    )


def _row(row: MarkRow) -> rx.Component:
    heading = rx.cond(
        row.what,
        rx.el.span(row.what, class_name="font-semibold"),
        rx.el.span(t("How it is going"), class_name="font-semibold"),
    )
    return marking(
        row,
        heading=heading,
        on_mark=lambda level: bound(mark_row, row.client_id, row.goal_id, row.objective_id, level),
    )


def _met(met: Met) -> rx.Component:
    return rx.el.section(
        rx.el.span(icon("party", size="size-[2rem]"), class_name="text-ok"),
        rx.el.div(
            rx.el.h2(met.words, class_name="text-lead font-bold"),
            rx.el.p(met.line, class_name="mt-0.5"),
            buttons.link_button(
                t("Celebrate"), href=met.href, look="secondary", about=met.words, class_name="mt-3"
            ),
            class_name="min-w-[min(9rem,100%)] flex-1",
        ),
        class_name="flex flex-wrap items-start gap-x-4 gap-y-2 rounded-card bg-ok-tint p-4",
        key=met.id,
    )


def _empty() -> rx.Component:
    return states.blank(
        t("No goals yet"),
        t("Ask {name} what they want. Writing goals needs a connection.", name=goals.given_name),
        "flag",
        action=_write(look="primary"),
    )


def _write(*, look: buttons.Look) -> rx.Component:
    return buttons.link_button(
        t("Write goals and steps"),
        href=f"/clients/{goals.id}/goals/edit",
        look=look,
        leading="file-pen",
        custom_attrs={"reloadDocument": True},
        class_name="w-full",
    )


def _gone() -> rx.Component:
    return states.blank(
        t("This person is not on this phone"),
        t("They may have left your caseload. What you recorded is kept and still sent."),
        "users",
        action=buttons.link_button(t("Open People"), href="/people", look="secondary", leading="users"),
    )


def _in_error() -> rx.Component:
    return sheet(
        IN_ERROR,
        t("Entered in error?"),
        rx.el.form(
            fields.field(
                "in-error-reason",
                t("Reason (optional)"),
                fields.text_input(id="in-error-reason", name="reason", max_length=2000, auto_complete="off"),
            ),
            fields.not_kept(_IN_ERROR_FORM),
            buttons.button_row(
                cancel(),
                buttons.button(t("Entered in error"), type="submit", class_name=buttons.SHARE_ROW),
                class_name="mt-4",
            ),
            id=_IN_ERROR_FORM,
            on_submit=correct_mark,
            class_name="mt-3",
        ),
        about=t("The mark no longer counts. It stays on record, with your correction beside it."),
    )
