"""From when to when somebody is away, and why: the same in every form of cover."""

import reflex as rx

from casepwa.components.kit import fields
from casepwa.offline.text import t
from casepwa.state.cover import CoverState


def cover_days(prefix: str = "") -> tuple[rx.Component, ...]:
    """The fields ``first_day``, ``last_day`` and ``reason``; ``prefix``: of their ids."""
    return (
        rx.el.div(
            _day(prefix, "first_day", t("First day")),
            _day(prefix, "last_day", t("Last day")),
            class_name="flex flex-wrap gap-3",
        ),
        fields.field(
            f"{prefix}reason",
            t("Reason (optional)"),
            fields.text_input(id=f"{prefix}reason", name="reason", max_length=500, auto_complete="off"),
        ),
    )


def _day(prefix: str, name: str, label: rx.Var[str]) -> rx.Component:
    return fields.field(
        f"{prefix}{name}",
        label,
        fields.text_input(
            id=f"{prefix}{name}",
            name=name,
            type="date",
            default_value=CoverState.seen.today,
            min=CoverState.seen.today,
        ),
        class_name="min-w-0 flex-1 basis-[min(10rem,100%)]",
    )
