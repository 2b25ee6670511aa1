"""The on-call roster: who may change it, what of it can be changed, and what it says of gaps and overlaps."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from casepwa.casework import caseload
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.safety import on_call_roster
from casepwa.casework.safety.on_call_roster import Asked
from casepwa.models import AuditEvent, Client, OnCallShift
from casepwa.models.codes import Role
from tests import factories
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""10:00 in New York."""


@pytest.fixture(autouse=True)
def everyone_has_joined(session: Session, cast: Cast) -> None:
    for who in cast.staff:
        who.account.password_hash = "joined"
    session.flush()


def asked(who, starts: str, ends: str) -> Asked:
    return Asked(
        account_id=who.id,
        starts=datetime.fromisoformat(f"2026-03-{starts}"),
        ends=datetime.fromisoformat(f"2026-03-{ends}"),
    )


def add(session: Session, cast: Cast, who, starts: str, ends: str, *, at: datetime = NOW) -> OnCallShift:
    return on_call_roster.add(
        session, actor=cast.alma.actor, team_id=cast.north.id, asked=asked(who, starts, ends), at=at
    )


def north(session: Session, cast: Cast, *, at: datetime = NOW) -> on_call_roster.TeamRoster:
    return next(
        each
        for each in on_call_roster.of_teams(session, actor=cast.alma.actor, at=at)
        if each.team_id == cast.north.id
    )


def test_a_shift_is_in_the_agencys_time_and_written_down(session: Session, cast: Cast) -> None:
    before = session.get_one(Client, cast.luis.id).revision
    shift = add(session, cast, cast.charlie, "03T08:00", "10T08:00")
    # clocks go forward on 8 March: a week of 167 hours
    assert shift.starts_at == datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
    assert shift.ends_at == datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    event = session.exec(select(AuditEvent)).one()
    assert (event.account_id, event.action, event.subject_id) == (cast.alma.id, "roster.change", shift.id)
    session.expire_all()
    assert session.get_one(Client, cast.luis.id).revision > before


def test_a_beginning_that_has_passed_becomes_now(session: Session, cast: Cast) -> None:
    assert add(session, cast, cast.charlie, "01T08:00", "03T08:00").starts_at == NOW


def test_who_is_put_on_call_reaches_the_teams_clients_and_no_longer(session: Session, cast: Cast) -> None:
    shift = add(session, cast, cast.charlie, "01T08:00", "04T08:00")
    assert cast.luis.id in caseload.clients_of(session, cast.charlie.actor, at=NOW)
    later = NOW + timedelta(hours=1)
    on_call_roster.end(session, actor=cast.alma.actor, shift_id=shift.id, at=later)
    assert cast.luis.id not in caseload.clients_of(session, cast.charlie.actor, at=later)


@pytest.mark.parametrize(
    ("starts", "ends", "says"),
    [
        ("03T08:00", "03T08:00", "shift_ends_before_it_starts"),
        ("01T08:00", "02T09:59", "shift_is_past"),
        ("08T02:30", "09T08:00", "no_such_hour"),
    ],
)
def test_times_that_cannot_be_are_refused_by_name(
    starts: str, ends: str, says: str, session: Session, cast: Cast
) -> None:
    with pytest.raises(Invalid) as refused:
        add(session, cast, cast.charlie, starts, ends)
    assert refused.value.message_id == says
    with pytest.raises(Invalid) as refused:
        on_call_roster.add(
            session,
            actor=cast.alma.actor,
            team_id=cast.north.id,
            asked=Asked(account_id=cast.charlie.id, starts=datetime(2026, 4, 1), ends=datetime(9000, 1, 1)),
            at=NOW,
        )
    assert refused.value.message_id == "shift_too_long"
    assert session.exec(select(OnCallShift)).all() == []


def test_only_who_can_hear_is_put_on_call(session: Session, cast: Cast) -> None:
    cast.priya.account.locked_at = NOW
    session.flush()
    for who in (cast.priya, cast.rosa, cast.alma):
        with pytest.raises(Invalid) as refused:
            add(session, cast, who, "03T08:00", "04T08:00")
        assert refused.value.message_id == "cannot_be_on_call"


def test_the_same_person_is_not_on_call_twice_at_once(session: Session, cast: Cast) -> None:
    add(session, cast, cast.charlie, "03T08:00", "05T08:00")
    add(session, cast, cast.charlie, "05T08:00", "06T08:00")
    with pytest.raises(Conflict) as refused:
        add(session, cast, cast.charlie, "04T08:00", "05T09:00")
    assert refused.value.message_id == "shift_twice"


