"""People go from one worker to another: access, visits and steps with them, nothing queued is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from time import sleep
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from casepwa.casework.actors import Actor
from casepwa.casework.caseloads import transfers
from casepwa.casework.caseloads.transfers import Asked
from casepwa.casework.errors import CaseworkError, Denied
from casepwa.database import unit_of_work
from casepwa.models import (
    AuditEvent,
    CaseTransfer,
    ContactNoteVersion,
    NextStep,
    TeamMember,
    Visit,
    VisitClient,
    codes,
)
from casepwa.state import caseloads
from tests import factories
from tests.cast import Person, person
from tests.integration.phones import Agency, command

ZONE = ZoneInfo("America/New_York")


def today() -> date:
    return datetime.now(ZONE).date()


@pytest.fixture
def tom(agency: Agency) -> Person:
    """A case manager beside Maya, in Omar's team."""
    north = agency.session.get_one(type(agency.cast.north), agency.cast.north.id)
    found = person(
        agency.session,
        organization=agency.cast.organization,
        name="Tom Adeyemi",
        title="Case manager",
        roles=(codes.Role.CASE_MANAGER,),
        team=north,
    )
    agency.session.commit()
    return found


def arrange(
    agency: Agency, *client_ids: UUID, to: Person, by: Actor | None = None, **more: Any
) -> list[CaseTransfer]:
    asked = {
        "client_ids": client_ids or (agency.cast.luis.id,),
        "from_id": agency.cast.maya.id,
        "to_id": to.id,
        "on": today(),
        "reason": "Maya is over a full load",
        **more,
    }
    with unit_of_work() as session:
        return transfers.arrange(session, actor=by or agency.cast.omar.actor, asked=Asked(**asked))


def refusal(agency: Agency, *client_ids: UUID, to: Person, **more: Any) -> str:
    with pytest.raises(CaseworkError) as raised:
        arrange(agency, *client_ids, to=to, **more)
    assert agency.rows(CaseTransfer) == []
    return raised.value.message_id


def people_of(agency: Agency, visit_id: UUID) -> set[UUID]:
    return {row.client_id for row in agency.rows(VisitClient) if row.visit_id == visit_id}


def test_a_transfer_of_today_moves_the_person_from_one_phone_to_the_other(agency: Agency, tom: Person):
    luis = agency.cast.luis.id
    mayas, toms = agency.phone(agency.cast.maya), agency.phone(tom)
    mayas.sync()
    toms.sync()
    assert str(luis) in mayas.have
    assert str(luis) not in toms.have
    arrange(agency, to=tom)
    assert mayas.sync()["removed"] == [str(luis)]
    toms.sync()
    assert toms.bundles[str(luis)]["header"]["given_name"] == "Luis"
    (transfer,) = agency.rows(CaseTransfer)
    assert transfer.settled_at is not None
    (event,) = [row for row in agency.rows(AuditEvent) if row.action == "case.transfer"]
    assert (event.account_id, event.client_id) == (agency.cast.omar.id, luis)
    assert event.ids == {"from_id": str(agency.cast.maya.id), "to_id": str(tom.id), "is_called_off": False}
    assert "load" not in str(event.ids)


def test_open_steps_of_the_old_worker_move_and_nobody_elses(agency: Agency, tom: Person):
    cast = agency.cast

    def step(**more: Any) -> UUID:
        return factories.next_step(
            agency.session, client_id=cast.luis.id, added_by_id=cast.maya.id, **more
        ).id

    hers = step(owner_account_id=cast.maya.id, owner_role=None)
    priyas = step(owner_account_id=cast.priya.id, owner_role=None)
    done = step(
        owner_account_id=cast.maya.id, owner_role=None, done_at=datetime.now(UTC), done_by_id=cast.maya.id
    )
    elsewhere = factories.next_step(
        agency.session,
        client_id=cast.ana.id,
        added_by_id=cast.maya.id,
        owner_account_id=cast.maya.id,
        owner_role=None,
    ).id
    agency.session.commit()
    arrange(agency, to=tom)
    owners = {row.id: row.owner_account_id for row in agency.rows(NextStep)}
    assert owners == {hers: tom.id, priyas: cast.priya.id, done: cast.maya.id, elsewhere: cast.maya.id}


