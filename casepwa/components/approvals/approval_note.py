"""The note that a reviewer reads: who and when, what was checked, what changed, what it is about."""

from typing import Any

import reflex as rx

from casepwa.components.approvals.approval_around import around
from casepwa.components.approvals.approval_beside import amendments, coaching
from casepwa.components.approvals.approval_checks import checks
from casepwa.components.approvals.approval_concern import concern
from casepwa.components.approvals.approval_facts import facts
from casepwa.components.approvals.approval_history import history
from casepwa.components.approvals.approval_words import returned, segment
from casepwa.components.kit import buttons
from casepwa.components.kit.cards import heading
from casepwa.components.kit.icons import icon
from casepwa.offline.local import count
from casepwa.offline.text import duration, long_day, t, time, word
from casepwa.state.approvals import ApprovalsState


def reading() -> rx.Component:
    """Everything above the decision."""
    note = ApprovalsState.chosen
    return rx.el.div(
        rx.el.h1(t("Approvals"), class_name="sr-only md:hidden"),
        _head(note),
        facts(note),
        rx.foreach(note.concerns, concern),
        checks(note),
        rx.el.p(
            t(
                "{name}’s returns in 30 days: {returned} of {n} notes.",
                name=note.author,
                returned=note.returned,
                n=note.reviewed,
            ),
            class_name="mt-2 text-meta text-ink-2",
        ),
        rx.foreach(note.last_return, returned),
        rx.cond(
            note.compares,
            heading(
                rx.el.span(
                    icon("history"), t("Changed since then"), class_name="inline-flex items-center gap-2"
                ),
                class_name="mt-4 mb-2",
            ),
            heading(t("What happened"), class_name="mt-4 mb-2"),
        ),
        rx.el.div(
            rx.foreach(note.segments, segment),
            custom_attrs={"data-note-text": note.key},
            class_name="max-w-prose leading-relaxed wrap-break-word whitespace-pre-wrap",
        ),
        around(note),
        rx.cond(count(note.amendments) > 0, amendments(note)),
        rx.cond(count(note.coaching) > 0, coaching(note)),
        rx.cond(count(note.history) > 0, history(note)),
        tab_index=0,
        role="region",
        aria_label=t("Note"),
        key=note.key,
        class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-6 md:px-6",
    )


def _head(note: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                buttons.icon_button(
                    t("Back to the notes"), "arrow-left", href="/approvals", class_name="-ml-3 md:hidden"
                ),
                rx.el.h2(
                    note.client,
                    id="approval-note",
                    class_name="text-display font-bold tracking-tight wrap-break-word",
                ),
                class_name="flex items-center gap-1",
            ),
            rx.el.p(
                t(
                    "{type} by {name}, {day}",
                    type=word("contact_type", note.contact_type),
                    name=note.author,
                    day=long_day(note.started_at),
                ),
                class_name="mt-0.5 text-ink-2",
            ),
            rx.el.p(
                word("outcome", note.outcome),
                rx.cond(note.purpose, rx.fragment(", ", word("purpose", note.purpose))),
                class_name="text-meta text-ink-2",
            ),
            class_name="min-w-[min(14rem,100%)] flex-1",
        ),
        rx.el.p(
            rx.el.span(
                t("{start} to {end}", start=time(note.started_at), end=time(note.ended_at)),
                class_name="block text-lead font-bold",
            ),
            rx.el.span(
                duration(note.minutes),
                rx.cond(
                    note.units >= 0,
                    rx.fragment(", ", t("{n} unit", plural="{n} units", n=note.units)),
                ),
                class_name="block text-meta text-ink-2",
            ),
            class_name="shrink-0 tabular-nums sm:text-right",
        ),
        class_name="flex flex-wrap items-start justify-between gap-x-4 gap-y-1",
    )
