"""Alarms: raised without fail, read by the right people, settled with words."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from time import sleep
from uuid import UUID

import pytest
from sqlmodel import Session, select

from casepwa import database
from casepwa.casework.commands import AlarmHelp
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.notes import contact_notes
from casepwa.casework.safety import alarm_desk, alarms, safety_checks, safety_reach
from casepwa.casework.safety.alarm_desk import AlarmRow
from casepwa.casework.visits import visits
from casepwa.models import (
    Alarm,
    AlarmReading,
    AuditEvent,
    Invitation,
    SafetyCheck,
    StaffTeam,
    StaffTeamSupervisor,
    Visit,
)
from casepwa.models.codes import Role, SpokenHow
from casepwa.models.columns import new_id
from tests import cast as stage
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MONDAY
from tests.integration.phones import Agency


def call_for_help(session: Session, person: Person, **values: object) -> Alarm:
    given = {"alarm_id": new_id(), "happened_at": MONDAY, **values}
    payload = AlarmHelp.model_validate(given)
    return alarms.help(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def visit_of(session: Session, cast: Cast, worker: Person, *client_ids: UUID) -> Visit:
    return factories.visit(
        session, organization_id=cast.organization.id, worker_id=worker.id, client_ids=client_ids
    )


def seen_by(session: Session, person: Person) -> list[AlarmRow]:
    return alarm_desk.for_supervisor(session, actor=person.actor)


def supervisor(session: Session, cast: Cast, name: str = "Nadia Bell") -> Person:
    """A second supervisor, of no team yet."""
    return stage.person(
        session, organization=cast.organization, name=name, title="Supervisor", roles=(Role.SUPERVISOR,)
    )


def on_call(
    session: Session, cast: Cast, person: Person, *, ended: bool = False, team: StaffTeam | None = None
) -> None:
    now = datetime.now(UTC)
    ends_at = now - timedelta(minutes=1) if ended else now + timedelta(hours=1)
    factories.on_call_shift(
        session,
        staff_team_id=(team or cast.north).id,
        account_id=person.id,
        starts_at=now - timedelta(hours=1),
        ends_at=ends_at,
    )


def out_of_use(session: Session, cast: Cast, person: Person, why: str) -> None:
    if why == "locked":
        person.account.locked_at = MONDAY
    else:
        session.add(
            Invitation(
                account_id=person.id, token_sha256="0" * 64, invited_by_id=cast.alma.id, expires_at=MONDAY
            )
        )
    session.flush()


def test_a_call_for_help_shows_who_and_where_on_the_supervisors_screen(session: Session, cast: Cast) -> None:
    visit = visit_of(session, cast, cast.maya, cast.luis.id, cast.ana.id)
    alarm = call_for_help(session, cast.maya, visit_id=visit.id)
    row = seen_by(session, cast.omar)[0]
    assert (row.id, row.kind, row.raised_by, row.phone) == (alarm.id, "help", "Maya Brooks", "609-555-0142")
    assert row.address == "12 Linden Street, Trenton"
    assert row.people == ("Ana Delgado", "Luis Delgado")
    assert (row.read_by, row.settled_at) == ((), None)
    event = session.exec(select(AuditEvent).where(AuditEvent.subject_id == alarm.id)).one()
    assert (event.action, event.account_id) == ("alarm.raise", cast.maya.id)


@pytest.mark.parametrize("whose", ["nobody's", "a colleague's"])
def test_help_is_never_refused_for_its_visit(session: Session, cast: Cast, whose: str) -> None:
    other = visit_of(session, cast, cast.priya, cast.luis.id)
    visit_id = new_id() if whose == "nobody's" else other.id
    assert call_for_help(session, cast.maya, visit_id=visit_id).visit_id is None


def test_help_that_overtook_its_check_in_is_placed_when_the_check_in_arrives(
    session: Session, cast: Cast
) -> None:
    earlier = call_for_help(session, cast.maya)
    earlier.recorded_at = MONDAY - timedelta(hours=3)
    colleagues = call_for_help(session, cast.priya)
    plan = factories.visit_schedule(client_ids=[cast.luis.id])
    alarm = call_for_help(session, cast.maya, visit_id=plan.visit_id)
    check_in = factories.visit_check_in(
        visit_id=plan.visit_id, unplanned=plan, happened_at=MONDAY - timedelta(minutes=20)
    )
    visits.check_in(session, actor=cast.maya.actor, payload=check_in, recorded=factories.recorded())
    for row in (alarm, earlier, colleagues):
        session.refresh(row)
    assert (alarm.visit_id, earlier.visit_id, colleagues.visit_id) == (plan.visit_id, None, None)


def test_the_same_call_again_is_one_alarm(session: Session, cast: Cast) -> None:
    alarm = call_for_help(session, cast.maya)
    assert call_for_help(session, cast.maya, alarm_id=alarm.id) is alarm
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        call_for_help(session, cast.priya, alarm_id=alarm.id)


def test_a_family_or_an_administrator_has_no_alarm_button(session: Session, cast: Cast) -> None:
    for person in (cast.rosa, cast.alma):
        with pytest.raises(Denied):
            call_for_help(session, person)


def test_reading_says_who_and_when_once(session: Session, cast: Cast) -> None:
    alarm = call_for_help(session, cast.maya)
    first = alarms.mark_read(session, actor=cast.omar.actor, alarm_id=alarm.id)
    assert alarms.mark_read(session, actor=cast.omar.actor, alarm_id=alarm.id) is first
    row = seen_by(session, cast.omar)[0]
    assert [(reading.name, reading.read_at) for reading in row.read_by] == [("Omar Haddad", first.read_at)]
    assert row.is_read_by_me
    trail = session.exec(select(AuditEvent).where(AuditEvent.action == "alarm.read")).all()
    assert [event.account_id for event in trail] == [cast.omar.id]


def test_looking_at_the_list_is_not_reading(session: Session, cast: Cast) -> None:
    call_for_help(session, cast.maya)
    seen_by(session, cast.omar)
    assert session.exec(select(AlarmReading)).all() == []


def test_only_supervisors_have_the_list(session: Session, cast: Cast) -> None:
    for person in (cast.maya, cast.priya, cast.charlie, cast.rosa, cast.alma):
        with pytest.raises(Denied):
            seen_by(session, person)


def test_a_supervisor_of_another_team_sees_nothing_of_it(session: Session, cast: Cast) -> None:
    nadia = supervisor(session, cast)
    factories.supervises(session, account_id=nadia.id, staff_team_id=cast.south.id)
    alarm = call_for_help(session, cast.maya)
    assert seen_by(session, nadia) == []
    for act in (alarms.mark_read, lambda *a, **k: alarms.settle(*a, **k, how="Spoke with her")):
        with pytest.raises(Denied):
            act(session, actor=nadia.actor, alarm_id=alarm.id)


@pytest.mark.parametrize(("ended", "expected"), [(False, 1), (True, 0)])
def test_who_is_on_call_reads_alarms_for_the_shift(
    session: Session, cast: Cast, ended: bool, expected: int
) -> None:
    nadia = supervisor(session, cast)
    factories.supervises(session, account_id=nadia.id, staff_team_id=cast.south.id)
    on_call(session, cast, nadia, ended=ended)
    call_for_help(session, cast.maya)
    assert len(seen_by(session, nadia)) == expected


def test_a_team_without_supervisor_and_on_call_falls_to_every_supervisor(
    session: Session, cast: Cast
) -> None:
    visit = visit_of(session, cast, cast.charlie, cast.ben.id)
    alarm = call_for_help(session, cast.charlie, visit_id=visit.id)
    row = seen_by(session, cast.omar)[0]
    assert (row.id, row.raised_by, row.address) == (alarm.id, "Charlie Webb", "12 Linden Street, Trenton")
    assert row.people == ()
    nadia = supervisor(session, cast)
    factories.supervises(session, account_id=nadia.id, staff_team_id=cast.south.id)
    assert seen_by(session, cast.omar) == []
    assert [row.id for row in seen_by(session, nadia)] == [alarm.id]


def test_a_worker_without_a_team_is_heard_by_every_supervisor(session: Session, cast: Cast) -> None:
    cast.maya.account.staff_team_id = None
    session.flush()
    call_for_help(session, cast.maya)
    assert len(seen_by(session, cast.omar)) == 1


@pytest.mark.parametrize("why", ["locked", "never joined"])
@pytest.mark.parametrize("whom", ["lead", "on call"])
def test_a_call_that_nobody_near_could_hear_falls_to_every_supervisor(
    session: Session, cast: Cast, whom: str, why: str
) -> None:
    nadia = supervisor(session, cast)
    factories.supervises(session, account_id=nadia.id, staff_team_id=cast.south.id)
    absent = cast.omar
    if whom == "on call":
        absent = supervisor(session, cast, "Sol Weber")
        on_call(session, cast, absent)
        session.delete(session.get_one(StaffTeamSupervisor, (cast.north.id, cast.omar.id)))
        session.flush()
    alarm = call_for_help(session, cast.maya)
    assert seen_by(session, nadia) == []
    out_of_use(session, cast, absent, why)
    assert [row.id for row in seen_by(session, nadia)] == [alarm.id]
    assert alarms.mark_read(session, actor=nadia.actor, alarm_id=alarm.id).account_id == nadia.id
    assert [one.worker.id for one in safety_reach.reached_by(session, nadia.actor)] == [cast.maya.id]


def test_who_is_alone_in_charge_of_their_own_team_is_heard_by_every_supervisor(
    session: Session, cast: Cast
) -> None:
    nadia = stage.person(
        session,
        organization=cast.organization,
        name="Nadia Bell",
        title="Lead",
        roles=(Role.CASE_MANAGER, Role.SUPERVISOR),
        team=cast.south,
    )
    factories.supervises(session, account_id=nadia.id, staff_team_id=cast.south.id)
    alarm = call_for_help(session, nadia)
    assert (seen_by(session, nadia), [row.id for row in seen_by(session, cast.omar)]) == ([], [alarm.id])


def test_who_is_alone_on_call_for_their_own_team_is_heard_by_every_supervisor(
    session: Session, cast: Cast
) -> None:
    on_call(session, cast, cast.charlie, team=cast.south)
    alarm = call_for_help(session, cast.charlie)
    assert [row.id for row in seen_by(session, cast.omar)] == [alarm.id]


def test_a_concern_does_not_end_with_a_worker_on_call_who_has_no_desk(session: Session, cast: Cast) -> None:
    bela = stage.person(
        session,
        organization=cast.organization,
        name="Bela Ruiz",
        title="Case manager",
        roles=(Role.CASE_MANAGER,),
        team=cast.south,
    )
    on_call(session, cast, bela, team=cast.south)
    call_for_help(session, cast.charlie)
    assert seen_by(session, cast.omar) == []
    payload = factories.note_submit(client_id=cast.ben.id, safety_concern=factories.concern())
    contact_notes.submit(session, actor=cast.charlie.actor, payload=payload, recorded=factories.recorded())
    [row] = seen_by(session, cast.omar)
    assert row.concern is not None
    assert (row.kind, row.concern.client, row.concern.told) == ("safety_concern", None, None)


def test_another_agencys_supervisor_hears_nothing(session: Session, cast: Cast) -> None:
    agency = factories.organization(session, name="Elsewhere")
    stranger = stage.person(
        session, organization=agency, name="Ivan Stone", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    cast.maya.account.staff_team_id = None
    session.flush()
    alarm = call_for_help(session, cast.maya)
    assert seen_by(session, stranger) == []
    with pytest.raises(Denied):
        alarms.mark_read(session, actor=stranger.actor, alarm_id=alarm.id)


def test_nobody_reads_or_settles_their_own_alarm(session: Session, cast: Cast) -> None:
    both = stage.person(
        session,
        organization=cast.organization,
        name="Tess Ray",
        title="Lead",
        roles=(Role.CASE_MANAGER, Role.SUPERVISOR),
        team=cast.north,
    )
    factories.supervises(session, account_id=both.id, staff_team_id=cast.north.id)
    alarm = call_for_help(session, both)
    assert seen_by(session, both) == []
    with pytest.raises(Denied):
        alarms.mark_read(session, actor=both.actor, alarm_id=alarm.id)
    assert len(seen_by(session, cast.omar)) == 1


def test_settling_says_how_once_and_reads_it(session: Session, cast: Cast) -> None:
    alarm = call_for_help(session, cast.maya)
    with pytest.raises(Invalid, match="settling_says_how"):
        alarms.settle(session, actor=cast.omar.actor, alarm_id=alarm.id, how="  ")
    alarms.settle(session, actor=cast.omar.actor, alarm_id=alarm.id, how="Spoke with her, she is in her car")
    row = seen_by(session, cast.omar)[0]
    assert (row.settled_by, row.settled_how) == ("Omar Haddad", "Spoke with her, she is in her car")
    assert row.is_read_by_me
    with pytest.raises(Conflict, match="alarm_already_settled"):
        alarms.settle(session, actor=cast.omar.actor, alarm_id=alarm.id, how="Again")


def test_open_alarms_come_first_and_settled_ones_leave_after_two_weeks(session: Session, cast: Cast) -> None:
    settled, opened, old = (call_for_help(session, cast.maya) for _ in range(3))
    for alarm in (settled, old):
        alarms.settle(session, actor=cast.omar.actor, alarm_id=alarm.id, how="Safe")
    old.settled_at = datetime.now(UTC) - timedelta(days=15)
    opened.received_at = datetime.now(UTC) - timedelta(days=40)
    session.flush()
    assert [row.id for row in seen_by(session, cast.omar)] == [opened.id, settled.id]
    assert alarm_desk.open_alarms(session, actor=cast.omar.actor) == 1
    with pytest.raises(Denied):
        alarm_desk.open_alarms(session, actor=cast.maya.actor)


def test_who_covers_for_the_supervisor_reads_and_settles_and_no_worker_who_covers_does(
    session: Session, cast: Cast
) -> None:
    alarm = call_for_help(session, cast.maya)
    nadia, now = supervisor(session, cast), datetime.now(UTC)
    factories.supervises(session, account_id=nadia.id, staff_team_id=cast.south.id)
    runs = {"starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=1)}
    assert seen_by(session, nadia) == []
    factories.cover(session, absent_id=cast.omar.id, covering_id=nadia.id, **runs)
    factories.cover(session, absent_id=cast.omar.id, covering_id=cast.priya.id, **runs)
    assert [row.id for row in seen_by(session, nadia)] == [alarm.id]
    assert alarms.settle(session, actor=nadia.actor, alarm_id=alarm.id, how="She is home.").settled_how
    with pytest.raises(Denied):
        alarms.mark_read(session, actor=cast.priya.actor, alarm_id=alarm.id)


@pytest.mark.parametrize("second", ["settle", "mark safe"])
def test_of_two_who_settle_at_the_same_moment_the_first_stands(agency: Agency, second: str) -> None:
    cast, session = agency.cast, agency.session
    nadia = supervisor(session, cast)
    factories.supervises(session, account_id=nadia.id, staff_team_id=cast.north.id)
    alarm = call_for_help(session, cast.maya)
    session.commit()

    def too_late() -> None:
        with database.unit_of_work() as other:
            if second == "settle":
                alarms.settle(other, actor=nadia.actor, alarm_id=alarm.id, how="I think she is fine")
            else:
                safety_checks.mark_safe(other, actor=nadia.actor, subject_id=alarm.id, how=SpokenHow.PHONE)

    with ThreadPoolExecutor(1) as pool, database.unit_of_work() as first:
        alarms.settle(first, actor=cast.omar.actor, alarm_id=alarm.id, how="Spoke with her")
        waiting = pool.submit(too_late)
        sleep(0.5)  # the other has looked by now, or waits
        first.commit()
        with pytest.raises((Conflict, Denied)):
            waiting.result(timeout=30)
    [kept] = agency.rows(Alarm)
    assert (kept.settled_by_id, kept.settled_how) == (cast.omar.id, "Spoke with her")
    assert agency.rows(SafetyCheck) == []
