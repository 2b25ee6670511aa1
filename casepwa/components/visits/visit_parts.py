"""What the visit screen is made of: alerts, the reason for no location, before, during, after."""

from typing import Any

import reflex as rx

from casepwa.components.kit import fields
from casepwa.components.kit.icons import LEADING, icon, icon_for
from casepwa.offline.text import t
from casepwa.offline.visit import Alert, Choice, visit


def alerts() -> rx.Component:
    """Safety alerts for visitors, unfolded."""
    return rx.el.ul(
        rx.foreach(visit.alerts, _alert),
        class_name=(
            "flex flex-col gap-2 rounded-card border border-attn-line bg-attn-tint px-4 py-3 empty:hidden"
        ),
    )


def _alert(alert: Alert) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            icon_for(alert.drawing, {"dog": "dog"}, default="shield-alert", size=LEADING),
            class_name="mt-0.5 text-attn",
        ),
        rx.el.span(rx.el.strong(alert.first, class_name="font-semibold"), " ", alert.rest),
        class_name="flex items-start gap-3",
        key=alert.id,
    )


def no_location(prefix: str) -> rx.Component:
    """ "Location is off. That is fine.": asks a reason, in the form that checks in or out."""
    id_ = f"{prefix}-reason"
    return rx.cond(
        visit.missing,
        rx.el.div(
            rx.el.h2(
                rx.el.span(icon("map-pin-off"), class_name="mt-0.5 text-ink-2"),
                rx.match(
                    visit.missing,
                    ("denied", t("Location is off. That is fine.")),
                    t("No location here. That is fine."),
                ),
                class_name="flex items-start gap-2.5 text-lead font-bold",
            ),
            rx.el.p(t("Say why, and go on without it."), class_name="mt-1 mb-3 text-ink-2"),
            fields.field(
                id_,
                t("Reason"),
                fields.select(rx.foreach(visit.reasons, option), id=id_, name="reason"),
            ),
            rx.el.div(
                rx.el.label(
                    t("In your words (for Other)"), html_for=f"{id_}-text", class_name=f"mt-3 {fields.LABEL}"
                ),
                fields.text_input(id=f"{id_}-text", name="reason_text", max_length=500, auto_complete="off"),
            ),
            role="status",
            class_name="rounded-card border border-line bg-surface p-4",
        ),
    )


def option(choice: Choice) -> rx.Component:
    return rx.el.option(choice.name, value=choice.id, key=choice.id)


def line(drawing: str, *said: Any) -> rx.Component:
    """An icon and a line of facts."""
    return rx.el.div(
        rx.el.span(icon(drawing, size=LEADING), class_name="mt-0.5 text-ink-2"),
        rx.el.div(*said, class_name="min-w-0 flex-1"),
        class_name="flex items-start gap-3",
    )
