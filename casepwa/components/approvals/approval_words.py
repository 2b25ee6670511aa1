"""The read note's own words: what a return said about them, and what has changed since."""

from typing import Any

import reflex as rx

from casepwa.offline.text import t, weekday
from casepwa.state.approval_note_rows import Comment, Event, Segment

_PIN = "rounded-[3px] bg-attn-tint box-decoration-clone text-attn"
_NEW = "rounded-[3px] bg-ok-tint box-decoration-clone text-ok underline decoration-2 underline-offset-4"


def returned(event: Event) -> rx.Component:
    """A return with its comments, each beside the words that it is about."""
    return rx.el.div(
        rx.el.p(
            rx.cond(
                event.is_mine,
                t("You returned this on {day}", day=weekday(event.at)),
                t("{name} returned this on {day}", name=event.by, day=weekday(event.at)),
            ),
            class_name="text-meta text-ink-2",
        ),
        rx.el.ul(rx.foreach(event.comments, _comment), class_name="flex flex-col gap-2"),
        key=event.id,
        class_name="mt-3 rounded-control border-l-4 border-attn-line bg-surface px-4 py-3",
    )


def _comment(comment: Comment) -> rx.Component:
    return rx.el.li(
        rx.cond(
            comment.quote,
            rx.el.p(
                t("About"),
                " ",
                rx.el.mark("“", comment.quote, "”", class_name=_PIN),
                rx.cond(
                    comment.state == "changed",
                    rx.el.span(" ", t("These words have changed."), class_name="text-ink-2"),
                ),
                class_name="text-meta text-ink-2",
            ),
            rx.el.p(t("About the whole note"), class_name="text-meta text-ink-2"),
        ),
        rx.el.p("“", comment.text, "”", class_name="mt-0.5 wrap-break-word whitespace-pre-line"),
    )


def segment(part: Segment) -> Any:
    """A stretch of the text: kept, removed or added since the return; marked where a comment is pinned."""
    return rx.match(
        part.kind,
        ("removed", rx.el.del_(part.text, class_name="text-ink-2 line-through")),
        (
            "added",
            rx.el.ins(
                rx.cond(part.is_pinned, rx.el.mark(part.text, class_name=_PIN), part.text),
                class_name=_NEW,
            ),
        ),
        rx.cond(part.is_pinned, rx.el.mark(part.text, class_name=_PIN), rx.el.span(part.text)),
    )
