"""A supervisor's own days away, and who approves the notes that they write themselves."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.approvals import approval_desk, approval_queue, named_seconds
from casepwa.casework.approvals.approval_queue import Asked
from casepwa.casework.caseloads import covers
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.notes import contact_notes
from casepwa.casework.safety import visits_now
from casepwa.models import Alarm, AuditEvent, ContactNote, Cover, NamedSecond
from casepwa.models.codes import Role
from casepwa.models.columns import now
from casepwa.state import approval_note_rows
from tests import factories
from tests.cast import Cast, Person, person


@pytest.fixture
def sol(session: Session, cast: Cast) -> Person:
    """The supervisor of the other team."""
    found = person(
        session,
        organization=cast.organization,
        name="Sol Weber",
        title="Supervisor",
        roles=(Role.SUPERVISOR,),
    )
    factories.supervises(session, account_id=found.id, staff_team_id=cast.south.id)
    return found


def asked(session: Session, cast: Cast, absent: Person, covering: Person, *, first: int = 0) -> covers.Asked:
    """From ``first`` days from now to five."""
    today = day_of(now(), zone_of(session, cast.organization.id))
    days: dict[str, Any] = {"first_day": today + timedelta(days=first), "last_day": today + timedelta(days=5)}
    return covers.Asked(absent_id=absent.id, covering_id=covering.id, **days)


def submitted(session: Session, writer: Person, cast: Cast, **values: Any) -> ContactNote:
    payload = factories.note_submit(client_id=cast.luis.id, **values)
    return contact_notes.submit(
        session, actor=writer.actor, payload=payload, recorded=factories.recorded(now())
    )


def on_desk(session: Session, who: Person) -> list[str]:
    return [row.worker for row in approval_queue.waiting(session, actor=who.actor, asked=Asked()).rows]


def test_a_supervisor_lets_another_stand_in_and_takes_it_back(
    session: Session, cast: Cast, sol: Person
) -> None:
    submitted(session, cast.maya, cast)
    assert on_desk(session, sol) == []
    cover = covers.give(session, actor=cast.omar.actor, asked=asked(session, cast, cast.omar, sol))
    assert on_desk(session, sol) == ["Maya Brooks"]
    [mine] = covers.of_teams(session, actor=cast.omar.actor)
    [theirs] = covers.of_teams(session, actor=sol.actor)
    assert (mine.absent, mine.covering, mine.may_end, theirs.may_end) == (
        "Omar Haddad",
        "Sol Weber",
        True,
        False,
    )
    with pytest.raises(Denied):
        covers.end(session, actor=sol.actor, cover_id=cover.id)
    covers.end(session, actor=cast.omar.actor, cover_id=cover.id)
    assert on_desk(session, sol) == []


def test_cover_ahead_opens_nothing_before_its_day(session: Session, cast: Cast, sol: Person) -> None:
    submitted(session, cast.maya, cast)
    covers.give(session, actor=cast.omar.actor, asked=asked(session, cast, cast.omar, sol, first=2))
    assert on_desk(session, sol) == []
    assert visits_now.board(session, actor=sol.actor).out == ()


@pytest.mark.parametrize("name", ["maya", "priya", "rosa", "alma", "omar"])
def test_only_another_supervisor_stands_in_for_one(session: Session, cast: Cast, name: str) -> None:
    with pytest.raises(Denied):
        covers.give(
            session,
            actor=cast.omar.actor,
            asked=asked(session, cast, cast.omar, getattr(cast, name)),
        )
    assert session.exec(select(Cover)).all() == []


def test_nobody_arranges_the_cover_of_another_supervisor(session: Session, cast: Cast, sol: Person) -> None:
    """Sol would make himself the reviewer of Maya's notes."""
    for who in (sol, cast.maya, cast.alma, cast.rosa):
        with pytest.raises(Denied):
            covers.give(session, actor=who.actor, asked=asked(session, cast, cast.omar, sol))


def test_a_supervisor_of_another_agency_is_nobody_here(session: Session, cast: Cast) -> None:
    elsewhere = factories.organization(session, name="Bridge")
    ivan = person(session, organization=elsewhere, name="Ivan Stone", title="Lead", roles=(Role.SUPERVISOR,))
    with pytest.raises(Denied):
        covers.give(session, actor=cast.omar.actor, asked=asked(session, cast, cast.omar, ivan))
    with pytest.raises(Denied):
        named_seconds.name(session, actor=cast.omar.actor, second_id=ivan.id)
    assert named_seconds.candidates(session, actor=cast.omar.actor) == []