def plan_visit(agency: Agency, *client_ids: UUID, **more: Any) -> UUID:
    start = datetime.now(UTC) + timedelta(hours=2)
    made = factories.visit(
        agency.session,
        organization_id=agency.cast.organization.id,
        worker_id=agency.cast.maya.id,
        client_ids=client_ids,
        **{"planned_start": start, "planned_end": start + timedelta(hours=1), **more},
    )
    agency.session.commit()
    return made.id


def test_a_visit_of_siblings_parts_where_only_one_of_them_goes(agency: Agency, tom: Person):
    cast = agency.cast
    shared = plan_visit(agency, cast.luis.id, cast.ana.id)
    alone = plan_visit(agency, cast.luis.id)
    past = plan_visit(
        agency,
        cast.luis.id,
        planned_start=datetime.now(UTC) - timedelta(hours=3),
        planned_end=datetime.now(UTC) - timedelta(hours=2),
    )
    arrange(agency, to=tom)
    workers = {row.id: row.worker_id for row in agency.rows(Visit)}
    assert workers[shared] == cast.maya.id
    assert people_of(agency, shared) == {cast.ana.id}
    assert workers[alone] == tom.id
    assert workers[past] == cast.maya.id
    (part,) = workers.keys() - {shared, alone, past}
    assert workers[part] == tom.id
    assert people_of(agency, part) == {cast.luis.id}


def test_a_visit_of_siblings_who_both_go_stays_whole(agency: Agency, tom: Person):
    cast = agency.cast
    shared = plan_visit(agency, cast.luis.id, cast.ana.id)
    arrange(agency, cast.luis.id, cast.ana.id, to=tom)
    (visit,) = agency.rows(Visit)
    assert (visit.id, visit.worker_id) == (shared, tom.id)
    assert people_of(agency, shared) == {cast.luis.id, cast.ana.id}


def test_a_note_queued_before_it_lands_flagged_and_the_old_worker_reads_no_more(agency: Agency, tom: Person):
    luis = agency.cast.luis.id
    mayas = agency.phone(agency.cast.maya)
    mayas.sync()
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    note = factories.note_submit(
        client_id=luis, started_at=an_hour_ago, ended_at=an_hour_ago + timedelta(minutes=10)
    )
    written = command("note.submit", note, client_ids=(luis,))
    arrange(agency, to=tom)
    assert mayas.verdicts(written) == ["applied"]
    assert str(luis) not in mayas.bundles
    (version,) = agency.rows(ContactNoteVersion)
    assert (version.submitted_by_id, version.is_late_right) == (agency.cast.maya.id, True)
    after = command("note.submit", factories.note_submit(client_id=luis), client_ids=(luis,))
    assert mayas.verdicts(after) == ["refused: not_allowed"]
    toms = agency.phone(tom)
    toms.sync()
    (line,) = toms.bundles[str(luis)]["notes"]
    assert line["author"] == agency.cast.maya.account.name
    assert "late_right" in line["flags"]


@pytest.mark.parametrize("together", [True, False], ids=["siblings", "alone"])
def test_a_visit_that_the_old_worker_made_before_she_heard_is_hers_again(
    agency: Agency, tom: Person, together: bool
):
    """Checked in and out without signal; meanwhile the visit, or its half, had gone to Tom."""
    cast = agency.cast
    people = (cast.luis.id, cast.ana.id) if together else (cast.luis.id,)
    visit = plan_visit(agency, *people)
    mayas = agency.phone(cast.maya)
    mayas.sync()
    began = command("visit.check_in", factories.visit_check_in(visit_id=visit), client_ids=people)
    ended = command(
        "visit.check_out",
        factories.visit_check_out(visit_id=visit, client_ids=list(people)),
        client_ids=people,
        after=[began["id"]],
    )
    arrange(agency, to=tom)
    assert mayas.verdicts(began, ended) == ["applied", "applied"]
    (made,) = [row for row in agency.rows(Visit) if row.id == visit]
    assert (made.worker_id, made.status, made.is_late_right) == (cast.maya.id, "checked_out", True)
    assert people_of(agency, visit) == set(people)
    assert all(row.status == "cancelled" for row in agency.rows(Visit) if row.id != visit)


