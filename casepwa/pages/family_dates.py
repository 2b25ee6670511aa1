"""Visits, appointments, meetings and reviews of a family; each can go into the phone's own calendar."""

from typing import Any

import reflex as rx

from casepwa.components.frames import family_shell
from casepwa.components.kit import buttons, cards
from casepwa.offline.family import Day, add_to_calendar, dates
from casepwa.offline.local import count
from casepwa.offline.text import t
from casepwa.offline.triggers import bound

ROUTE = "/family/dates"
TITLE = t("Dates")


def page() -> rx.Component:
    """The page."""
    return family_shell.page(t("Dates"), dates, full(), opening=t("Opening your dates"), tab="dates")


def full() -> rx.Component:
    """Ahead and past."""
    return rx.fragment(
        cards.heading(t("Coming up")),
        rx.cond(
            count(dates.ahead) > 0,
            rx.el.ul(rx.foreach(dates.ahead, _ahead), class_name="flex flex-col gap-3"),
            family_shell.nothing(t("No date is coming up.")),
        ),
        rx.cond(
            count(dates.past) > 0,
            rx.fragment(
                cards.heading(t("Past")),
                rx.el.ul(rx.foreach(dates.past, _past), class_name="flex flex-col gap-3"),
            ),
        ),
    )


def _ahead(day: Day) -> rx.Component:
    return _card(
        day,
        buttons.button(
            t("Add to calendar"),
            look="secondary",
            leading="calendar-days",
            about=day.title,
            on_click=bound(add_to_calendar, day.id),
            class_name="mt-3",
        ),
    )


def _past(day: Day) -> rx.Component:
    return _card(day)


def _card(day: Day, *more: Any) -> rx.Component:
    return rx.el.li(
        rx.el.h3(day.title, class_name="text-title leading-tight font-bold text-balance"),
        rx.el.p(
            rx.el.time(
                rx.el.span(day.day, class_name="block text-lead"),
                rx.el.span(day.time, class_name="block text-lead text-ink-2"),
                date_time=day.iso,
            ),
            class_name="mt-1",
        ),
        rx.cond(day.help, rx.el.p(day.help, class_name="mt-1")),
        *more,
        family_shell.who_sees(day.readers, day.notice),
        class_name=f"{cards.CARD} p-4",
        key=day.id,
    )
