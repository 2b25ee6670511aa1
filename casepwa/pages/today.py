"""Today: ready or not, what to finish first, the visits, what is due."""

from typing import Any

import reflex as rx

from casepwa.components.approvals.coaching import coaching
from casepwa.components.family.family_inbox import asked
from casepwa.components.frames import shell
from casepwa.components.kit import buttons, cards, icons, states
from casepwa.components.kit.banners import BANNER_LINK, banner
from casepwa.components.visits.missed_visit import missed_visit_sheet
from casepwa.components.visits.visit_cards import next_visit, visit_row
from casepwa.offline.local import count
from casepwa.offline.text import t
from casepwa.offline.today import DueRow, Reached, ToFinish, fold_due, today

ROUTE = "/today"
TITLE = t("Today")


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        shell.header_top(
            t("Today"),
            today.date,
            aside=buttons.icon_button(
                t("Settings"), "settings", href="/settings", class_name="-ml-2 md:hidden"
            ),
        ),
        states.list_states(
            today.state,
            loading=states.skeleton(t("Opening today"), rows=4),
            empty=states.nobody(),
            error=states.not_loaded(),
            full=_day(),
        ),
        tab="today",
        outside=(missed_visit_sheet(),),
    )


def _day() -> rx.Component:
    """One column on a phone; visits beside the rest where there is room for two."""
    return rx.el.div(
        rx.el.div(_reached(), _ready(), _finish_first(), asked(), _visits(), class_name="min-w-0"),
        rx.el.div(_due(), coaching(), class_name="min-w-0"),
        class_name="grid grid-cols-1 items-start gap-x-6 @min-[44rem]:grid-cols-2",
    )


def _reached() -> rx.Component:
    return rx.el.div(rx.foreach(today.reached, _one_reached), role="alert", class_name="empty:hidden")


def _one_reached(one: Reached) -> rx.Component:
    return rx.el.div(
        banner(
            one.words,
            one.about,
            drawing="bell-ring",
            tone="attn",
            class_name="mt-2",
            action=rx.el.div(
                rx.cond(one.call_href, rx.el.a(t("Call"), href=one.call_href, class_name=BANNER_LINK)),
                rx.el.a(
                    t("Open"),
                    rx.el.span(" ", one.words, class_name="sr-only"),
                    href=one.href,
                    custom_attrs={"reloadDocument": True},
                    class_name=BANNER_LINK,
                ),
                class_name="flex flex-wrap gap-x-5",
            ),
        ),
        key=one.id,
    )


def _ready() -> Any:
    return rx.match(
        today.ready.state,
        (
            "ready",
            _ready_line(
                rx.el.strong(t("Ready for today."), class_name="font-semibold text-ok"),
                drawing="circle-check",
                tone="bg-ok-tint",
                ink="text-ok",
            ),
        ),
        (
            "missing",
            _ready_line(
                rx.el.strong(t("Not everything is here."), class_name="font-semibold text-attn"),
                " ",
                today.ready.missing,
                drawing="triangle-alert",
                tone="bg-attn-tint",
                ink="text-attn",
            ),
        ),
        rx.fragment(),
    )


def _ready_line(*said: rx.Component | str | rx.Var, drawing: str, tone: str, ink: str) -> rx.Component:
    return rx.el.p(
        rx.el.span(icons.icon(drawing, size=icons.LEADING), class_name=f"mt-0.5 {ink}"),
        rx.el.span(
            *said,
            rx.cond(
                today.ready.until,
                rx.el.span(
                    " ",
                    rx.el.time(
                        t("The rest stays on this phone until {until}.", until=today.ready.until)
                        if tone == "bg-attn-tint"
                        else t("All plans on this phone until {until}.", until=today.ready.until),
                        date_time=today.ready.until_iso,
                    ),
                ),
            ),
        ),
        class_name=f"mt-2 flex items-start gap-3 rounded-card {tone} px-4 py-2.5",
    )


def _finish_first() -> rx.Component:
    return rx.cond(
        count(today.finish) > 0,
        rx.el.section(
            cards.heading(t("Finish first"), aside=today.finish_count),
            cards.list_card(rx.foreach(today.finish, _to_finish)),
        ),
    )


