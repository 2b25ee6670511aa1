"""Rows of people: the name first, then when they are next seen, then what presses."""

import reflex as rx

from casepwa.components.kit import cards, icons
from casepwa.offline.people import Chip, PersonRow

CHIP_ICONS = {
    name: name
    for name in (
        "reply",
        "triangle-alert",
        "lifebuoy",
        "pen",
        "list-checks",
        "shield-alert",
        "dog",
        "languages",
    )
}


def person_row(person: PersonRow) -> rx.Component:
    """One link to the person."""
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                rx.el.span(
                    rx.el.span(person.name, class_name="text-lead font-semibold"),
                    " ",
                    rx.el.span(person.age, class_name="text-ink-2"),
                    class_name="block",
                ),
                rx.el.span(person.line, class_name="block text-meta text-ink-2"),
                rx.cond(
                    person.why,
                    rx.el.span(
                        icons.icon("search", size=icons.IN_CHIP, class_name="mt-1"),
                        rx.el.span(person.why),
                        class_name="mt-1 flex items-start gap-1.5 text-meta text-accent-ink",
                    ),
                ),
                rx.el.span(
                    rx.foreach(person.chips, _chip), class_name="mt-2 flex flex-wrap gap-1.5 empty:hidden"
                ),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(icons.icon("chevron-right"), class_name="text-ink-2"),
            href=person.href,
            class_name="flex min-h-18 items-center gap-3 px-4 py-3 hover:bg-sunken",
        ),
        key=person.id,
    )


def _chip(chip: Chip) -> rx.Component:
    return rx.fragment(
        cards.chip_for(chip.words, drawing=chip.drawing, drawings=CHIP_ICONS, tone=chip.tone), key=chip.words
    )
