"""An agency's own spreadsheet becomes its caseload: examined first, then taken in whole or not at all.

A person who is here already (by case number) is left as they are, so taking in a file twice changes nothing.
The command line and the browser only show what this says. Columns: ``docs/import.md``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from casepwa.casework import agency_time
from casepwa.casework.caseload_import import (
    caseload_checks,
    caseload_columns,
    caseload_days,
    caseload_files,
    caseload_likeness,
    caseload_rows,
    caseload_surroundings,
)
from casepwa.casework.caseload_import.caseload_cells import Cells, Problem
from casepwa.casework.caseload_import.caseload_files import Sheet
from casepwa.casework.caseload_import.caseload_likeness import Likeness
from casepwa.casework.caseload_import.caseload_people import NewPerson
from casepwa.casework.caseload_import.caseload_surroundings import Surroundings
from casepwa.casework.errors import Invalid
from casepwa.models import Client


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What a file holds. It can be taken in when there is no problem.

    ``known``: case numbers that are here already. ``likenesses``: possible duplicates, for a person to judge.
    ``joining``: lines of people who come into a household that is here, by its key; to be judged too.
    ``not_read``: columns that mean nothing here. ``new_programs``, ``new_payers``: made by taking it in.
    """

    problems: Sequence[Problem]
    people: Sequence[NewPerson]
    known: Sequence[str]
    likenesses: Sequence[Likeness]
    joining: Sequence[int]
    not_read: Sequence[str]
    new_programs: Sequence[str]
    new_payers: Sequence[str]
    surroundings: Surroundings | None
    at: datetime
    zone: ZoneInfo


def examine(
    session: Session,
    *,
    organization_id: UUID,
    contents: bytes,
    at: datetime,
    date_format: str | None = None,
    encoding: str | None = None,
) -> Findings:
    """Everything that is wrong with the file, by line and column, and what it would bring. Changes nothing.

    ``date_format``: how it writes days, as ``MM/DD/YYYY``, ``DD-MMM-YYYY`` or ``%m/%d/%Y``; ISO days are
    always read.
    Never raises for what the file says: that is in ``problems``.
    """
    zone = agency_time.zone_of(session, organization_id)
    try:
        way = caseload_days.declared_way(date_format) if date_format else None
        sheet = caseload_files.read(contents, encoding=encoding)
    except Invalid as error:
        return _nothing([Problem(line=error.params.get("line", 0), column="", error=error)], at, zone)
    problems, not_read = _columns(sheet)
    if problems:
        return _nothing(problems, at, zone, not_read=not_read)
    known_keys = _known(session, organization_id)
    today = agency_time.day_of(at, zone)
    people: list[NewPerson] = []
    known: list[str] = []
    lines: dict[str, int] = {}
    for line in sheet.lines:
        cells = Cells(
            line=line,
            date_format=way,
            today=today,
            zone=zone,
        )
        case_number = cells.short("case_number")
        if case_number in lines:
            cells.wrong("case_number", "import_case_number_twice", line=lines[case_number])
        elif case_number and case_number in known_keys:
            known.append(case_number)
            lines[case_number] = line.number
            continue
        if case_number:
            lines.setdefault(case_number, line.number)
        person = caseload_rows.read(cells, sheet.columns)
        problems += cells.problems
        people.append(person)
    around = caseload_surroundings.look_around(session, organization_id=organization_id, people=people, at=at)
    problems += caseload_checks.of_people(people, around)
    return Findings(
        problems=sorted(problems, key=lambda problem: problem.line),
        people=people,
        known=known,
        likenesses=caseload_likeness.among(session, organization_id=organization_id, people=people),
        joining=[person.line for person in people if person.household.key in around.families],
        not_read=not_read,
        new_programs=sorted({person.program for person in people if person.program} - around.programs.keys()),
        new_payers=sorted({person.payer for person in people if person.payer} - around.payers.keys()),
        surroundings=around,
        at=at,
        zone=zone,
    )


def _columns(sheet: Sheet) -> tuple[list[Problem], list[str]]:
    """Needed columns that are missing, twice the same, slips of the pen, no name; and what means nothing."""
    problems: list[Problem] = []
    not_read: list[str] = []

    def wrong(column: str, message_id: str, **params: str | int) -> None:
        problems.append(Problem(line=sheet.header_line, column=column, error=Invalid(message_id, **params)))

    twice = caseload_files.first_twice([name for name in sheet.columns if name])
    if twice:
        wrong(twice, "import_column_twice")
    for place, line in sheet.unnamed.items():
        wrong("", "import_column_unnamed", place=caseload_files.letters(place), line=line)
    for name in sheet.columns:
        if not name or caseload_columns.is_known(name):
            continue
        meant = caseload_columns.meant_by(name)
        if meant and meant not in sheet.columns:
            wrong(name, "import_column_unknown", meant=meant)
        else:
            not_read.append(name)
    for name in caseload_columns.NEEDED:
        if name not in sheet.columns and not any(
            problem.error.params.get("meant") == name for problem in problems
        ):
            wrong(name, "import_column_missing")
    return problems, not_read


def _known(session: Session, organization_id: UUID) -> Mapping[str | None, UUID]:
    rows = session.exec(
        select(Client.import_key, Client.id).where(
            Client.organization_id == organization_id, col(Client.import_key).is_not(None)
        )
    )
    return dict(rows.all())


def _nothing(
    problems: list[Problem], at: datetime, zone: ZoneInfo, *, not_read: Sequence[str] = ()
) -> Findings:
    return Findings(
        problems=problems,
        people=(),
        known=(),
        likenesses=(),
        joining=(),
        not_read=not_read,
        new_programs=(),
        new_payers=(),
        surroundings=None,
        at=at,
        zone=zone,
    )
