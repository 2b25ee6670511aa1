"""The five places of a case manager: a bar at the bottom of a phone, a rail at the left of a tablet."""

from typing import Any, Literal

import reflex as rx

from casepwa.components.kit.icons import brand, icon
from casepwa.components.kit.words import Words
from casepwa.offline.frame import frame
from casepwa.offline.text import t

Tab = Literal["today", "people", "note", "crisis", "outbox"]
TABS: dict[Tab, tuple[str, str, Words]] = {
    "today": ("/today", "calendar-check", t("Today")),
    "people": ("/people", "users", t("People")),
    "note": ("/note", "pen", t("Note")),
    "crisis": ("/crisis", "lifebuoy", t("Crisis")),
    "outbox": ("/outbox", "send", t("Outbox")),
}
_TAB = (
    "relative flex min-h-16 flex-col items-center justify-end gap-0.5 pt-1.5 pb-1.5 text-tab tracking-tight "
    "wrap-break-word"
)
_RAIL = "relative flex min-h-18 flex-col items-center justify-center gap-1 rounded-control text-meta"


def tab_bar(current: Tab) -> rx.Component:
    """Bottom navigation; away while the keyboard is up and from 768 px."""
    return rx.el.nav(
        *[_tab(name, current) for name in TABS],
        aria_label=t("Main"),
        class_name="hide-with-keyboard mx-auto grid w-full max-w-140 grid-cols-5 bg-surface md:hidden",
    )


def rail(current: Tab) -> rx.Component:
    """The same five and Settings, from 768 px."""
    return rx.el.nav(
        rx.el.div(
            brand(),
            rx.el.span("CasePWA", class_name="sr-only"),
            class_name="mb-2 flex h-14 shrink-0 items-center justify-center text-accent-ink",
        ),
        *[_rail_link(name, current) for name in TABS],
        rx.el.a(
            icon("settings", size="size-6"),
            rx.el.span(t("Settings")),
            href="/settings",
            class_name=f"{_RAIL} mt-auto font-medium text-ink-2 hover:bg-sunken",
        ),
        aria_label=t("Main"),
        class_name=(
            "sticky top-0 hidden h-dvh w-28 shrink-0 flex-col gap-1 overflow-y-auto border-r "
            "border-line bg-surface "
            "p-2 md:flex big-text:h-auto big-text:w-52"
        ),
    )


def _tab(name: Tab, current: Tab) -> rx.Component:
    href, drawing, _ = TABS[name]
    here = name == current
    return rx.el.a(
        rx.el.span(class_name="absolute inset-x-3 top-0 h-[3px] rounded-full bg-accent") if here else None,
        _mark(name, drawing),
        _word(name),
        href=href,
        class_name=f"{_TAB} {_ink(name, here=here)}",
        **_current(here),
    )


def _rail_link(name: Tab, current: Tab) -> rx.Component:
    href, drawing, _ = TABS[name]
    here = name == current
    look = f"bg-accent-tint {_ink(name, here=True)}" if here else f"{_ink(name, here=False)} hover:bg-sunken"
    return rx.el.a(
        rx.el.span(class_name="absolute inset-y-3 left-0 w-[3px] rounded-full bg-accent") if here else None,
        _mark(name, drawing),
        _word(name),
        href=href,
        class_name=f"{_RAIL} {look}",
        **_current(here),
    )


def _ink(name: Tab, *, here: bool) -> str:
    if name == "crisis":
        return "font-bold text-crisis-ink" if here else "font-medium text-crisis-ink"
    if here:
        return "font-bold text-accent-ink"
    return "font-semibold text-accent-ink" if name == "note" else "font-medium text-ink-2"


def _current(here: bool) -> dict[str, Any]:
    return {"aria_current": "page"} if here else {}


def _mark(name: Tab, drawing: str) -> rx.Component:
    picture = icon(drawing, size="size-6")
    if name == "note":
        return rx.el.span(
            picture,
            class_name="flex h-9 w-14 items-center justify-center rounded-full bg-accent text-on-accent",
        )
    if name != "outbox":
        return rx.el.span(picture, class_name="flex h-9 items-center")
    return rx.el.span(
        picture,
        rx.cond(
            frame.unsent > 0,
            rx.el.span(
                frame.unsent,
                aria_hidden="true",
                class_name=(
                    "absolute -top-1 left-3.5 flex h-6 min-w-6 items-center justify-center "
                    "rounded-full border-2 "
                    "border-surface bg-ink px-1 text-tab leading-none font-bold text-page"
                ),
            ),
        ),
        class_name="relative flex h-9 items-center",
    )


def _word(name: Tab) -> rx.Component:
    if name != "outbox":
        return rx.el.span(TABS[name][2])
    return rx.el.span(
        t("Outbox"),
        rx.cond(frame.unsent > 0, rx.el.span(", ", t("{n} waiting", n=frame.unsent), class_name="sr-only")),
    )
