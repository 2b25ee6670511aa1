"""Buttons and links that look like buttons. Accent acts, red calls someone now, everything else is quiet."""

from typing import Any, Literal

import reflex as rx

from casepwa.components.kit.icons import BESIDE_TEXT, icon
from casepwa.components.kit.words import Words, for_listeners

Look = Literal["primary", "secondary", "tint", "quiet", "call_now", "open_plan", "call_more", "unready"]

BASE = (
    "inline-flex items-center justify-center gap-2 rounded-control py-2 text-center font-semibold "
    "wrap-break-word transition-colors duration-(--press) cursor-pointer"
)
LOOKS: dict[Look, str] = {
    "primary": "bg-accent text-on-accent hover:bg-accent-press active:bg-accent-press",
    "secondary": "border border-line-strong bg-surface text-ink hover:bg-sunken active:bg-sunken",
    "tint": "bg-accent-tint text-accent-ink hover:text-accent-press active:text-accent-press",
    "quiet": "text-accent-ink hover:bg-accent-tint active:bg-accent-tint",
    "call_now": "bg-crisis text-on-crisis hover:bg-crisis-press active:bg-crisis-press",
    "open_plan": (
        "border border-crisis-line bg-crisis-tint text-crisis-ink hover:border-crisis-ink "
        "active:border-crisis-ink"
    ),
    "call_more": (
        "border border-crisis-line bg-surface text-crisis-ink hover:border-crisis-ink "
        "active:border-crisis-ink"
    ),
    "unready": "cursor-not-allowed bg-sunken text-ink-2",
}
# One property, one utility: height, text size and padding are chosen together.
PLAIN = "min-h-12 px-4 text-body"
BAR = "min-h-13 px-3 text-body"
CRISIS = "min-h-14 px-2 text-lead leading-tight"
# Two in a row that stack when words grow.
SHARE_ROW = "flex-1 basis-[6.75rem]"


def button(
    words: Words,
    *,
    look: Look = "primary",
    leading: str | None = None,
    about: Words | None = None,
    size: str = PLAIN,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A plain button with `words`; `about` is read to listeners after them ("with Theo Marchetti")."""
    props.setdefault("type", "button")
    return rx.el.button(
        *_inside(words, leading, about, size), class_name=_class(look, size, class_name), **props
    )


def link_button(
    words: Words,
    *,
    href: Any,
    look: Look = "primary",
    leading: str | None = None,
    about: Words | None = None,
    before: Words | None = None,
    size: str = PLAIN,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A link dressed as a button: a soft move between phone pages, a plain one for `tel:` and `sms:`.

    `before` is read to listeners before the words ("Call" before a name).
    """
    return rx.el.a(
        *_inside(words, leading, about, size, before),
        href=href,
        class_name=_class(look, size, class_name),
        **props,
    )


def icon_button(
    name: Words, drawing: str, *, href: Any = None, class_name: str = "", **props: Any
) -> rx.Component:
    """A 48 px control with an icon alone; `name` is its accessible name."""
    look = (
        "inline-flex size-12 shrink-0 items-center justify-center rounded-control text-accent-ink "
        f"hover:bg-accent-tint active:bg-accent-tint cursor-pointer {class_name}"
    ).rstrip()
    inside = icon(drawing, size="size-6")
    if href is not None:
        return rx.el.a(inside, href=href, aria_label=name, class_name=look, **props)
    return rx.el.button(inside, type="button", aria_label=name, class_name=look, **props)


def button_row(*buttons: rx.Component, class_name: str = "") -> rx.Component:
    """Buttons side by side; give each `class_name=SHARE_ROW`."""
    return rx.el.div(*buttons, class_name=f"flex flex-wrap gap-3 {class_name}".rstrip())


def tile(words: Words, drawing: str, *, href: Any = None, **props: Any) -> rx.Component:
    """One of the three equal actions under a person's name: icon over word."""
    look = (
        "flex min-h-18 flex-col items-center justify-center gap-1 rounded-control border border-line "
        "bg-surface px-1 py-2 text-center text-meta font-semibold text-accent-ink hover:bg-accent-tint "
        "active:bg-accent-tint cursor-pointer"
    )
    inside = (icon(drawing, size="size-[1.5rem]"), rx.el.span(words))
    if href is not None:
        return rx.el.a(*inside, href=href, class_name=look, **props)
    return rx.el.button(*inside, type="button", class_name=look, **props)


def _class(look: Look, size: str, more: str) -> str:
    return f"{BASE} {LOOKS[look]} {size} {more}".rstrip()


def _inside(
    words: Words, leading: str | None, about: Words | None, size: str, before: Words | None = None
) -> list[rx.Component]:
    drawing = [icon(leading, size="size-[1.5rem]" if "text-lead" in size else BESIDE_TEXT)] if leading else []
    return [*drawing, rx.el.span(for_listeners(before, after=" "), words, for_listeners(about, before=" "))]
