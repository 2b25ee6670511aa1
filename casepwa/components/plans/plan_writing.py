"""The crisis plan's sections as a form, in the plan's own order, and the draft's own words about itself."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.banners import banner
from casepwa.components.kit.words import Words
from casepwa.components.plans import plan_rows
from casepwa.offline.desk import kept, throw_away
from casepwa.offline.text import error_text, exact, t, word
from casepwa.state.crisis_edit import CrisisEditState
from casepwa.state.plan_form import PlanForm

_ONE_A_LINE = t("One a line, in the person's words.")


def form() -> rx.Component:
    """The whole form. What is typed is kept in the browser until the draft is saved."""
    plan: Any = CrisisEditState.form
    editor: Any = CrisisEditState.editor
    return rx.el.form(
        _kept_note(),
        fields.hidden("saw_edit", editor.edit),
        plan_rows.rows(
            t("Calls"),
            plan.calls,
            plan_rows.call,
            add=t("Add a call"),
            hint=t("In the order to try them. 988 and 911 are always shown and need no row."),
        ),
        _tell(plan),
        fields.group(
            t("What helps"),
            _lines("own", t("What they do themselves"), plan.own),
            _lines("people_and_places", t("People and places"), plan.people_and_places),
            _lines("family_and_friends", t("Family and friends"), plan.family_and_friends),
            class_name="flex flex-col gap-3",
        ),
        _lines("never_do", t("Never do"), plan.never_do),
        plan_rows.rows(
            t("Steps"),
            plan.steps,
            plan_rows.step,
            add=t("Add a step"),
            hint=t("In order within their level. Say who does each, and how to reach them."),
        ),
        _lines("warning_signs", t("Warning signs"), plan.warning_signs),
        _lines("triggers", t("Triggers"), plan.triggers),
        _lines("making_safer", t("Making the place safer"), plan.making_safer),
        _text("over_looks_like", t("What over looks like"), plan.over_looks_like),
        _lines("medications", t("Medications"), plan.medications),
        plan_rows.rows(
            t("Safe places"),
            plan.safe_places,
            plan_rows.place,
            add=t("Add a safe place"),
            hint=t("Never on a family's copy unless you share it by name."),
        ),
        _send(),
        id="plan-form",
        key=f"{editor.client_id}:{editor.edit}",
        on_submit=CrisisEditState.save,
        on_mount=kept,
        custom_attrs={"data-keep": f"crisis:{editor.client_id}", "data-keep-over": ""},
        class_name="@container flex flex-col gap-6",
    )


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


def _tell(plan: PlanForm) -> rx.Component:
    return fields.group(
        t("Tell them"),
        rx.el.p(
            t("Name, age and where they are now are added by the phone."), class_name="text-meta text-ink-2"
        ),
        _text("how_to_communicate", t("How to communicate"), plan.how_to_communicate),
        _text("weapons", t("Weapons in the home"), plan.weapons),
        _text("ask_for", t("Whom to ask for"), plan.ask_for),
        _one("dispatch_phone", t("County dispatch number"), plan.dispatch_phone),
        class_name="flex flex-col gap-3",
    )


def _lines(name: str, label: Words, first: Any) -> rx.Component:
    id_ = f"plan-{name}"
    box = fields.text_area(
        id=id_,
        name=name,
        rows=3,
        default_value=first,
        max_length=20000,
        aria_describedby=fields.described_by(id_),
    )
    return fields.field(id_, label, box, hint=_ONE_A_LINE)


def _text(name: str, label: Words, first: Any) -> rx.Component:
    id_ = f"plan-{name}"
    return fields.field(
        id_, label, fields.text_area(id=id_, name=name, rows=2, default_value=first, max_length=2000)
    )


def _one(name: str, label: Words, first: Any) -> rx.Component:
    id_ = f"plan-{name}"
    return fields.field(
        id_, label, fields.text_input(id=id_, name=name, type="tel", default_value=first, max_length=60)
    )


def trouble() -> rx.Component:
    """What keeps the draft from being saved or published, beside the button that was pressed."""
    params: Any = CrisisEditState.error_params
    return rx.el.div(
        rx.cond(
            CrisisEditState.error,
            fields.field_error(
                rx.el.span(
                    rx.cond(params["section"], rx.fragment(word("plan_section", params["section"]), ": ")),
                    error_text(CrisisEditState.error, params),
                )
            ),
        ),
        role="alert",
    )


def _send() -> rx.Component:
    editor: Any = CrisisEditState.editor
    return rx.el.div(
        trouble(),
        buttons.button(
            t("Save draft and see what changes"), type="submit", size=buttons.BAR, class_name="w-full"
        ),
        rx.cond(
            editor.edit > 0,
            rx.el.p(
                t("Draft of version {n}, saved by {name}", n=editor.number, name=editor.changed_by),
                ", ",
                exact(editor.changed_at),
                class_name="text-center text-meta text-ink-2",
            ),
        ),
        class_name=(
            "sticky bottom-0 -mx-4 flex flex-col gap-2 border-t border-line bg-surface px-4 py-3 "
            "md:-mx-6 md:px-6 big-text:static"
        ),
    )
