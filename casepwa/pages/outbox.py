"""Outbox: everything recorded here and where it is. Nothing leaves it before the server has taken it."""

import reflex as rx

from casepwa.components.device import outbox_rows
from casepwa.components.frames import shell
from casepwa.components.kit import buttons, cards, states
from casepwa.offline.local import count
from casepwa.offline.outbox import outbox, send_now
from casepwa.offline.text import t

ROUTE = "/outbox"
TITLE = t("Outbox")


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
        outside=(outbox_rows.fix_sheet(),),
    )


def _full() -> rx.Component:
    return rx.el.div(
        rx.cond(
            count(outbox.needs_fix) > 0,
            rx.el.section(
                cards.heading(t("Needs a fix"), aside=count(outbox.needs_fix)),
                rx.el.ul(
                    rx.foreach(outbox.needs_fix, outbox_rows.stuck_card), class_name="flex flex-col gap-3"
                ),
            ),
        ),
        rx.cond(
            count(outbox.here) > 0,
            rx.el.section(
                cards.heading(t("On this phone"), aside=count(outbox.here), class_name="mt-5 mb-2"),
                rx.cond(outbox.trouble, rx.el.p(outbox.trouble, role="status", class_name="mb-2 text-ink-2")),
                cards.list_card(rx.foreach(outbox.here, outbox_rows.row_of)),
            ),
        ),
        rx.cond(
            count(outbox.sent) > 0,
            rx.el.section(
                cards.heading(t("Sent"), aside=t("Last 7 days")),
                cards.list_card(rx.foreach(outbox.sent, outbox_rows.row_of)),
            ),
        ),
        class_name="grid grid-cols-1 items-start gap-x-6 gap-y-2 @min-[44rem]:grid-cols-2",
    )


def _empty() -> rx.Component:
    return states.blank(
        t("Nothing waits here"),
        t("What you record appears here until the server has it, and for a week after."),
        "send",
        tone="bg-ok-tint text-ok",
        action=buttons.link_button(t("Write a note"), href="/note", look="secondary", leading="pen"),
    )
