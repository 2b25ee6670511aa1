"""988 and 911: the calls for help that need no plan, no sign-in and no record."""

from typing import Any

import reflex as rx

from casepwa.components.kit import buttons
from casepwa.offline.text import t

CALL_988 = "tel:988"
TEXT_988 = "sms:988"
CALL_911 = "tel:911"


def call_row() -> rx.Component:
    """All three, small enough to stand in a dock or under a notice."""
    look: dict[str, Any] = {
        "look": "call_now",
        "size": "min-h-12 px-1 text-body",
        "class_name": "flex-1 basis-[6rem]",
    }
    return rx.fragment(
        buttons.link_button(t("Call 988"), href=CALL_988, leading="phone", **look),
        buttons.link_button(t("Text 988"), href=TEXT_988, leading="message", **look),
        buttons.link_button(t("Call 911"), href=CALL_911, leading="phone-call", **look),
    )
