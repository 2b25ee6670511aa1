"""What every phone screen says above its content when the phone needs the person."""

import reflex as rx

from casepwa.components.banners import BANNER_LINK, banner
from casepwa.offline.frame import frame
from casepwa.offline.text import t


def notices() -> rx.Component:
    """Signed out with the record still readable, or an app too old to send. Nothing while all is well."""
    return rx.match(
        frame.notice,
        (
            "sign_in",
            banner(
                t("Sign in to send."),
                t("Everything you recorded is kept on this phone."),
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
