"""Banners and toasts: what the app has to say without being asked."""

from typing import Any, Literal

import reflex as rx

from casepwa.components.kit.icons import BESIDE_TEXT, LEADING, icon
from casepwa.components.kit.words import Words
from casepwa.offline.text import t
from casepwa.offline.toasts import HELD, dismiss_toast, toast, undo_toast

BannerTone = Literal["wait", "attn", "ok", "crisis"]
_TONES: dict[BannerTone, tuple[str, str]] = {
    "wait": ("bg-wait-tint", "text-wait"),
    "attn": ("border border-attn-line bg-attn-tint", "text-attn"),
    "ok": ("bg-ok-tint", "text-ok"),
    "crisis": ("border border-crisis-line bg-crisis-tint", "text-crisis-ink"),
}
BANNER_LINK = (
    "inline-flex min-h-12 items-center font-semibold text-accent-ink underline underline-offset-4 "
    "cursor-pointer"
)


def banner(
    first: Words,
    rest: Words | None = None,
    *,
    drawing: str,
    tone: BannerTone = "wait",
    action: Any = None,
    class_name: str = "mt-3",
    **props: Any,
) -> rx.Component:
    """A tinted card: icon, bold first sentence, what is safe, and at most one thing to do."""
    ground, ink = _TONES[tone]
    return rx.el.div(
        rx.el.span(icon(drawing, size=LEADING), class_name=f"mt-0.5 {ink}"),
        rx.el.div(
            rx.el.p(rx.el.strong(first, class_name="font-semibold"), " ", rest),
            action,
            class_name="min-w-0 flex-1",
        ),
        class_name=f"{class_name} flex items-start gap-3 rounded-card {ground} px-4 py-3",
        **props,
    )


def toast_region(*, above: str = "bottom-16") -> rx.Component:
    """Where toasts stand, over the dock; `above` is the dock's height.

    The region itself is always in the page.
    """
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.cond(
                    toast.words,
                    rx.el.div(
                        rx.el.span(
                            icon("check", size=BESIDE_TEXT),
                            rx.el.span(toast.words),
                            class_name="flex min-w-[min(9rem,100%)] flex-1 items-center gap-2 py-2",
                        ),
                        rx.cond(
                            toast.can_undo,
                            _action(t("Undo"), undo_toast),
                            _action(t("Close"), dismiss_toast),
                        ),
                        class_name=(
                            "mx-auto mb-3 flex w-[calc(100%-2rem)] max-w-132 flex-wrap items-center "
                            "justify-between "
                            "gap-x-3 rounded-control bg-ink py-1 pr-1 pl-4 text-page shadow-float arrive"
                        ),
                        key=toast.id,
                        custom_attrs=HELD,
                    ),
                ),
                role="status",
            ),
            class_name="pointer-events-auto absolute inset-x-0 bottom-0 big-text:static",
        ),
        class_name=f"pointer-events-none sticky {above} z-30 h-0 big-text:static big-text:h-auto",
    )


def _action(words: Words, on_click: Any) -> rx.Component:
    return rx.el.button(
        words,
        type="button",
        on_click=on_click,
        class_name=(
            "inline-flex min-h-12 cursor-pointer items-center rounded-control px-4 font-bold underline "
            "underline-offset-4"
        ),
    )
