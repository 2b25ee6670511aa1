"""What every phone screen says above its content when the phone needs the person."""

from typing import Any

import reflex as rx

from casepwa.components.banners import BANNER_LINK, banner
from casepwa.components.buttons import button
from casepwa.offline.frame import frame
from casepwa.offline.text import t
from casepwa.offline.update import take_update, update


def notices() -> rx.Component:
    """Signed out with the record still readable, an app too old to send, or a newer version that waits.

    Nothing while all is well.
    """
    return rx.fragment(_from_the_store(), rx.cond(update.ready, _new_version()))


def _new_version() -> rx.Component:
    return banner(
        t("A new version is ready."),
        rx.cond(update.held, t("It waits until the note that is being written is saved or closed."), ""),
        drawing="refresh",
        action=button(t("Update now"), look="quiet", on_click=take_update),
        class_name="mt-2",
        role="status",
    )


def _from_the_store() -> Any:
    return rx.match(
        frame.notice,
        (
            "sign_in",
            banner(
                t("Sign in to send."),
                t("What you recorded is kept on this phone."),
                drawing="lock",
                tone="attn",
                action=rx.el.a(t("Sign in"), href="/sign-in", class_name=BANNER_LINK),
                class_name="mt-2",
                role="status",
            ),
        ),
        (
            "needs_update",
            banner(
                t("This app needs an update."),
                t("Everything here is kept. Reload to update."),
                drawing="refresh",
                tone="attn",
                class_name="mt-2",
                role="status",
            ),
        ),
        rx.fragment(),
    )