def test_a_transfer_dated_ahead_moves_access_on_its_day_and_the_rest_once(agency: Agency, tom: Person):
    cast, luis = agency.cast, str(agency.cast.luis.id)
    day = today() + timedelta(days=3)
    moment = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    before = plan_visit(agency, cast.luis.id)
    later = plan_visit(
        agency,
        cast.luis.id,
        planned_start=moment + timedelta(hours=9),
        planned_end=moment + timedelta(hours=10),
    )
    arrange(agency, to=tom, on=day)
    mayas = agency.phone(cast.maya)
    mayas.sync()
    assert datetime.fromisoformat(mayas.until[luis] or "") == moment, "her phone drops it by itself"
    assert {row.worker_id for row in agency.rows(Visit)} == {cast.maya.id}
    with unit_of_work() as session:
        assert transfers.settle_due(session, cast.organization.id, at=moment - timedelta(seconds=1)) == 0
    for expected in (1, 0):
        with unit_of_work() as session:
            assert transfers.settle_due(session, cast.organization.id, at=moment) == expected
    assert {row.id: row.worker_id for row in agency.rows(Visit)} == {before: cast.maya.id, later: tom.id}
    (held,) = [row for row in agency.rows(TeamMember) if row.account_id == tom.id]
    assert held.starts_at == moment


def test_a_sync_settles_what_has_come_due(agency: Agency, tom: Person):
    arrange(agency, to=tom, on=today() + timedelta(days=3))
    (transfer,) = agency.rows(CaseTransfer)
    transfer.takes_effect_at = datetime.now(UTC) - timedelta(seconds=1)
    agency.change(transfer)
    agency.phone(agency.cast.charlie).sync()
    (transfer,) = agency.rows(CaseTransfer)
    assert transfer.settled_at is not None


def test_a_transfer_ahead_can_be_called_off_and_leaves_nothing_behind(agency: Agency, tom: Person):
    cast = agency.cast
    (transfer,) = arrange(agency, to=tom, on=today() + timedelta(days=3))
    with unit_of_work() as session:
        transfers.call_off(session, actor=cast.omar.actor, transfer_id=transfer.id)
    (member,) = [
        row
        for row in agency.rows(TeamMember)
        if (row.client_id, row.account_id) == (cast.luis.id, cast.maya.id)
    ]
    assert member.ends_at is None
    far = datetime.now(UTC) + timedelta(days=30)
    with unit_of_work() as session:
        assert transfers.settle_due(session, cast.organization.id, at=far) == 0
        taking = select(TeamMember).where(TeamMember.account_id == tom.id, col(TeamMember.ends_at).is_(None))
        assert session.exec(taking).all() == []
    arrange(agency, to=tom)
    with pytest.raises(CaseworkError, match="transfer_took_effect"), unit_of_work() as session:
        transfers.call_off(session, actor=cast.omar.actor, transfer_id=transfer.id)


def test_a_mistaken_transfer_is_transferred_back(agency: Agency, tom: Person):
    luis = agency.cast.luis.id
    visit = plan_visit(agency, luis)
    arrange(agency, to=tom)
    arrange(agency, to=agency.cast.maya, from_id=tom.id)
    (row,) = agency.rows(Visit)
    assert (row.id, row.worker_id) == (visit, agency.cast.maya.id)
    mayas = agency.phone(agency.cast.maya)
    mayas.sync()
    assert str(luis) in mayas.have


