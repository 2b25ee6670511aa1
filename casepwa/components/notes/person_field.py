"""The Person field of a note: a combobox that shows those met last before anything is typed."""

import reflex as rx

from casepwa.components.kit import fields
from casepwa.components.kit.icons import BESIDE_TEXT, icon
from casepwa.offline.local import count
from casepwa.offline.note import (
    Option,
    choose_again,
    choose_person,
    keep_focus,
    leave_person,
    like_last_time,
    note,
    open_people,
    person_key,
    search_person,
)
from casepwa.offline.text import t
from casepwa.offline.triggers import bound

_INPUT = "note-person"
_LIST = "note-people"
_QUIET = (
    "-mt-4 -mr-2 -mb-2 inline-flex min-h-12 cursor-pointer items-center gap-1.5 rounded-control px-2 "
    "text-meta font-semibold text-accent-ink hover:bg-accent-tint"
)
_OPTION = "flex min-h-12 cursor-pointer flex-wrap items-center justify-between gap-x-3 px-4 py-2"


def person_field() -> rx.Component:
    """**Person**, with **Start like last time** at the right once someone is chosen."""
    return rx.el.div(
        rx.el.div(
            rx.el.label(t("Person"), html_for=_INPUT, class_name="text-meta font-semibold"),
            rx.cond(
                note.can_repeat,
                rx.el.button(
                    icon("history"),
                    t("Start like last time"),
                    type="button",
                    on_click=like_last_time,
                    class_name=_QUIET,
                ),
            ),
            class_name="mb-1 flex flex-wrap items-end justify-between gap-x-3",
        ),
        rx.cond(note.is_locked, _locked(), _combobox()),
        rx.el.div(
            rx.cond(note.faults.person, fields.field_error(note.faults.person)),
            id=fields.described_by(_INPUT),
        ),
    )


def _locked() -> rx.Component:
    """Who it is about cannot change any more: the visit's, or a record the server knows.

    A text area, because a name longer than the line must not be cut off.
    """
    return rx.el.textarea(
        id=_INPUT,
        rows="1",
        default_value=note.person_name,
        read_only=True,
        key=note.form_key,
        class_name=(
            "field-sizing-content block min-h-12 w-full min-w-0 resize-none rounded-control bg-sunken "
            "px-3 py-3 text-body font-semibold text-ink"
        ),
    )


def _combobox() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(
                icon("search"),
                class_name="pointer-events-none absolute inset-y-0 left-3 flex items-center text-ink-2",
            ),
            rx.el.input(
                id=_INPUT,
                role="combobox",
                aria_expanded=rx.cond(note.choosing, "true", "false"),
                aria_controls=_LIST,
                aria_autocomplete="list",
                aria_invalid=rx.cond(note.faults.person, "true", "false"),
                aria_describedby=fields.described_by(_INPUT),
                auto_complete="off",
                auto_capitalize="words",
                spell_check=False,
                enter_key_hint="search",
                placeholder=t("Type a name"),
                default_value=note.person_name,
                key=note.form_key,
                on_focus=open_people,
                custom_attrs={
                    "onKeyDown": person_key,
                    "onInput": search_person,
                    "aria-activedescendant": rx.cond(
                        note.choosing & (note.active >= 0), f"{_LIST}-{note.active}", ""
                    ),
                },
                class_name=f"{fields.CONTROL} pr-12 pl-[calc(12px+1.75em)] font-semibold",
            ),
            rx.cond(
                note.person_id,
                rx.el.button(
                    icon("x", size=BESIDE_TEXT),
                    type="button",
                    aria_label=t("Choose another person"),
                    on_click=choose_again,
                    class_name=(
                        "absolute inset-y-0 right-0 inline-flex size-12 cursor-pointer items-center "
                        "justify-center rounded-control text-ink-2"
                    ),
                ),
            ),
            class_name="relative",
        ),
        rx.el.ul(
            rx.foreach(note.people, _person),
            id=_LIST,
            role="listbox",
            aria_label=t("People"),
            custom_attrs={"onMouseDown": keep_focus},
            class_name=rx.cond(
                note.choosing & (count(note.people) > 0),
                "mt-1.5 overflow-hidden rounded-card border border-line bg-surface divide-y divide-line",
                "hidden",
            ),
        ),
        rx.cond(
            note.choosing & (count(note.people) == 0),
            rx.el.p(
                t("Nobody on your caseload has that name."), role="status", class_name="mt-1.5 text-ink-2"
            ),
        ),
        custom_attrs={"onBlur": leave_person, "data-person-field": "true"},
    )


def _person(person: Option, i: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        rx.el.span(person.name, class_name="font-semibold"),
        rx.el.span(person.about, class_name="text-meta text-ink-2"),
        id=f"{_LIST}-{i}",
        role="option",
        aria_selected=rx.cond(note.active == i, "true", "false"),
        on_click=bound(choose_person, person.id),
        key=person.id,
        class_name=rx.cond(note.active == i, f"{_OPTION} bg-accent-tint", f"{_OPTION} hover:bg-sunken"),
    )
