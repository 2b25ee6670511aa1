"""The sync state in the header of every phone screen.

It never claims more than the server has acknowledged.
"""

import reflex as rx

from casepwa.components.kit.icons import IN_CHIP, icon
from casepwa.offline.frame import frame
from casepwa.offline.text import t

_PILL = "inline-flex items-center gap-1.5 rounded-full px-3 py-1.5 text-meta font-medium"
_LINK = "inline-flex min-h-12 max-w-full items-center rounded-full"


def sync_badge(outbox: str = "/outbox") -> rx.Component:
    """**All sent**, **Sending…**, **N waiting** or **N need a fix**; opens `outbox`.

    Before the first download is whole **Getting records…** or **Records not here**. Blank while opening.
    """
    # The live region stands around the link: inside it would take the words out of the link's own name.
    return rx.el.span(
        rx.el.a(
            rx.el.span(
                rx.match(
                    frame.sync,
                    ("all_sent", rx.fragment(icon("check", size=IN_CHIP), t("All sent"))),
                    ("sending", rx.fragment(icon("arrow-up", size=IN_CHIP), t("Sending…"))),
                    ("waiting", rx.fragment(icon("clock", size=IN_CHIP), t("{n} waiting", n=frame.waiting))),
                    ("needs_fix", rx.fragment(icon("triangle-alert", size=IN_CHIP), _needs_fix())),
                    ("getting", rx.fragment(icon("loader", size=IN_CHIP), t("Getting records…"))),
                    ("not_here", rx.fragment(icon("cloud-off", size=IN_CHIP), t("Records not here"))),
                    rx.el.span(t("Opening…"), class_name="sr-only"),
                ),
                class_name=rx.match(
                    frame.sync,
                    ("sending", f"{_PILL} bg-wait-tint"),
                    ("waiting", f"{_PILL} bg-wait-tint"),
                    ("needs_fix", f"{_PILL} bg-attn-tint"),
                    ("getting", f"{_PILL} bg-wait-tint"),
                    ("not_here", f"{_PILL} bg-attn-tint"),
                    _PILL,
                ),
            ),
            href=outbox,
            class_name=rx.match(
                frame.sync,
                ("all_sent", f"{_LINK} text-ok"),
                ("needs_fix", f"{_LINK} text-attn"),
                ("not_here", f"{_LINK} text-attn"),
                f"{_LINK} text-wait",
            ),
        ),
        role="status",
        class_name="inline-flex max-w-full",
    )


def _needs_fix() -> rx.Var:
    return t("{n} needs a fix", plural="{n} need a fix", n=frame.needs_fix)