def _to_finish(note: ToFinish) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.match(
                note.kind,
                (
                    "returned",
                    rx.el.span(icons.icon("reply", size=icons.LEADING), class_name="mt-0.5 text-attn"),
                ),
                (
                    "missed",
                    rx.el.span(
                        icons.icon("calendar-clock", size=icons.LEADING), class_name="mt-0.5 text-attn"
                    ),
                ),
                rx.el.span(icons.icon("file-pen", size=icons.LEADING), class_name="mt-0.5 text-ink-2"),
            ),
            rx.el.span(
                rx.el.span(
                    rx.el.span(note.name, class_name="font-semibold"),
                    rx.match(
                        note.kind,
                        ("returned", rx.el.span(t("Returned"), class_name="text-meta font-medium text-attn")),
                        ("missed", rx.el.span(t("Missed"), class_name="text-meta font-medium text-attn")),
                        rx.el.span(t("Draft"), class_name="text-meta font-medium text-ink-2"),
                    ),
                    class_name="flex flex-wrap items-baseline justify-between gap-x-3",
                ),
                rx.el.span(note.line, class_name="block text-meta text-ink-2"),
                class_name="min-w-0 flex-1",
            ),
            href=note.href,
            class_name=cards.ROW,
        ),
        key=note.id,
    )


def _visits() -> rx.Component:
    return rx.el.section(
        cards.heading(t("Visits"), aside=rx.cond(today.has_visits, today.visits_left, "")),
        rx.cond(
            today.has_visits,
            rx.fragment(
                rx.foreach(today.next, next_visit),
                rx.cond(
                    count(today.visits) > 0,
                    cards.list_card(rx.foreach(today.visits, visit_row), ordered=True, class_name="mt-3"),
                ),
            ),
            states.blank(
                t("No visits today"),
                t("Plan one from a person’s page, or catch up on what is due."),
                "calendar-check",
                action=buttons.link_button(
                    t("Open People"), href="/people", look="secondary", leading="users"
                ),
                class_name="",
            ),
        ),
    )


def _due() -> rx.Component:
    return rx.el.section(
        cards.heading(t("Due"), aside=today.due_count, class_name="mt-7 mb-2 @min-[44rem]:mt-5"),
        rx.cond(
            count(today.due) > 0,
            rx.fragment(
                cards.list_card(rx.foreach(today.due, _due_row)),
                rx.cond(today.due_more_words, _more_due()),
            ),
            rx.el.p(
                icons.icon("circle-check", class_name="text-ok"),
                t("Nothing is due in the next seven days."),
                class_name="flex items-center gap-2 text-ink-2",
            ),
        ),
    )


def _more_due() -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            rx.el.span(today.due_more_words),
            rx.el.span(
                icons.icon("chevron-down"),
                class_name="transition-transform duration-(--move) group-open:rotate-180",
            ),
            class_name=(
                "flex min-h-12 cursor-pointer list-none items-center justify-center gap-2 "
                "rounded-control font-semibold "
                "text-accent-ink hover:bg-accent-tint"
            ),
        ),
        cards.list_card(rx.foreach(today.due_more, _due_row), class_name="mt-2"),
        custom_attrs={"onToggle": fold_due},
        class_name="group mt-2",
    )


DUE_ICONS = {name: name for name in ("lifebuoy", "message-circle", "list-checks", "share")}


def _due_row(row: DueRow) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                icons.icon_for(row.drawing, DUE_ICONS, default="clock", size=icons.LEADING),
                class_name="text-ink-2",
            ),
            rx.el.span(
                rx.el.span(
                    rx.el.span(row.name, class_name="block font-semibold"),
                    rx.el.span(row.what, class_name="block text-meta text-ink-2"),
                    class_name="min-w-[min(8rem,100%)] flex-1",
                ),
                cards.chip_for(
                    row.chip,
                    drawing=row.chip_drawing,
                    drawings={"triangle-alert": "triangle-alert", "clock": "clock"},
                    tone=row.tone,
                ),
                class_name="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-3 gap-y-1",
            ),
            href=row.href,
            class_name="flex min-h-16 items-center gap-3 px-4 py-3 hover:bg-sunken",
        ),
        key=row.id,
    )
