"""What a family member did on this phone, and where it is: sent, waiting, or in need of a fix."""

import reflex as rx

from casepwa.components.device import outbox_rows
from casepwa.components.frames import family_shell
from casepwa.components.kit import buttons, cards, states
from casepwa.offline.family import family_outbox
from casepwa.offline.local import count
from casepwa.offline.outbox import send_now
from casepwa.offline.text import t

ROUTE = "/family/outbox"
TITLE = t("What you sent")


def page() -> rx.Component:
    """The page."""
    return family_shell.framed(
        t("What you sent"),
        rx.match(
            family_outbox.state,
            ("full", _full()),
            (
                "empty",
                states.blank(
                    t("All that you did is sent"),
                    t("When you mark a step done or write to us, you can see here if it was sent."),
                    "send",
                    tone="bg-ok-tint text-ok",
                ),
            ),
            states.skeleton(t("Opening what you sent")),
        ),
        outside=(outbox_rows.fix_sheet(),),
    )


def _full() -> rx.Component:
    return rx.fragment(
        rx.cond(
            count(family_outbox.needs_fix) > 0,
            rx.el.section(
                cards.heading(t("Needs a fix"), aside=count(family_outbox.needs_fix)),
                rx.el.ul(
                    rx.foreach(family_outbox.needs_fix, outbox_rows.stuck_card),
                    class_name="flex flex-col gap-3",
                ),
            ),
        ),
        rx.cond(
            count(family_outbox.here) > 0,
            rx.el.section(
                cards.heading(t("Not sent yet"), aside=count(family_outbox.here)),
                rx.el.p(
                    t("It is safe on this phone. It goes out by itself when you are online."),
                    class_name="mb-2 text-ink-2",
                ),
                rx.cond(
                    family_outbox.trouble,
                    rx.el.p(family_outbox.trouble, role="status", class_name="mb-2 text-ink-2"),
                ),
                cards.list_card(rx.foreach(family_outbox.here, outbox_rows.row_of)),
            ),
        ),
        rx.cond(
            family_outbox.can_send,
            buttons.button(
                t("Send now"), look="secondary", leading="send", on_click=send_now, class_name="mt-3 w-full"
            ),
        ),
        rx.cond(
            count(family_outbox.sent) > 0,
            rx.el.section(
                cards.heading(t("Sent"), aside=t("Last 7 days")),
                cards.list_card(rx.foreach(family_outbox.sent, outbox_rows.row_of)),
            ),
        ),
    )
