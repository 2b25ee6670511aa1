"""Tables of a desk screen: a card that is moved sideways where it has no room, columns named above."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from casepwa.components.kit.cards import CARD
from casepwa.components.kit.words import Words


def table(
    label: Words,
    heads: Sequence[rx.Component],
    rows: Any,
    *,
    class_name: str = "w-full",
    head_class: str = "",
    card_class: str = "",
) -> rx.Component:
    """``rows`` below ``heads``, as a region named ``label`` that the keyboard can move."""
    return rx.el.div(
        rx.el.table(
            rx.el.thead(rx.el.tr(*heads), class_name=head_class),
            rx.el.tbody(rows, class_name="divide-y divide-line"),
            class_name=class_name,
        ),
        tab_index=0,
        role="region",
        aria_label=label,
        class_name=f"{CARD} overflow-x-auto {card_class}".rstrip(),
    )


def head(words: Words, look: str = "px-4 py-2.5 text-left") -> rx.Component:
    """What a column holds."""
    return rx.el.th(words, scope="col", class_name=f"{look} text-meta font-semibold text-ink-2")
