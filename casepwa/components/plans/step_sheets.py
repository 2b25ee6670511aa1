"""Adding a next step, and asking once before one is marked done (a done step cannot be taken back here)."""

import reflex as rx

from casepwa.components.kit import buttons, fields, sheets
from casepwa.offline.local import count
from casepwa.offline.person import GoalRow, Owner, add_step, finish_step, one_step, person
from casepwa.offline.sheets import close_sheet, fault
from casepwa.offline.text import t

ADD_STEP = "add-step"
STEP_DONE = "step-done"
_FORM = "add-step-form"


def step_sheets() -> rx.Component:
    """Both sheets of the person page; Add is opened with the client's id, Done with the step's."""
    return rx.fragment(_add(), _done())


def _add() -> rx.Component:
    return sheets.sheet(
        ADD_STEP,
        t("Add a next step"),
        sheets.form(
            _FORM,
            fields.field(
                f"{_FORM}-what",
                t("What"),
                fields.text_input(
                    id=f"{_FORM}-what",
                    name="what",
                    max_length=500,
                    auto_complete="off",
                    **fields.told(f"{_FORM}-what", fault(_FORM, "what")),
                ),
                error=fault(_FORM, "what"),
            ),
            fields.field(
                f"{_FORM}-owner",
                t("Who"),
                fields.select(
                    rx.foreach(person.owners, _owner),
                    id=f"{_FORM}-owner",
                    name="owner",
                ),
            ),
            fields.field(
                f"{_FORM}-due", t("By when"), fields.text_input(id=f"{_FORM}-due", name="due_on", type="date")
            ),
            rx.cond(
                count(person.goals) > 0,
                fields.field(
                    f"{_FORM}-goal",
                    t("Goal, optional"),
                    fields.select(
                        rx.el.option(t("No goal"), value=""),
                        rx.foreach(person.goals, _goal),
                        id=f"{_FORM}-goal",
                        name="goal_id",
                    ),
                ),
            ),
            fields.field(
                f"{_FORM}-why",
                t("Why, optional"),
                fields.text_input(id=f"{_FORM}-why", name="why", max_length=2000, auto_complete="off"),
            ),
            rx.cond(
                person.step_readers,
                fields.check_row(
                    t("Share this step with the family"), about=person.step_readers, name="share"
                ),
            ),
            draft="step",
            on_submit=add_step,
            submit=t("Add step"),
        ),
        about=person.name,
    )


def _owner(owner: Owner) -> rx.Component:
    return rx.el.option(owner.words, value=owner.id, key=owner.id)


def _goal(goal: GoalRow) -> rx.Component:
    return rx.el.option(goal.words, value=goal.id, key=goal.id)


def _done() -> rx.Component:
    return sheets.sheet(
        STEP_DONE,
        t("Is this done?"),
        rx.el.p(one_step.what, class_name="mt-2 font-semibold"),
        rx.el.p(one_step.owner, class_name="text-ink-2"),
        buttons.button_row(
            buttons.button(
                t("Not yet"), look="secondary", on_click=close_sheet, class_name=buttons.SHARE_ROW
            ),
            buttons.button(t("Done"), leading="check", on_click=finish_step, class_name=buttons.SHARE_ROW),
            class_name="mt-4",
        ),
        closes=False,
    )
