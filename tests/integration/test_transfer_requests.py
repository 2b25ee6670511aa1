"""To another supervisor's team people go by asking: nothing moves, nor is known, before the answer."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, select

from casepwa.casework import caseload
from casepwa.casework.caseloads import transfer_requests, transfer_requests_seen, transfers, transfers_ahead
from casepwa.casework.caseloads.transfers import Asked
from casepwa.casework.errors import CaseworkError, Conflict, Denied, Invalid
from casepwa.models import AuditEvent, CaseTransfer, StaffTeamSupervisor, TeamMember, TransferRequest
from casepwa.models.codes import Role
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, Person, person


def today() -> date:
    return datetime.now(ZoneInfo("America/New_York")).date()


@pytest.fixture
def sol(session: Session, cast: Cast) -> Person:
    """Charlie's supervisor."""
    found = person(
        session,
        organization=cast.organization,
        name="Sol Weber",
        title="Supervisor",
        roles=(Role.SUPERVISOR,),
    )
    factories.supervises(session, account_id=found.id, staff_team_id=cast.south.id)
    return found


def asked(cast: Cast, **more: Any) -> Asked:
    return Asked(
        **{
            "client_ids": (cast.luis.id, cast.ana.id),
            "from_id": cast.maya.id,
            "to_id": cast.charlie.id,
            "on": today(),
            "reason": "The family moved south",
            **more,
        }
    )


def ask(session: Session, cast: Cast, **more: Any) -> TransferRequest:
    return transfer_requests.ask(session, actor=cast.omar.actor, asked=asked(cast, **more))


def held(session: Session, who: Person) -> set[UUID]:
    return set(caseload.clients_of(session, who.actor))


def test_nothing_moves_before_it_is_accepted_and_then_everything_does(
    session: Session, cast: Cast, sol: Person
) -> None:
    before = held(session, cast.maya), held(session, cast.charlie)
    request = ask(session, cast)
    assert (held(session, cast.maya), held(session, cast.charlie)) == before
    assert session.exec(select(CaseTransfer)).all() == []
    moved = transfer_requests.accept(session, actor=sol.actor, request_id=request.id)
    assert {(one.client_id, one.to_id, one.arranged_by_id) for one in moved} == {
        (cast.luis.id, cast.charlie.id, sol.id),
        (cast.ana.id, cast.charlie.id, sol.id),
    }
    assert held(session, cast.maya) == {cast.ada.id}
    assert held(session, cast.charlie) == {cast.ben.id, cast.luis.id, cast.ana.id}
    trail = session.exec(
        select(AuditEvent).where(AuditEvent.subject_id == request.id).order_by(col(AuditEvent.id))
    ).all()
    assert [(event.action, event.account_id) for event in trail] == [
        ("case.transfer", cast.omar.id),
        ("case.transfer", cast.omar.id),
        ("transfer.answer", sol.id),
    ]


def test_who_is_asked_sees_how_many_and_why_but_not_who(session: Session, cast: Cast, sol: Person) -> None:
    ask(session, cast)
    [seen] = transfer_requests_seen.waiting(session, actor=sol.actor)
    assert (seen.from_worker, seen.to_worker, seen.asked_by, seen.count) == (
        "Maya Brooks",
        "Charlie Webb",
        "Omar Haddad",
        2,
    )
    assert (seen.people, seen.weight > 0) == ((), True)
    assert "Luis" not in str(seen)
    assert "Delgado" not in str(seen)
    for client in (cast.luis, cast.ana):
        with pytest.raises(Denied):
            caseload.client_for(session, sol.actor, client.id, caseload.Permission.CLIENT_HEADER_READ)
    assert transfer_requests_seen.how_many_wait(session, actor=sol.actor) == 1
    assert transfer_requests_seen.how_many_wait(session, actor=cast.omar.actor) == 0
    [mine] = transfer_requests_seen.asked(session, actor=cast.omar.actor)
    assert mine.people == ("Ana Delgado", "Luis Delgado")
    assert transfer_requests_seen.asked(session, actor=sol.actor) == []


def test_declining_says_why_and_leaves_everything_where_it_is(
    session: Session, cast: Cast, sol: Person
) -> None:
    request = ask(session, cast)
    with pytest.raises(Invalid, match="declining_says_why"):
        transfer_requests.decline(session, actor=sol.actor, request_id=request.id, reason="  ")
    transfer_requests.decline(session, actor=sol.actor, request_id=request.id, reason="Charlie is full")
    [mine] = transfer_requests_seen.asked(session, actor=cast.omar.actor)
    assert (mine.answer, mine.answer_reason) == ("declined", "Charlie is full")
    assert held(session, cast.charlie) == {cast.ben.id}
    for verb in (transfer_requests.accept, transfer_requests.take_back):
        who = sol if verb is transfer_requests.accept else cast.omar
        with pytest.raises(Conflict, match="transfer_request_answered"):
            verb(session, actor=who.actor, request_id=request.id)
    assert ask(session, cast).answer is None


