"""The editor of goals and next steps, on a phone, a tablet or a desk (network needed)."""

from typing import Any

import reflex as rx

from casepwa.components.frames.client_page import client_page
from casepwa.components.kit.icons import icon
from casepwa.components.plans import goal_life, goal_list, goal_writing, step_writing
from casepwa.offline.text import t
from casepwa.state.goal_edit import GoalEditState

ROUTE = "/clients/[client_id]/goals/edit"
TITLE = t("Goals")
ON_LOAD = [GoalEditState.look]


def page() -> rx.Component:
    """The page: all goals with the next steps, or one goal with what became of it."""
    whose: Any = GoalEditState.whose
    return client_page(
        t("Goals and steps"),
        rx.match(
            GoalEditState.view,
            ("list", _two_columns(goal_list.goals(), step_writing.steps())),
            ("goal", _goal(whose)),
            rx.fragment(),
        ),
        name=whose.name,
        client_id=whose.client_id,
        is_wide=True,
    )


def _goal(whose: Any) -> rx.Component:
    chosen: Any = GoalEditState.chosen_goal
    is_over = chosen.stage == "over"
    rests = chosen.stage == "on_hold"
    return rx.fragment(
        rx.el.a(
            icon("arrow-left", size="size-6"),
            t("All goals"),
            href=f"/clients/{whose.client_id}/goals/edit",
            class_name="mb-2 inline-flex min-h-12 items-center gap-2 font-semibold text-accent-ink",
        ),
        _two_columns(
            rx.fragment(
                goal_life.done(),
                goal_life.readings(),
                rx.cond(
                    is_over | rests,
                    rx.el.h2(chosen.words, class_name="text-lead font-bold"),
                    goal_writing.form(),
                ),
                goal_life.ending(),
            ),
            rx.fragment(
                rx.cond(
                    chosen.id != "",
                    rx.el.section(
                        rx.el.h2(t("Progress"), class_name="text-lead font-bold"),
                        goal_list.picture(chosen.picture),
                    ),
                ),
                goal_life.history(),
            ),
        ),
    )


def _two_columns(main: rx.Component, aside: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.div(main, class_name="min-w-0"),
        rx.el.div(aside, class_name="min-w-0"),
        class_name="grid grid-cols-1 gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]",
    )
