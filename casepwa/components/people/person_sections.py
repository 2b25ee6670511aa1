"""The folding sections of a person's page: goals, next steps, visits, team, services, about."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, cards, details, icons
from casepwa.components.people.referral_sheet import FOLLOW_UP
from casepwa.offline.local import count
from casepwa.offline.person import AboutRow, ServiceRow, TeamRow, VisitLine, person
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import t

_CALL = (
    "inline-flex size-12 shrink-0 items-center justify-center rounded-control text-accent-ink "
    "hover:bg-accent-tint"
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
            class_name=details.INSIDE,
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
            rx.el.span(visit.what, class_name=f"block {details.QUIET}"),
            rx.cond(visit.who, rx.el.span(visit.who, class_name=f"block {details.QUIET}")),
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
            rx.el.p(member.role, class_name=details.QUIET),
            rx.cond(member.duty, rx.el.p(member.duty, class_name=details.QUIET)),
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
            rx.cond(service.provider, rx.el.p(service.provider, class_name=details.QUIET)),
            rx.el.p(service.status, class_name=details.QUIET),
            rx.cond(service.reason, rx.el.p(service.reason, class_name=details.QUIET)),
            rx.cond(
                service.chip,
                cards.chip_for(
                    service.chip,
                    drawing=service.chip_drawing,
                    drawings={"triangle-alert": "triangle-alert", "clock": "clock"},
                    tone=service.tone,
                ),
            ),
            rx.cond(
                service.chip,
                buttons.button(
                    t("Followed up"),
                    look="secondary",
                    leading="check",
                    about=service.service,
                    on_click=open_sheet(FOLLOW_UP, service.id),
                    class_name="mt-2",
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
        rx.el.div(
            rx.el.dl(
                rx.foreach(person.about, _fact),
                class_name="grid grid-cols-1 gap-x-6 gap-y-3 px-4 pt-1 pb-4 @min-[40rem]:grid-cols-2",
            ),
            cards.follow_on(
                t("Brief on one page"),
                href=f"/clients/{person.id}/brief",
                custom_attrs={"reloadDocument": True},
            ),
        ),
        drawing="info",
        aside=t("Language, school, health"),
        is_open=person.part == "about",
        id="about",
    )


def _fact(fact: AboutRow) -> rx.Component:
    return rx.el.div(
        rx.el.dt(fact.label, class_name=details.QUIET),
        rx.foreach(fact.lines, lambda line: rx.el.dd(line, key=line)),
        key=fact.id,
    )
