"""Adding to an own approved note, which itself stays as it was signed."""

import reflex as rx

from casepwa.components.kit import fields, sheets
from casepwa.offline.person import amend_note, amended_note
from casepwa.offline.sheets import fault
from casepwa.offline.text import t, word

AMEND_NOTE = "amend-note"
_FORM = "amend-note-form"
KINDS = ("addendum", "correction", "late_entry")


def amend_sheet() -> rx.Component:
    """Opened with the note's id as subject."""
    return sheets.sheet(
        AMEND_NOTE,
        t("Add to an approved note"),
        rx.el.p(
            amended_note.text,
            class_name=(
                "mt-3 max-h-40 overflow-y-auto rounded-control bg-sunken px-3 py-2 text-meta "
                "whitespace-pre-line"
            ),
            tab_index=0,
        ),
        sheets.form(
            _FORM,
            fields.field(
                f"{_FORM}-kind",
                t("What it is"),
                fields.select(
                    *[rx.el.option(word("note_amendment", kind), value=kind) for kind in KINDS],
                    id=f"{_FORM}-kind",
                    name="kind",
                ),
            ),
            fields.field(
                f"{_FORM}-text",
                t("What you add"),
                fields.text_area(
                    rows=4,
                    id=f"{_FORM}-text",
                    name="text",
                    max_length=20000,
                    **fields.told(f"{_FORM}-text", fault(_FORM, "text")),
                ),
                hint=t("It stands beside the note with your name and the time. The note is not changed."),
                error=fault(_FORM, "text"),
            ),
            fields.field(
                f"{_FORM}-reason",
                t("Why it is added"),
                fields.text_input(
                    id=f"{_FORM}-reason",
                    name="reason",
                    max_length=500,
                    auto_complete="off",
                    **fields.told(f"{_FORM}-reason", fault(_FORM, "reason")),
                ),
                error=fault(_FORM, "reason"),
            ),
            draft="amendment",
            on_submit=amend_note,
            submit=t("Add to the note"),
        ),
        about=amended_note.about,
    )