def test_gaps_and_overlaps_are_said_and_the_locked_count_as_nobody(session: Session, cast: Cast) -> None:
    add(session, cast, cast.charlie, "01T08:00", "10T08:00")
    add(session, cast, cast.omar, "09T08:00", "30T11:00")
    seen = north(session, cast)
    assert [(span.who, span.starts_at.day, span.ends_at.day) for span in seen.overlaps] == [
        (("Charlie Webb", "Omar Haddad"), 9, 10)
    ]
    assert seen.gaps == []
    cast.omar.account.locked_at = NOW
    session.flush()
    seen = north(session, cast)
    assert seen.overlaps == []
    assert [(span.starts_at.day, span.ends_at.day) for span in seen.gaps] == [(10, 30)]


def test_a_shift_ahead_is_changed_or_taken_off(session: Session, cast: Cast) -> None:
    shift = add(session, cast, cast.charlie, "05T08:00", "06T08:00")
    on_call_roster.change(
        session,
        actor=cast.alma.actor,
        shift_id=shift.id,
        asked=asked(cast.omar, "04T08:00", "07T08:00"),
        at=NOW,
    )
    (row,) = north(session, cast).shifts
    assert (row.id, row.who, row.starts_at.day) == (shift.id, "Omar Haddad", 4)
    on_call_roster.end(session, actor=cast.alma.actor, shift_id=shift.id, at=NOW)
    assert session.exec(select(OnCallShift)).all() == []


def test_of_a_shift_that_runs_what_is_over_stays(session: Session, cast: Cast) -> None:
    shift = add(session, cast, cast.charlie, "02T08:00", "06T08:00")
    later = NOW + timedelta(days=1)
    change = asked(cast.omar, "02T08:00", "07T08:00")
    on_call_roster.change(session, actor=cast.alma.actor, shift_id=shift.id, asked=change, at=later)
    first, second = session.exec(select(OnCallShift).order_by(OnCallShift.starts_at)).all()  # type: ignore[arg-type]
    assert (first.account_id, first.starts_at, first.ends_at) == (cast.charlie.id, NOW, later)
    assert (second.account_id, second.starts_at) == (cast.omar.id, later)
    longer = asked(cast.omar, "20T08:00", "08T08:00")  # the beginning of what runs is not asked for
    on_call_roster.change(
        session, actor=cast.alma.actor, shift_id=second.id, asked=longer, at=later + timedelta(hours=1)
    )
    assert (second.starts_at, second.ends_at.day) == (later, 8)


def test_a_past_shift_is_not_changed(session: Session, cast: Cast) -> None:
    shift = add(session, cast, cast.charlie, "02T08:00", "03T08:00")
    later = NOW + timedelta(days=3)
    for change in (
        lambda: on_call_roster.end(session, actor=cast.alma.actor, shift_id=shift.id, at=later),
        lambda: on_call_roster.change(
            session,
            actor=cast.alma.actor,
            shift_id=shift.id,
            asked=asked(cast.charlie, "02T08:00", "09T08:00"),
            at=later,
        ),
    ):
        with pytest.raises(Conflict) as refused:
            change()
        assert refused.value.message_id == "shift_is_over"
    seen = north(session, cast, at=later)
    assert seen.shifts == []
    assert [one.id for one in seen.past] == [shift.id]


def test_nobody_but_an_administrator_of_the_agency_changes_it(session: Session, cast: Cast) -> None:
    shift = add(session, cast, cast.charlie, "05T08:00", "06T08:00")
    change = asked(cast.omar, "03T08:00", "04T08:00")
    for who in (cast.maya, cast.omar, cast.priya, cast.rosa):
        with pytest.raises(Denied):
            on_call_roster.of_teams(session, actor=who.actor, at=NOW)
        with pytest.raises(Denied):
            on_call_roster.add(session, actor=who.actor, team_id=cast.north.id, asked=change, at=NOW)
        with pytest.raises(Denied):
            on_call_roster.change(session, actor=who.actor, shift_id=shift.id, asked=change, at=NOW)
        with pytest.raises(Denied):
            on_call_roster.end(session, actor=who.actor, shift_id=shift.id, at=NOW)
    bridge = factories.organization(session, name="Bridge")
    theirs = factories.staff_team(session, organization_id=bridge.id)
    nia = factories.account(session, organization_id=bridge.id, roles=(Role.CASE_MANAGER,), name="Nia Other")
    nia.password_hash = "joined"
    session.flush()
    with pytest.raises(Denied):
        on_call_roster.add(session, actor=cast.alma.actor, team_id=theirs.id, asked=change, at=NOW)
    with pytest.raises(Invalid):
        add(session, cast, nia, "03T08:00", "04T08:00")
