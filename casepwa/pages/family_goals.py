"""Goals as their speakers said them, the way to each, and what there is to celebrate."""

import reflex as rx

from casepwa.components.frames import family_shell
from casepwa.components.kit import cards
from casepwa.components.kit.icons import icon
from casepwa.offline.family import Celebration, Goal, Part, goals
from casepwa.offline.local import count
from casepwa.offline.text import t

ROUTE = "/family/goals"
TITLE = t("Goals")


def page() -> rx.Component:
    """The page."""
    return family_shell.page(t("Goals"), goals, full(), opening=t("Opening the goals"), tab="goals")


def full() -> rx.Component:
    """Goals and celebrations."""
    return rx.el.div(
        rx.foreach(goals.celebrations, _celebration),
        rx.cond(
            count(goals.goals) > 0,
            rx.foreach(goals.goals, _goal),
            family_shell.nothing(t("No goal is shared with you yet. Ask your team about it.")),
        ),
        class_name="mt-3 flex flex-col gap-4",
    )


def _celebration(one: Celebration) -> rx.Component:
    return rx.el.section(
        rx.el.span(icon("party", size="size-[2rem]"), class_name="text-ok"),
        rx.el.div(
            rx.el.h2(one.what, class_name="text-lead font-bold text-balance"),
            rx.el.p(rx.el.time(one.by, date_time=one.iso), class_name="mt-0.5"),
            family_shell.part_2(one.notice),
            class_name="min-w-0 flex-1",
        ),
        class_name="flex items-start gap-4 rounded-card bg-ok-tint p-4",
        key=one.id,
    )


def _goal(goal: Goal) -> rx.Component:
    return rx.el.section(
        rx.el.p(goal.said, class_name="text-ink-2"),
        rx.el.h2(goal.words, class_name="text-title leading-tight font-bold text-balance"),
        rx.cond(
            count(goal.parts) > 0,
            rx.fragment(
                rx.el.div(
                    rx.foreach(goal.parts, _dot),
                    icon("flag", size="size-[2rem]", class_name="text-ink-2"),
                    aria_hidden="true",
                    class_name="mt-4 flex flex-wrap items-center gap-y-2",
                ),
                rx.el.p(goal.count, class_name="mt-2 font-medium text-ink-2"),
            ),
        ),
        rx.el.p(goal.progress, class_name="mt-3 text-lead"),
        rx.cond(
            goal.working_on,
            rx.el.p(
                rx.el.strong(t("Working on now:")),
                " ",
                goal.working_on,
                class_name="mt-3 rounded-control bg-sunken px-3 py-2",
            ),
        ),
        family_shell.who_sees(goal.readers, goal.notice),
        class_name=f"{cards.CARD} p-4",
        key=goal.id,
    )


def _dot(part: Part) -> rx.Component:
    circle = "flex size-[2.25rem] shrink-0 items-center justify-center rounded-full border-2"
    return rx.fragment(
        rx.cond(
            part.is_met,
            rx.el.span(icon("check"), class_name=f"{circle} border-accent bg-accent text-on-accent"),
            rx.el.span(class_name=f"{circle} border-line-strong"),
        ),
        rx.el.span(class_name="h-0.5 w-5 bg-line-strong"),
        key=part.id,
    )
