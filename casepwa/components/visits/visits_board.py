"""Who is out, as a table: the most urgent first, with icon and word."""

from typing import Any

import reflex as rx

from casepwa.components.frames.most_urgent import most_urgent
from casepwa.components.kit import states
from casepwa.components.kit.cards import CARD, CHIP, TONES, heading
from casepwa.components.kit.icons import IN_CHIP, LEADING, icon
from casepwa.components.kit.tables import head, table
from casepwa.components.kit.words import clock_off, moment
from casepwa.offline.local import count
from casepwa.offline.text import exact, relative, t, time, word
from casepwa.state.visits_now import VisitsNowState
from casepwa.state.visits_now_rows import BackNow, ExpectedNow, OutNow

_ROW = "relative"
# Where the table is narrow, state and since stand under the name: overdue is never scrolled out of sight.
_WIDE = "hidden @min-[34rem]:table-cell"


def visits_board(*, title: Any, nobody: Any, nobody_about: Any) -> rx.Component:
    """The column: title, what is most urgent, the table, and who should be out or is back."""
    board = VisitsNowState.board
    return rx.fragment(
        rx.el.div(
            rx.el.h1(title, id="visits-now", class_name="text-display font-bold tracking-tight"),
            rx.el.p(
                t("{n} out", plural="{n} out", n=count(board.out)),
                role="status",
                class_name="text-meta text-ink-2",
            ),
            class_name="flex flex-wrap items-baseline justify-between gap-x-3",
        ),
        states.list_states(
            VisitsNowState.status,
            loading=states.skeleton(t("Opening who is out"), rows=4),
            empty=states.blank(nobody, nobody_about, "map-pin-check", tone="bg-ok-tint text-ok"),
            error=states.blank(
                t("The board could not be opened"),
                t("The safety timers run on all the same. Reload to try again."),
                "cloud-alert",
            ),
            full=rx.fragment(
                most_urgent(VisitsNowState.first, class_name="mt-4"),
                rx.cond(count(board.out) > 0, _table(), rx.el.p(nobody, class_name="mt-4 text-ink-2")),
                rx.cond(count(board.expected) > 0, _expected()),
                rx.cond(count(board.back) > 0, _back()),
            ),
        ),
    )


def _table() -> rx.Component:
    look = "px-2 py-3 text-left"
    return table(
        t("Workers out"),
        (
            head(t("Worker"), f"{look} pl-4"),
            head(t("Since"), f"{_WIDE} {look}"),
            head(t("Back by"), look),
            head(t("State"), f"{_WIDE} {look} pr-4"),
        ),
        rx.foreach(VisitsNowState.board.out, _row),
        class_name="w-full border-collapse",
        head_class="border-b border-line",
        card_class="@container mt-3",
    )


def _row(row: OutNow) -> rx.Component:
    is_chosen = row.id == VisitsNowState.chosen.id
    return rx.el.tr(
        rx.el.th(
            rx.cond(is_chosen, rx.el.span(class_name="absolute inset-y-0 left-0 w-1 bg-accent")),
            rx.el.a(
                row.worker,
                href=row.href,
                aria_current=rx.cond(is_chosen, "true", "false"),
                class_name="block font-semibold wrap-break-word after:absolute after:inset-0",
            ),
            rx.el.span(who_and_where(row), class_name="mt-0.5 block text-meta text-ink-2"),
            rx.el.span(
                standing(row),
                rx.cond(row.since, rx.el.span(t("Since {time}", time=time(row.since)))),
                class_name=(
                    "mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-ink-2 "
                    "tabular-nums @min-[34rem]:hidden"
                ),
            ),
            scope="row",
            class_name="py-3 pr-2 pl-4 text-left align-top font-normal",
        ),
        rx.el.td(_time(row.since), class_name=f"{_WIDE} px-2 py-3 align-top whitespace-nowrap tabular-nums"),
        rx.el.td(
            _time(row.back_by),
            class_name="px-2 py-3 align-top font-semibold whitespace-nowrap tabular-nums",
        ),
        rx.el.td(standing(row), class_name=f"{_WIDE} py-3 pr-4 pl-2 align-top"),
        key=row.id,
        class_name=rx.cond(is_chosen, f"{_ROW} bg-accent-tint", f"{_ROW} hover:bg-sunken"),
    )


def _time(iso: Any) -> rx.Component:
    return rx.cond(iso, moment(time(iso), iso, title=exact(iso)), rx.el.span("–", aria_hidden="true"))


def who_and_where(row: Any) -> rx.Component:
    """ "Isabella Fairweather, home", as far as this reader may know."""
    return rx.fragment(
        row.people,
        rx.cond((row.people != "") & (row.place_type != ""), ", ", ""),
        rx.cond(row.place_type, word("place", row.place_type), t("Not from a visit")),
    )


def standing(row: Any) -> Any:
    """How it stands, as icon and word."""
    return rx.match(
        row.standing,
        ("help", _chip(t("Needs help"), "siren", "attn_solid")),
        ("duress", _chip(t("Duress word"), "shield-alert", "attn_solid")),
        (
            "overdue",
            _chip(t("{n} min overdue", plural="{n} min overdue", n=row.overdue), "bell-ring", "attn"),
        ),
        ("due_soon", _chip(t("Due {when}", when=relative(row.back_by)), "clock", "wait")),
        ("safe", _chip(t("Marked safe"), "shield-check", "ok")),
        ("on_time", _chip(t("On time"), "circle-check", "ok")),
        _chip(t("No timer"), "shield-alert", "wait"),
    )


def _chip(words: Any, drawing: str, tone: Any) -> rx.Component:
    return rx.el.span(
        icon(drawing, size=IN_CHIP), rx.el.span(words), class_name=f"{CHIP} {TONES[tone]} whitespace-nowrap"
    )


def _expected() -> rx.Component:
    return rx.fragment(
        heading(t("No check-in yet"), aside=rx.el.span(count(VisitsNowState.board.expected))),
        rx.el.ul(
            rx.foreach(VisitsNowState.board.expected, _expected_row),
            class_name=f"{CARD} divide-y divide-line",
        ),
        rx.el.p(
            t(
                "The plan says that they are out. A check-in without a signal comes later: until then no "
                "safety timer runs for them."
            ),
            class_name="mt-2 text-meta text-ink-2",
        ),
    )


def _expected_row(row: ExpectedNow) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("cloud-off", size=LEADING), class_name="mt-0.5 text-ink-2"),
        rx.el.div(
            rx.el.p(row.worker, class_name="font-semibold"),
            rx.el.p(row.people, class_name="text-meta text-ink-2"),
            class_name="min-w-0 flex-1",
        ),
        rx.el.p(
            t("{start} to {end}", start=time(row.planned_start), end=time(row.planned_end)),
            class_name="text-meta tabular-nums",
        ),
        key=row.id,
        class_name="flex min-h-16 flex-wrap items-start gap-x-3 gap-y-1 px-4 py-3",
    )


def _back() -> rx.Component:
    return rx.fragment(
        heading(t("Back today"), aside=rx.el.span(count(VisitsNowState.board.back))),
        rx.el.ul(
            rx.foreach(VisitsNowState.board.back, _back_row),
            class_name="flex flex-wrap gap-x-4 gap-y-1 text-ink-2",
        ),
    )


def _back_row(row: BackNow) -> rx.Component:
    return rx.el.li(
        row.worker,
        " ",
        moment(time(row.at), row.at, title=exact(row.at), class_name="tabular-nums"),
        rx.cond(row.clock_ahead != 0, rx.fragment(" (", clock_off(row.clock_ahead), ")")),
        key=row.id,
    )
