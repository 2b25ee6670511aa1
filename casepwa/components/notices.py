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
                t("notice.sign_in.first"),
                t("notice.sign_in.rest"),
                drawing="lock",
                tone="attn",
                action=rx.el.a(t("notice.sign_in.action"), href="/sign-in", class_name=BANNER_LINK),
                class_name="mt-2",
                role="status",
            ),
        ),
        (
            "needs_update",
            banner(
                t("notice.needs_update.first"),
                t("notice.needs_update.rest"),
                drawing="refresh",
                tone="attn",
                class_name="mt-2",
                role="status",
            ),
        ),
        rx.fragment(),
    )
