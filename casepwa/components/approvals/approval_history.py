"""Everything decided about the read note, oldest version to newest, and what was taken back."""

from typing import Any

import reflex as rx

from casepwa.components.kit import details
from casepwa.offline.text import exact, t, word
from casepwa.state.approval_note_rows import Event


def history(note: Any) -> rx.Component:
    """The decisions as a list, folded."""
    return rx.el.details(
        details.fold(t("Everything decided about this note")),
        rx.el.ol(rx.foreach(note.history, _event), class_name="flex flex-col gap-1 text-meta text-ink-2"),
        class_name="group/fold mt-4",
    )


def _event(event: Event) -> rx.Component:
    return rx.el.li(
        t(
            "{what} by {name}, {time} (version {n})",
            what=word("review", event.decision),
            name=event.by,
            time=exact(event.at),
            n=event.version,
        ),
        rx.cond(
            event.withdrawn_at,
            rx.fragment(
                "; ",
                t("taken back {time}", time=exact(event.withdrawn_at)),
                rx.cond(event.reason, rx.fragment(": ", event.reason)),
            ),
        ),
        key=event.id,
    )
