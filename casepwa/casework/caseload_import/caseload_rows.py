"""Reads the person of one row of a caseload file, saying every cell that could not be read."""

from collections.abc import Sequence
from datetime import datetime

from casepwa.casework import agency_time
from casepwa.casework.caseload_import import caseload_columns
from casepwa.casework.caseload_import.caseload_cells import Cells
from casepwa.casework.caseload_import.caseload_people import (
    NewContact,
    NewGoal,
    NewHousehold,
    NewPerson,
    NewVisit,
)
from casepwa.casework.caseload_import.caseload_plans import crisis_plan
from casepwa.casework.errors import Invalid
from casepwa.models import codes

_TEXTS = ("preferred_name", "pronouns", "communication", "school", "school_grade", "employer")


_LONG = ("medical_summary", "mental_health_summary")


SEVERE = "severe"
VISIT_YEARS = 3
"""A visit in a calendar year further ahead than this is a slip of the pen."""
_LISTS = ("languages", "diagnoses", "strengths")


def read(cells: Cells, columns: Sequence[str]) -> NewPerson:
    """The person of this row. What could not be read is in ``cells.problems``: then do not use the person."""
    case_number = cells.number_as_text("case_number", is_needed=True) or ""
    family_name = cells.short("family_name", is_needed=True) or ""
    facts: dict[str, object] = {name: cells.short(name) for name in _TEXTS}
    facts |= {name: cells.text(name) for name in _LONG}
    facts |= {name: cells.items(name) for name in _LISTS}
    facts["phone"] = cells.phone("phone")
    facts["needs_interpreter"] = cells.yes("needs_interpreter")
    facts["pair_required"] = cells.yes("pair_required")
    person = NewPerson(
        line=cells.line.number,
        case_number=case_number,
        given_name=cells.short("given_name", is_needed=True) or "",
        family_name=family_name,
        birth_date=cells.birth_day("birth_date"),
        facts=facts,
        allergies=tuple(_allergies(cells)),
        medications=tuple(cells.tuples("medications", 3)),
        safety_alerts=tuple(cells.tuples("safety_alerts", 2)),
        household=_household(cells, case_number=case_number, family_name=family_name),
        case_manager=(cells.short("case_manager", is_needed=True) or "").casefold(),
        care_coordinator=(cells.short("care_coordinator") or "").casefold() or None,
        program=cells.short("program", is_needed=True) or "",
        opened_on=cells.past_day("opened_on") or cells.today,
        referral_source=cells.code(
            "referral_source", codes.ReferralSource, default=codes.ReferralSource.AGENCY
        ),
        payer=cells.short("payer"),
        member_number=cells.number_as_text("member_number"),
        contacts=tuple(_contacts(cells, columns)),
        goals=tuple(_goals(cells, columns)),
        visits=tuple(_visits(cells, columns)),
        plan=crisis_plan(cells),
    )
    if cells.line.extra:
        cells.wrong("", "import_too_many_cells", count=cells.line.extra)
    return person


def _household(cells: Cells, *, case_number: str, family_name: str) -> NewHousehold:
    is_confidential = cells.yes("confidential_place")
    latitude = cells.number("latitude", low=-90, high=90)
    longitude = cells.number("longitude", low=-180, high=180)
    if (latitude is None) != (longitude is None):
        cells.wrong("latitude" if latitude is None else "longitude", "import_half_a_place")
    if is_confidential and (latitude is not None or longitude is not None):
        cells.wrong("latitude", "import_confidential_coordinates")
    return NewHousehold(
        key=cells.number_as_text("family_key") or f"case {case_number}",
        name=cells.short("household_name"),
        family_name=family_name,
        street=cells.short("street"),
        city=cells.short("city"),
        state=cells.short("state"),
        postal_code=cells.number_as_text("postal_code"),
        county=cells.short("county"),
        is_confidential=is_confidential,
        latitude=latitude,
        longitude=longitude,
    )


def _allergies(cells: Cells) -> list[tuple[str | None, ...]]:
    """Substance, reaction, what to do; and “severe”, which may stand last without the others."""
    found: list[tuple[str | None, ...]] = []
    for parts in cells.tuples("allergies", 4):
        last = max(place for place, part in enumerate(parts) if part)
        is_severe = last > 0 and (parts[last] or "").casefold() == SEVERE
        if last == 3 and not is_severe:
            cells.wrong("allergies", "import_not_severe", value=parts[3])
        said = [*parts[:last], *[None] * (3 - last)] if is_severe else parts[:3]
        found.append((*said, SEVERE if is_severe else None))
    return found


