"""A caseload file that is tried and taken in, seen from the page."""

from typing import Any

from pydantic import BaseModel

from casepwa.offline.local import action, local


class ProblemRow(BaseModel):
    line: int
    column: str
    id: str
    params: dict[str, Any]


class LikenessRow(BaseModel):
    line: int
    name: str
    birth_date: str | None
    other_line: int | None
    other_name: str
    other_case_number: str


class TakenRow(BaseModel):
    people: int
    families: int
    contacts: int
    goals: int
    visits: int
    plans: int


class Found(BaseModel):
    people: int
    known: int
    problem_count: int
    problems: list[ProblemRow]
    likeness_count: int
    likenesses: list[LikenessRow]
    joining: list[int]
    not_read: list[str]
    new_programs: list[str]
    new_payers: list[str]
    taken: TakenRow


class CaseloadFile(BaseModel):
    """``status``: none, busy, bad (it has problems), good, taken, or refused (``error`` says why)."""

    status: str
    name: str
    error: str
    params: dict[str, Any]
    found: Found


_MODULE = "views/caseload_file.js"
caseload_file: CaseloadFile = local("caseloadFile", "useCaseloadFile", CaseloadFile, module=_MODULE)
try_file = action("tryCaseloadFile", module=_MODULE)
take_file = action("takeCaseloadFile", module=_MODULE)
forget_file = action("forgetCaseloadFile", module=_MODULE)
