"""The folding sections of a person's page: goals, next steps, visits, team, services, about."""

from typing import Any

import reflex as rx

from casepwa.components import buttons, cards, details, icons, marks
from casepwa.components.step_sheets import ADD_STEP, STEP_DONE
from casepwa.offline.local import count
from casepwa.offline.person import AboutRow, GoalRow, ServiceRow, StepRow, TeamRow, VisitLine, person
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import t

_INSIDE = "flex flex-col gap-4 px-4 pt-1 pb-4"
_QUIET = "text-meta text-ink-2"
_CALL = (
    "inline-flex size-12 shrink-0 items-center justify-center rounded-control text-accent-ink "
    "hover:bg-accent-tint"
)


def goals() -> rx.Component:
    """Each goal in the person's words with its last mark."""
    return details.section(
        t("Goals"),
        rx.el.div(
            rx.foreach(person.goals, _goal),
            rx.cond(
                count(person.goals) > 0,
                buttons.link_button(
                    t("Mark progress"),
                    href=f"/people/{person.id}/goals",
                    look="secondary",
                    class_name="w-full",
                ),
                rx.el.p(t("Goals appear here once the plan has them."), class_name="text-ink-2"),
            ),
            class_name=_INSIDE,
        ),
        drawing="flag",
        aside=person.goals_aside,
        is_open=True,
        id="goals",
    )


def _goal(goal: GoalRow) -> rx.Component:
    return rx.el.div(
        rx.el.p(goal.words, class_name="font-semibold"),
        rx.el.p(
            rx.cond(goal.level, marks.mark_icon(goal.level, size=icons.IN_CHIP)),
            goal.said,
            class_name=rx.match(
                goal.level,
                ("progress", "mt-1 flex items-center gap-1.5 text-meta text-ok"),
                ("met", "mt-1 flex items-center gap-1.5 text-meta text-ok"),
                ("slipped", "mt-1 flex items-center gap-1.5 text-meta text-attn"),
                "mt-1 flex items-center gap-1.5 text-meta text-ink-2",
            ),
        ),
        key=goal.id,
    )


def next_steps() -> rx.Component:
    """Open steps with **Done**, then **Add a step**, then what was done."""
    return details.section(
        t("Next steps"),
        rx.el.div(
            rx.cond(
                count(person.steps) > 0,
                rx.el.ul(rx.foreach(person.steps, _open_step), class_name="flex flex-col gap-3"),
                rx.el.p(t("No step is open."), class_name="text-ink-2"),
            ),
            buttons.button(
                t("Add a step"),
                look="secondary",
                leading="plus",
                on_click=open_sheet(ADD_STEP, person.id),
                class_name="w-full",
            ),
            rx.cond(
                count(person.steps_done) > 0,
                rx.el.ul(rx.foreach(person.steps_done, _done_step), class_name="flex flex-col gap-3"),
            ),
            class_name=_INSIDE,
        ),
        drawing="list-checks",
        aside=person.steps_aside,
        is_open=True,
        id="next-steps",
    )


def _open_step(step: StepRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(step.what),
            rx.el.p(step.who, class_name=_QUIET),
            rx.cond(step.why, rx.el.p(step.why, class_name=_QUIET)),
            rx.el.p(
                rx.cond(step.over, cards.chip(step.over, "triangle-alert", tone="attn")),
                rx.cond(step.help, cards.chip(step.help, "handshake", tone="attn")),
                class_name="mt-1 flex flex-wrap gap-1.5 empty:hidden",
            ),
            class_name="min-w-[min(9rem,100%)] flex-1",
        ),
        buttons.button(
            t("Done"),
            about=step.what,
            look="tint",
            leading="check",
            on_click=open_sheet(STEP_DONE, step.id),
            size="min-h-12 px-3 text-meta",
        ),
        class_name="flex flex-wrap items-start gap-x-3 gap-y-2",
        key=step.id,
    )


def _done_step(step: StepRow) -> rx.Component:
    return rx.el.li(
        rx.el.span(icons.icon("circle-check", size=icons.LEADING), class_name="mt-0.5 text-ok"),
        rx.el.span(step.what, rx.el.span(step.done, class_name=f"block {_QUIET}")),
        class_name="flex gap-3",
        key=step.id,
    )


