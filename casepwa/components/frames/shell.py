"""The frame of a phone screen: header, content, dock. From 768 px the tab bar becomes a rail at the left."""

from typing import Any, Literal

import reflex as rx

from casepwa.components.frames.notices import notices, unless_broken
from casepwa.components.frames.sync_badge import sync_badge
from casepwa.components.frames.tabs import Tab, rail, tab_bar
from casepwa.components.kit.banners import toast_region
from casepwa.components.kit.buttons import icon_button
from casepwa.components.kit.words import Words
from casepwa.offline.frame import leave
from casepwa.offline.text import t

Ground = Literal["page", "crisis"]
_GROUNDS: dict[Ground, str] = {"page": "bg-page", "crisis": "bg-crisis-tint"}
# 560 px on a phone; room for two columns beside the rail on a tablet.
COLUMN = "mx-auto flex w-full max-w-140 flex-1 flex-col md:max-w-264"


# Full width under the thumb; on a tablet buttons of their own width, at the right.
ACTIONS = (
    "mx-auto flex w-full max-w-140 flex-wrap gap-3 px-4 py-3 md:max-w-264 md:justify-end md:*:w-auto "
    "md:*:min-w-60 md:*:flex-none"
)


def phone(
    header: rx.Component,
    *content: Any,
    tab: Tab | None = None,
    actions: Any = None,
    outside: tuple[Any, ...] = (),
    notices_last: bool = False,
) -> rx.Component:
    """A whole phone screen.

    Args:
        header: `header_top(...)` or `header_below(...)`.
        content: what `<main>` holds.
        tab: the current tab; None leaves the tab bar away (task screens).
        actions: the bar of buttons at the bottom, within thumb's reach.
        outside: dialogs, and whatever else is not content.
        notices_last: on a crisis plan nothing may stand before the calls.
    """
    parts = (*content, notices()) if notices_last else (notices(), *content)
    bar = tab_bar(tab) if tab is not None else None
    dock = None
    if actions is not None or bar is not None:
        dock = rx.el.div(
            rx.el.section(
                rx.el.div(actions, class_name=ACTIONS),
                aria_label=t("Actions"),
                class_name="has-[>div:empty]:hidden"
                + (" border-b border-line md:border-b-0" if bar is not None else ""),
            )
            if actions is not None
            else None,
            bar,
            class_name=(
                "dock sticky z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] "
                "big-text:static" + (" md:border-t-0" if actions is None else "")
            ),
        )
    return rx.el.div(
        rail(tab) if tab is not None else None,
        rx.el.div(
            rx.el.div(
                header,
                # room below the end for a toast, which would else stand over the last row
                rx.el.main(unless_broken(*parts), class_name="@container flex flex-1 flex-col px-4 pb-24"),
                class_name=COLUMN,
            ),
            toast_region(above=_dock_height(bar=bar is not None, actions=actions is not None)),
            dock,
            class_name="flex min-h-dvh min-w-0 flex-1 flex-col",
        ),
        *outside,
        class_name="md:flex",
    )


def header_top(title: Words, line: Any = None, *, below: Any = None, aside: Any = None) -> rx.Component:
    """Header of a top-level screen: display title, one line under it, sync state at the right."""
    return rx.el.header(
        rx.el.div(
            rx.el.div(
                rx.el.h1(title, class_name="text-display font-bold tracking-tight"),
                rx.el.p(line, class_name="text-meta text-ink-2") if line is not None else None,
                class_name="min-w-[7rem] flex-1",
            ),
            rx.el.div(sync_badge(), aside, class_name="-mr-3 ml-auto flex max-w-full items-center gap-3"),
            class_name="flex flex-wrap items-center justify-between gap-x-3",
        ),
        below,
        class_name="header-edge sticky top-0 z-10 bg-page px-4 pt-3 pb-2 big-text:static",
    )


def header_below(
    back: Words,
    *,
    href: Any,
    title: Words | None = None,
    over: Words | None = None,
    ground: Ground = "page",
    goes_back: bool = False,
) -> rx.Component:
    """Header of a screen below another: back (named), title with a line over it, sync state at the right.

    `goes_back` leads to where the person came from, and to `href` when the app was opened right here.
    """
    heading = (
        rx.el.h1(
            rx.el.span(
                over,
                class_name="block text-meta leading-tight font-semibold tracking-normal text-crisis-ink",
            )
            if over is not None
            else None,
            title,
            class_name="text-title leading-tight font-bold tracking-tight",
        )
        if title is not None
        else None
    )
    going: dict[str, Any] = {"custom_attrs": {"onClick": leave}} if goes_back else {}
    return rx.el.header(
        rx.el.div(
            rx.el.div(
                icon_button(
                    back,
                    "arrow-left",
                    href=href,
                    **going,
                ),
                heading,
                class_name="flex min-w-[min(11rem,100%)] flex-1 items-center gap-1",
            ),
            rx.el.div(sync_badge(), class_name="-mr-3 ml-auto max-w-full"),
            class_name="flex flex-wrap items-center justify-between gap-x-2",
        ),
        class_name=f"header-edge sticky top-0 z-10 {_GROUNDS[ground]} py-1.5 pr-4 pl-2 big-text:static",
    )


def screen_title(title: Words, line: Any = None, *, class_name: str = "pb-4") -> rx.Component:
    """The large title inside the content of a screen below another."""
    return rx.el.div(
        rx.el.h1(title, class_name="text-display font-bold tracking-tight"),
        rx.el.p(line, class_name="mt-0.5 text-ink-2") if line is not None else None,
        class_name=class_name,
    )


def _dock_height(*, bar: bool, actions: bool) -> str:
    if bar and actions:
        return "bottom-36 md:bottom-20"
    if actions:
        return "bottom-20"
    return "bottom-16 md:bottom-4"
