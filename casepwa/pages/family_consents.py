"""What a family member agreed to share, and **Withdraw**, which says first what stops."""

import reflex as rx

from casepwa.components.frames import family_shell
from casepwa.components.kit import buttons, cards, sheets
from casepwa.offline.family import Consent, consents, one_consent, withdraw
from casepwa.offline.local import count
from casepwa.offline.sheets import close_sheet, open_sheet
from casepwa.offline.text import t

ROUTE = "/family/consents"
TITLE = t("What you share")
WITHDRAW = "withdraw"


def page() -> rx.Component:
    """The page."""
    return family_shell.page(
        t("What you share"),
        consents,
        full(),
        opening=t("Opening what you share"),
        outside=(_sheet(),),
    )


def full() -> rx.Component:
    """Each consent."""
    return rx.cond(
        count(consents.consents) > 0,
        rx.el.ul(rx.foreach(consents.consents, _consent), class_name="mt-3 flex flex-col gap-3"),
        rx.el.div(
            family_shell.nothing(t("You have not signed to share anything here.")),
            class_name="mt-3",
        ),
    )


def _consent(one: Consent) -> rx.Component:
    return rx.el.li(
        rx.el.h2(one.who, class_name="text-title leading-tight font-bold text-balance"),
        rx.el.p(one.what, class_name="mt-1"),
        rx.el.p(one.why),
        rx.el.p(one.signed, class_name="mt-1 text-meta text-ink-2"),
        rx.cond(
            one.ended,
            rx.el.div(cards.chip(one.ended, "ban"), class_name="mt-2"),
            rx.fragment(
                rx.el.div(cards.chip(one.until, "calendar-days", tone="wait"), class_name="mt-2"),
                rx.el.p(one.stops, class_name="mt-3"),
                buttons.button(
                    t("Withdraw"),
                    look="secondary",
                    about=one.who,
                    on_click=open_sheet(WITHDRAW, one.id),
                    class_name="mt-3",
                ),
            ),
        ),
        class_name=f"{cards.CARD} p-4",
        key=one.id,
    )


def _sheet() -> rx.Component:
    return sheets.sheet(
        WITHDRAW,
        t("Withdraw this?"),
        rx.el.p(one_consent.stops, class_name="mt-2"),
        rx.el.p(
            t("What was seen before cannot be unseen. You can sign a new one at any time."), class_name="mt-2"
        ),
        buttons.button_row(
            buttons.button(
                t("Keep it"), look="secondary", on_click=close_sheet, class_name=buttons.SHARE_ROW
            ),
            buttons.button(t("Withdraw"), on_click=withdraw, class_name=buttons.SHARE_ROW),
            class_name="mt-4",
        ),
        closes=False,
    )
