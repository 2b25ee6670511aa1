"""A native select over stored codes, and the codes that notes and visits choose from."""

from typing import Any

import reflex as rx

from casepwa.components.kit import fields
from casepwa.offline.text import t, word

PLACES = (
    "home",
    "school",
    "office",
    "clinic",
    "community",
    "day_program",
    "hospital",
    "residential",
    "shelter",
)
PURPOSES = ("monitoring", "assessment", "planning", "linkage", "advocacy", "support", "crisis")
MOMENT = "px-2.5 tabular-nums"
"""Classes of a date or time box."""


def chooser(
    form: str,
    name: str,
    label: Any,
    group: str,
    codes: tuple[str, ...],
    first: Any,
    *,
    empty: bool = False,
) -> rx.Component:
    """`form` begins the id. With `empty` nothing needs to be chosen."""
    options = [rx.el.option(word(group, code), value=code) for code in codes]
    if empty:
        options.insert(0, rx.el.option(t("Not said"), value=""))
    id_ = f"{form}-{name}"
    return fields.field(id_, label, fields.select(*options, id=id_, name=name, default_value=first))
