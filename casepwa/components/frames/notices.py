"""What every phone screen says above its content when the phone needs the person."""

from typing import Any

import reflex as rx

from casepwa.components.kit import states
from casepwa.components.kit.banners import BANNER_LINK, banner
from casepwa.components.kit.buttons import button
from casepwa.components.kit.calls import call_row
from casepwa.offline.frame import frame, open_again
from casepwa.offline.text import t
from casepwa.offline.update import take_update, update


def notices() -> rx.Component:
    """Signed out with the record still readable, an app too old to send, or a newer version that waits.

    Nothing while all is well.
    """
    return rx.fragment(_from_the_store(), rx.cond(update.ready, _new_version()))


def unless_broken(*content: Any) -> Any:
    """`content`; when the phone's store cannot be opened, that is said instead, beside 988 and 911."""
    return rx.cond(frame.notice == "broken", _broken(), rx.fragment(*content))


def _broken() -> rx.Component:
    return states.blank(
        t("We could not open what this phone keeps"),
        t("Close other windows of this app. Then try again."),
        "smartphone",
        action=rx.fragment(
            button(t("Try again"), leading="refresh", on_click=open_again),
            rx.el.p(t("In danger now?"), class_name="mt-6 mb-2 font-semibold"),
            rx.el.div(call_row(), class_name="flex w-full flex-wrap gap-2"),
        ),
        tone="bg-attn-tint text-attn",
        role="status",
    )


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
