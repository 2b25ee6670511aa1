"""Open next steps beside the goals: changed in place, added, or no longer needed."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, details, fields
from casepwa.components.kit.cards import LIST, heading
from casepwa.offline.desk import forget_kept, kept
from casepwa.offline.local import count
from casepwa.offline.text import error_text, short_day, t, word
from casepwa.state.goal_edit import GoalEditState
from casepwa.state.goal_rows import GoalCard, StepCard

NEW = StepCard()


def steps() -> rx.Component:
    """The section: every open step folds open to its form."""
    return rx.el.section(
        heading(t("Next steps"), aside=count(GoalEditState.step_cards)),
        rx.cond(
            GoalEditState.steps_said != "",
            rx.el.p(
                t("Saved. Phones get it at their next sync."),
                role="status",
                class_name="mb-2 font-medium text-ok",
            ),
        ),
        rx.cond(
            count(GoalEditState.step_cards) > 0,
            rx.el.ul(rx.foreach(GoalEditState.step_cards, _step), class_name=LIST),
            rx.el.p(t("No step is open."), class_name="text-ink-2"),
        ),
        rx.el.details(
            details.fold(t("Add a step")),
            _form(NEW, t("Add step")),
            class_name="group/fold",
        ),
    )


def _step(one: StepCard) -> rx.Component:
    return rx.el.li(
        rx.el.details(
            rx.el.summary(
                rx.el.span(
                    rx.el.span(one.what, class_name="block font-semibold wrap-break-word"),
                    rx.el.span(
                        one.owner,
                        rx.cond(one.due_on, rx.fragment(", ", t("by {day}", day=short_day(one.due_on)))),
                        class_name="block text-meta text-ink-2",
                    ),
                    class_name="min-w-0 flex-1",
                ),
                rx.el.span(t("Change"), class_name="text-meta font-semibold text-accent-ink"),
                class_name="flex min-h-14 cursor-pointer list-none items-center gap-3 px-4 py-2.5",
            ),
            rx.el.div(
                _form(one, t("Save step")),
                rx.el.form(
                    fields.hidden("step_id", one.id),
                    fields.hidden("saw_edit", one.edit),
                    fields.field(
                        f"withdraw-{one.id}",
                        t("No longer needed, because"),
                        fields.text_input(id=f"withdraw-{one.id}", name="reason", max_length=2000),
                    ),
                    buttons.button(t("Take the step off"), look="secondary", type="submit", about=one.what),
                    on_submit=GoalEditState.withdraw_step,
                    class_name="mt-4 flex flex-col items-start gap-3 border-t border-line pt-4",
                ),
                class_name="px-4 pb-4",
            ),
        ),
        key=f"{one.id}:{one.edit}",
    )


def _form(one: Any, save: Any) -> rx.Component:
    """`one`: the step as it stands, or an empty one."""
    keep = f"step:{GoalEditState.whose.client_id}:{one.id}"
    return rx.el.form(
        rx.cond(
            GoalEditState.steps_said != "",
            rx.el.span(
                on_mount=forget_kept, key=count(GoalEditState.step_cards), custom_attrs={"data-forget": keep}
            ),
        ),
        fields.hidden("step_id", one.id),
        fields.hidden("saw_edit", one.edit),
        _box(one, "what", t("What"), one.what),
        _box(one, "why", t("Why (optional)"), one.why),
        _select(
            one,
            "owner",
            t("Who"),
            one.owner_key,
            rx.foreach(
                GoalEditState.step_owners, lambda who: rx.el.option(who.words, value=who.value, key=who.value)
            ),
            rx.el.option(t("A role or someone else"), value="role"),
        ),
        _box(one, "owner_role", t("Role or name, if someone else"), one.owner_role),
        _box(one, "due_on", t("By when (optional)"), one.due_on, "date"),
        _select(
            one,
            "step_goal",
            t("Goal (optional)"),
            one.goal_id,
            rx.el.option(t("No goal"), value=""),
            rx.foreach(GoalEditState.cards, _goal),
        ),
        rx.cond(
            (GoalEditState.fault != "") & (GoalEditState.fault_at == (one.id if one.id != "" else "new"))
            if isinstance(one, StepCard)
            else (GoalEditState.fault != "") & (GoalEditState.fault_at == one.id),
            rx.el.div(
                fields.field_error(
                    rx.el.span(
                        rx.cond(
                            GoalEditState.fault_params["part"],
                            rx.fragment(word("goal_part", GoalEditState.fault_params["part"]), ": "),
                        ),
                        error_text(GoalEditState.fault, GoalEditState.fault_params),
                    )
                ),
                role="alert",
            ),
        ),
        buttons.button(save, type="submit", look="secondary", class_name="self-start"),
        key=f"{keep}:{count(GoalEditState.step_cards)}"
        if isinstance(one, StepCard)
        else f"{one.id}:{one.edit}",
        on_submit=GoalEditState.save_step,
        on_mount=kept,
        custom_attrs={"data-keep": keep, "data-keep-over": ""},
        class_name="flex flex-col gap-3",
    )


def _goal(one: GoalCard) -> rx.Component:
    return rx.cond(
        (one.stage == "active") | (one.stage == "draft"), rx.el.option(one.words, value=one.id, key=one.id)
    )


def _box(one: Any, name: str, label: Any, first: Any, kind: str = "text") -> rx.Component:
    id_ = f"step-{one.id}-{name}"
    return fields.field(
        id_,
        label,
        fields.text_input(
            id=id_, name=name, type=kind, default_value=first, max_length=2000, auto_complete="off"
        ),
    )


def _select(one: Any, name: str, label: Any, first: Any, *options: Any) -> rx.Component:
    id_ = f"step-{one.id}-{name}"
    return fields.field(id_, label, fields.select(*options, id=id_, name=name, default_value=first))
