"""What became of a goal: what was just done, ending it or taking it up again, and every change so far."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, details, fields
from casepwa.components.kit.cards import CARD, LIST, heading
from casepwa.components.kit.icons import icon
from casepwa.components.plans.goal_writing import fault
from casepwa.offline.desk import forget_kept, kept
from casepwa.offline.local import count
from casepwa.offline.text import exact, full_day, t, word
from casepwa.state.goal_edit import GoalEditState
from casepwa.state.goal_rows import Changed, Step

_ENDINGS = ("achieved", "not_achieved", "discontinued", "on_hold", "entered_in_error")


def done() -> rx.Component:
    """Said when it is done."""
    said = GoalEditState.said.split(":")[0]
    return rx.cond(
        GoalEditState.said != "",
        rx.el.p(
            rx.match(
                said,
                ("active", t("The goal is active. Phones get it at their next sync.")),
                ("ended", t("The goal has ended. Everything said and marked stays on record.")),
                rx.cond(
                    GoalEditState.chosen_goal.stage == "active",
                    t("Saved. Phones get it at their next sync."),
                    t("The draft is saved. It is on no phone until it is active."),
                ),
            ),
            role="status",
            class_name="mb-4 font-medium text-ok",
        ),
    )


def ending() -> Any:
    """End an active or resting goal with a reason; throw a draft away."""
    chosen: Any = GoalEditState.chosen_goal
    return rx.match(
        chosen.stage,
        ("active", _end(chosen)),
        ("on_hold", rx.fragment(_resume(chosen), _end(chosen))),
        ("over", rx.cond(chosen.can_resume, _resume(chosen))),
        ("draft", _drop(chosen)),
        rx.fragment(),
    )


def _hidden(chosen: Any) -> tuple[rx.Component, ...]:
    return (
        fields.hidden("goal_id", chosen.id),
        fields.hidden("saw_edit", chosen.edit),
    )


def _end(chosen: Any) -> rx.Component:
    keep = f"goal-end:{chosen.id}"
    return _folded(
        t("End this goal"),
        rx.el.form(
            *_hidden(chosen),
            fields.group(
                t("How it ends"),
                rx.el.div(
                    *[
                        fields.check_row(word("goal_ending", code), radio=True, name="ending", value=code)
                        for code in _ENDINGS
                    ],
                    class_name=LIST,
                ),
            ),
            fields.field(
                "ending-reason",
                t("Reason"),
                fields.text_area(id="ending-reason", name="reason", rows=2, max_length=2000),
            ),
            buttons.button(t("End goal"), look="secondary", type="submit"),
            on_submit=GoalEditState.end,
            on_mount=kept,
            custom_attrs={"data-keep": keep},
            class_name="flex flex-col gap-3",
        ),
    )


def _resume(chosen: Any) -> rx.Component:
    return rx.el.form(
        rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": f"goal-end:{chosen.id}"}),
        *_hidden(chosen),
        fault(),
        buttons.button(t("Take it up again"), look="secondary", type="submit", leading="refresh"),
        on_submit=GoalEditState.resume,
        class_name="mt-4 flex flex-col items-start gap-3",
    )


def _drop(chosen: Any) -> rx.Component:
    return rx.cond(
        chosen.id != "",
        _folded(
            t("Throw this draft away"),
            rx.el.form(
                *_hidden(chosen),
                fields.hidden("ending", "dropped"),
                buttons.button(t("Yes, throw it away"), look="secondary", type="submit"),
                on_submit=GoalEditState.end,
            ),
        ),
    )


def _folded(summary: Any, *inside: rx.Component) -> rx.Component:
    return rx.el.details(
        details.fold(summary),
        *inside,
        class_name="group/fold mt-4",
    )


def history() -> rx.Component:
    """Each change with who made it, newest first."""
    return rx.cond(
        count(GoalEditState.changes) > 0,
        rx.el.section(
            heading(t("Changes"), aside=count(GoalEditState.changes)),
            rx.el.ol(rx.foreach(GoalEditState.changes, _change), class_name=LIST),
        ),
    )


def _change(one: Step) -> rx.Component:
    return rx.el.li(
        rx.el.p(word("goal_change", one.change), class_name="font-semibold"),
        rx.cond(one.by, rx.el.p(one.by, ", ", exact(one.at), class_name="text-meta text-ink-2")),
        rx.cond(one.reason, rx.el.p(one.reason, class_name="wrap-break-word")),
        rx.foreach(one.differences, _difference),
        key=one.n,
        class_name="flex flex-col gap-1 px-4 py-3",
    )


def _difference(one: Changed) -> rx.Component:
    return rx.el.div(
        rx.el.p(word("goal_part", one.part), class_name="mt-1 text-meta font-semibold"),
        rx.foreach(
            one.gone,
            lambda line: rx.el.p(
                rx.el.span(t("Left out:"), class_name="sr-only"),
                rx.el.del_(_line(one, line), class_name="text-ink-2"),
                class_name="wrap-break-word",
            ),
        ),
        rx.foreach(
            one.new,
            lambda line: rx.el.p(
                rx.el.span(icon("plus"), class_name="mt-0.5 text-ok"),
                rx.el.ins(_line(one, line), class_name="min-w-0 no-underline bg-ok-tint rounded-chip px-1"),
                class_name="flex items-start gap-1.5 wrap-break-word",
            ),
        ),
        key=one.part,
    )


def _line(one: Changed, line: Any) -> Any:
    return rx.match(one.part, ("life_domain", word("life_domain", line)), ("due_on", full_day(line)), line)


def readings() -> rx.Component:
    """What was said when a goal ended."""
    chosen: Any = GoalEditState.chosen_goal
    return rx.cond(
        chosen.ended_reason,
        rx.el.div(
            rx.el.p(
                word("lifecycle", chosen.lifecycle), ", ", exact(chosen.ended_at), class_name="font-semibold"
            ),
            rx.el.p(chosen.ended_reason, class_name="wrap-break-word"),
            class_name=f"{CARD} mb-4 px-4 py-3",
        ),
    )
