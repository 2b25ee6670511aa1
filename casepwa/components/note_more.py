"""More: what a face-to-face contact wants beside the fast path."""

from typing import Any

import reflex as rx

from casepwa.components import buttons, details, fields
from casepwa.components.icons import IN_CHIP, LEADING, icon
from casepwa.components.note_concern import concern_part
from casepwa.components.note_fast import fault, shown, told
from casepwa.components.note_share import share_part
from casepwa.offline.local import count, holds
from casepwa.offline.note import Goal, Option, Step, add_step, discard_note, insert_prompts, note, remove_step
from casepwa.offline.text import t, word
from casepwa.offline.triggers import bound

TYPES = ("phone", "face_to_face", "video", "text", "email", "letter")
PLACES = (
    "home",
    "school",
    "office",
    "clinic",
    "community",
    "day_program",
    "hospital",
    "residential",
    "shelter",
)
PURPOSES = ("monitoring", "assessment", "planning", "linkage", "advocacy", "support", "crisis")
ROLES = ("coordinator", "broker", "advocate", "counselor")
_SECTION = "-mx-4 mt-4 border-t border-line px-4 pt-4"
_WHEN = "px-2.5 tabular-nums"


def more() -> rx.Component:
    """**More**: closed on the fast path, open for face to face."""
    return details.more(
        t("More"),
        rx.el.div(
            _type(),
            _when(),
            _purpose(),
            _goals(),
            _prompts(),
            _steps(),
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


def chooser(
    name: str, label: Any, group: str, codes: tuple[str, ...], first: Any, *, empty: bool = False
) -> rx.Component:
    """A native select over stored codes; with `empty` nothing needs to be chosen."""
    options = [rx.el.option(word(group, code), value=code) for code in codes]
    if empty:
        options.insert(0, rx.el.option(t("Not said"), value=""))
    id_ = f"note-{name}"
    return fields.field(id_, label, fields.select(*options, id=id_, name=name, default_value=first))


def _type() -> rx.Component:
    return rx.el.div(
        chooser("contact_type", t("Type of contact"), "contact_type", TYPES, note.first.contact_type),
        rx.el.div(
            chooser("place", t("Place"), "place", PLACES, note.first.place, empty=True),
            class_name=shown(note.shows_place),
        ),
        class_name="grid grid-cols-1 gap-x-3 gap-y-4 @min-[30rem]:grid-cols-2",
    )


def _when() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                _moment("day", t("Date"), "date"),
                class_name="@min-[16rem]:col-span-2 @min-[30rem]:col-span-1",
            ),
            rx.el.div(_moment("start", t("Start"), "time"), fault("start")),
            rx.el.div(_moment("end", t("End"), "time"), fault("end")),
            class_name=("grid grid-cols-1 gap-x-3 gap-y-4 @min-[16rem]:grid-cols-2 @min-[30rem]:grid-cols-3"),
        ),
        rx.el.output(
            rx.cond(
                note.span,
                rx.fragment(
                    icon("clock", size=IN_CHIP),
                    rx.el.span(
                        rx.el.strong(note.span, class_name="font-semibold text-ink"),
                        rx.cond(note.units, rx.fragment(", ", note.units)),
                    ),
                ),
            ),
            html_for="note-start note-end",
            class_name="mt-2 flex items-center gap-1.5 text-meta text-ink-2",
        ),
    )


def _moment(name: str, label: Any, kind: str) -> rx.Component:
    id_ = f"note-{name}"
    said = told(name) if name != "day" else {}
    return rx.fragment(
        rx.el.label(label, html_for=id_, class_name=fields.LABEL),
        fields.text_input(
            id=id_, name=name, type=kind, default_value=getattr(note.first, name), class_name=_WHEN, **said
        ),
    )


def _purpose() -> rx.Component:
    return rx.el.div(
        chooser("purpose", t("Purpose"), "purpose", PURPOSES, note.first.purpose, empty=True),
        chooser("role", t("My role"), "role_taken", ROLES, note.first.role, empty=True),
        class_name="grid grid-cols-1 gap-x-3 gap-y-4 @min-[22rem]:grid-cols-2",
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
                    word("format", code),
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


def _steps() -> rx.Component:
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
                                class_name=_WHEN,
                            ),
                        ),
                        class_name="grid grid-cols-1 gap-x-3 gap-y-4 @min-[22rem]:grid-cols-2",
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
            class_name="-my-1 -mr-3 text-ink-2",
        ),
        class_name="flex items-start gap-3 px-4 py-3",
        key=step.id,
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
