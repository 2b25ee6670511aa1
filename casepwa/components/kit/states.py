"""What a list shows when it is not a list: still opening, nothing there, something went wrong."""

from typing import Any

import reflex as rx

from casepwa.components.kit.buttons import button, link_button
from casepwa.components.kit.cards import CARD
from casepwa.components.kit.icons import icon
from casepwa.components.kit.words import Words
from casepwa.offline.frame import sync_now
from casepwa.offline.text import t

_BARS = (("w-2/3", "w-1/2"), ("w-1/2", "w-3/4"), ("w-3/5", "w-2/5"))
_ROUND = "flex size-14 items-center justify-center rounded-full"


def skeleton(words: Words, *, rows: int = 3) -> rx.Component:
    """Rows of the list's height, breathing; shown after 200 ms, so that a quick opening does not flash."""
    return rx.el.div(
        rx.el.p(words, role="status", class_name="sr-only"),
        rx.el.ul(
            *[
                rx.el.li(
                    *[rx.el.span(class_name=f"h-4 {bar} rounded-chip bg-sunken") for bar in _BARS[row % 3]],
                    class_name="flex flex-col gap-2.5 px-4 py-4",
                )
                for row in range(rows)
            ],
            aria_hidden="true",
            class_name=f"{CARD} divide-y divide-line animate-breathe",
        ),
        aria_busy="true",
        class_name="mt-3 appear-late",
    )


def blank(
    words: Words,
    about: Words,
    drawing: str,
    *,
    action: rx.Component | None = None,
    tone: str = "bg-sunken text-ink-2",
    class_name: str = "mt-3",
    is_whole_page: bool = False,
    **props: Any,
) -> rx.Component:
    """An empty, error or offline state: what happened, what is safe, and the one thing to do.

    `is_whole_page`: nothing else is there, so its words are the page's heading.
    """
    heading = rx.el.h1 if is_whole_page else rx.el.h2
    return rx.el.div(
        rx.el.span(icon(drawing, size="size-[1.75rem]"), class_name=f"{_ROUND} {tone}"),
        heading(words, class_name="mt-3 text-lead font-bold"),
        rx.el.p(about, class_name="mt-1 text-ink-2"),
        rx.el.div(action, class_name="mt-4") if action is not None else None,
        class_name=f"{CARD} flex flex-col items-center px-6 py-8 text-center {class_name}",
        **props,
    )


def nobody(*, action: Any = None) -> rx.Component:
    """A caseload without people; `action`: what who has none yet can do about it."""
    return blank(
        t("Nobody on your caseload yet"),
        t("People appear here when your supervisor gives them to you."),
        "users",
        action=action,
    )


def not_on_phone() -> rx.Component:
    """An address of someone whom this phone does not hold: moved on, or never theirs."""
    return blank(
        t("Not on this phone"),
        t("This person is not on your caseload now. What you recorded before is kept and still sent."),
        "smartphone",
        action=link_button(t("Open People"), href="/people", look="secondary", leading="users"),
    )


def not_loaded() -> rx.Component:
    """The caseload has not come yet and the server cannot be reached."""
    return blank(
        t("We could not load your people"),
        t("The server did not answer. What you recorded on this phone is safe."),
        "cloud-alert",
        action=button(t("Try again"), leading="refresh", on_click=sync_now),
        tone="bg-attn-tint text-attn",
    )


def list_states(
    state: Any, *, loading: rx.Component, empty: rx.Component, error: rx.Component, full: rx.Component
) -> Any:
    """One of the four states every list has; `state` is "loading", "empty", "error" or "full"."""
    return rx.match(state, ("full", full), ("empty", empty), ("error", error), loading)