def _filled(cells: Cells, prefix: str) -> bool:
    return any(cell for name, cell in cells.line.cells.items() if name.startswith(prefix))


def _contacts(cells: Cells, columns: Sequence[str]) -> list[NewContact]:
    found: list[NewContact] = []
    for number in caseload_columns.numbers_of("contact", columns):
        at = f"contact_{number}_"
        if not _filled(cells, at):
            continue
        contact = NewContact(
            at=at,
            name=cells.short(f"{at}name", is_needed=True) or "",
            relation=cells.short(f"{at}relation") or "contact",
            phone=cells.phone(f"{at}phone"),
            language=cells.short(f"{at}language"),
            lives_with=cells.yes(f"{at}lives_with"),
            natural_support=cells.yes_or_no(f"{at}natural_support"),
            custody=cells.code(f"{at}custody", codes.Custody, default=codes.Custody.UNKNOWN),
            protective_order=cells.short(f"{at}protective_order"),
            emergency=cells.yes(f"{at}emergency"),
            safe_to_call=cells.yes_or_no(f"{at}safe_to_call"),
            safe_to_text=cells.yes_or_no(f"{at}safe_to_text"),
            safe_to_leave_message=cells.yes_or_no(f"{at}safe_to_leave_message"),
            best_hours=cells.short(f"{at}best_hours"),
            name_to_use=cells.short(f"{at}name_to_use"),
            note=cells.text(f"{at}note"),
        )
        if any(contact.key == other.key for other in found):
            cells.wrong(f"{at}name", "import_contact_twice", name=contact.name)
        found.append(contact)
    return found


def _goals(cells: Cells, columns: Sequence[str]) -> list[NewGoal]:
    found: list[NewGoal] = []
    for number in caseload_columns.numbers_of("goal", columns):
        at = f"goal_{number}_"
        if not _filled(cells, at):
            continue
        goal = NewGoal(
            words=cells.text(f"{at}words", is_needed=True) or "",
            measure=cells.short(f"{at}measure"),
            target=cells.short(f"{at}target"),
            due_on=cells.day(f"{at}due_on"),
            owner=cells.short(f"{at}owner"),
            strength=cells.short(f"{at}strength"),
            objectives=tuple(cells.items(f"{at}objectives")),
        )
        found.append(goal)
    return found


def _visits(cells: Cells, columns: Sequence[str]) -> list[NewVisit]:
    found: list[NewVisit] = []
    for number in caseload_columns.numbers_of("visit", columns):
        at = f"visit_{number}_"
        if not _filled(cells, at):
            continue
        minutes = cells.number(f"{at}minutes", low=5, high=720)
        place = cells.code(f"{at}place", codes.PlaceType, default=codes.PlaceType.HOME)
        purpose = cells.code(f"{at}purpose", codes.Purpose, default=codes.Purpose.MONITORING)
        starts_at = _visit_start(cells, at)
        if starts_at is not None:
            if any((each.starts_at, each.place) == (starts_at, place) for each in found):
                cells.wrong(f"{at}start", "import_visit_twice")
            visit = NewVisit(
                day=agency_time.day_of(starts_at, cells.zone),
                starts_at=starts_at,
                minutes=int(minutes or 60),
                place=place,
                purpose=purpose,
            )
            found.append(visit)
    return found


def _visit_start(cells: Cells, at: str) -> datetime | None:
    """When the agency's clocks show this day and hour; None without them, or where they cannot be meant."""
    day, start = cells.day(f"{at}date"), cells.time(f"{at}start")
    for name in ("date", "start"):
        if not cells.line.cells.get(f"{at}{name}"):
            cells.wrong(f"{at}{name}", "import_value_missing")
    if day is None or start is None:
        return None
    if day < cells.today:
        cells.wrong(f"{at}date", "import_visit_is_past", day=day.isoformat())
    last_year = cells.today.year + VISIT_YEARS
    if day.year > last_year:
        cells.wrong(f"{at}date", "import_visit_too_far", day=day.isoformat(), year=str(last_year))
        return None
    try:
        return agency_time.moment_at(datetime.combine(day, start), cells.zone)
    except Invalid as error:
        cells.wrong(f"{at}start", error.message_id)
        return None
