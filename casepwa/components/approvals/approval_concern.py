"""A safety concern that the read note raised: what was told, and the way to its alarm."""

import reflex as rx

from casepwa.components.kit import buttons
from casepwa.components.kit.icons import LEADING, icon
from casepwa.components.safety import concern_said
from casepwa.offline.text import t, word
from casepwa.state.approval_note_rows import Concern


def concern(one: Concern) -> rx.Component:
    """One concern as it was told; the way to its alarm for who may open it."""
    return rx.el.section(
        rx.el.div(
            rx.el.span(icon("shield-alert", size=LEADING)),
            rx.el.p(
                t("Safety concern"),
                ": ",
                word("concern", one.kind),
                class_name="min-w-0 flex-1 font-semibold",
            ),
            rx.cond(
                one.href,
                buttons.link_button(
                    t("Open the alarm"),
                    href=one.href,
                    look="secondary",
                    custom_attrs={"reloadDocument": True},
                ),
            ),
            class_name="flex flex-wrap items-center gap-3 text-attn",
        ),
        concern_said.facts(one.said, class_name="mt-3 grid gap-3 sm:grid-cols-2"),
        aria_label=t("Safety concern"),
        class_name="mt-3 rounded-control border border-attn-line bg-attn-tint px-4 py-3",
    )
