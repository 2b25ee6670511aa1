"""The safety timer of a visit: when who is told, once, whatever restarts and however many watch."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from casepwa import database
from casepwa.casework.commands import VisitExtend
from casepwa.casework.safety import safety_timers
from casepwa.casework.visits import visits
from casepwa.models import Rule, SafetyEscalation, SafetyEscalationTold, SafetyTimer, Visit
from casepwa.models.codes import Role, RuleName
from casepwa.runtime import safety_watch
from tests import cast as stage
from tests import factories
from tests.cast import Cast
from tests.factories import MONDAY
from tests.integration.phones import Agency

MINUTE = timedelta(minutes=1)
END = MONDAY + timedelta(hours=1)


@pytest.fixture
def planned(session: Session, cast: Cast) -> Visit:
    """Maya's visit to Luis, planned for an hour."""
    return made(session, cast)


def made(session: Session, cast: Cast, **values: object) -> Visit:
    return factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id,),
        **values,
    )


def check_in(session: Session, cast: Cast, visit: Visit, *, arrived: datetime = MONDAY) -> None:
    payload = factories.visit_check_in(visit_id=visit.id, expected_end=END)
    recorded = factories.recorded(received_at=arrived)
    visits.check_in(session, actor=cast.maya.actor, payload=payload, recorded=recorded)


def look(session: Session, at: datetime) -> None:
    safety_timers.raise_due(session, at=at)


def raised(session: Session) -> list[tuple[str, datetime]]:
    rows = session.exec(select(SafetyEscalation).order_by(col(SafetyEscalation.raised_at)))
    order = {"worker": 0, "supervisor": 1, "on_call": 2}
    return sorted(((row.stage, row.raised_at) for row in rows), key=lambda one: (one[1], order[one[0]]))


def told(session: Session, stage_: str) -> set[tuple[UUID, str]]:
    rows = session.exec(
        select(SafetyEscalationTold)
        .join(SafetyEscalation, col(SafetyEscalation.id) == SafetyEscalationTold.escalation_id)
        .where(SafetyEscalation.stage == stage_)
    )
    return {(row.account_id, row.told_as) for row in rows}


def on_call(session: Session, cast: Cast, account_id: UUID) -> None:
    factories.on_call_shift(
        session,
        staff_team_id=cast.north.id,
        account_id=account_id,
        starts_at=MONDAY,
        ends_at=MONDAY + timedelta(hours=8),
    )


def test_the_worker_then_the_supervisor_then_on_call_each_at_its_minute(
    session: Session, cast: Cast, planned: Visit
) -> None:
    check_in(session, cast, planned)
    on_call(session, cast, cast.charlie.id)
    for minute in range(-1, 40):
        look(session, END + minute * MINUTE)
    assert raised(session) == [
        ("worker", END),
        ("supervisor", END + 15 * MINUTE),
        ("on_call", END + 30 * MINUTE),
    ]
    assert told(session, "worker") == {(cast.maya.id, "worker")}
    assert told(session, "supervisor") == {(cast.omar.id, "supervisor")}
    assert told(session, "on_call") == {(cast.charlie.id, "on_call")}


def test_a_start_after_an_outage_catches_up_at_once(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast, planned)
    at = END + 3 * timedelta(hours=1)
    look(session, at)
    assert raised(session) == [("worker", at), ("supervisor", at), ("on_call", at)]
    look(session, at + MINUTE)
    assert len(raised(session)) == 3


def test_the_minutes_are_the_agencys_rule_of_that_day(session: Session, cast: Cast, planned: Visit) -> None:
    value = {"supervisor_after_minutes": 5, "on_call_after_minutes": 8}
    factories.made(
        session,
        Rule(
            organization_id=cast.organization.id,
            name=RuleName.SAFETY_TIMER,
            value=value,
            starts_on=factories.YEAR_START,
        ),
    )
    check_in(session, cast, planned)
    for minute in range(10):
        look(session, END + minute * MINUTE)
    assert [at for _, at in raised(session)] == [END, END + 5 * MINUTE, END + 8 * MINUTE]


def test_a_check_out_ends_it(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast, planned)
    payload = factories.visit_check_out(visit_id=planned.id, client_ids=[cast.luis.id], happened_at=END)
    visits.check_out(session, actor=cast.maya.actor, payload=payload, recorded=factories.recorded(END))
    look(session, END + timedelta(hours=5))
    assert raised(session) == []


def test_more_time_begins_the_stages_anew(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast, planned)
    look(session, END + 16 * MINUTE)
    later = END + 31 * MINUTE
    payload = VisitExtend(visit_id=planned.id, expected_end=later)
    asked = factories.recorded(END + 16 * MINUTE)
    visits.extend(session, actor=cast.maya.actor, payload=payload, recorded=asked)
    look(session, later - MINUTE)
    assert [stage_ for stage_, _ in raised(session)] == ["worker", "supervisor"]
    look(session, later)
    assert raised(session)[-1] == ("worker", later)


