"""A link by which somebody joins, with its picture; shown once."""

from typing import Any

import reflex as rx

from casepwa.components.kit.cards import CARD
from casepwa.components.kit.fields import field
from casepwa.components.kit.words import moment
from casepwa.offline.text import full_day, t


def link_card(link: Any, *more: Any) -> rx.Component:
    """``link``: a state's ``joining_links.Link``; ``more`` stands under the heading."""
    return rx.el.section(
        rx.el.h3(t("The link for {name}", name=link.name), class_name="text-lead font-bold"),
        *more,
        rx.el.p(
            t("Shown this once. It works once, until "),
            moment(full_day(link.until), link.until),
            ".",
            class_name="text-ink-2",
        ),
        rx.el.div(
            rx.el.svg(
                rx.el.path(d=link.qr_path, fill="black"),
                view_box=link.qr_box,
                role="img",
                aria_label=t("QR code of the link, to scan with their phone"),
                class_name="size-60 max-w-full rounded-control bg-white",
            ),
            class_name="my-3",
        ),
        field(
            "new-link",
            t("Or send this text"),
            rx.el.textarea(
                id="new-link",
                rows="4",
                read_only=True,
                value=link.url,
                class_name=(
                    "block w-full rounded-control border border-line-strong bg-sunken px-3 py-2 break-all"
                ),
            ),
        ),
        role="status",
        class_name=f"{CARD} mb-4 p-4",
    )
