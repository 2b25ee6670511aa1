"""Signing out on this device."""

import reflex as rx

from casepwa.components.kit import buttons, cards
from casepwa.components.kit.banners import banner
from casepwa.components.kit.icons import icon
from casepwa.components.kit.sheets import cancel, sheet
from casepwa.components.kit.words import Words
from casepwa.offline.settings import (
    ask_sign_out,
    settings,
    sign_out_here,
)
from casepwa.offline.text import t

SIGN_OUT = "settings-sign-out"


def sign_out() -> rx.Component:
    """**Sign out on this device**."""
    return rx.cond(
        settings.state == "full",
        rx.el.section(
            cards.heading(t("Sign out")),
            buttons.button(
                t("Sign out on this device"),
                look="secondary",
                leading="log-out",
                on_click=ask_sign_out,
                class_name="w-full",
            ),
        ),
    )


def sign_out_sheet(leaves: Words) -> rx.Component:
    """Says what `leaves` the device, what is still unsent, and that it stays, before signing out."""
    return sheet(
        SIGN_OUT,
        t("Sign out on this device?"),
        rx.cond(
            settings.leaves_behind,
            banner(
                rx.fragment(settings.unsent, " ", settings.unsent_drafts),
                t("It stays on this device, for you alone, and is here when you sign in again."),
                drawing="archive",
                tone="wait",
            ),
        ),
        buttons.button_row(
            cancel(),
            rx.el.button(
                rx.cond(
                    settings.busy,
                    rx.fragment(icon("loader", class_name="animate-spin"), t("Signing out…")),
                    t("Sign out"),
                ),
                type="button",
                on_click=sign_out_here,
                class_name=f"{buttons.BASE} {buttons.LOOKS['primary']} {buttons.PLAIN} {buttons.SHARE_ROW}",
            ),
            class_name="mt-4",
        ),
        about=leaves,
    )
