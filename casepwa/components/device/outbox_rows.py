"""What was recorded on this phone: rows, what needs a fix, and the sheet that mends it."""

import reflex as rx

from casepwa.components.kit import buttons, cards, fields
from casepwa.components.kit.icons import LEADING, icon_for
from casepwa.components.kit.sheets import sheet
from casepwa.components.visits.visit_word_fields import word_field
from casepwa.offline.local import count
from casepwa.offline.outbox import (
    Fact,
    Row,
    Stuck,
    Word,
    fix,
    fix_and_resend,
    keep_as_note,
    send_again,
    send_the_rest,
)
from casepwa.offline.sheets import drafted, fault
from casepwa.offline.text import t
from casepwa.offline.triggers import bound

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
    "message-circle",
    "share",
)
CHIPS = ("smartphone", "arrow-up", "check", "circle-check", "reply")


def stuck_card(stuck: Stuck) -> rx.Component:
    """What does not move, why, and **Fix and resend**."""
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


def row_of(row: Row) -> rx.Component:
    """What was recorded, and where it is now."""
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


def fix_sheet() -> rx.Component:
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
            rx.cond(fix.asks_word, word_field(FORM, "outbox-visit-word")),
            rx.el.p(t("Nothing you wrote is lost."), class_name="text-meta text-ink-2"),
            fields.not_kept(FORM),
            rx.cond(
                fix.can_free,
                rx.el.div(
                    rx.el.p(
                        t("Notes and marks of this visit wait for it. They can go without it."),
                        class_name="text-meta",
                    ),
                    buttons.button(
                        t("Send them without the visit"),
                        look="secondary",
                        on_click=send_the_rest,
                        class_name="mt-2",
                    ),
                ),
            ),
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
            **drafted("fix"),
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
