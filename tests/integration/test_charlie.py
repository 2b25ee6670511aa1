"""Whatever Maya may record, Charlie may not; each attempt leaves one denial in the trail and nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel

from casepwa.casework.commands import PAYLOADS
from casepwa.models import AuditEvent, Client, CommandReceipt, ContactNote, FamilyMessage, ServiceLink
from casepwa.models.columns import new_id
from tests import factories
from tests.factories import MONDAY
from tests.integration.phones import Agency, Json, command

Attempt = Callable[[Agency], Any]


def _note(agency: Agency) -> Any:
    return factories.note_submit(client_id=agency.cast.luis.id, safety_concern=factories.concern())


def _note_amend(agency: Agency) -> Any:
    cast = agency.cast
    note = ContactNote(client_id=cast.luis.id, author_id=cast.maya.id, status="approved")
    factories.made(agency.session, note)
    agency.session.commit()
    said = {"kind": "addendum", "text": "He called again.", "reason": "Came after the note"}
    return {
        "amendment_id": str(new_id()),
        "note_id": str(note.id),
        "client_id": str(cast.luis.id),
        **said,
    }


def _schedule(agency: Agency) -> Any:
    return factories.visit_schedule(client_ids=[agency.cast.luis.id])


def _visit(agency: Agency, *, under_way: bool = False) -> Any:
    """Maya's visit to Luis, put into the database."""
    visit = factories.visit(
        agency.session,
        organization_id=agency.cast.organization.id,
        worker_id=agency.cast.maya.id,
        client_ids=(agency.cast.luis.id,),
    )
    if under_way:
        visit.status, visit.expected_end = "checked_in", MONDAY + timedelta(hours=1)
        factories.visit_stamp(agency.session, visit_id=visit.id, happened_at=MONDAY)
    agency.session.commit()
    return visit.id


def _check_in(agency: Agency) -> Any:
    return factories.visit_check_in(visit_id=_visit(agency))


def _extend(agency: Agency) -> Any:
    later = (MONDAY + timedelta(hours=2)).isoformat()
    return {"visit_id": str(_visit(agency, under_way=True)), "expected_end": later}


def _check_out(agency: Agency) -> Any:
    visit_id = _visit(agency, under_way=True)
    return factories.visit_check_out(visit_id=visit_id, client_ids=[agency.cast.luis.id])


def _miss(agency: Agency) -> Any:
    said = {"reason": "not_home", "next_action": "Try again", "happened_at": MONDAY.isoformat()}
    return {"visit_id": str(_visit(agency)), **said}


def _goal(agency: Agency) -> Any:
    goal = factories.goal(agency.session, client_id=agency.cast.luis.id)
    agency.session.commit()
    return goal.id


def _mark(agency: Agency) -> Any:
    return factories.goal_mark(client_id=agency.cast.luis.id, goal_id=_goal(agency))


def _amend(agency: Agency) -> Any:
    mark = factories.goal_mark_row(
        agency.session,
        client_id=agency.cast.luis.id,
        goal_id=_goal(agency),
        marked_by_id=agency.cast.maya.id,
    )
    agency.session.commit()
    said = {"amendment_id": str(new_id()), "kind": "entered_in_error", "reason": "Wrong goal"}
    return {"mark_id": str(mark.id), "client_id": str(agency.cast.luis.id), **said}


def _step(agency: Agency) -> Any:
    return factories.step_add(client_id=agency.cast.luis.id)


def _step_done(agency: Agency) -> Any:
    step = factories.next_step(agency.session, client_id=agency.cast.luis.id, added_by_id=agency.cast.maya.id)
    agency.session.commit()
    known = {"step_id": str(step.id), "client_id": str(agency.cast.luis.id)}
    return {**known, "happened_at": MONDAY.isoformat()}


def _follow_up(agency: Agency) -> Any:
    link = factories.made(agency.session, ServiceLink(client_id=agency.cast.luis.id, service="Reading help"))
    agency.session.commit()
    known = {"link_id": str(link.id), "client_id": str(agency.cast.luis.id), "status": "started"}
    return {**known, "happened_at": MONDAY.isoformat()}


def _propose(agency: Agency) -> Any:
    said = {"section": "never_do", "proposal": "Do not mention his father."}
    return {"proposal_id": str(new_id()), "client_id": str(agency.cast.luis.id), **said}


