"""During a visit the phone lies on their table: time, crisis plans, one child's goals at a time, help."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.banners import BANNER_LINK, banner
from casepwa.components.kit.cards import CARD
from casepwa.components.kit.icons import BESIDE_TEXT, IN_CHIP, icon
from casepwa.components.plans.goal_marking import marking
from casepwa.components.visits.visit_parts import alerts
from casepwa.offline.goals import MarkRow
from casepwa.offline.local import count
from casepwa.offline.text import t
from casepwa.offline.triggers import bound
from casepwa.offline.visit import Person, mark_here, more_time, show_child, visit

_MANY = f"{fields.JOINED} grid-flow-col auto-cols-fr"
_PLAN = f"{buttons.BASE} {buttons.LOOKS['open_plan']} min-h-14 flex-1 basis-[8.5rem] px-3 text-body"


def during() -> rx.Component:
    """Everything between check-in and check-out."""
    return rx.fragment(
        rx.el.div(
            rx.el.p(visit.names, class_name="text-title font-bold"),
            rx.el.p(visit.place, class_name="text-ink-2"),
            class_name="pb-3",
        ),
        rx.cond(visit.alerts_open, rx.el.div(alerts(), id="visit-alerts", class_name="pb-3")),
        rx.el.div(
            rx.el.div(
                _time(),
                _safety(),
                rx.el.div(rx.foreach(visit.people, _crisis_plan), class_name="mt-3 flex flex-wrap gap-3"),
                class_name="min-w-0",
            ),
            rx.el.div(_goals(), class_name="min-w-0"),
            class_name="grid grid-cols-1 items-start gap-x-6 @min-[44rem]:grid-cols-[2fr_3fr]",
        ),
        rx.cond(
            visit.records_place,
            rx.el.p(
                rx.el.span(icon("lock", size=BESIDE_TEXT), class_name="mt-px"),
                rx.el.span(t("Your place is recorded at check-in and at check-out, never in between.")),
                class_name="mt-4 flex items-start gap-2 text-meta text-ink-2",
            ),
        ),
    )


def _time() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.div(
                rx.el.p(t("Here for"), class_name="text-meta text-ink-2"),
                rx.el.p(
                    visit.minutes,
                    rx.el.span(
                        visit.minutes_word,
                        class_name="ml-1.5 text-title font-semibold tracking-normal text-ink-2",
                    ),
                    role="timer",
                    class_name="text-figure font-bold tracking-tight tabular-nums",
                ),
            ),
            buttons.button(
                t("+15 min"), look="secondary", about=t("to the expected end"), on_click=more_time
            ),
            class_name="flex flex-wrap items-end justify-between gap-x-4 gap-y-3",
        ),
        rx.el.svg(
            rx.el.svg.rect(custom_attrs={"width": visit.per_cent, "height": "8", "className": "fill-accent"}),
            custom_attrs={"viewBox": "0 0 100 8", "preserveAspectRatio": "none", "aria-hidden": "true"},
            class_name="mt-3 block h-2 w-full rounded-full bg-sunken",
        ),
        rx.el.div(
            rx.el.p(
                t("Since"), " ", rx.el.time(visit.since, date_time=visit.since_iso, class_name="tabular-nums")
            ),
            rx.el.p(
                t("Expected end"),
                " ",
                rx.el.strong(
                    rx.el.time(visit.end, date_time=visit.end_iso, class_name="tabular-nums"),
                    class_name="font-semibold text-ink",
                ),
            ),
            class_name="mt-2 flex flex-wrap items-baseline justify-between gap-x-3 text-meta text-ink-2",
        ),
        rx.cond(
            visit.over,
            rx.el.p(
                icon("triangle-alert", size=IN_CHIP),
                visit.over,
                class_name="mt-1 flex items-center gap-1.5 text-meta font-medium text-attn",
            ),
        ),
        rx.match(
            visit.safety,
            (
                "running",
                _line("shield-check", t("Safety timer is running until {time}", time=visit.safety_until)),
            ),
            ("reached", _line("shield-check", t("The office has your check-in."))),
            rx.fragment(),
        ),
        rx.cond(
            visit.more_time == "waiting",
            rx.el.p(
                icon("cloud-off", size=IN_CHIP),
                t("More time has not reached the server yet."),
                class_name="mt-1 flex items-center gap-1.5 text-meta font-medium text-attn",
            ),
        ),
        aria_label=t("Time"),
        class_name=f"{CARD} p-4",
    )


def _line(drawing: str, words: Any) -> rx.Component:
    return rx.el.p(
        icon(drawing, size=IN_CHIP), words, class_name="mt-1 flex items-center gap-1.5 text-meta text-ok"
    )


def _safety() -> rx.Component:
    """Nothing watches over a visit that the server has not heard of: said plainly."""
    return rx.fragment(
        rx.cond(visit.safety == "not_reached", _not_running()),
        rx.cond(
            visit.safety == "asked",
            banner(
                t("Are you safe?"),
                t("Check out or take more time."),
                drawing="bell-ring",
                tone="attn",
                role="status",
            ),
        ),
        rx.cond(
            visit.more_time == "refused",
            banner(
                t("That was not your visit word."),
                t("The office still expects you at {time}. Take more time again.", time=visit.safety_until),
                drawing="circle-alert",
                tone="attn",
                role="alert",
            ),
        ),
    )


def _not_running() -> rx.Component:
    return rx.fragment(
        banner(
            t("Safety timer is not running yet."),
            t("Your check-in has not reached the server."),
            drawing="shield-alert",
            tone="attn",
            action=rx.cond(
                visit.text_supervisor,
                rx.el.a(t("Text my supervisor"), href=visit.text_supervisor, class_name=BANNER_LINK),
            ),
            role="status",
        ),
    )


def _crisis_plan(person: Person) -> rx.Component:
    return rx.el.a(
        icon("lifebuoy", size="size-[1.5rem]"),
        rx.el.span(
            t("Crisis plan"),
            rx.el.span(person.name, class_name="block text-meta font-medium"),
            class_name="text-left leading-tight",
        ),
        href=person.crisis_href,
        class_name=_PLAN,
        key=person.id,
    )


def _goals() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("Goals"), class_name="text-lead font-bold"),
            rx.cond(
                count(visit.people) > 1,
                rx.el.fieldset(
                    rx.el.legend(t("Whose goals"), class_name="sr-only"),
                    rx.el.div(rx.foreach(visit.people, _child), class_name=_MANY),
                    class_name="min-w-[min(12rem,100%)]",
                ),
            ),
            class_name="mt-5 mb-2 flex flex-wrap items-center justify-between gap-3 @min-[44rem]:mt-0",
        ),
        rx.cond(
            count(visit.rows) > 0,
            rx.el.div(rx.foreach(visit.rows, _row), class_name=f"{CARD} divide-y divide-line"),
            rx.el.p(t("No goals yet."), class_name="text-ink-2"),
        ),
    )


def _child(person: Person) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="child",
            value=person.id,
            checked=visit.child == person.id,
            on_change=bound(show_child, person.id),
            class_name="sr-only",
        ),
        rx.el.span(person.name),
        class_name=fields.CELL.replace("min-h-13", "min-h-12"),
        key=person.id,
    )


def _row(row: MarkRow) -> rx.Component:
    heading = rx.fragment(
        rx.el.span(row.words, class_name="block font-semibold"),
        rx.cond(row.what, rx.el.span(row.what, class_name="block text-meta text-ink-2")),
    )
    return marking(
        row,
        heading=heading,
        on_mark=lambda level: bound(mark_here, row.client_id, row.goal_id, row.objective_id, level),
        history=False,
    )
