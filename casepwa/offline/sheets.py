"""Opening and closing the page's dialogs, and what the open one is about."""

from typing import Any

from casepwa.offline.local import action, local
from casepwa.offline.triggers import bound

sheet_subject: Any = local("sheetSubject", "useSheetSubject", str, module="views/sheets.js")
close_sheet = action("closeSheet", module="views/sheets.js")
sheet_closed = action("sheetClosed", module="views/sheets.js")
kept_forms: Any = local("keptForms", "useKeptForms", str, module="views/kept_forms.js")
faults: Any = local("faults", "useFaults", dict[str, str], module="views/form_faults.js")


def open_sheet(name: str, subject: Any = "") -> Any:
    """An event trigger that opens the sheet `name` about `subject` (an id; read it from `sheet_subject`)."""
    return bound(action("openSheet", module="views/sheets.js"), name, subject)


def drafted(name: str) -> dict[str, Any]:
    """Props of a sheet's form: its words stay on the phone until sent, by what the sheet is about."""
    return {"custom_attrs": {"data-draft": name}}


def drafted_here(name: str, about: Any) -> dict[str, Any]:
    """The same for a form of the page itself, `about` an id; `kept_forms`, its child, fills it again."""
    return {"custom_attrs": {"data-draft": f"{name}:{about}"}}


def fault(form: str, field: str) -> Any:
    """What is wrong with `field` of the form with the id `form`, in words; "" while nothing is."""
    return faults.get(f"{form}.{field}", "")
