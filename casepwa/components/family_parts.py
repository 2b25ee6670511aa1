"""What a family screen is made of: kind words, no places, help for someone in danger always in view."""

from typing import Any

import reflex as rx

from casepwa.components import buttons
from casepwa.components.cards import LIST, chip, heading
from casepwa.components.icons import LEADING, icon
from casepwa.components.words import moment
from casepwa.offline.desk import leave_quickly, sign_out_here
from casepwa.offline.local import count
from casepwa.offline.text import exact, full_day, t, word
from casepwa.state.family import Child, Day, Goal, Helper, Line, Step

_HELP = "inline-flex min-h-12 items-center px-1.5 font-semibold text-crisis-ink underline underline-offset-4"


def leave_button() -> rx.Component:
    """One tap: the page goes dark, the session ends, the weather opens in its place."""
    return buttons.button(
        t("Leave quickly"),
        leading="eye-off",
        look="secondary",
        on_click=leave_quickly,
        class_name="shrink-0 big-text:shrink",
    )


def child(one: Child) -> rx.Component:
    """Everything shared about one child; what nothing was shared of is not mentioned."""
    return rx.el.section(
        rx.el.h2(t("About {name}", name=one.name), class_name="mt-4 text-title font-bold"),
        _part(t("For you"), one.yours, _step),
        _part(t("For the team"), one.theirs, _step),
        _part(t("Goals"), one.goals, _goal),
        _part(t("Dates"), one.dates, _date),
        _part(t("Team"), one.team, _helper),
        _part(t("From the team"), one.lines, _line),
        key=one.id,
    )


def foot() -> rx.Component:
    """Who reads what, and whom to call now."""
    return rx.el.footer(
        rx.el.p(
            t("You see only what your team shared with you by name. To ask something, call or text them.")
        ),
        rx.el.div(
            rx.el.span(t("In danger now?"), class_name="w-full text-center text-ink-2"),
            rx.el.a(t("Call 911"), href="tel:911", class_name=_HELP),
            rx.el.a(t("Call 988"), href="tel:988", class_name=_HELP),
            rx.el.a(t("Text 988"), href="sms:988", class_name=_HELP),
            class_name="mt-3 flex flex-wrap items-center justify-center gap-x-3 border-t border-line pt-3",
        ),
        rx.el.div(
            rx.el.a(
                t("Settings"),
                href="/settings",
                custom_attrs={"reloadDocument": True},
                class_name="inline-flex min-h-12 items-center px-3 font-semibold text-accent-ink",
            ),
            buttons.button(t("Sign out"), look="quiet", on_click=sign_out_here),
            class_name="mt-1 flex flex-wrap justify-center gap-3",
        ),
        class_name="px-4 pb-6 text-meta text-ink-2",
    )


def _part(title: Any, rows: Any, row: Any) -> rx.Component:
    return rx.cond(
        count(rows) > 0,
        rx.fragment(heading(title), rx.el.ul(rx.foreach(rows, row), class_name=LIST)),
    )


def _step(step: Step) -> rx.Component:
    return rx.el.li(
        rx.el.p(step.what, class_name="text-lead font-bold"),
        rx.cond(step.why, rx.el.p(step.why, class_name="mt-0.5 text-ink-2")),
        rx.el.div(
            rx.cond(
                step.is_done,
                chip(t("Done"), "check", tone="ok"),
                rx.cond(
                    step.due_on,
                    chip(t("By {day}", day=full_day(step.due_on)), "calendar-days", tone="wait"),
                    chip(t("No date"), "calendar-days", tone="wait"),
                ),
            ),
            class_name="mt-2",
        ),
        class_name="px-4 py-3",
    )


def _goal(goal: Goal) -> rx.Component:
    return rx.el.li(
        rx.el.p("“", goal.words, "”", class_name="text-lead"),
        rx.el.p(
            rx.cond(goal.speaker, rx.fragment(goal.speaker, ": ")),
            word("family_progress", goal.progress),
            class_name="mt-0.5 text-ink-2",
        ),
        class_name="px-4 py-3",
    )


def _date(day: Day) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("calendar-days", size=LEADING), class_name="mt-0.5 text-ink-2"),
        rx.el.span(
            rx.el.span(
                rx.cond(day.title, day.title, word("shared_date", day.kind)), class_name="block font-semibold"
            ),
            moment(exact(day.starts_at), day.starts_at, class_name="block text-ink-2"),
            class_name="min-w-0 flex-1",
        ),
        class_name="flex min-h-16 items-start gap-3 px-4 py-3",
    )


def _helper(helper: Helper) -> rx.Component:
    return rx.el.li(
        rx.el.p(helper.name, class_name="font-semibold"),
        rx.el.p(word("team_role", helper.role), class_name="text-ink-2"),
        rx.cond(helper.duty, rx.el.p(helper.duty, class_name="mt-0.5")),
        rx.cond(
            helper.phone,
            buttons.button_row(
                buttons.link_button(
                    t("Call"),
                    href=f"tel:{helper.phone}",
                    leading="phone",
                    look="tint",
                    about=helper.name,
                    class_name=buttons.SHARE_ROW,
                ),
                buttons.link_button(
                    t("Text"),
                    href=f"sms:{helper.phone}",
                    leading="message-circle",
                    look="secondary",
                    about=helper.name,
                    class_name=buttons.SHARE_ROW,
                ),
                class_name="mt-2",
            ),
        ),
        class_name="px-4 py-3",
    )


def _line(line: Line) -> rx.Component:
    return rx.el.li(
        rx.el.p(line.text),
        rx.el.p(
            line.by,
            ", ",
            moment(full_day(line.written_at), line.written_at),
            class_name="text-meta text-ink-2",
        ),
        class_name="px-4 py-3",
    )
