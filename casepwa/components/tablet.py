"""The frame of a desk screen: rail at the left, list and detail side by side, each scrolling alone.

Under 768 px the rail becomes a bar at the bottom and the columns stand under each other.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import reflex as rx

from casepwa.components.icons import brand, icon
from casepwa.components.words import Words
from casepwa.offline.text import t


class Place(NamedTuple):
    """One entry of the rail. `href` is loaded in full: desk screens talk to the server."""

    words: Words
    drawing: str
    href: str
    is_current: bool = False


def tablet(
    places: Sequence[Place], *content: Any, who: Words, foot: Any = None, outside: tuple[Any, ...] = ()
) -> rx.Component:
    """A whole desk screen; `who` is the signed-in person's name, `foot` a line above it in the rail."""
    return rx.el.div(
        rx.el.nav(
            rx.el.div(
                brand(),
                rx.el.span("CasePWA", class_name="sr-only"),
                class_name="mb-2 flex h-14 shrink-0 items-center justify-center text-accent-ink",
            ),
            *[_place(place) for place in places],
            rx.el.div(
                foot,
                rx.el.a(
                    rx.el.span(who),
                    rx.el.span(t("Settings"), class_name="text-accent-ink"),
                    href="/settings",
                    custom_attrs={"reloadDocument": True},
                    class_name=(
                        "flex min-h-18 w-full flex-col items-center justify-center rounded-control "
                        "text-center "
                        "text-meta font-medium text-ink-2 hover:bg-sunken"
                    ),
                ),
                class_name="mt-auto flex flex-col items-center gap-1 pb-1",
            ),
            aria_label=t("Main"),
            class_name=(
                "sticky top-0 hidden h-dvh w-28 shrink-0 flex-col gap-1 overflow-y-auto border-r border-line "
                "bg-surface p-2 md:flex big-text:h-auto big-text:w-52"
            ),
        ),
        rx.el.main(*content, class_name="flex min-w-0 flex-1 flex-col md:h-dvh lg:flex-row"),
        rx.el.nav(
            *[_tab(place) for place in places],
            rx.el.a(
                icon("settings", size="size-6"),
                rx.el.span(t("Settings")),
                href="/settings",
                custom_attrs={"reloadDocument": True},
                class_name=_TAB,
            ),
            aria_label=t("Main"),
            class_name=(
                "sticky bottom-0 z-20 flex border-t border-line bg-surface "
                "pb-[env(safe-area-inset-bottom)] md:hidden "
                "big-text:static"
            ),
        ),
        *outside,
        class_name="flex min-h-dvh flex-col md:flex-row",
    )


_TAB = (
    "relative flex min-h-16 min-w-0 flex-1 flex-col items-center justify-end gap-0.5 pt-1.5 pb-1.5 text-tab "
    "font-medium tracking-tight wrap-break-word text-ink-2"
)
_RAIL = (
    "relative flex min-h-18 flex-col items-center justify-center gap-1 rounded-control text-center text-meta"
)


def _place(place: Place) -> rx.Component:
    look = (
        "bg-accent-tint font-bold text-accent-ink"
        if place.is_current
        else "font-medium text-ink-2 hover:bg-sunken"
    )
    return rx.el.a(
        rx.el.span(class_name="absolute inset-y-3 left-0 w-[3px] rounded-full bg-accent")
        if place.is_current
        else None,
        icon(place.drawing, size="size-6"),
        rx.el.span(place.words),
        href=place.href,
        custom_attrs={"reloadDocument": True},
        class_name=f"{_RAIL} {look}",
        **_current(place),
    )


def _current(place: Place) -> dict[str, Any]:
    return {"aria_current": "page"} if place.is_current else {}


def _tab(place: Place) -> rx.Component:
    look = _TAB.replace("font-medium", "font-bold").replace("text-ink-2", "text-accent-ink")
    return rx.el.a(
        icon(place.drawing, size="size-6"),
        rx.el.span(place.words),
        href=place.href,
        custom_attrs={"reloadDocument": True},
        class_name=look if place.is_current else _TAB,
        **_current(place),
    )
