"""The frame of a desk screen: rail at the left, list and detail side by side, each scrolling alone.

Under 768 px the rail becomes a bar at the bottom and the columns stand under each other. A bar holds
five: with more, the first four and **More**.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import reflex as rx

from casepwa.components.kit.icons import brand, icon
from casepwa.components.kit.sheets import sheet
from casepwa.components.kit.words import Words
from casepwa.offline.sheets import open_sheet
from casepwa.offline.text import t

DESK_MORE = "desk-more"
_HOLDS = 5


class Place(NamedTuple):
    """One entry of the rail. `href` is loaded in full: desk screens talk to the server.

    `waiting`: how many things there wait for this person, as a Var.
    """

    words: Words
    drawing: str
    href: str
    is_current: bool = False
    waiting: Any = None


def tablet(
    places: Sequence[Place], *content: Any, who: Words, foot: Any = None, outside: tuple[Any, ...] = ()
) -> rx.Component:
    """A whole desk screen; `who` is the signed-in person's name, `foot` a line above it in the rail."""
    settings = Place(t("Settings"), "settings", "/settings")
    all_fit = len(places) < _HOLDS
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
                "sticky top-0 hidden h-dvh w-30 shrink-0 flex-col gap-1 overflow-y-auto border-r border-line "
                "bg-surface px-1 py-2 md:flex big-text:h-auto big-text:w-52"
            ),
        ),
        rx.el.main(*content, class_name="flex min-w-0 flex-1 flex-col md:h-dvh lg:flex-row"),
        rx.el.nav(
            *[_tab(place) for place in (places if all_fit else places[: _HOLDS - 1])],
            _tab(settings) if all_fit else _more(places[_HOLDS - 1 :]),
            aria_label=t("Main"),
            class_name=(
                "sticky bottom-0 z-20 flex border-t border-line bg-surface "
                "pb-[env(safe-area-inset-bottom)] md:hidden "
                "big-text:static big-text:flex-wrap max-[22.5rem]:flex-wrap"
            ),
        ),
        None
        if all_fit
        else sheet(
            DESK_MORE,
            t("More"),
            rx.el.p(who, class_name="mt-1 text-ink-2"),
            rx.el.ul(
                *[rx.el.li(_line(place)) for place in (*places[_HOLDS - 1 :], settings)],
                class_name="mt-3 divide-y divide-line",
            ),
            foot,
        ),
        *outside,
        class_name="flex min-h-dvh flex-col md:flex-row",
    )


_TAB = (
    "relative flex min-h-16 min-w-0 flex-auto cursor-pointer flex-col items-center justify-end gap-0.5 "
    "px-1 pt-1.5 pb-1.5 text-center text-tab tracking-tight wrap-break-word big-text:basis-1/3 "
    "max-[22.5rem]:basis-1/3"
)
_RAIL = (
    "relative flex min-h-18 flex-col items-center justify-center gap-1 rounded-control text-center "
    "text-meta tracking-tight"
)
_HERE = "font-bold text-accent-ink"
_ELSEWHERE = "font-medium text-ink-2"


def _place(place: Place) -> rx.Component:
    look = f"bg-accent-tint {_HERE}" if place.is_current else f"{_ELSEWHERE} hover:bg-sunken"
    return rx.el.a(
        rx.el.span(class_name="absolute inset-y-3 left-0 w-[3px] rounded-full bg-accent")
        if place.is_current
        else None,
        _mark(place.drawing, place.waiting),
        _word(place),
        **_leads(place),
        class_name=f"{_RAIL} {look}",
    )


def _tab(place: Place) -> rx.Component:
    return rx.el.a(
        rx.el.span(class_name="absolute inset-x-3 top-0 h-[3px] rounded-full bg-accent")
        if place.is_current
        else None,
        _mark(place.drawing, place.waiting),
        _word(place),
        **_leads(place),
        class_name=f"{_TAB} {_HERE if place.is_current else _ELSEWHERE}",
    )


def _more(places: Sequence[Place]) -> rx.Component:
    """The last of the bar: opens the places that it has no room for, and says what waits there."""
    is_here = any(place.is_current for place in places)
    waiting = next((place.waiting for place in places if place.waiting is not None), None)
    return rx.el.button(
        rx.el.span(class_name="absolute inset-x-3 top-0 h-[3px] rounded-full bg-accent") if is_here else None,
        _mark("ellipsis", waiting),
        rx.el.span(t("More"), _new(waiting)),
        type="button",
        aria_haspopup="dialog",
        on_click=open_sheet(DESK_MORE),
        class_name=f"{_TAB} {_HERE if is_here else _ELSEWHERE}",
    )


def _line(place: Place) -> rx.Component:
    return rx.el.a(
        _mark(place.drawing, place.waiting),
        _word(place),
        **_leads(place),
        class_name=(
            "flex min-h-14 items-center gap-4 rounded-control px-2 text-lead hover:bg-sunken "
            f"{_HERE if place.is_current else 'font-medium'}"
        ),
    )


def _leads(place: Place) -> dict[str, Any]:
    current = {"aria_current": "page"} if place.is_current else {}
    return {"href": place.href, "custom_attrs": {"reloadDocument": True}, **current}


def _word(place: Place) -> rx.Component:
    return rx.el.span(place.words, _new(place.waiting))


def _new(waiting: Any) -> rx.Component | None:
    if waiting is None:
        return None
    return rx.cond(waiting > 0, rx.el.span(", ", t("{n} new", n=waiting), class_name="sr-only"))


def _mark(drawing: str, waiting: Any) -> rx.Component:
    """The icon, with a number on it while something waits."""
    if waiting is None:
        return icon(drawing, size="size-6")
    return rx.el.span(
        icon(drawing, size="size-6"),
        rx.cond(
            waiting > 0,
            rx.el.span(
                waiting,
                aria_hidden="true",
                class_name=(
                    "absolute -top-2 left-3.5 flex h-6 min-w-6 items-center justify-center rounded-full "
                    "border-2 border-surface bg-attn px-1 text-tab leading-none font-bold text-on-attn"
                ),
            ),
        ),
        class_name="relative",
    )
