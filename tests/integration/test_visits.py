"""A visit as it begins: plans, check-in, siblings, pairs."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.visits import visit_plans, visits
from casepwa.models import AuditEvent, Visit, VisitStamp
from casepwa.models.codes import VisitStatus
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast
from tests.factories import MONDAY
from tests.integration.visiting import HOUR, check_in, check_out, extend, lose, outcomes


def test_siblings_are_checked_in_once_and_each_has_an_outcome(
    session: Session, cast: Cast, planned: Visit
) -> None:
    check_in(session, cast.maya, planned.id)
    assert planned.status == VisitStatus.CHECKED_IN
    check_out(
        session,
        cast.maya,
        planned.id,
        outcomes=[
            {"client_id": cast.luis.id, "outcome": "seen_alone"},
            {"client_id": cast.ana.id, "outcome": "refused", "text": "Stayed in her room"},
        ],
    )
    assert planned.status == VisitStatus.CHECKED_OUT
    assert outcomes(session, planned) == {cast.luis.id: "seen_alone", cast.ana.id: "refused"}


def test_three_times_are_kept_of_a_check_in_that_waited_for_a_signal(
    session: Session, cast: Cast, planned: Visit
) -> None:
    waited = factories.recorded(
        MONDAY + timedelta(seconds=30), received_at=MONDAY + timedelta(hours=5), clock_offset_ms=1500
    )
    payload = factories.visit_check_in(visit_id=planned.id)
    visits.check_in(session, actor=cast.maya.actor, payload=payload, recorded=waited)
    stamp = session.exec(select(VisitStamp).where(VisitStamp.visit_id == planned.id)).one()
    assert (stamp.happened_at, stamp.recorded_at, stamp.received_at, stamp.clock_offset_ms) == (
        MONDAY,
        MONDAY + timedelta(seconds=30),
        MONDAY + timedelta(hours=5),
        1500,
    )


def test_every_client_of_a_visit_is_in_the_audit_trail_and_their_bundles_move(
    session: Session, cast: Cast, planned: Visit
) -> None:
    before = {client.id: client.revision for client in (cast.luis, cast.ana)}
    check_in(session, cast.maya, planned.id)
    trail = session.exec(select(AuditEvent).where(AuditEvent.subject_id == planned.id)).all()
    assert {event.client_id for event in trail} == {cast.luis.id, cast.ana.id}
    assert {event.action for event in trail} == {"visit.record"}
    for client in (cast.luis, cast.ana):
        session.refresh(client)
        assert client.revision == before[client.id] + 1


def test_an_unplanned_visit_is_made_at_check_in(session: Session, cast: Cast) -> None:
    plan = factories.visit_schedule(client_ids=[cast.luis.id, cast.ana.id, cast.luis.id])
    visit = check_in(session, cast.maya, plan.visit_id, unplanned=plan)
    assert (visit.is_planned, visit.status, visit.worker_id) == (False, "checked_in", cast.maya.id)
    assert visit.service_type == "T1017"
    assert set(outcomes(session, visit)) == {cast.luis.id, cast.ana.id}


def test_an_unplanned_visit_needs_the_right_for_every_sibling(session: Session, cast: Cast) -> None:
    plan = factories.visit_schedule(client_ids=[cast.ada.id, cast.ben.id])
    with pytest.raises(Denied) as denial:
        check_in(session, cast.maya, plan.visit_id, unplanned=plan)
    assert denial.value.client_id == cast.ben.id
    assert session.get(Visit, plan.visit_id) is None


def test_a_check_in_cannot_carry_the_plan_of_another_visit(session: Session, cast: Cast) -> None:
    plan = factories.visit_schedule(client_ids=[cast.luis.id])
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        check_in(session, cast.maya, new_id(), unplanned=plan)


def test_a_visit_that_does_not_exist_cannot_be_checked_in(session: Session, cast: Cast) -> None:
    with pytest.raises(Invalid, match="no_such_visit"):
        check_in(session, cast.maya, new_id())


def test_a_visit_is_checked_in_once(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast.maya, planned.id)
    with pytest.raises(Conflict, match="visit_already_checked_in"):
        check_in(session, cast.maya, planned.id)


def test_the_expected_end_comes_after_the_check_in(session: Session, cast: Cast, planned: Visit) -> None:
    with pytest.raises(Invalid, match="expected_end_before_check_in"):
        check_in(session, cast.maya, planned.id, expected_end=MONDAY)


def test_an_expected_end_days_ahead_would_silence_the_safety_timer(
    session: Session, cast: Cast, planned: Visit
) -> None:
    with pytest.raises(Invalid, match="expected_end_too_late"):
        check_in(session, cast.maya, planned.id, expected_end=MONDAY + 25 * HOUR)
    check_in(session, cast.maya, planned.id)
    with pytest.raises(Invalid, match="expected_end_too_late"):
        extend(session, cast.maya, planned.id, MONDAY + 25 * HOUR)


def test_nobody_checks_in_alone_where_two_are_required(session: Session, cast: Cast, planned: Visit) -> None:
    cast.ana.pair_required = True
    session.flush()
    with pytest.raises(Invalid, match="pair_required"):
        check_in(session, cast.maya, planned.id)
    check_in(session, cast.maya, planned.id, going_with="Priya")
    assert (planned.status, planned.going_with) == (VisitStatus.CHECKED_IN, "Priya")


def test_a_pair_is_required_also_for_a_sibling_who_left_the_caseload(
    session: Session, cast: Cast, planned: Visit
) -> None:
    cast.ana.pair_required = True
    lose(session, cast.maya, cast.ana)
    with pytest.raises(Invalid, match="pair_required"):
        check_in(session, cast.maya, planned.id)


def test_an_unplanned_visit_can_say_who_goes_with(session: Session, cast: Cast) -> None:
    cast.luis.pair_required = True
    session.flush()
    plan = factories.visit_schedule(client_ids=[cast.luis.id], going_with="Priya")
    assert check_in(session, cast.maya, plan.visit_id, unplanned=plan).going_with == "Priya"


def test_a_plan_can_be_made_anew_until_the_visit_begins(session: Session, cast: Cast) -> None:
    plan = factories.visit_schedule(client_ids=[cast.luis.id])
    later = plan.model_copy(update={"planned_end": MONDAY + 2 * HOUR, "going_with": "Priya"})
    for each in (plan, later):
        visit = visit_plans.schedule(
            session, actor=cast.maya.actor, payload=each, recorded=factories.recorded()
        )
    assert (visit.planned_end, visit.going_with, visit.is_planned) == (MONDAY + 2 * HOUR, "Priya", True)
    check_in(session, cast.maya, visit.id)
    with pytest.raises(Conflict, match="visit_already_checked_in"):
        visit_plans.schedule(session, actor=cast.maya.actor, payload=plan, recorded=factories.recorded())


def test_a_plan_cannot_take_over_a_record_or_swap_its_people(
    session: Session, cast: Cast, planned: Visit
) -> None:
    for person, client_ids in (
        (cast.priya, [cast.luis.id, cast.ana.id]),
        (cast.maya, [cast.ada.id]),
    ):
        plan = factories.visit_schedule(client_ids=client_ids, visit_id=planned.id)
        with pytest.raises(Invalid, match="record_belongs_elsewhere"):
            visit_plans.schedule(session, actor=person.actor, payload=plan, recorded=factories.recorded())


def test_a_visit_ends_after_it_starts(session: Session, cast: Cast) -> None:
    plan = factories.visit_schedule(client_ids=[cast.luis.id], planned_end=MONDAY)
    with pytest.raises(Invalid, match="visit_ends_before_it_starts"):
        visit_plans.schedule(session, actor=cast.maya.actor, payload=plan, recorded=factories.recorded())
