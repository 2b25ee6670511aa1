"""Programs: added, renamed, ended; an ended one takes nobody in."""

import pytest
from sqlmodel import Session, select

from casepwa.casework.caseload_import import caseload_import
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.rules import programs
from casepwa.models import AuditEvent, Program
from tests import factories
from tests.cast import Cast
from tests.factories import MONDAY


def test_a_program_is_added_renamed_ended_and_opened_again(session: Session, cast: Cast) -> None:
    alma = cast.alma.actor
    made = programs.add(session, actor=alma, name="  Adult   supports ", service_type="t1016")
    assert (made.name, made.service_type) == ("Adult supports", "T1016")
    programs.rename(session, actor=alma, program_id=made.id, name="Adult community supports")
    programs.end(session, actor=alma, program_id=made.id, at=MONDAY)
    assert [(one.name, str(one.ended_on)) for one in programs.listed(session, actor=alma)] == [
        ("Adult community supports", "2026-03-02"),
        (cast.program.name, "None"),
    ]
    programs.open_again(session, actor=alma, program_id=made.id)
    assert session.get_one(Program, made.id).ended_on is None
    what = [event.ids["what"] for event in session.exec(select(AuditEvent).order_by(AuditEvent.id))]  # type: ignore[arg-type]
    assert what == ["added", "renamed", "ended", "opened_again"]


def test_two_programs_have_two_names(session: Session, cast: Cast) -> None:
    with pytest.raises(Conflict):
        programs.add(session, actor=cast.alma.actor, name=cast.program.name.upper(), service_type="T1017")
    programs.rename(session, actor=cast.alma.actor, program_id=cast.program.id, name=cast.program.name)
    for name, service in (("", "T1017"), ("x" * 300, "T1017"), ("New", "17")):
        with pytest.raises(Invalid):
            programs.add(session, actor=cast.alma.actor, name=name, service_type=service)


def test_an_import_into_an_ended_program_is_refused_at_its_cell(session: Session, cast: Cast) -> None:
    programs.end(session, actor=cast.alma.actor, program_id=cast.program.id, at=MONDAY)
    file = f"case_number,given_name,family_name,case_manager,program\n1,A,B,{cast.maya.account.email},"
    findings = caseload_import.examine(
        session,
        organization_id=cast.organization.id,
        contents=f"{file}{cast.program.name}\n".encode(),
        at=MONDAY,
    )
    (problem,) = findings.problems
    assert (problem.line, problem.column, problem.error.message_id) == (2, "program", "import_program_ended")


def test_nobody_but_an_administrator_of_the_agency(session: Session, cast: Cast) -> None:
    for who in (cast.maya, cast.omar, cast.priya, cast.rosa, cast.charlie):
        with pytest.raises(Denied):
            programs.listed(session, actor=who.actor)
        with pytest.raises(Denied):
            programs.add(session, actor=who.actor, name="New", service_type="T1017")
    bridge = factories.organization(session, name="Bridge")
    theirs = factories.program(session, organization_id=bridge.id)
    for attempt in (
        lambda: programs.rename(session, actor=cast.alma.actor, program_id=theirs.id, name="Ours"),
        lambda: programs.end(session, actor=cast.alma.actor, program_id=theirs.id, at=MONDAY),
        lambda: programs.open_again(session, actor=cast.alma.actor, program_id=theirs.id),
    ):
        with pytest.raises(Denied):
            attempt()
    assert theirs.ended_on is None
