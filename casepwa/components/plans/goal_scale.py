"""The sheet of a scaled goal: which of its five levels describes it now, in the goal's own words."""

import reflex as rx

from casepwa.components.kit import buttons
from casepwa.components.kit.icons import BESIDE_TEXT, icon
from casepwa.components.kit.sheets import sheet
from casepwa.offline.goals import ScaleLevel, mark_on_scale, scale_asked
from casepwa.offline.text import t
from casepwa.offline.triggers import bound

SCALE = "goal-scale"


def scale_sheet() -> rx.Component:
    """Opened by a mark of a scaled goal; the mark is recorded with the level that is tapped."""
    return sheet(
        SCALE,
        t("Where on the scale?"),
        rx.el.div(
            rx.foreach(scale_asked.levels, _level),
            buttons.button(
                t("Mark without a level"),
                look="quiet",
                on_click=bound(mark_on_scale, ""),
                class_name="w-full",
            ),
            class_name="mt-3 flex flex-col gap-2",
        ),
        about=scale_asked.about,
    )


def _level(level: ScaleLevel) -> rx.Component:
    return rx.el.button(
        rx.el.span(
            level.label,
            rx.cond(
                level.is_now,
                rx.el.span(
                    icon("circle-check", size=BESIDE_TEXT),
                    t("Last time"),
                    class_name="inline-flex items-center gap-1 font-semibold text-accent-ink",
                ),
            ),
            class_name="flex flex-wrap justify-between gap-x-3 text-meta text-ink-2",
        ),
        rx.el.span(level.words, class_name="block font-semibold"),
        type="button",
        on_click=bound(mark_on_scale, level.id),
        class_name=(
            "min-h-14 w-full cursor-pointer rounded-control border border-line-strong bg-surface px-4 py-2 "
            "text-left wrap-break-word hover:bg-sunken active:bg-sunken"
        ),
        key=level.id,
    )
