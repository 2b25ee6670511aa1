"""A safety concern that the read note raised, and the way to its alarm."""

import reflex as rx

from casepwa.components import buttons
from casepwa.components.icons import LEADING, icon
from casepwa.offline.text import t, word
from casepwa.state.approval_rows import Concern


def concern(one: Concern) -> rx.Component:
    """One concern; the way to its alarm for who may open it."""
    return rx.el.div(
        rx.el.span(icon("shield-alert", size=LEADING), class_name="mt-0.5"),
        rx.el.div(
            rx.el.p(t("Safety concern"), ": ", word("concern", one.kind), class_name="font-semibold"),
            rx.el.p(t("What was told, and who read it when, stands in its alarm."), class_name="text-meta"),
            class_name="min-w-0 flex-1",
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
        class_name=(
            "mt-3 flex flex-wrap items-start gap-3 rounded-control border border-attn-line bg-attn-tint "
            "px-4 py-3 text-attn"
        ),
    )
