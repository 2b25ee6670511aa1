"""What else the author signed: whom, where, in which role, what the time went to, when it was written."""

from typing import Any

import reflex as rx

from casepwa.components.kit.words import moment
from casepwa.offline.local import count
from casepwa.offline.text import exact, list_of, t, word


def facts(note: Any) -> rx.Component:
    """One line, or as many as it takes; what was left empty is not there."""
    return rx.el.dl(
        _fact(
            t("Who was contacted"),
            rx.foreach(note.contacted, _contacted),
            rx.cond(count(note.contacted_names) > 0, rx.fragment(": ", list_of(note.contacted_names))),
        ),
        rx.cond(note.place_type, _fact(t("Place"), word("place", note.place_type))),
        rx.cond(note.role_taken, _fact(t("Role"), word("role_taken", note.role_taken))),
        rx.cond(note.work != "case_management", _fact(t("The time went to"), word("work", note.work))),
        rx.cond(
            note.transport_given | note.help_with_forms,
            _fact(
                t("Also"),
                rx.cond(note.transport_given, t("gave transport"), ""),
                rx.cond(note.transport_given & note.help_with_forms, ", ", ""),
                rx.cond(note.help_with_forms, t("helped with forms"), ""),
            ),
        ),
        rx.cond(note.format != "free", _fact(t("Prompts"), word("note_format", note.format))),
        rx.cond(
            (note.overlap_reason != "") & ~note.is_overlap_flagged,
            _fact(t("Why the times overlap"), note.overlap_reason),
        ),
        _fact(t("Written"), moment(exact(note.recorded_at), note.recorded_at)),
        class_name="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-meta",
    )


def _fact(label: Any, *said: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, ": ", class_name="inline text-ink-2"),
        rx.el.dd(*said, class_name="inline font-medium"),
        class_name="min-w-0 wrap-break-word",
    )


def _contacted(code: Any, index: Any) -> rx.Component:
    return rx.fragment(rx.cond(index > 0, ", ", ""), word("contacted", code))
