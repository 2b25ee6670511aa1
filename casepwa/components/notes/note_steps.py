"""Next steps agreed during a contact."""

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.choosers import MOMENT
from casepwa.components.kit.icons import LEADING, icon
from casepwa.offline.note import Option, Step, add_step, note, remove_step
from casepwa.offline.text import t
from casepwa.offline.triggers import bound


def steps() -> rx.Component:
    """Steps added to this note, and a small form for another."""
    return rx.el.div(
        rx.el.h2(t("Next step"), class_name=fields.LABEL),
        rx.el.div(
            rx.foreach(note.steps, _step),
            rx.el.details(
                rx.el.summary(
                    icon("plus"),
                    t("Add a next step"),
                    class_name=(
                        "flex min-h-12 cursor-pointer list-none items-center gap-3 px-4 py-2 font-semibold "
                        "text-accent-ink hover:bg-accent-tint"
                    ),
                ),
                rx.el.div(
                    fields.field(
                        "note-step_what",
                        t("What"),
                        fields.text_input(
                            id="note-step_what",
                            name="step_what",
                            default_value=note.first.step_what,
                            max_length=500,
                            auto_complete="off",
                        ),
                    ),
                    rx.el.div(
                        fields.field(
                            "note-step_owner",
                            t("Who"),
                            fields.select(
                                rx.foreach(note.owners, _owner),
                                id="note-step_owner",
                                name="step_owner",
                                default_value=note.first.step_owner,
                            ),
                        ),
                        fields.field(
                            "note-step_due",
                            t("By"),
                            fields.text_input(
                                id="note-step_due",
                                name="step_due",
                                type="date",
                                default_value=note.first.step_due,
                                class_name=MOMENT,
                            ),
                        ),
                        class_name="grid grid-cols-1 gap-x-3 gap-y-4 @min-[22rem]:grid-cols-2",
                    ),
                    rx.cond(
                        note.step_readers,
                        fields.check_row(
                            t("Share this step with the family"),
                            about=note.step_readers,
                            id="note-step_share",
                            name="step_share",
                            default_checked=note.first.step_share,
                        ),
                    ),
                    buttons.button(t("Add this step"), look="secondary", on_click=add_step),
                    class_name="flex flex-col gap-4 border-t border-line px-4 py-4",
                ),
            ),
            class_name="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface",
        ),
    )


def _owner(owner: Option) -> rx.Component:
    return rx.el.option(owner.name, value=owner.id, key=owner.id)


def _step(step: Step) -> rx.Component:
    return rx.el.div(
        rx.el.span(icon("circle-check", size=LEADING), class_name="mt-0.5 text-ok"),
        rx.el.p(
            step.what,
            rx.el.span(step.about, class_name="block text-meta text-ink-2"),
            class_name="min-w-0 flex-1",
        ),
        buttons.icon_button(
            t("Take away: {step}", step=step.what),
            "x",
            on_click=bound(remove_step, step.id),
            custom_attrs={"data-step": step.id},
            class_name="-my-1 -mr-3 text-ink-2",
        ),
        class_name="flex items-start gap-3 px-4 py-3",
        key=step.id,
    )
