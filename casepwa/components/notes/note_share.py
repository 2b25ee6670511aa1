"""Share with family: a separate plain line, who reads it, and exactly what they will see."""

import reflex as rx

from casepwa.components.kit import fields
from casepwa.components.kit.icons import icon
from casepwa.components.notes.note_fast import fault, shown, told
from casepwa.offline.local import count
from casepwa.offline.note import Option, note
from casepwa.offline.text import t


def share_part(*, class_name: str) -> rx.Component:
    """**Share with family**. Without anyone who may read, it says so and offers nothing."""
    return rx.el.div(
        rx.cond(count(note.readers) > 0, _share(), _nobody()),
        class_name=class_name,
    )


def _nobody() -> rx.Component:
    return rx.fragment(
        rx.el.h2(t("Share with family"), class_name="text-lead font-semibold"),
        rx.el.p(
            t("Nobody in the family may read shared lines yet. Nothing of this note is shown to them."),
            class_name="mt-1 text-meta text-ink-2",
        ),
        rx.cond(note.not_shared, rx.el.p(note.not_shared, class_name="mt-1 text-meta text-ink-2")),
    )


def _share() -> rx.Component:
    return rx.fragment(
        rx.el.label(
            rx.el.span(t("Share with family"), class_name="text-lead font-semibold"),
            rx.el.input(
                id="note-share",
                name="share",
                type="checkbox",
                role="switch",
                default_checked=note.first.share,
                class_name="size-[1.5rem] accent-accent",
            ),
            html_for="note-share",
            class_name="-my-2 flex min-h-12 cursor-pointer items-center justify-between gap-3",
        ),
        rx.el.p(t("One plain line. They never see the note."), class_name="mt-1 text-meta text-ink-2"),
        rx.el.div(
            rx.el.label(t("Line for the family"), html_for="note-share_text", class_name="sr-only"),
            fields.text_area(
                id="note-share_text",
                name="share_text",
                default_value=note.first.share_text,
                rows=2,
                max_length=500,
                class_name="mt-3",
                **told("share_text"),
            ),
            fault("share_text"),
            rx.el.h3(
                t("When this note is approved, these people read it"),
                class_name="mt-3 text-meta font-semibold",
            ),
            rx.el.ul(rx.foreach(note.readers, _reader), class_name="mt-1.5 flex flex-col gap-1"),
            rx.cond(
                note.share_preview,
                rx.el.p(
                    rx.el.span(note.share_from, class_name="block text-meta text-ink-2"),
                    note.share_preview,
                    class_name="mt-3 rounded-control bg-sunken px-3 py-2.5",
                ),
            ),
            rx.cond(note.not_shared, rx.el.p(note.not_shared, class_name="mt-2 text-meta text-ink-2")),
            class_name=shown(note.share),
        ),
    )


def _reader(reader: Option) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("user", size="size-[1.2em]"), class_name="text-ink-2"),
        rx.el.span(rx.el.strong(reader.name, class_name="font-semibold"), ", ", reader.about),
        class_name="flex items-center gap-2",
        key=reader.id,
    )
