"""Today's visits: the next one as a card, the others as rows of one list."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, cards, icons
from casepwa.components.visits.missed_visit import MISSED
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import t
from casepwa.offline.today import AlertLine, VisitRow

_MAP_LINK = (
    "-ml-1 inline-flex min-h-12 items-center gap-1.5 rounded-control px-1 text-accent-ink underline "
    "decoration-accent-ink/40 underline-offset-4"
)
ALERT_ICONS = {"dog": "dog"}


def next_visit(visit: VisitRow) -> rx.Component:
    """The visit that is on or comes next: everything needed at the door."""
    here = visit.state == "here"
    return rx.el.article(
        rx.el.div(
            rx.el.p(
                rx.el.time(visit.clock, " ", visit.half, date_time=visit.iso),
                class_name="text-lead font-bold tabular-nums",
            ),
            _when(visit),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        rx.el.h3(
            rx.el.a(visit.names, href=visit.names_href, class_name="-my-3 inline-block py-3"),
            class_name="mt-1 text-title font-bold",
        ),
        rx.el.div(
            rx.el.p(visit.place, class_name="text-ink-2"),
            _where(visit, marked=True),
            class_name="flex flex-wrap items-center gap-x-2",
        ),
        rx.el.ul(rx.foreach(visit.alerts, _alert), class_name="mb-3 flex flex-col gap-1.5 empty:hidden"),
        rx.cond(
            here,
            buttons.link_button(
                t("Open visit"),
                href=visit.href,
                about=visit.names,
                leading="map-pin-check",
                size=buttons.BAR,
                class_name="w-full",
            ),
            buttons.button_row(
                _check_in(visit, look="primary", size=buttons.BAR, class_name="flex-[1.3] basis-[6.75rem]"),
                buttons.button(
                    t("No one home"),
                    about=t(", {names}", names=visit.names),
                    look="secondary",
                    on_click=open_sheet(MISSED, visit.id),
                    size="min-h-13 px-2 text-body",
                    class_name="flex-1 basis-[8.25rem]",
                ),
            ),
        ),
        class_name="rounded-card border border-line bg-surface p-4",
        key=visit.id,
    )


def _when(visit: VisitRow) -> Any:
    return rx.match(
        visit.timing,
        ("here", cards.chip(visit.when, "map-pin-check", tone="accent")),
        ("late", cards.chip(visit.when, "triangle-alert", tone="attn")),
        cards.chip(visit.when, "clock", tone="accent"),
    )


def visit_row(visit: VisitRow) -> Any:
    """A later visit, or one that is over."""
    return rx.match(
        visit.state,
        ("done", _over(visit, "circle-check", "text-ok")),
        ("missed", _over(visit, "ban", "text-ink-2")),
        _ahead(visit),
    )


def _ahead(visit: VisitRow) -> rx.Component:
    return rx.el.li(
        _clock(visit, "font-bold"),
        rx.el.div(
            rx.el.h3(
                rx.el.a(visit.names, href=visit.names_href, class_name="-my-3 inline-block py-3"),
                class_name="text-lead font-semibold",
            ),
            rx.el.p(visit.place, class_name="text-meta text-ink-2"),
            rx.cond(visit.when, rx.el.p(_when(visit), class_name="my-1")),
            _where(visit, marked=False),
            rx.el.div(
                _check_in(visit, look="secondary", size="min-h-12 px-3 text-body"),
                buttons.button(
                    t("No one home"),
                    about=t(", {names}", names=visit.names),
                    look="quiet",
                    on_click=open_sheet(MISSED, visit.id),
                    size="min-h-12 px-3 text-body",
                    class_name="-ml-1",
                ),
                class_name="mt-1 flex flex-wrap gap-x-3 gap-y-2",
            ),
            class_name="min-w-[min(9rem,100%)] flex-1",
        ),
        class_name="flex flex-wrap gap-x-3 px-4 pt-3 pb-3",
        key=visit.id,
    )


def _over(visit: VisitRow, drawing: str, ink: str) -> rx.Component:
    return rx.el.li(
        _clock(visit, "font-semibold text-ink-2"),
        rx.el.div(
            rx.el.h3(
                rx.el.a(visit.names, href=visit.href, class_name="-my-3 inline-block py-3"),
                class_name="font-semibold text-ink-2",
            ),
            rx.el.p(
                icons.icon(drawing, size=icons.IN_CHIP),
                visit.done,
                class_name=f"flex items-center gap-1.5 text-meta {ink}",
            ),
            class_name="min-w-[min(8rem,100%)] flex-1",
        ),
        class_name="flex flex-wrap items-center gap-x-3 px-4 py-2",
        key=visit.id,
    )


def _clock(visit: VisitRow, look: str) -> rx.Component:
    return rx.el.p(
        rx.el.time(
            rx.el.span(visit.clock, class_name=f"text-lead {look}"),
            rx.cond(
                visit.half, rx.fragment(rx.el.br(), rx.el.span(visit.half, class_name="text-meta text-ink-2"))
            ),
            date_time=visit.iso,
        ),
        class_name="min-w-[3.25rem] shrink-0 whitespace-nowrap leading-tight tabular-nums",
    )


def _check_in(visit: VisitRow, **look: Any) -> rx.Component:
    return buttons.link_button(
        t("Check in"),
        href=visit.href,
        about=t("with {names}", names=visit.names),
        leading="map-pin-check" if look["look"] == "primary" else None,
        **look,
    )


def _where(visit: VisitRow, *, marked: bool) -> rx.Component:
    """The address as a link into the phone's map; a confidential place only says that it is one."""
    size = "" if marked else " text-meta"
    return rx.cond(
        visit.is_hidden,
        rx.el.p(
            icons.icon("lock", size=icons.IN_CHIP),
            t("Place not shown here"),
            class_name="flex min-h-12 items-center gap-1.5 text-meta text-ink-2",
        ),
        rx.cond(
            visit.address,
            rx.el.a(
                icons.icon("map-pin", size=icons.IN_CHIP) if marked else None,
                rx.el.span(visit.address),
                href=visit.map_href,
                class_name=f"{_MAP_LINK}{size}",
            ),
            rx.el.span(class_name="block min-h-3"),
        ),
    )


def _alert(alert: AlertLine) -> rx.Component:
    return rx.el.li(
        rx.el.span(icons.icon_for(alert.drawing, ALERT_ICONS, default="shield-alert"), class_name="mt-px"),
        rx.el.span(alert.words),
        class_name="flex items-start gap-2 rounded-control bg-attn-tint px-3 py-2 text-meta text-attn",
        key=alert.id,
    )