def visits() -> rx.Component:
    """What is ahead, then the last two weeks."""
    return details.section(
        t("Visits"),
        rx.el.div(
            rx.cond(
                count(person.visits) > 0,
                rx.el.ul(rx.foreach(person.visits, _visit), class_name="flex flex-col gap-1"),
                rx.el.p(t("No visit in the last two weeks and none planned."), class_name="text-ink-2"),
            ),
            buttons.link_button(
                t("Schedule a visit"),
                href=f"/people/{person.id}/visits/new",
                look="secondary",
                leading="calendar-days",
                class_name="w-full",
            ),
            class_name=_INSIDE,
        ),
        drawing="calendar-days",
        aside=person.visits_aside,
        is_open=person.part == "visits",
        id="visits",
    )


_VISIT_ICONS = {name: name for name in ("calendar-days", "map-pin-check", "circle-check", "ban")}


def _visit(visit: VisitLine) -> rx.Component:
    said = rx.fragment(
        rx.el.span(
            rx.el.time(visit.when, date_time=visit.iso, class_name="block font-semibold tabular-nums"),
            rx.el.span(visit.what, class_name=f"block {_QUIET}"),
            rx.cond(visit.who, rx.el.span(visit.who, class_name=f"block {_QUIET}")),
            class_name="min-w-[min(9rem,100%)] flex-1",
        ),
        cards.chip_for(visit.state, drawing=visit.drawing, drawings=_VISIT_ICONS, tone=visit.tone),
    )
    look = "flex min-h-14 flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-control py-2"
    return rx.el.li(
        rx.cond(
            visit.href,
            rx.el.a(said, href=visit.href, class_name=f"{look} -mx-2 px-2 hover:bg-sunken"),
            rx.el.div(said, class_name=look),
        ),
        key=visit.id,
    )


def team() -> rx.Component:
    """Who is who and what each agreed to do."""
    return details.section(
        t("Team"),
        rx.el.ul(rx.foreach(person.team, _member), class_name="flex flex-col gap-3 px-4 pt-1 pb-4"),
        drawing="users",
        aside=person.team_aside,
        is_open=person.part == "team",
        id="team",
    )


def _member(member: TeamRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(member.name, class_name="font-semibold"),
            rx.el.p(member.role, class_name=_QUIET),
            rx.cond(member.duty, rx.el.p(member.duty, class_name=_QUIET)),
            rx.cond(
                member.hear,
                rx.el.p(
                    icons.icon("ban", size=icons.IN_CHIP),
                    member.hear,
                    class_name="flex items-center gap-1.5 text-meta text-attn",
                ),
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(member.tel, _call(member.tel, member.name)),
        class_name="flex items-start justify-between gap-3",
        key=member.id,
    )


def _call(tel: Any, name: Any) -> rx.Component:
    return rx.el.a(
        icons.icon("phone", size="size-6"),
        href=tel,
        aria_label=t("Call {name}", name=name),
        class_name=_CALL,
    )


def services() -> rx.Component:
    """Services linked and where each stands."""
    return details.section(
        t("Services"),
        rx.cond(
            count(person.services) > 0,
            rx.el.ul(rx.foreach(person.services, _service), class_name="flex flex-col gap-3 px-4 pt-1 pb-4"),
            rx.el.p(t("No service is linked yet."), class_name="px-4 pt-1 pb-4 text-ink-2"),
        ),
        drawing="handshake",
        aside=person.services_aside,
        is_open=person.part == "services",
        id="services",
    )


def _service(service: ServiceRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(service.service, class_name="font-semibold"),
            rx.cond(service.provider, rx.el.p(service.provider, class_name=_QUIET)),
            rx.el.p(service.status, class_name=_QUIET),
            rx.cond(service.reason, rx.el.p(service.reason, class_name=_QUIET)),
            rx.cond(
                service.chip,
                cards.chip_for(
                    service.chip,
                    drawing=service.chip_drawing,
                    drawings={"triangle-alert": "triangle-alert", "clock": "clock"},
                    tone=service.tone,
                ),
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(service.tel, _call(service.tel, service.provider)),
        class_name="flex items-start justify-between gap-3",
        key=service.id,
    )


def about() -> rx.Component:
    """Language, school, health, program."""
    return details.section(
        t("About"),
        rx.el.dl(
            rx.foreach(person.about, _fact),
            class_name="grid grid-cols-1 gap-x-6 gap-y-3 px-4 pt-1 pb-4 @min-[40rem]:grid-cols-2",
        ),
        drawing="info",
        aside=t("Language, school, health"),
        is_open=person.part == "about",
        id="about",
    )


def _fact(fact: AboutRow) -> rx.Component:
    return rx.el.div(
        rx.el.dt(fact.label, class_name=_QUIET),
        rx.foreach(fact.lines, lambda line: rx.el.dd(line, key=line)),
        key=fact.id,
    )