def test_a_check_in_that_arrives_after_the_expected_end_asks_the_worker_first(
    session: Session, cast: Cast, planned: Visit
) -> None:
    """They have just been heard of: nobody is alarmed because a phone had no signal all day."""
    arrived = END + timedelta(hours=4)
    check_in(session, cast, planned, arrived=arrived)
    look(session, arrived)
    assert raised(session) == [("worker", arrived)]
    look(session, arrived + 15 * MINUTE)
    assert raised(session)[-1] == ("supervisor", arrived + 15 * MINUTE)


def test_a_colleague_who_goes_along_is_told_with_the_supervisor(session: Session, cast: Cast) -> None:
    visit = made(session, cast, going_with=" priya RAMAN ")
    check_in(session, cast, visit)
    look(session, END + 15 * MINUTE)
    assert told(session, "supervisor") == {(cast.omar.id, "supervisor"), (cast.priya.id, "buddy")}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("ÉMILIE ÅSTRÖM", "émilie  åström"),
        ("Ömer Çelik", "ömer çelik"),
        ("Zoë Strauß", "ZOË STRAUSS"),
        ("Ángel Núñez", "A\u0301ngel Nu\u0301n\u0303ez"),
    ],
)
def test_a_colleagues_name_is_known_by_any_capitals_and_accents(
    session: Session, cast: Cast, name: str, typed: str
) -> None:
    cast.priya.account.name = name
    check_in(session, cast, made(session, cast, going_with=typed))
    look(session, END + 15 * MINUTE)
    assert (cast.priya.id, "buddy") in told(session, "supervisor")


@pytest.mark.parametrize("name", ["my sister", "Maya Brooks", "Rosa Delgado"])
def test_who_goes_along_and_is_no_colleague_is_told_nothing(session: Session, cast: Cast, name: str) -> None:
    check_in(session, cast, made(session, cast, going_with=name))
    look(session, END + 15 * MINUTE)
    assert told(session, "supervisor") == {(cast.omar.id, "supervisor")}


def test_no_stage_tells_nobody(session: Session, cast: Cast, planned: Visit) -> None:
    """Nobody supervises the team, nobody is on call: every supervisor of this agency, of no other."""
    cast.maya.account.staff_team_id = cast.south.id
    elsewhere = factories.organization(session, name="Elsewhere")
    stage.person(
        session, organization=elsewhere, name="Ivan Stone", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    check_in(session, cast, planned)
    look(session, END + 30 * MINUTE)
    assert told(session, "supervisor") == {(cast.omar.id, "fallback")}
    assert told(session, "on_call") == {(cast.omar.id, "fallback")}


def test_a_locked_account_is_not_counted_as_told(session: Session, cast: Cast, planned: Visit) -> None:
    on_call(session, cast, cast.charlie.id)
    cast.charlie.account.locked_at = MONDAY
    check_in(session, cast, planned)
    look(session, END + 30 * MINUTE)
    assert told(session, "on_call") == {(cast.omar.id, "fallback")}


def test_two_watchers_at_once_and_a_restart_raise_each_stage_once(agency: Agency) -> None:
    """Eight look at the same moment, on a real database, then a server that was just started."""
    visit = made(agency.session, agency.cast)
    check_in(agency.session, agency.cast, visit)
    agency.session.commit()
    with ThreadPoolExecutor(8) as pool:
        for minute in (0, 15, 30):
            list(pool.map(safety_watch.look, [END + minute * MINUTE] * 8))
    database.engine().dispose()  # as a process that ends
    safety_watch.look(END + timedelta(hours=1))
    assert sorted((row.raised_at, row.stage) for row in agency.rows(SafetyEscalation)) == [
        (END, "worker"),
        (END + 15 * MINUTE, "supervisor"),
        (END + 30 * MINUTE, "on_call"),
    ]
    [timer] = agency.rows(SafetyTimer)
    assert (timer.next_stage, timer.next_at) == (None, None)


def test_a_watch_knows_when_it_must_look_again(agency: Agency) -> None:
    check_in(agency.session, agency.cast, made(agency.session, agency.cast))
    agency.session.commit()
    assert safety_watch.look(END - timedelta(seconds=3)) == 3
    assert safety_watch.look(END - timedelta(hours=3)) == safety_watch.LOOK_AGAIN_AFTER
    assert safety_watch.look(END) == safety_watch.LOOK_AGAIN_AFTER


def test_who_covers_for_the_supervisor_is_told_as_well_while_it_lasts(
    session: Session, cast: Cast, planned: Visit
) -> None:
    """A worker who covers for the supervisor's own caseload is not: that makes nobody a supervisor."""
    sol = stage.person(
        session,
        organization=cast.organization,
        name="Sol Weber",
        title="Supervisor",
        roles=(Role.SUPERVISOR,),
    )
    over = {"starts_at": MONDAY - timedelta(days=2), "ends_at": MONDAY}
    runs = {"starts_at": MONDAY, "ends_at": MONDAY + timedelta(days=2)}
    factories.cover(session, absent_id=cast.omar.id, covering_id=sol.id, **runs)
    factories.cover(session, absent_id=cast.omar.id, covering_id=cast.charlie.id, **runs)
    factories.cover(session, absent_id=cast.omar.id, covering_id=cast.priya.id, **over)
    check_in(session, cast, planned)
    look(session, END + 15 * MINUTE)
    assert told(session, "supervisor") == {(cast.omar.id, "supervisor"), (sol.id, "supervisor")}
