"""More: what a face-to-face contact wants beside the fast path."""

import reflex as rx

from casepwa.components.kit import buttons, details, fields
from casepwa.components.kit.icons import icon
from casepwa.components.notes import note_facts, note_steps
from casepwa.components.notes.note_concern import concern_part
from casepwa.components.notes.note_share import share_part
from casepwa.offline.local import count, holds
from casepwa.offline.note import Goal, discard_note, insert_prompts, note
from casepwa.offline.text import t, word
from casepwa.offline.triggers import bound

_SECTION = "-mx-4 mt-4 border-t border-line px-4 pt-4"


def more() -> rx.Component:
    """**More**: closed on the fast path, open for face to face."""
    return details.more(
        t("More"),
        rx.el.div(
            note_facts.type_of_contact(),
            note_facts.when(),
            note_facts.purpose(),
            _goals(),
            _prompts(),
            note_steps.steps(),
            _also(),
            class_name="flex flex-col gap-4",
        ),
        share_part(class_name=_SECTION),
        concern_part(class_name=_SECTION),
        rx.cond(
            note.saved,
            rx.el.div(
                buttons.button(
                    t("Delete this draft"), look="quiet", on_click=discard_note, class_name="-ml-4"
                ),
                class_name=_SECTION,
            ),
        ),
        about=rx.el.span(t("Type, times, goals, share, safety concern"), class_name="group-open:hidden"),
        is_open=note.opens_more,
        custom_attrs={"data-more": "true"},
    )


def _goals() -> rx.Component:
    return rx.cond(
        count(note.goals) > 0,
        fields.group(
            t("Goals discussed"),
            rx.el.div(
                rx.foreach(note.goals, _goal),
                class_name="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface",
            ),
        ),
    )


def _goal(goal: Goal) -> rx.Component:
    return rx.el.div(
        fields.check_row(
            goal.words, name="goals", value=goal.id, default_checked=holds(note.first.goals, goal.id)
        ),
        key=goal.id,
    )


def _prompts() -> rx.Component:
    """Headings of the usual formats, put into the text on request."""
    headings = {
        "girp": t("Goal: \nIntervention: \nResponse: \nPlan: "),
        "dap": t("Data: \nAssessment: \nPlan: "),
        "soap": t("Subjective: \nObjective: \nAssessment: \nPlan: "),
        "birp": t("Behavior: \nIntervention: \nResponse: \nPlan: "),
    }
    return rx.el.details(
        rx.el.summary(
            icon("list"),
            t("Show prompts"),
            class_name=(
                "inline-flex min-h-12 cursor-pointer list-none items-center gap-2 rounded-control pr-3 "
                "font-semibold text-accent-ink"
            ),
        ),
        rx.el.p(
            t("Puts headings into What happened, behind what you wrote."), class_name="text-meta text-ink-2"
        ),
        rx.el.div(
            *[
                buttons.button(
                    word("note_format", code),
                    look="secondary",
                    about=t("headings"),
                    on_click=bound(insert_prompts, code, words),
                )
                for code, words in headings.items()
            ],
            class_name="mt-2 flex flex-wrap gap-2 pb-2",
        ),
        rx.el.input(type="hidden", name="format", default_value=note.first.format),
        class_name="-my-2",
    )


def _also() -> rx.Component:
    return rx.el.div(
        fields.field(
            "note-declined",
            t("Services declined"),
            fields.text_input(
                id="note-declined", name="declined", default_value=note.first.declined, max_length=2000
            ),
        ),
        rx.el.div(
            fields.check_row(t("I gave transport"), name="transport", default_checked=note.first.transport),
            fields.check_row(t("I helped with forms"), name="forms", default_checked=note.first.forms),
            class_name="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface",
        ),
        class_name="flex flex-col gap-4",
    )
