"""What was written beside the read note: amendments in the record, the reviewer's coaching outside it."""

from typing import Any

import reflex as rx

from casepwa.components.kit.cards import heading
from casepwa.components.kit.words import moment
from casepwa.offline.text import exact, relative, t, word
from casepwa.state.approval_note_rows import Amendment, Coaching


def amendments(note: Any) -> rx.Component:
    """What was added to the approved note, with who, when and why."""
    return rx.fragment(
        heading(t("Beside this note")),
        rx.el.ul(rx.foreach(note.amendments, _amendment), class_name="flex flex-col gap-3"),
    )


def _amendment(one: Amendment) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.strong(word("note_amendment", one.kind), class_name="font-semibold"),
            ", ",
            one.by,
            ", ",
            moment(exact(one.at), one.at),
            class_name="text-meta text-ink-2",
        ),
        rx.el.p(one.text, class_name="mt-0.5 wrap-break-word whitespace-pre-line"),
        rx.el.p(t("Reason: {reason}", reason=one.reason), class_name="text-meta text-ink-2"),
        key=one.id,
        class_name="border-l-4 border-line pl-3",
    )


def coaching(note: Any) -> rx.Component:
    """What the reviewer said to the author alone, and whether it was read."""
    return rx.fragment(
        heading(t("Your coaching"), aside=t("Not in the client’s record")),
        rx.el.ul(rx.foreach(note.coaching, _coached), class_name="flex flex-col gap-2"),
    )


def _coached(one: Coaching) -> rx.Component:
    return rx.el.li(
        rx.el.p(one.text, class_name="wrap-break-word whitespace-pre-line"),
        rx.el.p(
            moment(relative(one.at), one.at, title=exact(one.at)),
            rx.cond(
                one.read_at,
                rx.fragment(". ", t("Read {when}", when=relative(one.read_at))),
                rx.fragment(". ", t("Not read yet")),
            ),
            class_name="text-meta text-ink-2",
        ),
        key=one.id,
        class_name="border-l-4 border-line pl-3",
    )