def test_the_second_whom_a_supervisor_names_approves_their_own_notes_until_another_is_named(
    session: Session, cast: Cast, sol: Person
) -> None:
    nadia = person(
        session,
        organization=cast.organization,
        name="Nadia Stern",
        title="Lead",
        roles=(Role.CASE_MANAGER, Role.SUPERVISOR),
    )
    factories.team_member(session, client_id=cast.luis.id, account_id=nadia.id)
    submitted(session, nadia, cast)
    assert [on_desk(session, one) for one in (nadia, sol, cast.omar)] == [[], [], []]
    named_seconds.name(session, actor=nadia.actor, second_id=sol.id)
    assert [on_desk(session, one) for one in (nadia, sol, cast.omar)] == [[], ["Nadia Stern"], []]
    with pytest.raises(Conflict, match="second_named_already"):
        named_seconds.name(session, actor=nadia.actor, second_id=sol.id)
    named_seconds.name(session, actor=nadia.actor, second_id=cast.omar.id)
    assert [on_desk(session, one) for one in (sol, cast.omar)] == [[], ["Nadia Stern"]]
    second = named_seconds.mine(session, actor=nadia.actor)
    assert second is not None
    assert second.name == "Omar Haddad"
    named_seconds.end(session, actor=nadia.actor)
    assert on_desk(session, cast.omar) == []
    with pytest.raises(Conflict, match="no_second_named"):
        named_seconds.end(session, actor=nadia.actor)
    trail = session.exec(select(AuditEvent).where(AuditEvent.action == "second.name")).all()
    assert [event.account_id for event in trail] == [nadia.id] * 3


def test_a_second_reads_the_concern_of_the_note_that_they_decide(
    session: Session, cast: Cast, sol: Person
) -> None:
    nadia = person(
        session,
        organization=cast.organization,
        name="Nadia Stern",
        title="Lead",
        roles=(Role.CASE_MANAGER, Role.SUPERVISOR),
        team=cast.north,
    )
    factories.supervises(session, account_id=nadia.id, staff_team_id=cast.north.id)
    factories.team_member(session, client_id=cast.luis.id, account_id=nadia.id)
    concern = factories.concern(reporter_name="Mr. Gray", called_whom="Hotline")
    note = submitted(session, nadia, cast, safety_concern=concern)
    more = {**concern, "report_number": "NJ-4471", "reporter_name": "Mrs. Gray"}
    submitted(session, nadia, cast, note_id=note.id, builds_on=1, safety_concern=more)
    named_seconds.name(session, actor=nadia.actor, second_id=sol.id)
    [seen] = approval_desk.open_note(session, actor=sol.actor, note_id=note.id).concerns
    assert (seen.kind, seen.told.what, seen.told.called_whom) == ("child_abuse", concern["what"], "Hotline")
    assert [one.said for one in seen.told.added] == [{"report_number": "NJ-4471"}]
    assert "Gray" not in repr(
        approval_note_rows.note(approval_desk.open_note(session, actor=sol.actor, note_id=note.id))
    )
    assert seen.alarm_id is None
    named_seconds.name(session, actor=nadia.actor, second_id=cast.omar.id)
    [omars] = approval_desk.open_note(session, actor=cast.omar.actor, note_id=note.id).concerns
    assert omars.alarm_id == session.exec(select(Alarm.id)).one()
    assert omars.told == seen.told


def test_a_second_is_another_supervisor_who_can_sign_in(session: Session, cast: Cast, sol: Person) -> None:
    for one in (cast.omar, cast.maya, cast.rosa, cast.alma):
        with pytest.raises(Denied):
            named_seconds.name(session, actor=cast.omar.actor, second_id=one.id)
    sol.account.locked_at = now() - timedelta(minutes=1)
    session.flush()
    assert named_seconds.candidates(session, actor=cast.omar.actor) == []
    with pytest.raises(Invalid, match="receiver_cannot_take_over"):
        named_seconds.name(session, actor=cast.omar.actor, second_id=sol.id)
    assert session.exec(select(NamedSecond)).all() == []


@pytest.mark.parametrize("name", ["maya", "priya", "rosa", "charlie", "alma"])
def test_nobody_else_names_a_second(session: Session, cast: Cast, sol: Person, name: str) -> None:
    with pytest.raises(Denied):
        named_seconds.name(session, actor=getattr(cast, name).actor, second_id=sol.id)
