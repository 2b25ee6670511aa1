"""Opening and closing the page's dialogs, and what the open one is about."""

from typing import Any

from reflex.event import EventChain
from reflex_base.vars.function import FunctionVar

from casepwa.offline.local import action, local

sheet_subject: Any = local("sheetSubject", "useSheetSubject", str, module="views/sheets.js")
close_sheet = action("closeSheet", module="views/sheets.js")
sheet_closed = action("sheetClosed", module="views/sheets.js")


def open_sheet(name: str, subject: Any = "") -> Any:
    """An event trigger that opens the sheet `name` about `subject` (an id; read it from `sheet_subject`)."""
    return bound(action("openSheet", module="views/sheets.js"), name, subject)


def bound(function: Any, *arguments: Any) -> Any:
    """The device action with its first arguments filled, as an event trigger."""
    return function.partial(*arguments).to(FunctionVar, EventChain)
