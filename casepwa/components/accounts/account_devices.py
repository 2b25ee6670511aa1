"""Devices that may hold an account's records, signed in or not, and erasing one."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons
from casepwa.components.kit.cards import LIST, chip, heading
from casepwa.components.kit.icons import LEADING, icon
from casepwa.components.kit.sheets import cancel, sheet
from casepwa.components.kit.words import moment
from casepwa.offline.local import count
from casepwa.offline.sheets import close_sheet, open_sheet, sheet_subject
from casepwa.offline.text import exact, relative, t
from casepwa.state.account import AccountState, HeldDevice

ERASE = "erase-device"


def devices(account: Any, *, said: rx.Component) -> rx.Component:
    """The list, under a heading of its own; ``said``: what came of the last tap here."""
    return rx.el.section(
        heading(t("Devices"), aside=count(account.devices)),
        rx.cond(
            count(account.devices) > 0,
            rx.el.ul(rx.foreach(account.devices, _device), class_name=LIST),
            rx.el.p(t("No device holds records of this account."), class_name="text-ink-2"),
        ),
        said,
    )


def _device(one: HeldDevice) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("hard-drive", size=LEADING), class_name="mt-0.5 text-ink-2"),
        rx.el.div(
            rx.el.p(
                rx.cond(one.name, one.name, t("A device without a name")),
                class_name="font-semibold wrap-break-word",
            ),
            rx.el.p(
                rx.cond(one.is_signed_in, t("Signed in"), t("Signed out")),
                rx.cond(
                    one.last_contact_at,
                    rx.fragment(
                        ". ",
                        t("Last contact"),
                        " ",
                        moment(
                            relative(one.last_contact_at),
                            one.last_contact_at,
                            title=exact(one.last_contact_at),
                        ),
                    ),
                ),
                class_name="text-meta text-ink-2",
            ),
            class_name="min-w-0 flex-1 basis-40",
        ),
        rx.cond(
            one.is_this,
            chip(t("This device"), "circle-check", tone="ok"),
            buttons.button(
                t("Sign out and erase"),
                look="secondary",
                about=one.name,
                on_click=open_sheet(ERASE, one.id),
            ),
        ),
        key=one.id,
        class_name="flex flex-wrap items-start gap-3 px-4 py-3",
    )


def erase_sheet(account: Any) -> rx.Component:
    """Asks before; its subject is the device's id."""
    return sheet(
        ERASE,
        t("Sign out and erase that device?"),
        buttons.button_row(
            cancel(),
            buttons.button(
                t("Sign out and erase"),
                on_click=AccountState.erase_device(sheet_subject),
                # Beside Reflex's event, which goes to the server: the sheet closes here and now.
                custom_attrs={"onClickCapture": close_sheet},
                class_name=buttons.SHARE_ROW,
            ),
            class_name="mt-4",
        ),
        about=t(
            "It is signed out now. Its copy of the records is erased when it next connects. What {name} "
            "had not sent stays there for them.",
            name=account.name,
        ),
    )
