"""Cards, lists, their headings and rows."""

from typing import Any, Literal

import reflex as rx

from casepwa.components.kit.icons import IN_CHIP, LEADING, icon, icon_for
from casepwa.components.kit.words import Words

Tone = Literal["ok", "attn", "attn_solid", "wait", "accent", "plain", "crisis"]

CARD = "rounded-card border border-line bg-surface"
LIST = f"{CARD} divide-y divide-line overflow-hidden"
ROW = "flex min-h-16 items-start gap-3 px-4 py-3 hover:bg-sunken"
# Rows side by side in a wide container, a hairline between the columns; the last one lies on the edge.
TWO_COLUMNS = (
    "@min-[44rem]:grid @min-[44rem]:grid-cols-2 @min-[44rem]:*:-mb-px @min-[44rem]:*:odd:border-r "
    "@min-[44rem]:*:odd:border-line"
)
CHIP = "inline-flex items-center gap-1.5 rounded-chip px-2 py-0.5 text-meta font-medium"
TONES: dict[Tone, str] = {
    "ok": "bg-ok-tint text-ok",
    "attn": "bg-attn-tint text-attn",
    "attn_solid": "bg-attn text-on-attn",
    "wait": "bg-wait-tint text-wait",
    "accent": "bg-accent-tint text-accent-ink",
    "plain": "bg-sunken text-ink",
    "crisis": "bg-crisis-tint text-crisis-ink",
}


def card(*children: Any, class_name: str = "p-4", **props: Any) -> rx.Component:
    """A white card with a hairline. `class_name` sets the padding and whatever else."""
    return rx.el.section(*children, class_name=f"{CARD} {class_name}", **props)


def list_card(*rows: Any, class_name: str = "", ordered: bool = False, **props: Any) -> rx.Component:
    """A card of rows with hairlines between; rows are `<li>`."""
    element = rx.el.ol if ordered else rx.el.ul
    return element(*rows, class_name=f"{LIST} {class_name}".rstrip(), **props)


def heading(
    words: Words,
    *,
    aside: Words | None = None,
    class_name: str = "mt-5 mb-2",
    is_live: bool = False,
    **props: Any,
) -> rx.Component:
    """A section heading with a count or a hint at its right; `is_live` says its changes aloud."""
    live: dict[str, Any] = {"role": "status"} if is_live else {}
    return rx.el.div(
        rx.el.h2(words, class_name="text-lead font-bold", **props),
        rx.el.span(aside, class_name="text-meta text-ink-2") if aside is not None else None,
        class_name=f"{class_name} flex flex-wrap items-baseline justify-between gap-x-3",
        **live,
    )


def chip(
    words: Words, drawing: str | rx.Component, *, tone: Tone = "plain", class_name: str = ""
) -> rx.Component:
    """Icon and word, always both; says a state, is not a button."""
    mark = icon(drawing, size=IN_CHIP) if isinstance(drawing, str) else drawing
    return rx.el.span(mark, words, class_name=f"{CHIP} {TONES[tone]} {class_name}".rstrip())


def chip_for(words: Words, *, drawing: Any, drawings: dict[str, str], tone: Any) -> rx.Component:
    """A chip whose icon and tone are known only on the device; `tone` holds one of `TONES`' names."""
    return rx.el.span(
        icon_for(drawing, drawings, default="info", size=IN_CHIP),
        words,
        class_name=rx.match(tone, *[(name, f"{CHIP} {look}") for name, look in TONES.items()], CHIP),
    )


def row_link(
    *inside: Any, href: Any, leading: Any = None, trailing: Any = None, class_name: str = ROW
) -> rx.Component:
    """A list row that is one link: a leading icon, the text, a status or chevron at the right."""
    mark = icon(leading, size=LEADING) if isinstance(leading, str) else leading
    return rx.el.a(
        rx.el.span(mark, class_name="mt-0.5 text-ink-2") if mark is not None else None,
        rx.el.span(*inside, class_name="min-w-0 flex-1"),
        trailing,
        href=href,
        class_name=class_name,
    )


def chevron() -> rx.Component:
    """Says that a row leads on."""
    return rx.el.span(icon("chevron-right"), class_name="self-center text-ink-2")


def follow_on(words: Words, *, href: Any = None, **props: Any) -> rx.Component:
    """The full-width link at the foot of a card (Fix and resend)."""
    look = (
        "flex min-h-12 w-full items-center justify-between gap-3 border-t border-line px-4 font-semibold "
        "text-accent-ink hover:bg-accent-tint cursor-pointer"
    )
    inside = (rx.el.span(words), icon("chevron-right"))
    if href is not None:
        return rx.el.a(*inside, href=href, class_name=look, **props)
    return rx.el.button(*inside, type="button", class_name=look, **props)
