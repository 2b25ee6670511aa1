"""One goal as a form: the person's words first, then how it is measured, its parts, its scale if any."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, details, fields
from casepwa.components.kit.banners import banner
from casepwa.components.kit.cards import CARD
from casepwa.components.kit.words import Words
from casepwa.offline.desk import add_row, empty_row, forget_kept, kept, throw_away
from casepwa.offline.local import count
from casepwa.offline.text import error_text, exact, list_of, t, word
from casepwa.state.goal_edit import GoalEditState
from casepwa.state.goal_form import DOMAINS, GoalForm, ObjectiveRow, ScaleRow


def form() -> rx.Component:
    """The whole form. What is typed is kept in the browser until it is saved."""
    goal: Any = GoalEditState.goal_form
    whose: Any = GoalEditState.whose
    chosen: Any = GoalEditState.chosen_goal
    name = f"goal:{whose.client_id}:"
    return rx.fragment(
        rx.cond(
            GoalEditState.said != "",
            rx.fragment(_forget(f"{name}new", goal.edit), _forget(f"{name}{goal.id}", goal.edit)),
        ),
        rx.el.form(
            _kept_note(),
            fields.hidden("goal_id", goal.id),
            fields.hidden("saw_edit", goal.edit),
            rx.cond(
                count(chosen.readers) > 0,
                banner(
                    t("{names} can see this goal.", names=list_of(chosen.readers)),
                    t("What you change in its words, objectives and progress, they see too."),
                    drawing="eye",
                ),
            ),
            _text("words", t("What they want, in their own words"), goal.words, rows=2),
            _two(
                _one("speaker", t("Whose words"), goal.speaker),
                _domain(goal),
            ),
            _text(
                "measure",
                t("Measure"),
                goal.measure,
                hint=t("What anyone could count or see, such as mornings without a fight, of five."),
            ),
            _two(
                _one("baseline", t("At the start (optional)"), goal.baseline),
                _one("target", t("Target"), goal.target),
            ),
            _two(
                _one("due_on", t("Due date"), goal.due_on, kind="date"),
                _one("owner", t("Owner"), goal.owner),
            ),
            _text("strength", t("Strength it builds on"), goal.strength, hint=_strengths()),
            _objectives(goal),
            _scale(goal),
            _send(),
            id="goal-form",
            key=f"{whose.client_id}:{goal.id}:{goal.edit}",
            on_submit=GoalEditState.save,
            on_mount=kept,
            custom_attrs={
                "data-keep": f"{name}{rx.cond(goal.id == '', 'new', goal.id)}",
                "data-keep-over": "",
            },
            class_name="@container flex flex-col gap-5",
        ),
    )


def _forget(name: Any, edit: Any) -> rx.Component:
    return rx.el.span(on_mount=forget_kept, key=f"{name}:{edit}", custom_attrs={"data-forget": name})


def _kept_note() -> rx.Component:
    return rx.el.div(
        banner(
            t("Words that you typed before and did not save are filled in again."),
            drawing="history",
            tone="attn",
            action=buttons.button(
                t("Throw them away"), look="secondary", custom_attrs={"onClick": throw_away}
            ),
        ),
        hidden=True,
        custom_attrs={"data-kept-note": ""},
    )


def _strengths() -> Any:
    known: Any = GoalEditState.whose
    return rx.cond(
        count(known.strengths) > 0,
        t("On record: {strengths}", strengths=list_of(known.strengths)),
        t("What they are good at, like, or have done before."),
    )


def _domain(goal: GoalForm) -> rx.Component:
    return fields.field(
        "goal-life_domain",
        t("Life domain (optional)"),
        fields.select(
            rx.el.option(t("Choose one"), value=""),
            *[rx.el.option(word("life_domain", one), value=one) for one in DOMAINS],
            id="goal-life_domain",
            name="life_domain",
            default_value=goal.life_domain,
        ),
    )


def _objectives(goal: GoalForm) -> rx.Component:
    return fields.group(
        t("Objectives"),
        rx.el.p(
            t("Smaller parts on the way, each marked by itself. One that you empty is no longer worked on."),
            class_name="mb-2 text-meta text-ink-2",
        ),
        rx.el.div(
            rx.el.ol(rx.foreach(goal.objectives, _objective), class_name="flex flex-col gap-3"),
            buttons.button(
                t("Add an objective"),
                look="secondary",
                leading="plus",
                custom_attrs={"onClick": add_row},
                class_name="mt-3",
            ),
            custom_attrs={"data-rows": ""},
        ),
    )


def _objective(row: ObjectiveRow) -> rx.Component:
    def box(part: str, label: Words, first: Any, kind: str = "text") -> rx.Component:
        id_ = f"objective.{row.key}.{part}"
        return fields.field(
            id_,
            label,
            fields.text_input(
                id=id_, name=id_, type=kind, default_value=first, max_length=2000, auto_complete="off"
            ),
        )

    return rx.el.li(
        rx.el.div(
            box("what", t("Objective"), row.what),
            box("measure", t("Measure (optional)"), row.measure),
            box("target", t("Target (optional)"), row.target),
            box("due_on", t("Due (optional)"), row.due_on, "date"),
            class_name="grid grid-cols-1 gap-3 @min-[34rem]:grid-cols-2",
        ),
        rx.el.div(
            buttons.icon_button(t("Empty this row"), "x", custom_attrs={"onClick": empty_row}),
            class_name="mt-1 flex justify-end",
        ),
        key=row.key,
        hidden=row.is_spare,
        custom_attrs={"data-row": ""},
        class_name=f"{CARD} p-4 pb-2",
    )


def _scale(goal: GoalForm) -> rx.Component:
    return rx.el.details(
        details.fold(t("Scale (Goal Attainment Scaling, optional)")),
        rx.el.div(
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    name="is_scaled",
                    default_checked=goal.is_scaled,
                    class_name="size-[1.5rem] shrink-0 accent-accent",
                ),
                rx.el.span(t("This goal is scaled")),
                class_name="flex min-h-12 items-center gap-3",
            ),
            rx.foreach(goal.scale, _level),
            _two(
                fields.field(
                    "goal-scale_baseline",
                    t("Level at the start"),
                    fields.select(
                        rx.el.option(t("Choose one"), value=""),
                        *[rx.el.option(words, value=code) for code, words in _LEVELS],
                        id="goal-scale_baseline",
                        name="scale_baseline",
                        default_value=goal.scale_baseline,
                    ),
                ),
                _one("weight", t("Weight, 1 or more"), goal.weight, kind="number"),
            ),
            class_name="flex flex-col gap-3",
        ),
        open=goal.is_scaled,
        class_name="group/fold",
    )


_LEVELS = (("-2", "−2"), ("-1", "−1"), ("0", "0"), ("1", "+1"), ("2", "+2"))


def _level(row: ScaleRow) -> rx.Component:
    id_ = f"scale.{row.n}"
    return fields.field(
        id_,
        word("scale_level", row.level),
        fields.text_input(id=id_, name=id_, default_value=row.words, max_length=2000, auto_complete="off"),
    )


def _two(*boxes: rx.Component) -> rx.Component:
    return rx.el.div(*boxes, class_name="grid grid-cols-1 gap-x-4 gap-y-5 @min-[34rem]:grid-cols-2")


def _text(name: str, label: Words, first: Any, *, rows: int = 2, hint: Any = None) -> rx.Component:
    id_ = f"goal-{name}"
    about = {"aria_describedby": fields.described_by(id_)} if hint is not None else {}
    box = fields.text_area(id=id_, name=name, rows=rows, default_value=first, max_length=2000, **about)
    return fields.field(id_, label, box, hint=hint)


def _one(name: str, label: Words, first: Any, *, kind: str = "text") -> rx.Component:
    id_ = f"goal-{name}"
    more: dict[str, Any] = {"min": 1, "max": 99, "step": 1} if kind == "number" else {}
    return fields.field(
        id_,
        label,
        fields.text_input(
            id=id_, name=name, type=kind, default_value=first, max_length=2000, auto_complete="off", **more
        ),
    )


def fault() -> rx.Component:
    """What keeps the goal from being kept or active: one list of all that it lacks."""
    params: Any = GoalEditState.fault_params
    return rx.el.div(
        rx.cond(
            (GoalEditState.fault != "") & (GoalEditState.fault_at == ""),
            fields.field_error(
                rx.el.span(
                    rx.cond(params["part"], rx.fragment(word("goal_part", params["part"]), ": ")),
                    error_text(GoalEditState.fault, params),
                )
            ),
        ),
        _lacks(),
        role="alert",
        class_name="empty:hidden",
    )


def _lacks() -> rx.Component:
    """Also for a goal that is active or to be taken up again: the error names the parts itself."""
    return rx.cond(
        count(GoalEditState.lacking) > 0,
        rx.el.div(
            rx.cond(
                GoalEditState.said != "",
                rx.el.p(t("Kept as a draft. To be active it still needs:"), class_name="font-semibold"),
            ),
            rx.el.ul(
                rx.foreach(GoalEditState.lacking, lambda part: rx.el.li(word("goal_part", part), key=part)),
                class_name="list-disc pl-6",
            ),
            class_name=f"{CARD} bg-attn-tint px-4 py-3 text-attn",
        ),
    )


def _send() -> rx.Component:
    chosen: Any = GoalEditState.chosen_goal
    is_active = chosen.stage == "active"
    return rx.el.div(
        fault(),
        rx.cond(
            ~is_active,
            rx.el.div(
                fields.check_row(
                    t("Make it active"),
                    about=t("They work on it now: on the team's phones at their next sync."),
                    name="activate",
                    value="yes",
                ),
                class_name=CARD,
            ),
        ),
        buttons.button(t("Save goal"), type="submit", size=buttons.BAR, class_name="w-full"),
        rx.cond(
            chosen.changed_by,
            rx.el.p(
                t("Saved by {name}", name=chosen.changed_by),
                ", ",
                exact(chosen.changed_at),
                class_name="text-center text-meta text-ink-2",
            ),
        ),
        class_name="flex flex-col gap-3",
    )
