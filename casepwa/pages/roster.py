"""The on-call roster: who is on call when, where nobody or several are, and the forms that change it."""

from typing import Any

import reflex as rx

from casepwa.components.frames.desk import desk_screen
from casepwa.components.kit import buttons, fields, states
from casepwa.components.kit.banners import banner
from casepwa.components.kit.cards import CARD, LIST, chip, heading
from casepwa.components.kit.icons import LEADING, icon
from casepwa.components.kit.words import moment
from casepwa.offline.desk import forget_kept, kept
from casepwa.offline.local import count
from casepwa.offline.text import error_text, exact, t
from casepwa.state.roster import RosterState, ShiftRow, SpanRow, TeamRow, Worker

ROUTE = "/admin/roster"
TITLE = t("On call")
ON_LOAD = [RosterState.look]


def page() -> rx.Component:
    """The page."""
    return desk_screen(
        "administrator",
        "roster",
        rx.el.div(
            rx.el.div(
                rx.el.h1(t("On call"), class_name="text-display font-bold tracking-tight"),
                rx.el.p(
                    t(
                        "Whom the safety timer tells when a worker is overdue, by team. Times are the "
                        "agency's. What is over is never changed."
                    ),
                    class_name="mt-0.5 text-ink-2",
                ),
                rx.el.div(
                    rx.match(
                        RosterState.done,
                        ("added", _said(t("The shift is on the roster."))),
                        ("changed", _said(t("The shift is changed."))),
                        ("ended", _said(t("The shift has ended, or is off the roster."))),
                        rx.fragment(),
                    ),
                    role="status",
                    class_name="mt-3 empty:hidden",
                ),
                rx.cond(
                    RosterState.status == "full",
                    rx.fragment(rx.foreach(RosterState.seen.teams, _team), _add()),
                    states.skeleton(t("Opening the roster"), rows=6),
                ),
                class_name="mx-auto w-full max-w-160",
            ),
            tab_index=0,
            role="region",
            aria_label=t("On call"),
            class_name="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8",
        ),
    )


def _said(words: Any) -> rx.Component:
    return banner(words, t("Phones hear of it when they next sync."), drawing="circle-check", tone="ok")


def _team(team: TeamRow) -> rx.Component:
    return rx.el.section(
        heading(team.name),
        rx.cond(
            count(team.gaps) > 0,
            banner(
                t("Nobody is on call in the next four weeks at these times:"),
                action=rx.el.ul(rx.foreach(team.gaps, _span)),
                drawing="triangle-alert",
                tone="attn",
            ),
        ),
        rx.cond(
            count(team.overlaps) > 0,
            banner(
                t("Several are on call together, and each is told:"),
                action=rx.el.ul(rx.foreach(team.overlaps, _span)),
                drawing="users",
            ),
        ),
        rx.cond(
            count(team.shifts) > 0,
            rx.el.ul(rx.foreach(team.shifts, _shift), class_name=f"{LIST} mt-2"),
        ),
        rx.cond(
            count(team.past) > 0,
            rx.el.details(
                rx.el.summary(
                    t(
                        "{n} shift of the last weeks",
                        plural="{n} shifts of the last weeks",
                        n=count(team.past),
                    ),
                    class_name=(
                        "flex min-h-12 cursor-pointer items-center rounded-control px-1 font-medium "
                        "text-accent-ink"
                    ),
                ),
                rx.el.ul(rx.foreach(team.past, _past), class_name=LIST),
            ),
        ),
        key=team.id,
    )


def _from_to(one: Any) -> rx.Component:
    return rx.fragment(
        moment(exact(one.starts_at), one.starts_at),
        " ",
        t("to"),
        " ",
        moment(exact(one.ends_at), one.ends_at),
    )


def _span(span: SpanRow) -> rx.Component:
    return rx.el.li(
        _from_to(span),
        rx.cond(span.who, rx.fragment(": ", span.who)),
        key=span.starts_at,
        class_name="tabular-nums",
    )


def _past(shift: ShiftRow) -> rx.Component:
    return rx.el.li(
        rx.el.p(shift.who, class_name="font-semibold"),
        rx.el.p(_from_to(shift), class_name="text-meta text-ink-2 tabular-nums"),
        key=shift.id,
        class_name="px-4 py-3",
    )


