"""A person's goals as a list of their editor: being worked on, drafts, resting, ended; and the T score."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, details, states
from casepwa.components.kit.cards import CARD, chip
from casepwa.components.plans import progress
from casepwa.offline.local import count
from casepwa.offline.text import short_day, t, word
from casepwa.state.goal_edit import GoalEditState
from casepwa.state.goal_rows import GoalCard, Picture


def goals() -> rx.Component:
    """Every goal, those that are worked on first, with the way to write one more."""
    whose: Any = GoalEditState.whose
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("Goals"), class_name="text-lead font-bold"),
            buttons.link_button(
                t("Write a goal"), href=f"/clients/{whose.client_id}/goals/edit?goal=new", leading="plus"
            ),
            class_name="mb-3 flex flex-wrap items-center justify-between gap-3",
        ),
        attainment(),
        rx.cond(
            count(GoalEditState.cards) > 0,
            rx.el.div(
                *[_stage(stage) for stage in ("active", "draft", "on_hold")],
                rx.el.details(
                    details.fold(t("Ended goals")),
                    _stage("over"),
                    class_name="group/fold",
                ),
                class_name="flex flex-col gap-3",
            ),
            states.blank(
                t("No goal is written yet"),
                t("Ask what they want, in their own words, and begin with that."),
                "flag",
            ),
        ),
    )


def attainment() -> rx.Component:
    """The T score of the scaled goals, with what it means."""
    whose: Any = GoalEditState.whose
    return rx.cond(
        whose.score != "",
        rx.el.div(
            rx.el.p(
                t("Goal attainment: T {score}", score=whose.score),
                class_name="text-lead font-bold tabular-nums",
            ),
            rx.el.p(
                t(
                    "{n} scaled goal. It began at T {start}; 50 is what was expected.",
                    plural="{n} scaled goals. They began at T {start}; 50 is what was expected.",
                    n=whose.rated,
                    start=whose.start,
                ),
                class_name="text-meta text-ink-2",
            ),
            class_name=f"{CARD} mb-3 px-4 py-3",
        ),
    )


def _stage(stage: str) -> rx.Component:
    return rx.el.ul(
        rx.foreach(GoalEditState.cards, lambda one: rx.cond(one.stage == stage, _goal(one))),
        class_name="flex flex-col gap-3 empty:hidden",
    )


def _goal(one: GoalCard) -> rx.Component:
    whose: Any = GoalEditState.whose
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.cond(one.words, t("“{words}”", words=one.words), t("No words yet")),
                class_name="text-lead font-bold wrap-break-word",
            ),
            rx.el.p(
                stage_chip(one),
                rx.cond(one.stage == "active", chip(word("achievement", one.achievement), "flag")),
                rx.cond(
                    one.due_on,
                    rx.el.span(t("Due {day}", day=short_day(one.due_on)), class_name="text-meta text-ink-2"),
                ),
                class_name="mt-1.5 flex flex-wrap items-center gap-2",
            ),
            rx.cond(one.where, rx.el.p(t("On the scale: {where}", where=one.where), class_name="mt-1.5")),
            rx.cond(
                one.ended_reason,
                rx.el.p(one.ended_reason, class_name="mt-1.5 text-ink-2 wrap-break-word"),
            ),
        ),
        rx.cond(one.stage == "active", picture(one.picture)),
        buttons.link_button(
            t("Open"),
            href=f"/clients/{whose.client_id}/goals/edit?goal={one.id}",
            look="secondary",
            about=one.words,
            class_name="mt-3",
        ),
        key=one.id,
        class_name=f"{CARD} p-4",
    )


def stage_chip(one: Any) -> Any:
    """Where a goal is in its life, in a word with an icon."""
    return rx.match(
        one.stage,
        ("active", chip(word("goal_stage", "active"), "check", tone="ok")),
        ("draft", chip(word("goal_stage", "draft"), "pen", tone="wait")),
        ("on_hold", chip(word("goal_stage", "on_hold"), "clock", tone="wait")),
        chip(word("lifecycle", one.lifecycle), "archive"),
    )


def picture(of: Picture) -> rx.Component:
    """Marks over time, and how many of which."""
    return rx.cond(
        of.n > 0,
        rx.el.div(
            progress.chart(line=of.line, dots=of.dots, first=short_day(of.first), last=short_day(of.last)),
            rx.el.p(
                t(
                    "{n} mark, {first} to {last}",
                    plural="{n} marks, {first} to {last}",
                    n=of.n,
                    first=short_day(of.first),
                    last=short_day(of.last),
                ),
                class_name="mt-2 text-meta",
            ),
            progress.counts(of.counts),
            class_name="mt-3",
        ),
        rx.el.p(t("No mark yet."), class_name="mt-2 text-meta text-ink-2"),
    )
