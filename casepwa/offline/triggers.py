"""Device actions with arguments, and several at one tap."""

from typing import Any

import reflex as rx
from reflex.event import EventChain
from reflex.vars import VarData
from reflex_base.vars.function import FunctionVar

from casepwa.offline.local import action

# For a form's `onKeyDown`: Enter in a one-line field sends nothing.
no_enter = action("noEnter", module="views/form_keys.js")


def bound(function: Any, *arguments: Any) -> Any:
    """The device action with its first arguments filled (row ids, names), as an event trigger."""
    return function.partial(*arguments).to(FunctionVar, EventChain)


def both(*triggers: Any) -> Any:
    """One event trigger that calls each of `triggers` in order with the event's own arguments."""
    calls = "; ".join(f"({trigger})(...args)" for trigger in triggers)
    return rx.Var(
        _js_expr=f"((...args) => {{ {calls} }})",
        _var_data=VarData.merge(*(trigger._get_all_var_data() for trigger in triggers)),
    ).to(FunctionVar, EventChain)