def test_what_is_taken_back_can_not_be_accepted(session: Session, cast: Cast, sol: Person) -> None:
    request = ask(session, cast)
    transfer_requests.take_back(session, actor=cast.omar.actor, request_id=request.id)
    assert transfer_requests_seen.waiting(session, actor=sol.actor) == []
    with pytest.raises(Conflict, match="transfer_request_answered"):
        transfer_requests.accept(session, actor=sol.actor, request_id=request.id)


@pytest.mark.parametrize("name", ["omar", "maya", "priya", "charlie", "rosa", "alma"])
def test_only_the_supervisor_of_the_receiver_answers(
    session: Session, cast: Cast, sol: Person, name: str
) -> None:
    request, who = ask(session, cast), getattr(cast, name).actor
    with pytest.raises(Denied):
        transfer_requests.accept(session, actor=who, request_id=request.id)
    with pytest.raises(Denied):
        transfer_requests.decline(session, actor=who, request_id=request.id, reason="No")
    with pytest.raises(Denied):
        transfer_requests.accept(session, actor=sol.actor, request_id=new_id())
    assert (request.answer, held(session, cast.charlie)) == (None, {cast.ben.id})


def test_nobody_asks_for_or_takes_back_another_teams_people(
    session: Session, cast: Cast, sol: Person
) -> None:
    with pytest.raises(Denied):
        transfer_requests.ask(session, actor=sol.actor, asked=asked(cast, to_id=cast.priya.id))
    with pytest.raises(Denied):
        transfer_requests.ask(session, actor=sol.actor, asked=asked(cast, from_id=cast.charlie.id))
    with pytest.raises(Denied):
        ask(session, cast, client_ids=(cast.ben.id,))
    request = ask(session, cast)
    with pytest.raises(Denied):
        transfer_requests.take_back(session, actor=sol.actor, request_id=request.id)


def test_who_can_be_asked_for_is_a_field_worker_of_a_team_that_somebody_else_leads(
    session: Session, cast: Cast, sol: Person
) -> None:
    found = transfer_requests.receivers(session, actor=cast.omar.actor)
    assert [one.name for one in found] == ["Charlie Webb"]
    for to in (cast.priya, sol, cast.rosa, cast.alma, cast.omar):
        with pytest.raises(Denied):
            ask(session, cast, to_id=to.id)
    session.delete(
        session.exec(select(StaffTeamSupervisor).where(col(StaffTeamSupervisor.account_id) == sol.id)).one()
    )
    session.flush()
    assert transfer_requests.receivers(session, actor=cast.omar.actor) == []


def test_one_person_is_asked_about_once_at_a_time(session: Session, cast: Cast, sol: Person) -> None:
    ask(session, cast, client_ids=(cast.luis.id,))
    for wrong, message in (
        ({}, "transfer_asked_already"),
        ({"client_ids": ()}, "transfer_whom"),
        ({"client_ids": (cast.ana.id,), "on": today() - timedelta(days=1)}, "transfer_not_in_the_past"),
    ):
        with pytest.raises(CaseworkError, match=message):
            ask(session, cast, **wrong)


def test_who_asked_and_leads_the_worker_no_more_moves_nobody(
    session: Session, cast: Cast, sol: Person
) -> None:
    request = ask(session, cast)
    leads = session.exec(select(StaffTeamSupervisor).where(StaffTeamSupervisor.account_id == cast.omar.id))
    session.delete(leads.one())
    session.flush()
    with pytest.raises(Conflict, match="transfer_request_is_void"):
        transfer_requests.accept(session, actor=sol.actor, request_id=request.id)
    assert held(session, cast.charlie) == {cast.ben.id}


def test_a_person_who_left_in_between_is_not_moved_nor_is_anybody_with_them(
    session: Session, cast: Cast, sol: Person
) -> None:
    request = ask(session, cast)
    hers = select(TeamMember).where(
        TeamMember.client_id == cast.luis.id, TeamMember.account_id == cast.maya.id
    )
    session.exec(hers).one().ends_at = datetime.now(ZoneInfo("UTC")) - timedelta(minutes=1)
    session.flush()
    with pytest.raises(Invalid, match="not_with_this_worker"), session.begin_nested():
        transfer_requests.accept(session, actor=sol.actor, request_id=request.id)
    assert held(session, cast.charlie) == {cast.ben.id}


def test_an_accepted_one_that_is_ahead_stands_on_both_desks_and_either_calls_it_off(
    session: Session, cast: Cast, sol: Person
) -> None:
    request = ask(session, cast, client_ids=(cast.luis.id,), on=today() + timedelta(days=7))
    [moved] = transfer_requests.accept(session, actor=sol.actor, request_id=request.id)
    for who in (cast.omar, sol):
        assert [one.client for one in transfers_ahead.of_teams(session, actor=who.actor)] == ["Luis Delgado"]
    assert held(session, cast.charlie) == {cast.ben.id}
    transfers.call_off(session, actor=sol.actor, transfer_id=moved.id)
    assert transfers_ahead.of_teams(session, actor=cast.omar.actor) == []
