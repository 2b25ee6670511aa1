"""The sections of a person's brief on a screen, each with what it says when there is nothing."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons
from casepwa.components.kit.banners import banner
from casepwa.components.kit.cards import CARD, heading
from casepwa.components.kit.words import moment
from casepwa.offline import phone_links
from casepwa.offline.local import count
from casepwa.offline.text import exact, full_day, short_day, t, weekday, word
from casepwa.state.brief_rows import Alert, Call, Goal, Note, Step, Visit

_LINE = "px-4 py-2.5 wrap-break-word"


def whole(brief: Any) -> rx.Component:
    """All of it."""
    return rx.fragment(
        _head(brief),
        _moved(brief),
        rx.cond(brief.part_2, rx.el.p(brief.part_2, class_name="mt-3 font-medium")),
        heading(t("Safety alerts")),
        _list(brief.alerts, _alert, t("No safety alert is recorded.")),
        heading(t("Crisis plan")),
        rx.cond(
            brief.plan.version > 0,
            _plan(brief.plan),
            rx.el.p(t("No crisis plan is in force."), class_name="text-ink-2"),
        ),
        heading(t("Open steps")),
        _list(brief.steps, _step, t("No step is open.")),
        heading(t("Goals")),
        _list(brief.goals, _goal, t("No goal is active.")),
        buttons.link_button(
            t("Write goals and steps"),
            href=f"/clients/{brief.id}/goals/edit",
            look="secondary",
            leading="file-pen",
            custom_attrs={"reloadDocument": True},
            class_name="mt-3",
        ),
        heading(t("Visits ahead")),
        _list(brief.visits, _visit, t("No visit is planned.")),
        heading(t("Last notes")),
        _list(brief.notes, _note, t("No note in the last 90 days.")),
        rx.el.p(
            t("The record as it stood on {when}.", when=exact(brief.made_at)),
            class_name="mt-5 text-meta text-ink-2",
        ),
    )


def _head(brief: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            _facts(
                rx.cond(
                    brief.birth_date,
                    t("{n} year old", plural="{n} years old", n=brief.age),
                    "",
                ),
                brief.pronouns,
                brief.program,
            ),
            _facts(brief.lives_with, brief.address),
            rx.cond(
                brief.is_confidential,
                rx.el.p(t("Confidential place: the address is in the app only."), class_name="font-medium"),
            ),
            rx.cond(brief.pair_required, rx.el.p(t("Never visited alone."), class_name="font-medium")),
            rx.cond(
                brief.due_on,
                rx.cond(
                    brief.is_overdue,
                    rx.el.p(
                        t("A contact was due by {day}.", day=full_day(brief.due_on)),
                        class_name="font-medium text-attn",
                    ),
                    rx.el.p(
                        t("Next contact due by {day}.", day=full_day(brief.due_on)), class_name="text-ink-2"
                    ),
                ),
            ),
            class_name="min-w-0 flex-1 basis-64",
        ),
        buttons.link_button(
            t("Download as PDF"),
            href=brief.pdf,
            look="secondary",
            leading="printer",
            download="",
            custom_attrs={"reloadDocument": True},
        ),
        class_name="flex flex-wrap items-start justify-between gap-3",
    )


def _facts(*facts: Any) -> rx.Component:
    return rx.el.p(
        *[rx.cond(fact, rx.el.span(fact)) for fact in facts],
        class_name="flex flex-wrap gap-x-3 text-ink-2 empty:hidden",
    )


def _moved(brief: Any) -> rx.Component:
    when = weekday(brief.moves_at)
    return rx.cond(
        brief.to_worker,
        banner(
            rx.cond(
                brief.is_moved,
                t(
                    "From {giver} to {taker} on {day}.",
                    giver=brief.from_worker,
                    taker=brief.to_worker,
                    day=when,
                ),
                t(
                    "Goes from {giver} to {taker} on {day}.",
                    giver=brief.from_worker,
                    taker=brief.to_worker,
                    day=when,
                ),
            ),
            brief.reason,
            drawing="swap",
        ),
    )


def _list(rows: Any, row: Any, empty: Any) -> rx.Component:
    return rx.cond(
        count(rows) > 0,
        rx.el.ul(rx.foreach(rows, row), class_name=f"{CARD} divide-y divide-line"),
        rx.el.p(empty, class_name="text-ink-2"),
    )


def _alert(alert: Alert) -> rx.Component:
    return rx.el.li(
        rx.el.strong(alert.title, class_name="font-semibold text-attn"), " ", alert.detail, class_name=_LINE
    )


def _plan(plan: Any) -> rx.Component:
    return rx.el.div(
        rx.el.ul(rx.foreach(plan.calls, _call)),
        _listed(t("What helps"), plan.helps),
        _listed(t("Never do"), plan.never),
        _listed(t("Warning signs"), plan.signs),
        rx.el.p(
            t("Version {n}, by {name}.", n=plan.version, name=plan.author),
            " ",
            rx.cond(plan.review_on, t("Review by {day}.", day=full_day(plan.review_on)), ""),
            class_name="mt-2 text-meta text-ink-2",
        ),
        class_name="rounded-card border border-crisis-line bg-crisis-tint px-4 py-3",
    )


def _call(call: Call) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.strong(call.label, class_name="font-semibold"),
            " ",
            call.phone,
            href=phone_links.tel(call.phone),
            class_name="inline-flex min-h-12 flex-wrap items-center gap-x-1.5 text-crisis-ink underline",
        ),
        rx.cond(call.who, rx.el.span(" ", call.who, class_name="text-ink-2")),
        key=call.label,
    )


def _listed(label: Any, said: Any) -> rx.Component:
    return rx.cond(
        count(said) > 0,
        rx.el.div(
            rx.el.h3(label, class_name="font-semibold"),
            rx.el.ul(
                rx.foreach(said, lambda one: rx.el.li(one, class_name="wrap-break-word")),
                class_name="list-disc pl-5",
            ),
            class_name="mt-2",
        ),
    )


def _step(step: Step) -> rx.Component:
    return rx.el.li(
        rx.el.p(step.what),
        rx.el.p(
            step.owner,
            rx.cond(step.due_on, rx.fragment(", ", t("by {day}", day=short_day(step.due_on)))),
            rx.cond(
                step.needs_help, rx.fragment(", ", rx.el.strong(t("needs help"), class_name="text-attn"))
            ),
            class_name="text-meta text-ink-2",
        ),
        key=step.id,
        class_name=_LINE,
    )


def _goal(goal: Goal) -> rx.Component:
    return rx.el.li(
        rx.el.p("“", goal.words, "”"),
        rx.el.p(
            rx.cond(
                goal.level,
                rx.fragment(word("mark", goal.level), ", ", short_day(goal.marked_at)),
                t("not marked yet"),
            ),
            rx.cond(goal.due_on, rx.fragment(", ", t("by {day}", day=short_day(goal.due_on)))),
            class_name="text-meta text-ink-2",
        ),
        key=goal.id,
        class_name=_LINE,
    )


def _visit(visit: Visit) -> rx.Component:
    return rx.el.li(
        moment(exact(visit.starts_at), visit.starts_at),
        rx.el.span(", ", visit.worker, ", ", word("place", visit.place), class_name="text-ink-2"),
        key=visit.id,
        class_name=_LINE,
    )


def _note(note: Note) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            moment(exact(note.at), note.at),
            ", ",
            word("outcome", note.outcome),
            ", ",
            note.author,
            class_name="text-meta text-ink-2",
        ),
        rx.el.p(note.text, class_name="whitespace-pre-line"),
        key=note.id,
        class_name=_LINE,
    )