def _shift(shift: ShiftRow) -> rx.Component:
    is_open = RosterState.chosen == shift.id
    return rx.el.li(
        rx.el.div(
            rx.el.span(icon("calendar-clock", size=LEADING), class_name="mt-0.5 text-ink-2"),
            rx.el.div(
                rx.el.p(shift.who, class_name="font-semibold wrap-break-word"),
                rx.el.p(_from_to(shift), class_name="text-meta text-ink-2 tabular-nums"),
                rx.el.div(
                    rx.cond(
                        shift.has_begun,
                        chip(t("Now"), "circle-check", tone="ok"),
                        chip(t("Ahead"), "clock"),
                    ),
                    rx.cond(
                        shift.counts,
                        rx.fragment(),
                        chip(t("Cannot sign in: counts as nobody"), "lock", tone="attn"),
                    ),
                    class_name="mt-1 flex flex-wrap gap-1.5",
                ),
                class_name="min-w-0 flex-1 basis-40",
            ),
            rx.cond(
                is_open,
                rx.fragment(),
                buttons.button(
                    t("Change"),
                    look="secondary",
                    about=t("the shift of {name}", name=shift.who),
                    on_click=RosterState.choose(shift.id),
                ),
            ),
            class_name="flex flex-wrap items-start gap-3",
        ),
        rx.cond(is_open, _change(shift)),
        key=shift.id,
        class_name="px-4 py-3",
    )


def _change(shift: ShiftRow) -> rx.Component:
    return rx.el.form(
        fields.hidden("shift_id", shift.id),
        _who("change_who", shift.account_id),
        rx.cond(
            shift.has_begun,
            rx.fragment(
                fields.hidden("starts", shift.starts),
                rx.el.p(
                    t("It has begun: a new person begins now, and what was before stays."),
                    class_name="text-meta text-ink-2",
                ),
            ),
            _when("change_starts", "starts", t("From"), shift.starts),
        ),
        _when("change_ends", "ends", t("Until"), shift.ends),
        _wrong(),
        rx.el.div(
            buttons.button(t("Save shift"), type="submit"),
            buttons.button(
                rx.cond(shift.has_begun, t("End it now"), t("Take it off")),
                look="secondary",
                about=t("the shift of {name}", name=shift.who),
                on_click=RosterState.end(shift.id),
            ),
            buttons.button(t("Cancel"), look="quiet", on_click=RosterState.choose("")),
            class_name="flex flex-wrap gap-2",
        ),
        on_submit=RosterState.change,
        key=shift.id,
        class_name="mt-3 flex flex-col gap-3",
    )


def _add() -> rx.Component:
    """Uncontrolled; kept in the browser until it is taken, then it empties."""
    return rx.fragment(
        heading(t("Add a shift")),
        rx.cond(
            RosterState.done == "added",
            rx.el.span(on_mount=forget_kept, custom_attrs={"data-forget": "shift"}, key=RosterState.times),
        ),
        rx.el.form(
            fields.field(
                "team",
                t("Team"),
                fields.select(
                    rx.el.option(t("Choose a team"), value=""),
                    rx.foreach(RosterState.seen.teams, _team_option),
                    id="team",
                    name="team",
                    default_value="",
                ),
            ),
            _who("account_id", ""),
            rx.el.div(
                _when("starts", "starts", t("From"), ""),
                _when("ends", "ends", t("Until"), ""),
                class_name="flex flex-wrap gap-3",
            ),
            rx.el.p(t("A beginning that has passed becomes now."), class_name="text-meta text-ink-2"),
            rx.cond(RosterState.chosen == "", _wrong()),
            buttons.button(t("Add the shift"), type="submit", size=buttons.BAR, class_name="w-full"),
            on_submit=RosterState.add,
            on_mount=kept,
            key=RosterState.times,
            custom_attrs={"data-keep": "shift"},
            class_name=f"{CARD} flex flex-col gap-3 p-4",
        ),
    )


def _wrong() -> rx.Component:
    return rx.cond(
        RosterState.error,
        fields.field_error(error_text(RosterState.error, RosterState.error_params), role="alert"),
    )


def _who(id_: str, chosen: Any) -> rx.Component:
    return fields.field(
        id_,
        t("Who is on call"),
        fields.select(
            rx.el.option(t("Choose a colleague"), value=""),
            rx.foreach(RosterState.seen.workers, _worker),
            id=id_,
            name="account_id",
            default_value=chosen,
        ),
    )


def _when(id_: str, name: str, words: Any, chosen: Any) -> rx.Component:
    return fields.field(
        id_,
        words,
        fields.text_input(id=id_, name=name, type="datetime-local", default_value=chosen),
        class_name="min-w-0 flex-1 basis-[min(14rem,100%)]",
    )


def _worker(worker: Worker) -> rx.Component:
    return rx.el.option(worker.name, value=worker.id, key=worker.id)


def _team_option(team: TeamRow) -> rx.Component:
    return rx.el.option(team.name, value=team.id, key=team.id)
