"""Caseload files as a test writes them, and what the import says of them."""

import csv
from io import StringIO

from sqlmodel import Session

from casepwa.casework.caseload_import import caseload_import, caseload_intake
from casepwa.casework.caseload_import.caseload_import import Findings
from tests import factories
from tests.cast import Cast

HEADER = "case_number,given_name,family_name,birth_date,phone,case_manager,program"
PERSON = {
    "case_number": "1",
    "given_name": "Ada",
    "family_name": "Ferris",
    "case_manager": "maya@example.test",
    "program": "Targeted case management",
}


def row(**cells: str) -> str:
    given = {**PERSON, **cells}
    return ",".join(given.get(name, "") for name in HEADER.split(","))


def file(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def sheet(*rows: dict[str, str]) -> bytes:
    """A file of people who differ from ``PERSON`` in the cells given, in whatever columns those are."""
    people = [{**PERSON, "case_number": str(number), **cells} for number, cells in enumerate(rows, start=1)]
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for cells in people for name in cells)), restval="")
    writer.writeheader()
    writer.writerows(people)
    return text.getvalue().encode()


def examine(session: Session, cast: Cast, contents: bytes, **options: str) -> Findings:
    return caseload_import.examine(
        session,
        organization_id=cast.organization.id,
        contents=contents,
        at=factories.MONDAY,
        **options,  # type: ignore[arg-type]
    )


def take(session: Session, cast: Cast, contents: bytes) -> caseload_intake.Taken:
    findings = examine(session, cast, contents)
    return caseload_intake.take_in(session, organization_id=cast.organization.id, findings=findings)


def problems(findings: Findings) -> set[tuple[int, str, str]]:
    return {(each.line, each.column, each.error.message_id) for each in findings.problems}
