"""The crisis plan as a form: boxes of one line each, and rows by number; and back to a plan."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from casepwa.casework.errors import Invalid
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent

LISTS = ("never_do", "warning_signs", "triggers", "making_safer", "medications")
HELPS = ("own", "people_and_places", "family_and_friends")
TELL = ("how_to_communicate", "weapons", "ask_for", "dispatch_phone")
ROOM = {"calls": 10, "steps": 24, "safe_places": 8}
_FIRST = {"calls": "label", "steps": "what", "safe_places": "name"}
_PARTS = {
    "calls": ("label", "who", "phone", "is_mobile_crisis"),
    "steps": ("level", "what", "who", "phone"),
    "safe_places": ("name", "address", "phone"),
}
LONGEST = 2000


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class CallRow(Shown):
    n: int = 0
    label: str = ""
    who: str = ""
    phone: str = ""
    is_mobile_crisis: bool = False
    is_spare: bool = False


class StepRow(Shown):
    n: int = 0
    level: str = "early"
    what: str = ""
    who: str = ""
    phone: str = ""
    is_spare: bool = False


class PlaceRow(Shown):
    n: int = 0
    name: str = ""
    address: str = ""
    phone: str = ""
    is_spare: bool = False


class PlanForm(Shown):
    """``is_spare`` rows wait, hidden, for "Add"."""

    own: str = ""
    people_and_places: str = ""
    family_and_friends: str = ""
    never_do: str = ""
    warning_signs: str = ""
    triggers: str = ""
    making_safer: str = ""
    medications: str = ""
    over_looks_like: str = ""
    how_to_communicate: str = ""
    weapons: str = ""
    ask_for: str = ""
    dispatch_phone: str = ""
    calls: list[CallRow] = []
    steps: list[StepRow] = []
    safe_places: list[PlaceRow] = []


def shown(plan: CrisisPlanContent) -> PlanForm:
    """The form of ``plan``."""
    return PlanForm(
        **{name: "\n".join(getattr(plan.what_helps, name)) for name in HELPS},
        **{name: "\n".join(getattr(plan, name)) for name in LISTS},
        **{name: getattr(plan.tell_them, name) or "" for name in TELL},
        over_looks_like=plan.over_looks_like or "",
        calls=_rows(CallRow, "calls", plan),
        steps=_rows(StepRow, "steps", plan),
        safe_places=_rows(PlaceRow, "safe_places", plan),
    )


def _rows(shape: type[Any], section: str, plan: CrisisPlanContent) -> list[Any]:
    filled = getattr(plan, section)
    rows = [
        shape(
            n=n, **{part: getattr(one, part) or "" for part in _PARTS[section] if part != "is_mobile_crisis"}
        )
        for n, one in enumerate(filled)
    ]
    if section == "calls":
        rows = [row.model_copy(update={"is_mobile_crisis": filled[row.n].is_mobile_crisis}) for row in rows]
    room = max(ROOM[section], len(rows) + 4)
    return rows + [shape(n=n, is_spare=n > len(rows)) for n in range(len(rows), room)]


def read(form: Mapping[str, Any]) -> CrisisPlanContent:
    """The plan that ``form`` says; empty lines and rows are left out.

    Raises ``Invalid``: ``plan_text_too_long`` and ``plan_row_needs_words``, with ``section``, a code of the
    catalogue's ``plan_section`` group.
    """
    said = {name: str(value).strip() for name, value in form.items() if isinstance(value, str)}
    for name, value in said.items():
        if any(len(line) > LONGEST for line in value.splitlines()) or len(value) > 10 * LONGEST:
            raise Invalid("plan_text_too_long", section=_section_of(name))
    rows = {section: _read_rows(section, said) for section in ROOM}
    try:
        return CrisisPlanContent.model_validate(
            {
                "what_helps": {name: _lines(said, name) for name in HELPS},
                "tell_them": {name: said.get(name) or None for name in TELL},
                "over_looks_like": said.get("over_looks_like") or None,
                **{name: _lines(said, name) for name in LISTS},
                **rows,
            }
        )
    except ValidationError as error:
        raise Invalid("not_understood") from error


def _lines(said: Mapping[str, str], name: str) -> list[str]:
    return [line.strip() for line in said.get(name, "").splitlines() if line.strip()]


def _read_rows(section: str, said: Mapping[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for n in range(100):
        row = {part: said.get(f"{section}.{n}.{part}", "") for part in _PARTS[section]}
        if not any(value for part, value in row.items() if part not in ("level", "is_mobile_crisis")):
            continue
        if not row[_FIRST[section]] or (section == "calls" and not row["phone"]):
            raise Invalid("plan_row_needs_words", section=section)
        if "is_mobile_crisis" in row:
            found.append(
                {**row, "who": row["who"] or None, "is_mobile_crisis": bool(row["is_mobile_crisis"])}
            )
        else:
            found.append({part: value or None for part, value in row.items()})
    return found


def _section_of(name: str) -> str:
    first = name.split(".", 1)[0]
    return "what_helps" if first in HELPS else "tell_them" if first in TELL else first
