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
    """None without any content: then a day or a publisher is a problem."""
    content = _content(cells)
    published_on, published_by = cells.past_day("crisis_published_on"), cells.short("crisis_published_by")
    if content != CrisisPlanContent():
        return NewCrisisPlan(
            content=content,
            published_on=published_on or cells.today,
            published_by=(published_by or "").casefold() or None,
        )
    for column, said in (("crisis_published_on", published_on), ("crisis_published_by", published_by)):
        if said:
            cells.wrong(column, "import_plan_empty")
    return None


def _content(cells: Cells) -> CrisisPlanContent:
    return CrisisPlanContent(
        calls=_calls(cells),
        tell_them=TellThem(
            how_to_communicate=cells.text("crisis_communicate"),
            weapons=cells.text("crisis_weapons"),
            ask_for=cells.text("crisis_ask_for"),
            dispatch_phone=cells.crisis_line("crisis_dispatch"),
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
            SafePlace(
                name=name or "",
                address=address,
                phone=cells.as_crisis_line("crisis_safe_places", number) if number else None,
            )
            for name, address, number in cells.tuples("crisis_safe_places", 3)
        ],
    )


def _calls(cells: Cells) -> list[PlanCall]:
    """The mobile crisis team first. A call without a number cannot be called: that is a problem."""
    found: list[PlanCall] = []
    mobile = cells.crisis_line("crisis_mobile_team")
    if mobile:
        found.append(PlanCall(label="Mobile crisis", phone=mobile, is_mobile_crisis=True))
    for who, number in cells.tuples("crisis_calls", 2):
        phone = cells.as_crisis_line("crisis_calls", number or who or "")
        if phone and who:
            found.append(PlanCall(label=who, phone=phone))
    return found


def _steps(cells: Cells) -> list[PlanStep]:
    found: list[PlanStep] = []
    for level in ("early", "rising", "crisis"):
        column = f"crisis_steps_{level}"
        for what, who, number in cells.tuples(column, 3):
            phone = cells.as_crisis_line(column, number) if number else None
            found.append(PlanStep(level=level, what=what or "", who=who, phone=phone))
    return found
