"""What a person works towards, on their page: goals and next steps."""

import reflex as rx

from casepwa.components.kit import buttons, cards, details, icons
from casepwa.components.plans import marks
from casepwa.components.plans.step_sheets import ADD_STEP, STEP_DONE
from casepwa.offline.local import count
from casepwa.offline.person import GoalRow, StepRow, person
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import t


def goals() -> rx.Component:
    """Each goal in the person's words with its last mark."""
    return details.section(
        t("Goals"),
        rx.el.div(
            rx.foreach(person.goals, _goal),
            rx.cond(
                count(person.goals) > 0,
                buttons.link_button(
                    t("Mark progress"),
                    href=f"/people/{person.id}/goals",
                    look="secondary",
                    class_name="w-full",
                ),
                rx.el.p(t("Goals appear here once the plan has them."), class_name="text-ink-2"),
            ),
            buttons.link_button(
                t("Write goals and steps"),
                href=f"/clients/{person.id}/goals/edit",
                look="quiet",
                leading="file-pen",
                custom_attrs={"reloadDocument": True},
                class_name="w-full",
            ),
            class_name=details.INSIDE,
        ),
        drawing="flag",
        aside=person.goals_aside,
        is_open=True,
        id="goals",
    )


def _goal(goal: GoalRow) -> rx.Component:
    return rx.el.div(
        rx.el.p(goal.words, class_name="font-semibold"),
        rx.el.p(
            rx.cond(goal.level, marks.mark_icon(goal.level, size=icons.IN_CHIP)),
            goal.said,
            class_name=rx.match(
                goal.level,
                ("progress", "mt-1 flex items-center gap-1.5 text-meta text-ok"),
                ("met", "mt-1 flex items-center gap-1.5 text-meta text-ok"),
                ("slipped", "mt-1 flex items-center gap-1.5 text-meta text-attn"),
                "mt-1 flex items-center gap-1.5 text-meta text-ink-2",
            ),
        ),
        key=goal.id,
    )


def next_steps() -> rx.Component:
    """Open steps with **Done**, then **Add a step**, then what was done."""
    return details.section(
        t("Next steps"),
        rx.el.div(
            rx.cond(
                count(person.steps) > 0,
                rx.el.ul(rx.foreach(person.steps, _open_step), class_name="flex flex-col gap-3"),
                rx.el.p(t("No step is open."), class_name="text-ink-2"),
            ),
            buttons.button(
                t("Add a step"),
                look="secondary",
                leading="plus",
                on_click=open_sheet(ADD_STEP, person.id),
                class_name="w-full",
            ),
            rx.cond(
                count(person.steps_done) > 0,
                rx.el.ul(rx.foreach(person.steps_done, _done_step), class_name="flex flex-col gap-3"),
            ),
            class_name=details.INSIDE,
        ),
        drawing="list-checks",
        aside=person.steps_aside,
        is_open=True,
        id="next-steps",
    )


def _open_step(step: StepRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(step.what),
            rx.el.p(step.who, class_name=details.QUIET),
            rx.cond(step.why, rx.el.p(step.why, class_name=details.QUIET)),
            rx.el.p(
                rx.cond(step.over, cards.chip(step.over, "triangle-alert", tone="attn")),
                rx.cond(step.help, cards.chip(step.help, "handshake", tone="attn")),
                class_name="mt-1 flex flex-wrap gap-1.5 empty:hidden",
            ),
            class_name="min-w-[min(9rem,100%)] flex-1",
        ),
        buttons.button(
            t("Done"),
            about=step.what,
            look="tint",
            leading="check",
            on_click=open_sheet(STEP_DONE, step.id),
            size="min-h-12 px-3 text-meta",
        ),
        class_name="flex flex-wrap items-start gap-x-3 gap-y-2",
        key=step.id,
    )


def _done_step(step: StepRow) -> rx.Component:
    return rx.el.li(
        rx.el.span(icons.icon("circle-check", size=icons.LEADING), class_name="mt-0.5 text-ok"),
        rx.el.span(step.what, rx.el.span(step.done, class_name=f"block {details.QUIET}")),
        class_name="flex gap-3",
        key=step.id,
    )