def test_what_cannot_be_is_refused_with_its_reason(agency: Agency, tom: Person):
    cast = agency.cast
    assert refusal(agency, to=cast.maya) == "transfer_to_someone_else"
    assert refusal(agency, to=tom, client_ids=()) == "transfer_whom"
    assert refusal(agency, to=tom, on=today() - timedelta(days=1)) == "transfer_not_in_the_past"
    assert refusal(agency, to=tom, on=today() + timedelta(days=400)) == "transfer_too_far_ahead"
    assert refusal(agency, to=tom, from_id=cast.priya.id) == "receiver_lacks_role"
    assert refusal(agency, cast.ada.id, to=cast.maya, from_id=tom.id) == "not_with_this_worker"
    tom.account.locked_at = datetime.now(UTC)
    agency.change(tom.account)
    assert refusal(agency, to=tom) == "receiver_cannot_take_over"


def test_two_transfers_of_one_person_do_not_both_happen(agency: Agency, tom: Person):
    arrange(agency, to=tom, on=today() + timedelta(days=3))
    with pytest.raises(CaseworkError, match="transfer_already_arranged"):
        arrange(agency, to=tom)


def test_of_two_transfers_at_the_same_moment_the_first_stands(agency: Agency, tom: Person):
    if agency.session.get_bind().dialect.name == "sqlite":
        pytest.skip("one writer at a time")
    cast = agency.cast
    asked = Asked(
        client_ids=(cast.luis.id,),
        from_id=cast.maya.id,
        to_id=tom.id,
        on=today() + timedelta(days=3),
        reason="A full load",
    )
    with ThreadPoolExecutor(1) as pool, unit_of_work() as first:
        transfers.arrange(first, actor=cast.omar.actor, asked=asked)
        waiting = pool.submit(arrange, agency, to=tom, on=today() + timedelta(days=2))
        sleep(0.5)  # the other has looked by now, or waits
        first.commit()
        with pytest.raises(CaseworkError, match="transfer_already_arranged"):
            waiting.result(timeout=30)
    assert len(agency.rows(CaseTransfer)) == 1


def test_what_is_said_of_a_transfer_is_of_this_one(agency: Agency, tom: Person):
    cast = agency.cast
    later = CaseTransfer(
        organization_id=cast.organization.id,
        client_id=cast.luis.id,
        from_id=cast.priya.id,
        to_id=cast.charlie.id,
        arranged_by_id=cast.omar.id,
        reason="Family leave",
        takes_effect_at=datetime.now(UTC) + timedelta(days=9),
    )
    factories.made(agency.session, later)
    agency.session.commit()
    asked = Asked(
        client_ids=(cast.luis.id, cast.ana.id),
        from_id=cast.maya.id,
        to_id=tom.id,
        on=today() + timedelta(days=2),
        reason="A full load",
    )
    taken = caseloads._transferred(cast.omar.actor, asked)
    assert taken.to_worker == tom.account.name
    assert sorted(one.name for one in taken.briefs) == ["Ana Delgado", "Luis Delgado"]


def test_one_person_out_of_reach_and_nobody_moves(agency: Agency, tom: Person):
    """Ben is Charlie's, of the other team."""
    cast = agency.cast
    assert refusal(agency, cast.luis.id, cast.ben.id, to=tom) == "not_allowed"


@pytest.mark.parametrize("name", ["maya", "priya", "charlie", "rosa", "alma"])
def test_nobody_but_their_supervisor_transfers(agency: Agency, tom: Person, name: str):
    assert refusal(agency, to=tom, by=getattr(agency.cast, name).actor) == "not_allowed"


def test_a_supervisor_moves_nobody_into_or_out_of_a_team_of_another(agency: Agency, tom: Person):
    cast = agency.cast
    sol = person(
        agency.session,
        organization=cast.organization,
        name="Sol Weber",
        title="Supervisor",
        roles=(codes.Role.SUPERVISOR,),
    )
    factories.supervises(agency.session, account_id=sol.id, staff_team_id=cast.south.id)
    agency.session.commit()
    assert refusal(agency, to=cast.charlie) == "not_allowed"
    assert refusal(agency, to=cast.charlie, by=sol.actor) == "not_allowed"
    (transfer,) = arrange(agency, to=tom, on=today() + timedelta(days=2))
    for who in (sol, cast.maya, cast.rosa, cast.alma):
        with pytest.raises(Denied), unit_of_work() as session:
            transfers.call_off(session, actor=who.actor, transfer_id=transfer.id)
