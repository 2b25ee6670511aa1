"""Outbox: everything recorded here and where it is. Nothing leaves it before the server has taken it."""

import reflex as rx

from casepwa.components import buttons, cards, fields, shell, states
from casepwa.components.icons import LEADING, icon_for
from casepwa.components.sheets import sheet
from casepwa.offline.local import count
from casepwa.offline.outbox import (
    Fact,
    Row,
    Stuck,
    Word,
    fix,
    fix_and_resend,
    keep_as_note,
    outbox,
    send_again,
    send_now,
)
from casepwa.offline.sheets import fault
from casepwa.offline.text import t
from casepwa.offline.triggers import bound

ROUTE = "/outbox"
TITLE = "Outbox"
SHEET = "outbox-fix"
FORM = "outbox-fix-form"
DRAWINGS = (
    "pen",
    "calendar-check",
    "map-pin-check",
    "clock",
    "log-out",
    "ban",
    "siren",
    "flag",
    "list-checks",
    "lifebuoy",
)
CHIPS = ("smartphone", "arrow-up", "check", "circle-check", "reply")


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        shell.header_top(t("Outbox"), outbox.last),
        rx.match(
            outbox.state,
            ("full", _full()),
            ("empty", _empty()),
            states.skeleton(t("Opening the outbox")),
        ),
        tab="outbox",
        actions=rx.cond(
            outbox.can_send,
            buttons.button(t("Send now"), size=buttons.BAR, on_click=send_now, class_name="w-full"),
        ),
        outside=(_fix_sheet(),),
    )


def _full() -> rx.Component:
    return rx.el.div(
        rx.cond(
            count(outbox.needs_fix) > 0,
            rx.el.section(
                cards.heading(t("Needs a fix"), aside=count(outbox.needs_fix)),
                rx.el.ul(rx.foreach(outbox.needs_fix, _stuck), class_name="flex flex-col gap-3"),
            ),
        ),
        rx.cond(
            count(outbox.here) > 0,
            rx.el.section(
                cards.heading(t("On this phone"), aside=count(outbox.here), class_name="mt-5 mb-2"),
                rx.cond(outbox.trouble, rx.el.p(outbox.trouble, role="status", class_name="mb-2 text-ink-2")),
                cards.list_card(rx.foreach(outbox.here, _row)),
            ),
        ),
        rx.cond(
            count(outbox.sent) > 0,
            rx.el.section(
                cards.heading(t("Sent"), aside=t("Last 7 days")),
                cards.list_card(rx.foreach(outbox.sent, _row)),
            ),
        ),
        class_name="grid grid-cols-1 items-start gap-x-6 gap-y-2 @min-[44rem]:grid-cols-2",
    )


def _stuck(stuck: Stuck) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.h3(stuck.who, class_name="text-lead font-semibold"),
                rx.cond(
                    stuck.is_fault,
                    cards.chip(t("Our fault. Kept."), "archive", tone="wait"),
                    cards.chip(t("Needs a fix"), "wrench", tone="attn_solid"),
                ),
                class_name="flex flex-wrap items-center justify-between gap-2",
            ),
            rx.el.p(stuck.what, class_name="mt-1 text-meta text-ink-2"),
            rx.el.p(
                stuck.reason,
                rx.cond(stuck.is_fault, "", rx.fragment(" ", t("Nothing you wrote is lost."))),
                class_name="mt-2",
            ),
            class_name="px-4 py-3.5",
        ),
        rx.cond(
            stuck.is_fault,
            rx.fragment(),
            cards.follow_on(t("Fix and resend"), on_click=bound(fix_and_resend, stuck.id)),
        ),
        class_name=rx.cond(
            stuck.is_fault,
            f"list-none overflow-hidden {cards.CARD}",
            "list-none overflow-hidden rounded-card border border-attn-line bg-surface",
        ),
        key=stuck.id,
    )


def _row(row: Row) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            icon_for(row.drawing, {name: name for name in DRAWINGS}, default="send", size=LEADING),
            class_name="text-ink-2",
        ),
        rx.el.div(
            rx.el.div(
                rx.el.p(row.who, class_name="font-semibold"),
                rx.el.p(row.what, class_name="text-meta text-ink-2"),
                class_name="min-w-[min(8rem,100%)] flex-1",
            ),
            cards.chip_for(
                row.chip.words,
                drawing=row.chip.drawing,
                drawings={name: name for name in CHIPS},
                tone=row.chip.tone,
            ),
            class_name="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-3 gap-y-1",
        ),
        class_name="flex items-center gap-3 px-4 py-3",
        key=row.id,
    )


def _empty() -> rx.Component:
    return states.blank(
        t("Nothing waits here"),
        t("What you record appears here until the server has it, and for a week after."),
        "send",
        tone="bg-ok-tint text-ok",
        action=buttons.link_button(t("Write a note"), href="/note", look="secondary", leading="pen"),
    )


def _fix_sheet() -> rx.Component:
    """What was refused, with its words to mend."""
    return sheet(
        SHEET,
        fix.title,
        rx.el.p(fix.reason, class_name="mt-1 font-medium text-attn"),
        rx.el.ul(rx.foreach(fix.facts, _fact), class_name="mt-3 rounded-control bg-sunken px-3 py-2"),
        rx.el.form(
            rx.cond(
                count(fix.goals) > 0,
                fields.field(
                    "outbox-goal",
                    t("Goal"),
                    fields.select(
                        rx.foreach(fix.goals, lambda one: rx.el.option(one.name, value=one.id, key=one.id)),
                        id="outbox-goal",
                        name="goal",
                        default_value=fix.goal,
                    ),
                ),
            ),
            rx.foreach(fix.words, _word),
            rx.el.p(t("Nothing you wrote is lost."), class_name="text-meta text-ink-2"),
            buttons.button_row(
                rx.cond(
                    fix.can_note,
                    buttons.button(
                        t("Keep as a note"),
                        look="secondary",
                        on_click=keep_as_note,
                        class_name=buttons.SHARE_ROW,
                    ),
                ),
                buttons.button(t("Send again"), type="submit", class_name=buttons.SHARE_ROW),
            ),
            id=FORM,
            key=fix.id,
            on_submit=send_again,
            no_validate=True,
            auto_complete="off",
            class_name="mt-4 flex flex-col gap-4",
        ),
    )


def _fact(fact: Fact) -> rx.Component:
    return rx.el.li(fact.words, key=fact.id)


def _word(one: Word) -> rx.Component:
    id_ = f"outbox-{one.id}"
    return rx.el.div(
        fields.field(
            id_,
            one.label,
            fields.text_area(
                id=id_,
                name=one.id,
                default_value=one.value,
                rows=3,
                aria_describedby=fields.described_by(id_),
                aria_invalid=rx.cond(fault(FORM, one.id), "true", "false"),
            ),
            error=fault(FORM, one.id),
        ),
        key=one.id,
    )
