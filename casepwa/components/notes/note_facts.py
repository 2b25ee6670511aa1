"""Type, time and purpose of a contact."""

from typing import Any

import reflex as rx

from casepwa.components.kit import fields
from casepwa.components.kit.choosers import MOMENT, PLACES, PURPOSES, chooser
from casepwa.components.kit.icons import IN_CHIP, icon
from casepwa.components.notes.note_fast import fault, shown, told
from casepwa.offline.note import note
from casepwa.offline.text import t

TYPES = ("phone", "face_to_face", "video", "text", "email", "letter")


ROLES = ("coordinator", "broker", "advocate", "counselor")
WORK = ("case_management", "travel", "direct_service")


def type_of_contact() -> rx.Component:
    """Type of contact, and where, when that matters."""
    return rx.el.div(
        chooser("note", "contact_type", t("Type of contact"), "contact_type", TYPES, note.first.contact_type),
        rx.el.div(
            chooser("note", "place", t("Place"), "place", PLACES, note.first.place, empty=True),
            class_name=shown(note.shows_place),
        ),
        class_name="grid grid-cols-1 gap-x-3 gap-y-4 @min-[30rem]:grid-cols-2",
    )


def when() -> rx.Component:
    """Day, start and end, with the minutes and units that they make."""
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
            id=id_, name=name, type=kind, default_value=getattr(note.first, name), class_name=MOMENT, **said
        ),
    )


def purpose() -> rx.Component:
    """What for, in which role, and what the time went to."""
    return rx.el.div(
        chooser("note", "purpose", t("Purpose"), "purpose", PURPOSES, note.first.purpose, empty=True),
        chooser("note", "role", t("My role"), "role_taken", ROLES, note.first.role, empty=True),
        rx.el.div(
            chooser("note", "work", t("The time went to"), "work", WORK, note.first.work),
            rx.el.output(
                rx.cond(
                    note.unpaid,
                    rx.fragment(
                        icon("flag", size=IN_CHIP),
                        rx.el.span(t("Not billable, unless the payer’s rule says so.")),
                    ),
                ),
                html_for="note-work",
                class_name="mt-2 flex items-center gap-1.5 text-meta text-attn empty:hidden",
            ),
            class_name="@min-[22rem]:col-span-2",
        ),
        class_name="grid grid-cols-1 gap-x-3 gap-y-4 @min-[22rem]:grid-cols-2",
    )
