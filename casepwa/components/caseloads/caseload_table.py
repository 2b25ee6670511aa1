"""The caseloads as a table, a row per worker; below it what is arranged: transfers ahead, cover."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, tables
from casepwa.components.kit.banners import BANNER_LINK, banner
from casepwa.components.kit.cards import CARD, LIST, heading
from casepwa.components.kit.icons import IN_CHIP, LEADING, icon
from casepwa.offline.local import count
from casepwa.offline.text import exact, list_of, number, t, weekday
from casepwa.state.caseload_rows import Ahead, Brief, Covered, Worker
from casepwa.state.caseloads import CaseloadsState

# Five columns beside the open worker on a tablet: each pixel of padding counts.
_CELL = "px-1.5 py-3 align-top"
_HEAD = "px-1.5 py-3 text-left"
_MARKED = "mt-0.5 flex items-center gap-1.5 text-meta whitespace-nowrap"


def table() -> rx.Component:
    """Every worker of the supervisor's teams, or that there are none."""
    return rx.cond(
        count(CaseloadsState.board.workers) > 0,
        rx.fragment(
            tables.table(
                t("Workers"),
                (
                    tables.head(t("Worker"), f"{_HEAD} w-[9.25rem] pl-3.5"),
                    tables.head(t("Weighted load"), _HEAD),
                    tables.head(t("Contacts due"), _HEAD),
                    tables.head(t("Notes waiting"), f"{_HEAD} w-18"),
                    tables.head(t("Goals progressing"), f"{_HEAD} w-28 pr-3"),
                ),
                rx.foreach(CaseloadsState.board.workers, _worker),
                class_name="w-full min-w-[31rem] border-collapse",
                head_class="border-b border-line",
                card_class="mt-4",
            ),
            rx.el.p(
                t(
                    "The tick on each bar is a full load. "
                    "Goals progressing: marked Progress or Met in the last 30 days."
                ),
                class_name="mt-3 text-meta text-ink-2",
            ),
        ),
        rx.el.p(
            t("You supervise no team yet. An administrator makes you its supervisor."),
            class_name="mt-4 text-ink-2",
        ),
    )


def taken() -> rx.Component:
    """What was transferred last, and the brief of each person."""
    done: Any = CaseloadsState.taken
    return rx.cond(
        done.is_asked,
        banner(
            t("The supervisor of {name} is asked.", name=done.to_worker),
            t("Nothing moves before they accept. The answer stands under the table."),
            drawing="clock",
            role="status",
        ),
        _moved(done),
    )


def _moved(done: Any) -> rx.Component:
    return rx.cond(
        done.to_worker,
        banner(
            rx.cond(
                done.is_settled,
                t("{names} now with {name}.", names=list_of(done.names), name=done.to_worker),
                t(
                    "{names} will be with {name} from {day}.",
                    names=list_of(done.names),
                    name=done.to_worker,
                    day=weekday(done.on),
                ),
            ),
            t("Notes that wait on the old phone still arrive."),
            drawing="circle-check",
            tone="ok",
            role="status",
            action=rx.el.p(rx.foreach(done.briefs, _brief), class_name="flex flex-wrap gap-x-4"),
        ),
    )


def _brief(brief: Brief) -> rx.Component:
    return rx.el.a(
        t("Brief of {name}", name=brief.name), href=brief.href, class_name=BANNER_LINK, key=brief.href
    )


def _worker(worker: Worker) -> rx.Component:
    is_chosen = worker.id == CaseloadsState.chosen.id
    row = "relative hover:bg-sunken"
    return rx.el.tr(
        rx.el.th(
            rx.cond(is_chosen, rx.el.span(class_name="absolute inset-y-0 left-0 w-1 bg-accent")),
            rx.el.a(
                worker.name,
                href=worker.href,
                aria_current=rx.cond(is_chosen, "true", "false"),
                class_name="block font-semibold after:absolute after:inset-0",
            ),
            rx.el.span(
                t("{n} person", plural="{n} people", n=worker.people),
                class_name="mt-0.5 block text-meta text-ink-2",
            ),
            scope="row",
            class_name="py-3 pr-1.5 pl-3.5 text-left align-top font-normal",
        ),
        rx.el.td(load(worker), class_name=_CELL),
        rx.el.td(due(worker), class_name=_CELL),
        rx.el.td(number(worker.waiting), class_name=f"{_CELL} font-semibold tabular-nums"),
        rx.el.td(
            rx.el.span(number(worker.progressing), class_name="font-semibold tabular-nums"),
            " ",
            rx.el.span(t("of {n}", n=worker.active), class_name="text-ink-2 tabular-nums"),
            class_name="py-3 pr-3 pl-1.5 align-top",
        ),
        key=worker.id,
        class_name=rx.cond(is_chosen, "relative bg-accent-tint", row),
    )


