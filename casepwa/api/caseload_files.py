"""A caseload file: POST /api/v1/caseload-file tries it; with ``?take=1`` it is taken in, whole or not at all.

The body is the file itself. It is never written to disk, and no answer of ours is kept by the browser.
"""

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel

from casepwa.api.bodies import read_bytes
from casepwa.api.current import allowed
from casepwa.casework.actors import Actor
from casepwa.casework.caseload_import import caseload_desk
from casepwa.casework.caseload_import.caseload_files import LARGEST
from casepwa.casework.caseload_import.caseload_import import Findings
from casepwa.casework.caseload_import.caseload_intake import Taken
from casepwa.casework.permissions import Permission
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread

routes = APIRouter()
SHOWN = 200
"""Problems and likenesses that are told in full; the rest are counted."""


class ProblemLine(BaseModel):
    line: int
    column: str
    id: str
    params: dict[str, Any]


class LikenessLine(BaseModel):
    """``other_line``: another row of the file; else the other is here, under ``other_case_number``."""

    line: int
    name: str
    birth_date: date | None
    other_line: int | None
    other_name: str
    other_case_number: str


class Tried(BaseModel):
    """``taken``: what was made, or None for a try and for a file with problems."""

    people: int
    known: int
    problem_count: int
    problems: list[ProblemLine]
    likeness_count: int
    likenesses: list[LikenessLine]
    joining: list[int]
    not_read: list[str]
    new_programs: list[str]
    new_payers: list[str]
    taken: dict[str, int] | None


@routes.post("/api/v1/caseload-file")
async def receive(
    request: Request,
    actor: Annotated[Actor, allowed(Permission.CASELOAD_IMPORT)],
    date_format: str = "",
    encoding: str = "",
    take: bool = False,
) -> Tried:
    """413 ``too_large``; 422 ``import_way`` for a date format or encoding that is not offered."""
    contents = await read_bytes(request, most_bytes=LARGEST)
    work = _taken if take else _tried
    findings, taken = await in_a_thread(work, actor, contents, date_format or None, encoding or None)
    return _answer(findings, taken)


def _tried(
    actor: Actor, contents: bytes, date_format: str | None, encoding: str | None
) -> tuple[Findings, None]:
    with unit_of_work(readonly=True) as session:
        findings = caseload_desk.examine(
            session,
            actor=actor,
            contents=contents,
            date_format=date_format,
            encoding=encoding,
            at=datetime.now(UTC),
        )
    with unit_of_work() as session:
        caseload_desk.tried(session, actor=actor, findings=findings)
    return findings, None


def _taken(
    actor: Actor, contents: bytes, date_format: str | None, encoding: str | None
) -> tuple[Findings, Taken | None]:
    with unit_of_work() as session:
        return caseload_desk.take_in(
            session,
            actor=actor,
            contents=contents,
            date_format=date_format,
            encoding=encoding,
            at=datetime.now(UTC),
        )


def _answer(findings: Findings, taken: Taken | None) -> Tried:
    return Tried(
        people=len(findings.people),
        known=len(findings.known),
        problem_count=len(findings.problems),
        problems=[
            ProblemLine(line=one.line, column=one.column, id=one.error.message_id, params=one.error.params)
            for one in findings.problems[:SHOWN]
        ],
        likeness_count=len(findings.likenesses),
        likenesses=[
            LikenessLine(
                line=one.line,
                name=one.name,
                birth_date=one.birth_date,
                other_line=one.other_line,
                other_name=one.other_name if one.other_line else "",
                other_case_number=one.other_case_number or "",
            )
            for one in findings.likenesses[:SHOWN]
        ],
        joining=list(findings.joining),
        not_read=list(findings.not_read),
        new_programs=list(findings.new_programs),
        new_payers=list(findings.new_payers),
        taken=asdict(taken) if taken else None,
    )
