"""What the read note stands among: goals, services declined, the family's line, the visit and its clock."""

from typing import Any

import reflex as rx

from casepwa.components.kit.cards import heading
from casepwa.components.kit.icons import LEADING, icon
from casepwa.components.kit.words import clock_off
from casepwa.offline.local import count
from casepwa.offline.text import t, time
from casepwa.state.approval_note_rows import Goal


def around(note: Any) -> rx.Component:
    """Everything that belongs to the note beside its text; nothing where there is nothing."""
    return rx.fragment(
        rx.cond(
            count(note.goals) > 0,
            rx.fragment(
                heading(t("Goals")),
                rx.el.ul(rx.foreach(note.goals, _goal), class_name="flex flex-col gap-2"),
            ),
        ),
        rx.cond(
            note.services_declined,
            rx.fragment(
                heading(t("Services declined")),
                rx.el.p(note.services_declined, class_name="whitespace-pre-line"),
            ),
        ),
        rx.cond(
            note.shared_line,
            rx.fragment(
                heading(t("For the family, once approved")),
                rx.el.p(note.shared_line, class_name="whitespace-pre-line"),
            ),
        ),
        rx.cond(
            note.has_visit,
            rx.el.p(
                icon("map-pin-check", size=LEADING),
                rx.el.span(
                    t("Visit"),
                    ": ",
                    rx.cond(
                        note.visit_began,
                        t("checked in {time}", time=time(note.visit_began)),
                        t("not checked in"),
                    ),
                    rx.cond(
                        note.visit_ended,
                        rx.fragment(", ", t("out {time}", time=time(note.visit_ended))),
                    ),
                    rx.cond(note.visit_place, rx.fragment(", ", note.visit_place)),
                    class_name="min-w-0",
                ),
                class_name="mt-4 flex items-start gap-2 font-medium",
            ),
        ),
        _clock_off(t("At check-in"), note.visit_began_ahead),
        _clock_off(t("At check-out"), note.visit_ended_ahead),
    )


def _goal(goal: Goal) -> rx.Component:
    return rx.el.li(
        rx.el.p("“", goal.words, "”"),
        rx.cond(goal.measure, rx.el.p(goal.measure, class_name="text-meta text-ink-2")),
        class_name="border-l-4 border-line pl-3",
    )


def _clock_off(when: Any, ahead: Any) -> rx.Component:
    return rx.cond(
        ahead != 0,
        rx.el.p(
            icon("flag", size="size-[1.25rem]"),
            rx.el.span(when, ": ", clock_off(ahead)),
            class_name="mt-1 ml-0.5 flex items-start gap-2.5 text-meta text-attn",
        ),
    )
