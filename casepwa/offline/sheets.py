"""Opening and closing the page's dialogs, and what the open one is about."""

from typing import Any

from casepwa.offline.local import action, local
from casepwa.offline.triggers import bound

sheet_subject: Any = local("sheetSubject", "useSheetSubject", str, module="views/sheets.js")
close_sheet = action("closeSheet", module="views/sheets.js")
sheet_closed = action("sheetClosed", module="views/sheets.js")
faults: Any = local("faults", "useFaults", dict[str, str], module="views/form_faults.js")


def open_sheet(name: str, subject: Any = "") -> Any:
    """An event trigger that opens the sheet `name` about `subject` (an id; read it from `sheet_subject`)."""
    return bound(action("openSheet", module="views/sheets.js"), name, subject)


def fault(form: str, field: str) -> Any:
    """What is wrong with `field` of the form with the id `form`, in words; "" while nothing is."""
    return faults.get(f"{form}.{field}", "")
