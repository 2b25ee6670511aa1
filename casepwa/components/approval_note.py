"""The note that a reviewer reads: who and when, what was checked, what changed, what it is about."""

from typing import Any

import reflex as rx

from casepwa.components import buttons
from casepwa.components.cards import heading
from casepwa.components.icons import LEADING, icon
from casepwa.components.words import clock_off, moment
from casepwa.offline.local import count
from casepwa.offline.text import duration, exact, list_of, long_day, relative, t, time, weekday, word
from casepwa.state.approval_rows import (
    Amendment,
    Checked,
    Coaching,
    Comment,
    Concern,
    Event,
    Goal,
    Other,
    Segment,
)
from casepwa.state.approvals import ApprovalsState

_SMALL = "size-[1.25rem]"


def reading() -> rx.Component:
    """Everything above the decision."""
    note = ApprovalsState.chosen
    return rx.el.div(
        rx.el.h1(t("Approvals"), class_name="sr-only md:hidden"),
        _head(note),
        rx.foreach(note.concerns, _concern),
        rx.el.ul(
            rx.foreach(note.checks, _check),
            rx.cond(count(note.lacks) > 0, _lacks(note)),
            aria_label=t("Checks"),
            class_name="mt-3 grid grid-cols-1 gap-x-6 border-y border-line py-1 lg:grid-cols-2",
        ),
        rx.el.p(
            t(
                "{name}’s returns in 30 days: {returned} of {n} notes.",
                name=note.author,
                returned=note.returned,
                n=note.reviewed,
            ),
            class_name="mt-2 text-meta text-ink-2",
        ),
        rx.foreach(note.last_return, _returned),
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
            rx.foreach(note.segments, _segment),
            custom_attrs={"data-note-text": note.key},
            class_name="max-w-prose leading-relaxed wrap-break-word whitespace-pre-wrap",
        ),
        _around(note),
        rx.cond(count(note.amendments) > 0, _amendments(note)),
        rx.cond(count(note.coaching) > 0, _coaching(note)),
        rx.cond(count(note.history) > 0, _history(note)),
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
                rx.cond(count(note.contacted_names) > 0, rx.fragment(": ", list_of(note.contacted_names))),
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


def _concern(one: Concern) -> rx.Component:
    return rx.el.div(
        rx.el.span(icon("shield-alert", size=LEADING), class_name="mt-0.5"),
        rx.el.div(
            rx.el.p(t("Safety concern"), ": ", word("concern", one.kind), class_name="font-semibold"),
            rx.el.p(t("What was told, and who read it when, stands in its alarm."), class_name="text-meta"),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(
            one.href,
            buttons.link_button(
                t("Open the alarm"),
                href=one.href,
                look="secondary",
                custom_attrs={"reloadDocument": True},
            ),
        ),
        class_name=(
            "mt-3 flex flex-wrap items-start gap-3 rounded-control border border-attn-line bg-attn-tint "
            "px-4 py-3 text-attn"
        ),
    )


def _check(check: Checked) -> rx.Component:
    return rx.el.li(
        rx.cond(
            check.is_flag,
            rx.el.span(icon("flag", size=_SMALL), class_name="mt-px text-attn"),
            rx.el.span(icon("circle-check", size=_SMALL), class_name="mt-px text-ok"),
        ),
        rx.el.span(
            rx.cond(
                check.is_flag,
                rx.fragment(
                    rx.el.strong(word("flag_name", check.code), class_name="font-semibold text-attn"),
                    " ",
                    rx.el.span(word("flag", check.code), class_name="text-ink-2"),
                    rx.foreach(check.others, _other),
                    rx.cond(
                        (check.code == "overlap") & (ApprovalsState.chosen.overlap_reason != ""),
                        rx.fragment(
                            " ",
                            t(
                                "{name}: “{words}”",
                                name=ApprovalsState.chosen.author,
                                words=ApprovalsState.chosen.overlap_reason,
                            ),
                        ),
                    ),
                    rx.cond(
                        (check.code == "units_over_day") & (check.limit > 0),
                        rx.fragment(" ", t("{n} of {limit} for the day", n=check.units, limit=check.limit)),
                    ),
                ),
                rx.match(
                    check.code,
                    ("on_time", _well(t("On time"), t("written in time"))),
                    ("no_duplicate", _well(t("No duplicate"), t("and new text"))),
                    _well(
                        t("Units"),
                        rx.cond(
                            check.limit > 0,
                            t("{n} of {limit} for the day", n=check.units, limit=check.limit),
                            t("{n} for the day", n=check.units),
                        ),
                    ),
                ),
            ),
            class_name="min-w-0 text-meta",
        ),
        key=check.code,
        class_name=rx.cond(
            check.is_flag, "flex items-start gap-2.5 py-2 lg:col-span-2", "flex items-start gap-2.5 py-2"
        ),
    )


def _well(words: Any, more: Any) -> rx.Component:
    return rx.fragment(
        rx.el.strong(words, class_name="font-semibold text-ok"),
        " ",
        rx.el.span(more, class_name="text-ink-2"),
    )


def _other(one: Other) -> rx.Component:
    return rx.fragment(
        " ",
        t(
            "{type}, {start} to {end}.",
            type=word("contact_type", one.contact_type),
            start=time(one.starts),
            end=time(one.ends),
        ),
    )


def _lacks(note: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("info", size=_SMALL), class_name="mt-px text-ink-2"),
        rx.el.span(
            rx.el.strong(t("Record lacks"), class_name="font-semibold text-ink-2"),
            " ",
            rx.foreach(note.lacks, _lack),
            class_name="min-w-0 text-meta text-ink-2",
        ),
        class_name="flex items-start gap-2.5 py-2 lg:col-span-2",
    )


def _lack(code: Any, index: Any) -> rx.Component:
    return rx.fragment(rx.cond(index > 0, ", ", ""), word("lacks", code))


def _returned(event: Event) -> rx.Component:
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


_PIN = "rounded-[3px] bg-attn-tint box-decoration-clone text-attn"
_NEW = "rounded-[3px] bg-ok-tint box-decoration-clone text-ok underline decoration-2 underline-offset-4"


def _segment(part: Segment) -> Any:
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


def _around(note: Any) -> rx.Component:
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


def _clock_off(when: Any, ahead: Any) -> rx.Component:
    return rx.cond(
        ahead != 0,
        rx.el.p(
            icon("flag", size=_SMALL),
            rx.el.span(when, ": ", clock_off(ahead)),
            class_name="mt-1 ml-0.5 flex items-start gap-2.5 text-meta text-attn",
        ),
    )


def _goal(goal: Goal) -> rx.Component:
    return rx.el.li(
        rx.el.p("“", goal.words, "”"),
        rx.cond(goal.measure, rx.el.p(goal.measure, class_name="text-meta text-ink-2")),
        class_name="border-l-4 border-line pl-3",
    )


def _amendments(note: Any) -> rx.Component:
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


def _coaching(note: Any) -> rx.Component:
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


def _history(note: Any) -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            t("Everything decided about this note"), class_name="min-h-12 cursor-pointer py-3 font-semibold"
        ),
        rx.el.ol(rx.foreach(note.history, _event), class_name="flex flex-col gap-1 text-meta text-ink-2"),
        class_name="mt-4",
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