def load(worker: Worker) -> rx.Component:
    """How heavy against a full load: number, bar with its tick, and the same in words."""
    return rx.fragment(
        rx.el.span(
            number(worker.weight),
            " ",
            rx.el.span(t("of {n}", n=worker.full_load), class_name="font-normal text-ink-2"),
            class_name="block font-semibold whitespace-nowrap tabular-nums",
        ),
        rx.el.svg(
            rx.el.svg.rect(custom_attrs={"width": "100", "height": "8", "className": "fill-sunken"}),
            rx.el.svg.rect(
                custom_attrs={
                    "width": worker.filled,
                    "height": "8",
                    "className": rx.cond(worker.over > 0, "fill-attn", "fill-accent"),
                }
            ),
            rx.el.svg.rect(custom_attrs={"x": "79", "width": "2", "height": "8", "className": "fill-ink"}),
            custom_attrs={"viewBox": "0 0 100 8", "preserveAspectRatio": "none", "aria-hidden": "true"},
            class_name="mt-1.5 h-2 w-full max-w-34 overflow-hidden rounded-full",
        ),
        rx.cond(
            worker.over > 0,
            rx.el.span(
                icon("triangle-alert", size=IN_CHIP),
                t("Over by {n}", n=worker.over),
                class_name=f"{_MARKED} font-medium text-attn",
            ),
            rx.el.span(
                rx.cond(worker.room > 0, t("Room for {n}", n=worker.room), t("Full")),
                class_name="mt-1.5 block text-meta whitespace-nowrap text-ink-2",
            ),
        ),
    )


def due(worker: Worker) -> rx.Component:
    """People for whom a contact is owed, and how many of them are overdue."""
    return rx.fragment(
        rx.el.span(number(worker.due), class_name="font-semibold tabular-nums"),
        rx.cond(
            worker.overdue > 0,
            rx.el.span(
                icon("triangle-alert", size=IN_CHIP),
                t("{n} overdue", plural="{n} overdue", n=worker.overdue),
                class_name=f"{_MARKED} font-medium text-attn",
            ),
            rx.el.span(icon("check", size=IN_CHIP), t("On time"), class_name=f"{_MARKED} text-ok"),
        ),
    )


def ahead() -> rx.Component:
    """Transfers that wait for their day."""
    return rx.cond(
        count(CaseloadsState.board.ahead) > 0,
        rx.fragment(
            heading(t("Transfers ahead")),
            rx.el.ul(rx.foreach(CaseloadsState.board.ahead, _ahead), class_name=LIST),
        ),
    )


def _ahead(one: Ahead) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("swap", size=LEADING), class_name="mt-0.5 text-ink-2"),
        rx.el.span(
            rx.el.strong(one.client, class_name="block font-semibold"),
            rx.el.span(
                t("From {giver} to {taker}", giver=one.from_worker, taker=one.to_worker),
                ", ",
                rx.el.time(weekday(one.on), date_time=one.on, title=exact(one.on)),
                class_name="block text-meta text-ink-2",
            ),
            class_name="min-w-0 flex-1 basis-40",
        ),
        buttons.button(
            t("Call off"),
            look="secondary",
            about=one.client,
            on_click=CaseloadsState.call_off(one.id),
        ),
        key=one.id,
        class_name="flex flex-wrap items-start gap-3 px-4 py-3",
    )


def covers() -> rx.Component:
    """Who stands in for whom, and the way to arrange it."""
    return rx.el.div(
        rx.el.span(icon("calendar-clock", size="size-[1.3em]"), class_name="mt-0.5 text-ink-2"),
        rx.el.div(
            rx.foreach(CaseloadsState.board.covers, _cover),
            rx.cond(
                count(CaseloadsState.board.covers) == 0,
                rx.el.p(t("Nobody is covered for now."), class_name="text-ink-2"),
            ),
            rx.el.a(t("Arrange cover"), href="/cover", class_name=BANNER_LINK),
            class_name="min-w-0 flex-1",
        ),
        class_name=f"mt-4 flex items-start gap-2.5 px-4 py-3 {CARD}",
    )


def _cover(one: Covered) -> rx.Component:
    return rx.el.p(
        rx.el.strong(t("Cover:"), class_name="font-semibold"),
        " ",
        t(
            "{name} sees the people of {absent} from {first} to {last}.",
            name=one.covering,
            absent=one.absent,
            first=weekday(one.starts_at),
            last=weekday(one.last_day),
        ),
        key=one.id,
        class_name="wrap-break-word",
    )
