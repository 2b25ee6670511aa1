"""The notes that wait for a reviewer: filters, rows with a tick for what may go together, the batch below."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, fields, list_column, states
from casepwa.components.kit.banners import banner
from casepwa.components.kit.icons import BESIDE_TEXT, LEADING, icon
from casepwa.components.kit.words import moment
from casepwa.offline.approvals import ticked, ticks, toggle_tick
from casepwa.offline.local import count, holds
from casepwa.offline.text import error_text, exact, relative_day, t, word
from casepwa.state.approval_rows import Choice, Row
from casepwa.state.approvals import ApprovalsState, LeftOut

_LINK = "block min-h-16 min-w-0 flex-1 py-2.5 pr-4"
_SAID = "block text-meta text-ink-2 wrap-break-word"


def approval_list() -> rx.Component:
    """The whole column."""
    desk: Any = ApprovalsState.desk
    return rx.fragment(
        rx.el.div(
            list_column.title(
                t("Approvals"),
                t("{n} waiting, safety first", plural="{n} waiting, safety first", n=desk.total),
                id_="approvals",
            ),
            rx.cond(desk.alarms > 0, _alarms(desk.alarms)),
            _filters(),
            class_name="px-4 pt-4 pb-3",
        ),
        states.list_states(
            ApprovalsState.status,
            loading=rx.el.div(states.skeleton(t("Opening the notes")), class_name="px-4"),
            empty=rx.el.div(
                states.blank(
                    t("Nothing is waiting"),
                    t("Notes come here by themselves when they are submitted."),
                    "circle-check",
                    tone="bg-ok-tint text-ok",
                ),
                class_name="px-4",
            ),
            error=rx.fragment(),
            full=_rows(),
        ),
        rx.cond(count(ApprovalsState.left_out) > 0, _left_out()),
        _undo(),
        rx.cond(ApprovalsState.status == "full", _batch()),
    )


def _alarms(n: Any) -> rx.Component:
    return rx.el.a(
        icon("siren", size=LEADING),
        rx.el.span(
            t("{n} open alarm", plural="{n} open alarms", n=n), class_name="min-w-0 flex-1 font-semibold"
        ),
        icon("chevron-right"),
        href="/supervisor",
        custom_attrs={"reloadDocument": True},
        class_name=(
            "mt-3 flex min-h-12 items-center gap-2.5 rounded-control border border-attn-line bg-attn-tint "
            "px-3 text-attn"
        ),
    )


def _filters() -> rx.Component:
    """Each change puts the filters into the address."""
    return rx.el.form(
        fields.select(
            rx.el.option(t("All workers"), value=""),
            rx.foreach(ApprovalsState.desk.workers, _worker),
            name="worker",
            aria_label=t("Worker"),
            key=f"worker-{ApprovalsState.worker}",
            default_value=ApprovalsState.worker,
            custom_attrs={"onChange": _SEND},
        ),
        fields.select(
            rx.el.option(t("All types"), value=""),
            rx.foreach(ApprovalsState.desk.types, _type),
            name="type",
            aria_label=t("Type"),
            key=f"type-{ApprovalsState.contact_type}",
            default_value=ApprovalsState.contact_type,
            custom_attrs={"onChange": _SEND},
        ),
        rx.el.label(
            rx.el.input(
                type="checkbox",
                name="flagged",
                value="1",
                key=f"flagged-{ApprovalsState.is_flagged}",
                default_checked=ApprovalsState.is_flagged,
                custom_attrs={"onChange": _SEND},
                class_name="size-[1.25rem] accent-accent",
            ),
            rx.el.span(t("Flagged only ({n})", n=ApprovalsState.desk.flagged)),
            class_name=(
                "col-span-full flex min-h-12 cursor-pointer items-center justify-center gap-2.5 "
                "rounded-control border border-line-strong bg-surface px-3 font-semibold"
            ),
        ),
        on_submit=ApprovalsState.search,
        class_name="mt-3 grid grid-cols-2 gap-2 big-text:grid-cols-1",
    )


_SEND = rx.Var("(event) => event.target.form.requestSubmit()")


def _worker(one: Choice) -> rx.Component:
    return rx.el.option(t("{name} ({n})", name=one.words, n=one.n), value=one.value, key=one.value)


def _type(kind: Any) -> rx.Component:
    return rx.el.option(word("contact_type", kind), value=kind, key=kind)


def _rows() -> rx.Component:
    desk = ApprovalsState.desk
    return list_column.scrolled(
        t("All that waits"),
        rx.cond(
            count(desk.rows) > 0,
            list_column.lines(rx.foreach(desk.rows, _row), aria_label=t("Notes waiting")),
            rx.el.p(t("No note fits these filters."), class_name="px-4 py-3 text-ink-2"),
        ),
        rx.cond(
            desk.earlier | desk.later,
            rx.el.nav(
                rx.cond(
                    desk.earlier,
                    buttons.link_button(t("Earlier notes"), href=desk.earlier, look="quiet"),
                    rx.el.span(),
                ),
                rx.cond(desk.later, buttons.link_button(t("More notes"), href=desk.later, look="quiet")),
                aria_label=t("Pages"),
                class_name="flex flex-wrap justify-between gap-2 p-2",
            ),
        ),
    )


def _row(row: Row) -> rx.Component:
    is_chosen = row.id == ApprovalsState.chosen.id
    return rx.el.li(
        rx.cond(is_chosen, rx.el.span(class_name="absolute inset-y-0 left-0 w-1 bg-accent")),
        rx.match(
            row.mark,
            ("concern", _mark("shield-alert", t("Safety concern: open to decide"))),
            ("crisis", _mark("siren", t("Crisis: open to decide"))),
            ("flag", _mark("flag", t("Flagged: open to decide"))),
            ("stranded", _mark("reply", t("Returned, and cannot be mended: open to decide"))),
            _tick(row),
        ),
        rx.el.a(
            rx.el.span(
                rx.el.span(
                    row.client,
                    class_name=rx.cond(
                        row.is_opened,
                        "min-w-0 font-medium wrap-break-word",
                        "min-w-0 font-bold wrap-break-word",
                    ),
                ),
                rx.cond(
                    row.mark == "concern",
                    rx.el.span(t("Now"), class_name="shrink-0 text-meta font-semibold text-attn"),
                    moment(
                        relative_day(row.due_at),
                        row.due_at,
                        title=t("Due {time}", time=exact(row.due_at)),
                        class_name=_when(row),
                    ),
                ),
                class_name="flex items-baseline justify-between gap-2 big-text:flex-wrap",
            ),
            rx.el.span(
                rx.match(
                    row.mark,
                    ("concern", _strong(t("Safety concern"))),
                    ("crisis", _strong(t("Crisis"))),
                    ("flag", _strong(word("flag_name", row.flag))),
                    ("stranded", _strong(t("Returned, and the client has moved"))),
                    rx.fragment(word("contact_type", row.contact_type)),
                ),
                ", ",
                row.worker,
                rx.cond(row.was_returned, rx.fragment(", ", t("came back"))),
                rx.cond(row.is_opened, rx.el.span(", ", t("opened"), class_name="sr-only")),
                class_name=_SAID,
            ),
            href=row.href,
            aria_current=rx.cond(is_chosen, "true", "false"),
            custom_attrs={"data-row": row.id},
            class_name=_LINK,
        ),
        key=row.id,
        class_name=rx.cond(is_chosen, "relative flex bg-accent-tint", "relative flex hover:bg-sunken"),
    )


def _when(row: Row) -> Any:
    return rx.cond(
        row.is_overdue, "shrink-0 text-meta font-semibold text-attn", "shrink-0 text-meta text-ink-2"
    )


def _strong(words: Any) -> rx.Component:
    return rx.el.strong(words, class_name="font-semibold text-attn")


def _mark(drawing: str, why: Any) -> rx.Component:
    return rx.el.span(
        icon(drawing, size=LEADING),
        title=why,
        class_name="flex w-13 shrink-0 justify-center pt-3.5 text-attn",
    )


def _tick(row: Row) -> rx.Component:
    """Only what was opened can be approved with others; until then its box is not there to tick."""
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            checked=row.can_tick & holds(ticks, row.key),
            disabled=rx.cond(row.can_tick, False, True),
            on_change=toggle_tick(row.key),
            aria_label=rx.cond(
                row.can_tick,
                t("Select {name}, {type}", name=row.client, type=word("contact_type", row.contact_type)),
                t("Open {name} before selecting", name=row.client),
            ),
            class_name="size-[1.5rem] accent-accent disabled:opacity-50",
        ),
        title=rx.cond(row.can_tick, "", t("Open it first")),
        class_name="flex w-13 shrink-0 justify-center pt-3.5",
    )


def _left_out() -> rx.Component:
    return rx.el.div(
        banner(
            t(
                "{n} note was not approved.",
                plural="{n} notes were not approved.",
                n=count(ApprovalsState.left_out),
            ),
            drawing="circle-alert",
            tone="attn",
            role="alert",
        ),
        rx.el.ul(
            rx.foreach(ApprovalsState.left_out, _left),
            class_name="max-h-40 overflow-y-auto px-1 text-meta",
        ),
        class_name="border-t border-line p-3",
    )


def _left(one: LeftOut) -> rx.Component:
    return rx.el.li(
        rx.el.strong(one.client, class_name="font-semibold"),
        ": ",
        error_text(one.why, one.params),
        class_name="py-1",
    )


def _undo() -> rx.Component:
    """Ten seconds to take the last approval back; it covers nothing that a finger is about to reach."""
    undo: Any = ApprovalsState.undo
    return rx.el.div(
        rx.cond(
            undo.client | (undo.n > 0),
            rx.el.div(
                rx.el.span(
                    icon("check", size=BESIDE_TEXT),
                    rx.cond(
                        undo.client,
                        t("{name} approved", name=undo.client),
                        t("{n} note approved", plural="{n} notes approved", n=undo.n),
                    ),
                    class_name="flex min-w-0 flex-1 items-center gap-2 py-2",
                ),
                rx.el.button(
                    t("Undo"),
                    type="button",
                    on_click=ApprovalsState.take_back,
                    class_name=(
                        "inline-flex min-h-12 cursor-pointer items-center rounded-control px-4 font-bold "
                        "underline underline-offset-4"
                    ),
                ),
                class_name=(
                    "mx-3 my-2 flex flex-wrap items-center justify-between gap-x-3 rounded-control bg-ink "
                    "py-1 pr-1 pl-4 text-page shadow-float"
                ),
            ),
        ),
        role="status",
    )


def _batch() -> rx.Component:
    keys = ticked(ApprovalsState.desk.rows)
    n = keys.length()
    return rx.el.div(
        buttons.button(
            t("Approve {n} selected", n=n),
            look="secondary",
            leading="check-check",
            disabled=n == 0,
            on_click=ApprovalsState.approve_selected(keys),
            class_name="w-full disabled:cursor-not-allowed disabled:text-ink-2",
        ),
        class_name="border-t border-line p-3",
    )
