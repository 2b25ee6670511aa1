"""The live board: who sees whom, how much, and what Mark safe ends."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, select

from casepwa.casework.commands import AlarmHelp
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.safety import alarms, safety_checks, safety_timers, visits_now
from casepwa.casework.safety.visits_now import Out, Standing
from casepwa.casework.visits import visits
from casepwa.models import Alarm, AuditEvent, SafetyCheck, SafetyTimer, Visit
from casepwa.models.codes import AlarmKind, Role
from casepwa.models.columns import new_id, now
from tests import cast as stage
from tests import factories
from tests.cast import Cast, Person

MINUTE = timedelta(minutes=1)


def out(
    session: Session, cast: Cast, *, due_in: int, worker: Person | None = None, **values: object
) -> Visit:
    """A visit that is under way and expected to end ``due_in`` minutes from now."""
    worker, offset_ms = worker or cast.maya, values.pop("clock_offset_ms", 0)
    end = now() + due_in * MINUTE
    client = cast.ben if worker is cast.charlie else cast.luis
    given = {"planned_start": end - 60 * MINUTE, "planned_end": end, **values}
    visit = factories.visit(
        session, organization_id=cast.organization.id, worker_id=worker.id, client_ids=(client.id,), **given
    )
    began = end - 60 * MINUTE
    payload = factories.visit_check_in(visit_id=visit.id, happened_at=began, expected_end=end)
    recorded = factories.recorded(began, received_at=began, clock_offset_ms=offset_ms)
    visits.check_in(session, actor=worker.actor, payload=payload, recorded=recorded)
    safety_timers.raise_due(session, at=now())
    return visit


def board(session: Session, who: Person) -> list[Out]:
    return list(visits_now.board(session, actor=who.actor).out)


def on_call(session: Session, cast: Cast, who: Person, *, ended: bool = False) -> None:
    ends = now() - MINUTE if ended else now() + timedelta(hours=2)
    factories.on_call_shift(
        session,
        staff_team_id=cast.north.id,
        account_id=who.id,
        starts_at=now() - timedelta(hours=4),
        ends_at=ends,
    )


def call(session: Session, who: Person, visit_id: UUID | None) -> Alarm:
    payload = AlarmHelp(alarm_id=new_id(), happened_at=now(), visit_id=visit_id)
    return alarms.help(session, actor=who.actor, payload=payload, recorded=factories.recorded(now()))


def mark(session: Session, who: Person, subject_id: UUID, **values: str) -> SafetyCheck:
    return safety_checks.mark_safe(
        session, actor=who.actor, subject_id=subject_id, **{"how": "phone", **values}
    )


def supervisor(session: Session, cast: Cast) -> Person:
    return stage.person(
        session, organization=cast.organization, name="Nadia Bell", title="Lead", roles=(Role.SUPERVISOR,)
    )


# -- who sees whom ------------------------------------------------------------------------------------


def test_the_supervisor_sees_who_is_out_the_most_urgent_first(session: Session, cast: Cast) -> None:
    on_time = out(session, cast, due_in=30)
    late = out(session, cast, due_in=-17, worker=cast.priya)
    rows = board(session, cast.omar)
    assert [(row.id, row.standing, row.overdue) for row in rows] == [
        (late.id, Standing.OVERDUE, 17),
        (on_time.id, Standing.ON_TIME, 0),
    ]
    first = rows[0]
    assert (first.worker, first.people, first.address) == (
        "Priya Raman",
        ("Luis Delgado",),
        "12 Linden Street, Trenton",
    )
    assert [(step.stage, step.raised_at is not None) for step in first.steps] == [
        ("worker", True),
        ("supervisor", True),
        ("on_call", False),
    ]
    assert [(one.name, one.told_as, one.is_me) for one in first.steps[1].told] == [
        ("Omar Haddad", "supervisor", True)
    ]


def test_the_board_says_that_a_phones_clock_was_off_and_moves_no_time(session: Session, cast: Cast) -> None:
    visit = out(session, cast, due_in=30, clock_offset_ms=-17 * 60_000)
    [row] = board(session, cast.omar)
    assert (row.id, row.since, row.clock_ahead) == (visit.id, visit.planned_start, 17)
    payload = factories.visit_check_out(visit_id=visit.id, client_ids=[cast.luis.id], happened_at=now())
    behind = factories.recorded(now(), clock_offset_ms=6 * 60_000)
    visits.check_out(session, actor=cast.maya.actor, payload=payload, recorded=behind)
    [back] = visits_now.board(session, actor=cast.omar.actor).back
    assert (back.id, back.clock_ahead) == (visit.id, -6)


def test_a_call_for_help_stands_above_everything_at_once(session: Session, cast: Cast) -> None:
    out(session, cast, due_in=-40, worker=cast.priya)
    calm = out(session, cast, due_in=50)
    call(session, cast.maya, calm.id)
    elsewhere = call(session, cast.priya, None)
    rows = board(session, cast.omar)
    assert [(row.id, row.standing) for row in rows][:2] == [
        (calm.id, Standing.HELP),
        (elsewhere.id, Standing.HELP),
    ]
    assert rows[1].address is None


def test_nobody_sees_who_is_out_because_they_work_beside_them(session: Session, cast: Cast) -> None:
    out(session, cast, due_in=-40)
    for who in (cast.maya, cast.priya, cast.charlie, supervisor(session, cast)):
        assert board(session, who) == []


@pytest.mark.parametrize("name", ["rosa", "alma"])
def test_family_and_administrator_have_no_board(session: Session, cast: Cast, name: str) -> None:
    visit = out(session, cast, due_in=-40)
    who: Person = getattr(cast, name)
    with pytest.raises(Denied):
        board(session, who)
    with pytest.raises(Denied):
        mark(session, who, visit.id)
    with pytest.raises(Denied):
        safety_checks.mark_read(session, actor=who.actor, subject_id=visit.id)


def test_on_call_sees_a_visit_only_once_it_escalated_to_them_then_with_the_address(
    session: Session, cast: Cast
) -> None:
    on_call(session, cast, cast.charlie)
    visit = out(session, cast, due_in=-17)
    assert board(session, cast.charlie) == []
    with pytest.raises(Denied):
        safety_checks.mark_read(session, actor=cast.charlie.actor, subject_id=visit.id)
    safety_timers.raise_due(session, at=now() + 14 * MINUTE)
    [row] = board(session, cast.charlie)
    assert (row.id, row.address, row.people) == (
        visit.id,
        "12 Linden Street, Trenton",
        ("Luis Delgado",),
    )


def test_who_comes_on_call_after_it_escalated_sees_it_and_who_went_off_call_still_does(
    session: Session, cast: Cast
) -> None:
    on_call(session, cast, cast.priya)
    out(session, cast, due_in=-31)
    assert len(board(session, cast.priya)) == 1
    assert board(session, cast.charlie) == []
    on_call(session, cast, cast.charlie)
    assert len(board(session, cast.charlie)) == 1


def test_a_shift_that_ended_before_it_escalated_shows_nothing(session: Session, cast: Cast) -> None:
    on_call(session, cast, cast.charlie, ended=True)
    out(session, cast, due_in=-45)
    assert board(session, cast.charlie) == []


def test_who_goes_along_learns_who_and_how_to_call_but_not_whom_or_where(
    session: Session, cast: Cast
) -> None:
    out(session, cast, due_in=-17, going_with="Priya Raman")
    [row] = board(session, cast.priya)
    assert (row.worker, row.phone) == ("Maya Brooks", "609-555-0142")
    assert (row.people, row.address, row.map_query) == ((), None, None)


def test_a_confidential_place_has_an_address_for_who_must_send_someone_and_no_map(
    session: Session, cast: Cast
) -> None:
    out(
        session,
        cast,
        due_in=-17,
        is_confidential=True,
        place_type="shelter",
        address="9 Quarry Lane",
        latitude=None,
        longitude=None,
    )
    [row] = board(session, cast.omar)
    assert (row.address, row.map_query) == ("9 Quarry Lane", None)


def test_another_agency_sees_nothing(session: Session, cast: Cast) -> None:
    agency = factories.organization(session, name="Elsewhere")
    ivan = stage.person(
        session, organization=agency, name="Ivan Stone", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    visit = out(session, cast, due_in=-45)
    factories.supervises(session, account_id=ivan.id, staff_team_id=cast.north.id)
    assert board(session, ivan) == []
    with pytest.raises(Denied):
        mark(session, ivan, visit.id)


def test_a_duress_word_stays_on_the_board_after_the_check_out(session: Session, cast: Cast) -> None:
    """The phone says that the visit is over; whoever forced it must not be right."""
    visit = out(session, cast, due_in=-5)
    visit.status = "checked_out"
    factories.made(
        session,
        Alarm(kind=AlarmKind.DURESS, raised_by_id=cast.maya.id, visit_id=visit.id, recorded_at=now()),
    )
    [row] = board(session, cast.omar)
    assert (row.id, row.standing, row.is_open) == (visit.id, Standing.DURESS, True)


# -- reading and marking safe -------------------------------------------------------------------------


def test_opening_it_says_who_read_it_when_once(session: Session, cast: Cast) -> None:
    visit = out(session, cast, due_in=-17)
    for _ in range(2):
        safety_checks.mark_read(session, actor=cast.omar.actor, subject_id=visit.id)
    [row] = board(session, cast.omar)
    [one] = row.steps[1].told
    assert one.read_at is not None
    trail = session.exec(select(AuditEvent).where(AuditEvent.action == "escalation.read")).all()
    assert [event.account_id for event in trail] == [cast.omar.id]


def test_mark_safe_says_how_and_by_whom_and_ends_the_escalation(session: Session, cast: Cast) -> None:
    visit = out(session, cast, due_in=-17)
    alarm = call(session, cast.maya, visit.id)
    check = mark(
        session, cast.omar, visit.id, how="other", words="Her sister answered", spoken_by="Priya Raman"
    )
    assert (check.how, check.words, check.spoken_by, check.marked_by_id) == (
        "other",
        "Her sister answered",
        "Priya Raman",
        cast.omar.id,
    )
    safety_timers.raise_due(session, at=now() + timedelta(hours=3))
    [row] = board(session, cast.omar)
    assert (row.standing, row.is_open, len(row.checks)) == (Standing.SAFE, False, 1)
    assert [step.raised_at is not None for step in row.steps] == [True, True, False]
    session.refresh(alarm)
    assert (alarm.settled_by_id, alarm.settled_how) == (cast.omar.id, "Her sister answered")
    assert alarm.settled_spoken == "other"


def test_who_covers_for_the_supervisor_sees_the_board_until_the_cover_ends(
    session: Session, cast: Cast
) -> None:
    out(session, cast, due_in=20)
    sol = supervisor(session, cast)
    cover = factories.cover(
        session,
        absent_id=cast.omar.id,
        covering_id=sol.id,
        starts_at=now() - MINUTE,
        ends_at=now() + timedelta(days=1),
    )
    worker = factories.cover(
        session,
        absent_id=cast.omar.id,
        covering_id=cast.priya.id,
        starts_at=now() - MINUTE,
        ends_at=now() + timedelta(days=1),
    )
    assert [(row.worker, row.people) for row in board(session, sol)] == [("Maya Brooks", ("Luis Delgado",))]
    assert (board(session, cast.priya), worker.covering_id) == ([], cast.priya.id)
    cover.ends_at = now() - MINUTE / 2
    session.flush()
    assert board(session, sol) == []


def test_more_time_after_mark_safe_is_watched_again(session: Session, cast: Cast) -> None:
    visit = out(session, cast, due_in=-17)
    mark(session, cast.omar, visit.id)
    later: datetime = now() + 10 * MINUTE
    visit.expected_end = later
    safety_timers.give_time(session, visit=visit, recorded=factories.recorded(now()))
    safety_timers.raise_due(session, at=later + MINUTE)
    timer = session.exec(select(SafetyTimer)).one()
    assert (timer.safe_at, timer.next_stage) == (None, "supervisor")


def test_mark_safe_needs_how_and_something_to_end(session: Session, cast: Cast) -> None:
    late, calm = out(session, cast, due_in=-17), out(session, cast, due_in=30)
    for values, said in (
        ({"how": ""}, "safe_says_how"),
        ({"how": "telepathy"}, "safe_says_how"),
        ({"how": "other", "words": "  "}, "safe_other_needs_words"),
    ):
        with pytest.raises(Invalid, match=said):
            mark(session, cast.omar, late.id, **values)
    with pytest.raises(Conflict, match="safe_already"):
        mark(session, cast.omar, calm.id)
    mark(session, cast.omar, late.id)
    with pytest.raises(Conflict, match="safe_already"):
        mark(session, cast.omar, late.id)


def test_a_call_that_was_just_settled_is_safe_already_to_who_could_read_it_only(
    session: Session, cast: Cast
) -> None:
    alarm = call(session, cast.maya, None)
    alarms.settle(session, actor=cast.omar.actor, alarm_id=alarm.id, how="Spoke with her")
    with pytest.raises(Conflict, match="safe_already"):
        safety_checks.mark_safe(session, actor=cast.omar.actor, subject_id=alarm.id, how="phone")
    for stranger in (cast.charlie, cast.maya):
        with pytest.raises(Denied):
            safety_checks.mark_safe(session, actor=stranger.actor, subject_id=alarm.id, how="phone")


def test_a_supervisor_on_a_phone_sees_who_escalated_to_them_and_nothing_as_a_supervisor(
    session: Session, cast: Cast
) -> None:
    """A phone's long session acts as case manager only; the row that says whose team is whose stays."""
    factories.supervises(session, account_id=cast.priya.id, staff_team_id=cast.north.id)
    late = out(session, cast, due_in=-17)
    out(session, cast, due_in=30)
    alarm = call(session, cast.maya, None)
    began = now() - MINUTE
    factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id,),
        planned_start=began,
        planned_end=began + 60 * MINUTE,
    )
    shown = visits_now.board(session, actor=cast.priya.actor)
    assert [(row.id, row.phone, row.address, row.people) for row in shown.out] == [
        (late.id, "609-555-0142", None, ())
    ]
    assert (shown.expected, shown.back) == ((), ())
    with pytest.raises(Denied):
        mark(session, cast.priya, alarm.id)


def test_nobody_marks_themselves_safe(session: Session, cast: Cast) -> None:
    both = stage.person(
        session,
        organization=cast.organization,
        name="Tess Ray",
        title="Lead",
        roles=(Role.CASE_MANAGER, Role.SUPERVISOR),
        team=cast.north,
    )
    factories.supervises(session, account_id=both.id, staff_team_id=cast.north.id)
    factories.team_member(session, client_id=cast.luis.id, account_id=both.id)
    on_call(session, cast, both)
    visit = out(session, cast, due_in=-45, worker=both)
    with pytest.raises(Denied):
        mark(session, both, visit.id)
    assert [row.id for row in board(session, cast.omar)] == [visit.id]


def test_a_planned_visit_without_a_check_in_is_told_apart(session: Session, cast: Cast) -> None:
    began = now() - 10 * MINUTE
    visit = factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id,),
        planned_start=began,
        planned_end=began + 60 * MINUTE,
    )
    shown = visits_now.board(session, actor=cast.omar.actor)
    assert shown.out == ()
    assert [(row.id, row.worker) for row in shown.expected] == [(visit.id, "Maya Brooks")]
    assert visits_now.board(session, actor=cast.charlie.actor).expected == ()
