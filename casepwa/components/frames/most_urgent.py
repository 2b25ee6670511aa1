"""The banner about the worker who is overdue or calls: on Visits now, and above every desk screen."""

from typing import Any

import reflex as rx

from casepwa.components.kit.banners import BANNER_LINK, banner
from casepwa.offline.text import t, time


def most_urgent(row: Any, *, links: bool = False, class_name: str = "") -> rx.Component:
    """Who it is about and what comes next; ``links``: leads to Visits now. Said aloud when it appears."""
    return rx.el.div(
        rx.cond(
            row.id,
            banner(
                rx.match(
                    row.standing,
                    ("help", t("{name} needs help.", name=row.worker)),
                    ("duress", t("{name} gave the duress word.", name=row.worker)),
                    t(
                        "{name} is {n} minute overdue.",
                        plural="{name} is {n} minutes overdue.",
                        name=row.worker,
                        n=row.overdue,
                    ),
                ),
                _next(row),
                drawing="bell-ring",
                tone="attn",
                action=_link(row) if links else None,
                class_name=class_name,
            ),
        ),
        role="alert",
    )


def _next(row: Any) -> Any:
    return rx.match(
        row.standing,
        ("help", t("Call them now.")),
        ("duress", t("Their phone shows nothing of it. Before you call, think: someone may listen.")),
        rx.match(
            row.told_next,
            ("supervisor", t("The supervisor is told at {time}.", time=time(row.told_next_at))),
            ("on_call", t("On-call is told at {time}, with the address.", time=time(row.told_next_at))),
            t("Everyone has been told."),
        ),
    )


def _link(row: Any) -> rx.Component:
    return rx.el.a(
        t("Open in Visits now"),
        href=f"/visits-now{row.href}",
        custom_attrs={"reloadDocument": True},
        class_name=BANNER_LINK,
    )
