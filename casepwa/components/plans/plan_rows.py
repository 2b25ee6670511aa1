"""Rows of the plan editor that can be moved, emptied and added: calls, steps, safe places."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from casepwa.components.kit import buttons, fields
from casepwa.components.kit.cards import CARD
from casepwa.components.kit.words import Words
from casepwa.offline.desk import add_row, empty_row, move_down, move_up
from casepwa.offline.text import t
from casepwa.state.plan_form import CallRow, PlaceRow, StepRow


def rows(legend: Words, found: Any, draw: Callable[[Any], Any], *, add: Words, hint: Words) -> rx.Component:
    """A section of rows with a button that shows one more."""
    return fields.group(
        legend,
        rx.el.p(hint, class_name="mb-2 text-meta text-ink-2"),
        rx.el.div(
            rx.el.ol(
                rx.foreach(found, lambda row: _row(row, draw)),
                aria_label=legend,
                class_name="flex flex-col gap-3",
            ),
            buttons.button(
                add, look="secondary", leading="plus", custom_attrs={"onClick": add_row}, class_name="mt-3"
            ),
            custom_attrs={"data-rows": ""},
        ),
    )


def call(row: CallRow) -> list[rx.Component]:
    """Whom the plan calls, and when it is the mobile crisis team."""
    return [
        _box("calls", row.n, "label", t("Label"), row.label),
        _box("calls", row.n, "who", t("Who answers (optional)"), row.who),
        _box("calls", row.n, "phone", t("Phone"), row.phone, kind="tel"),
        rx.el.label(
            rx.el.input(
                type="checkbox",
                name=f"calls.{row.n}.is_mobile_crisis",
                default_checked=row.is_mobile_crisis,
                class_name="size-[1.5rem] shrink-0 accent-accent",
            ),
            rx.el.span(t("This is the mobile crisis team")),
            class_name="flex min-h-12 items-center gap-3",
        ),
    ]


def step(row: StepRow) -> list[rx.Component]:
    """What is done at a level, who does it, how to reach them."""
    id_ = f"steps.{row.n}.level"
    return [
        fields.field(
            id_,
            t("Level"),
            fields.select(
                *[
                    rx.el.option(words, value=code)
                    for code, words in (
                        ("early", t("Early")),
                        ("rising", t("Rising")),
                        ("crisis", t("Crisis")),
                    )
                ],
                id=id_,
                name=id_,
                default_value=row.level,
            ),
        ),
        _box("steps", row.n, "what", t("What to do"), row.what),
        _box("steps", row.n, "who", t("Who does it"), row.who),
        _box("steps", row.n, "phone", t("Their phone (optional)"), row.phone, kind="tel"),
    ]


def place(row: PlaceRow) -> list[rx.Component]:
    """A safe place; never on a family's copy by itself."""
    return [
        _box("safe_places", row.n, "name", t("Place"), row.name),
        _box("safe_places", row.n, "address", t("Address (optional)"), row.address),
        _box("safe_places", row.n, "phone", t("Phone (optional)"), row.phone, kind="tel"),
    ]


def _row(row: Any, draw: Callable[[Any], Any]) -> rx.Component:
    return rx.el.li(
        rx.el.div(*draw(row), class_name="grid grid-cols-1 gap-3 @min-[34rem]:grid-cols-2"),
        rx.el.div(
            _move(t("Move up"), "arrow-up", -1, move_up),
            _move(t("Move down"), "arrow-down", 1, move_down),
            buttons.icon_button(t("Empty this row"), "x", custom_attrs={"onClick": empty_row}),
            class_name="mt-1 flex justify-end gap-1",
        ),
        key=row.n,
        hidden=row.is_spare,
        custom_attrs={"data-row": ""},
        class_name=f"{CARD} p-4 pb-2",
    )


def _move(name: Words, drawing: str, by: int, trigger: Any) -> rx.Component:
    return buttons.icon_button(name, drawing, custom_attrs={"onClick": trigger, "data-move": str(by)})


def _box(section: str, n: Any, part: str, label: Words, first: Any, *, kind: str = "text") -> rx.Component:
    id_ = f"{section}.{n}.{part}"
    return fields.field(
        id_,
        label,
        fields.text_input(
            id=id_, name=id_, type=kind, default_value=first, max_length=2000, auto_complete="off"
        ),
    )
