"""The device side of the approval desk: comments being written, rows ticked, single keys."""

from typing import Any

import reflex as rx
from pydantic import BaseModel
from reflex.vars import VarData

from casepwa.offline.local import action, local
from casepwa.offline.triggers import bound


class Comment(BaseModel):
    """``place``: characters as "starts-ends", "0-0" for the whole note; ``words``: chosen in the note."""

    key: str
    place: str
    words: str
    text: str


class Pins(BaseModel):
    """``panel``: what is open below the note. ``selected``: words of the note that are selected now."""

    panel: str
    comments: list[Comment]
    selected: str
    payload: str


pins: Pins = local("pins", "usePins", Pins, module="pins.js")
ticks: Any = local("ticks", "useTicks", list[str], module="ticks.js")
note_shown = action("noteShown", module="pins.js")
forget_pins = action("forgetPins", module="pins.js")
close_panel = action("closePanel", module="pins.js")
add_comment = action("addComment", module="pins.js")
listen_for_keys = action("listenForKeys", module="desk-keys.js")


def open_panel(panel: str) -> Any:
    return bound(action("openPanel", module="pins.js"), panel)


def drop_comment(key: Any) -> Any:
    return bound(action("dropComment", module="pins.js"), key)


def place_comment(key: Any) -> Any:
    """For a select's change: takes the place that was chosen."""
    return _with_value("placeComment", key)


def type_comment(key: Any) -> Any:
    """For a field's input: takes what stands in it."""
    return _with_value("typeComment", key)


def use_phrase(words: Any) -> Any:
    return bound(action("usePhrase", module="pins.js"), words)


def toggle_tick(key: Any) -> Any:
    return bound(action("toggleTick", module="ticks.js"), key)


def ticked(rows: Any) -> Any:
    """The keys of those of ``rows`` that are ticked and can be, as a Var of a list."""
    is_ticked = f"(row) => row.can_tick && {ticks!s}.includes(row.key)"
    return rx.Var(
        _js_expr=f"{rows!s}.filter({is_ticked}).map((row) => row.key)",
        _var_type=list[str],
        _var_data=VarData.merge(rows._get_all_var_data(), ticks._get_all_var_data()),
    ).guess_type()


def _with_value(name: str, key: Any) -> Any:
    return bound(action(name, module="pins.js"), key)