def _read(agency: Agency) -> Any:
    said = {"what": "person", "read_at": datetime.now(UTC).isoformat(), "was_offline": True}
    return {"read_id": str(new_id()), "client_id": str(agency.cast.luis.id), **said}


def _said(agency: Agency) -> Json:
    """Rosa's question, put into the database."""
    row = FamilyMessage(
        client_id=agency.cast.luis.id,
        from_account_id=agency.cast.rosa.id,
        kind="question",
        text="When is the meeting?",
        recorded_at=MONDAY,
    )
    factories.made(agency.session, row)
    agency.session.commit()
    return {"message_id": str(row.id), "client_id": str(agency.cast.luis.id)}


def _message_read(agency: Agency) -> Any:
    return _said(agency) | {"read_at": MONDAY.isoformat()}


def _message_answer(agency: Agency) -> Any:
    return _said(agency) | {"text": "On Monday at four."}


ATTEMPTS: dict[str, Attempt] = {
    "note.submit": _note,
    "note.amend": _note_amend,
    "visit.schedule": _schedule,
    "visit.check_in": _check_in,
    "visit.extend": _extend,
    "visit.check_out": _check_out,
    "visit.miss": _miss,
    "goal.mark": _mark,
    "goal.mark_amended": _amend,
    "step.add": _step,
    "step.done": _step_done,
    "referral.followed_up": _follow_up,
    "crisis_plan.propose": _propose,
    "message.read": _message_read,
    "message.answer": _message_answer,
    "read.logged": _read,
}
NOT_ABOUT_A_CLIENT = {"alarm.help", "coaching.read"}
"""Charlie's own call for help is his right; test_alarms.py shows that it touches no visit of Maya's.
test_beside_notes.py: what was said to Maya is not his to read."""

FAMILYS_OWN = {"step.help", "message.send", "consent.withdraw"}
"""What only a family account may record; test_family_commands.py tries them as another family."""


def written(agency: Agency) -> dict[str, list[Json]]:
    """All rows of all tables but the trail and the receipts, and when someone was last heard of."""
    ignored = {"audit_event", "command_receipt", "device", "sign_in_session", "bundle_delivery"}
    return {
        table.__name__: sorted((row.model_dump(mode="json") for row in agency.rows(table)), key=str)
        for table in tables()
        if table.__tablename__ not in ignored
    }


def tables() -> list[type[SQLModel]]:
    mappers = SQLModel._sa_registry.mappers  # type: ignore[attr-defined]
    return sorted((mapper.class_ for mapper in mappers), key=lambda table: table.__name__)


def denials(agency: Agency) -> list[AuditEvent]:
    return [event for event in agency.rows(AuditEvent) if event.outcome == "denied"]


def test_every_kind_of_command_is_attempted() -> None:
    assert ATTEMPTS.keys() | NOT_ABOUT_A_CLIENT | FAMILYS_OWN == PAYLOADS.keys()


@pytest.mark.parametrize("kind", ATTEMPTS)
def test_charlie_is_refused_what_maya_may_record_and_leaves_one_denial(agency: Agency, kind: str) -> None:
    cast = agency.cast
    payload = ATTEMPTS[kind](agency)
    attempt = command(kind, payload, client_ids=(cast.luis.id,))
    hidden = command(kind, payload, client_ids=(cast.ben.id,))
    before = written(agency)
    phone = agency.phone(cast.charlie)
    assert phone.verdicts(attempt) == ["refused: not_allowed"]
    assert phone.verdicts(attempt) == ["refused: not_allowed"]
    (denial,) = denials(agency)
    assert (denial.account_id, denial.client_id) == (cast.charlie.id, cast.luis.id)
    (verdict,) = phone.verdicts(hidden)
    assert verdict in ("refused: not_allowed", "refused: clients_differ")
    assert written(agency) == before
    assert {receipt.verdict for receipt in agency.rows(CommandReceipt)} == {"refused"}
    mine = command(kind, payload, client_ids=(cast.luis.id,))
    assert agency.phone(cast.maya).verdicts(mine) == ["applied"]
    assert written(agency) != before


def test_the_comparison_would_see_a_change(agency: Agency) -> None:
    before = written(agency)
    client = agency.session.get_one(Client, agency.cast.luis.id)
    client.revision += 1
    agency.session.commit()
    assert written(agency) != before
