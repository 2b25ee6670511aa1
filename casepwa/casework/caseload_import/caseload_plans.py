"""The crisis plan of a row of a caseload file: the columns that begin with ``crisis_``."""

from dataclasses import dataclass
from datetime import date

from casepwa.casework.caseload_import.caseload_cells import Cells
from casepwa.casework.plans.crisis_plan_content import (
    CrisisPlanContent,
    PlanCall,
    PlanStep,
    SafePlace,
    TellThem,
    WhatHelps,
)


@dataclass(frozen=True, kw_only=True)
class NewCrisisPlan:
    """``published_by``: an email, or None for the supervisor of the case manager."""

    content: CrisisPlanContent
    published_on: date
    published_by: str | None


def crisis_plan(cells: Cells) -> NewCrisisPlan | None:
    """None when no ``crisis_`` cell is filled."""
    if not any(cell for name, cell in cells.line.cells.items() if name.startswith("crisis_")):
        return None
    return NewCrisisPlan(
        content=CrisisPlanContent(
            calls=_calls(cells),
            tell_them=TellThem(
                how_to_communicate=cells.text("crisis_communicate"),
                weapons=cells.text("crisis_weapons"),
                ask_for=cells.text("crisis_ask_for"),
                dispatch_phone=cells.phone("crisis_dispatch"),
            ),
            what_helps=WhatHelps(
                own=cells.items("crisis_helps_own"),
                people_and_places=cells.items("crisis_helps_places"),
                family_and_friends=cells.items("crisis_helps_people"),
            ),
            never_do=cells.items("crisis_never_do"),
            steps=_steps(cells),
            warning_signs=cells.items("crisis_warning_signs"),
            triggers=cells.items("crisis_triggers"),
            making_safer=cells.items("crisis_making_safer"),
            over_looks_like=cells.text("crisis_over"),
            medications=cells.items("crisis_medications"),
            safe_places=[
                SafePlace(name=name or "", address=address, phone=phone)
                for name, address, phone in cells.tuples("crisis_safe_places", 3)
            ],
        ),
        published_on=cells.past_day("crisis_published_on") or cells.today,
        published_by=(cells.short("crisis_published_by") or "").casefold() or None,
    )


def _calls(cells: Cells) -> list[PlanCall]:
    """The mobile crisis team first. A call without a number cannot be called: that is a problem."""
    found: list[PlanCall] = []
    mobile = cells.phone("crisis_mobile_team")
    if mobile:
        found.append(PlanCall(label="Mobile crisis", phone=mobile, is_mobile_crisis=True))
    for who, number in cells.tuples("crisis_calls", 2):
        phone = cells.as_phone("crisis_calls", number or who or "")
        if phone and who:
            found.append(PlanCall(label=who, phone=phone))
    return found


def _steps(cells: Cells) -> list[PlanStep]:
    found: list[PlanStep] = []
    for level in ("early", "rising", "crisis"):
        column = f"crisis_steps_{level}"
        for what, who, number in cells.tuples(column, 3):
            phone = cells.as_phone(column, number) if number else None
            found.append(PlanStep(level=level, what=what or "", who=who, phone=phone))
    return found
