"""A visit as it happens: check-in, more time, check-out, missed; siblings; who may."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, select

from casepwa.casework.bundles import bundles
from casepwa.casework.commands import VisitExtend, VisitMiss
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.notes import contact_notes
from casepwa.casework.plans import goals
from casepwa.casework.visits import visit_plans, visits
from casepwa.models import AuditEvent, Client, TeamMember, Visit, VisitClient, VisitStamp
from casepwa.models.codes import SeenOutcome, VisitStatus
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MONDAY

HOUR = timedelta(hours=1)


@pytest.fixture
def planned(session: Session, cast: Cast) -> Visit:
    """Maya's visit to Luis and Ana."""
    return factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id, cast.ana.id),
    )


def check_in(session: Session, person: Person, visit_id: UUID, **values: object) -> Visit:
    payload = factories.visit_check_in(visit_id=visit_id, **values)
    return visits.check_in(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def check_out(session: Session, person: Person, visit_id: UUID, *client_ids: UUID, **values: object) -> Visit:
    payload = factories.visit_check_out(visit_id=visit_id, client_ids=list(client_ids), **values)
    at = factories.recorded(MONDAY + HOUR)
    return visits.check_out(session, actor=person.actor, payload=payload, recorded=at)


def extend(session: Session, person: Person, visit_id: UUID, until: object) -> Visit:
    payload = VisitExtend(visit_id=visit_id, expected_end=until)  # type: ignore[arg-type]
    return visits.extend(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def miss(session: Session, person: Person, visit_id: UUID, **values: object) -> Visit:
    given = {"happened_at": MONDAY, "reason": "not_home", "next_action": "Try on Thursday", **values}
    payload = VisitMiss.model_validate({"visit_id": visit_id, **given})
    return visits.miss(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def lose(session: Session, person: Person, client: Client) -> None:
    """``client`` leaves the caseload of ``person``."""
    membership = session.exec(
        select(TeamMember).where(TeamMember.account_id == person.id, TeamMember.client_id == client.id)
    ).one()
    membership.ends_at = MONDAY
    session.flush()


def outcomes(session: Session, visit: Visit) -> dict[UUID, str | None]:
    rows = session.exec(select(VisitClient).where(VisitClient.visit_id == visit.id))
    return {row.client_id: row.outcome for row in rows}


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


def test_what_was_done_at_a_visit_that_moved_to_a_colleague_is_kept_beside_it(
    session: Session, cast: Cast, planned: Visit
) -> None:
    goal = factories.goal(session, client_id=cast.luis.id)
    planned.worker_id = cast.priya.id
    session.flush()
    done = check_in(session, cast.maya, planned.id)
    assert (done.worker_id, done.is_planned, done.status) == (cast.maya.id, False, "checked_in")
    assert (planned.worker_id, planned.status) == (cast.priya.id, "planned")
    with pytest.raises(Conflict, match="visit_already_checked_in"):
        check_in(session, cast.maya, planned.id)
    extend(session, cast.maya, planned.id, MONDAY + 2 * HOUR)
    check_out(session, cast.maya, planned.id, cast.luis.id, cast.ana.id)
    assert (done.status, planned.status) == ("checked_out", "planned")
    assert set(outcomes(session, done)) == {cast.luis.id, cast.ana.id}
    note = contact_notes.submit(
        session,
        actor=cast.maya.actor,
        payload=factories.note_submit(client_id=cast.luis.id, visit_id=planned.id),
        recorded=factories.recorded(),
    )
    mark = factories.goal_mark(client_id=cast.luis.id, goal_id=goal.id, visit_id=planned.id)
    made, _ = (
        goals.mark(session, actor=cast.maya.actor, payload=mark, recorded=factories.recorded())
        for _ in range(2)
    )
    assert note.visit_id == made.visit_id == done.id
    trail = session.exec(select(AuditEvent.ids).where(AuditEvent.subject_id == done.id)).all()
    assert {"instead_of": str(planned.id)} in trail
    phone = bundles.bundle_of(session, cast.maya.actor, cast.luis.id, at=MONDAY)
    assert phone is not None
    assert {one.id: one.instead_of for one in phone.visits} == {planned.id: None, done.id: planned.id}
    assert check_in(session, cast.priya, planned.id).id == planned.id


def test_nobody_home_at_a_visit_that_moved_to_a_colleague_is_kept_beside_it(
    session: Session, cast: Cast, planned: Visit
) -> None:
    planned.worker_id = cast.priya.id
    session.flush()
    missed = miss(session, cast.maya, planned.id)
    assert (missed.worker_id, missed.status, planned.status) == (cast.maya.id, "missed", "planned")


def test_a_colleague_with_the_same_client_cannot_record_ones_visit(
    session: Session, cast: Cast, planned: Visit
) -> None:
    check_in(session, cast.maya, planned.id)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        extend(session, cast.priya, planned.id, MONDAY + 2 * HOUR)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        check_out(session, cast.priya, planned.id, cast.luis.id, cast.ana.id)


def test_an_unplanned_check_in_does_not_take_over_a_colleagues_visit(
    session: Session, cast: Cast, planned: Visit
) -> None:
    plan = factories.visit_schedule(client_ids=[cast.luis.id], visit_id=planned.id)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        check_in(session, cast.priya, planned.id, unplanned=plan)


def test_who_covers_for_the_worker_takes_a_planned_visit_over_by_checking_in(
    session: Session, cast: Cast, planned: Visit
) -> None:
    factories.cover(
        session,
        absent_id=cast.maya.id,
        covering_id=cast.charlie.id,
        starts_at=MONDAY - HOUR,
        ends_at=MONDAY + timedelta(days=3650),
    )
    check_in(session, cast.charlie, planned.id)
    assert planned.worker_id == cast.charlie.id
    trail = session.exec(select(AuditEvent.ids).where(AuditEvent.subject_id == planned.id)).all()
    assert trail == [{"taken_over_from": str(cast.maya.id)}] * 2


def test_a_visit_made_while_covering_lands_after_the_cover_ended(
    session: Session, cast: Cast, planned: Visit
) -> None:
    factories.cover(
        session,
        absent_id=cast.maya.id,
        covering_id=cast.charlie.id,
        starts_at=MONDAY - HOUR,
        ends_at=MONDAY + HOUR,
    )
    payload = factories.visit_check_in(visit_id=planned.id)
    both = frozenset({cast.luis.id, cast.ana.id})
    for at, lands in ((MONDAY + 2 * HOUR, False), (MONDAY, True)):
        late = factories.recorded(at, received_at=MONDAY + timedelta(days=2), late=both)
        if lands:
            visits.check_in(session, actor=cast.charlie.actor, payload=payload, recorded=late)
        else:
            own = visits.check_in(session, actor=cast.charlie.actor, payload=payload, recorded=late)
            assert (own.id != planned.id, own.is_late_right, planned.worker_id) == (True, True, cast.maya.id)
    assert (planned.worker_id, planned.is_late_right) == (cast.charlie.id, True)


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


def test_more_time_is_only_later(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast.maya, planned.id)
    extend(session, cast.maya, planned.id, MONDAY + 2 * HOUR)
    assert planned.expected_end == MONDAY + 2 * HOUR
    with pytest.raises(Invalid, match="visit_not_extended"):
        extend(session, cast.maya, planned.id, MONDAY + HOUR)


def test_a_visit_not_checked_in_has_no_more_time_and_no_check_out(
    session: Session, cast: Cast, planned: Visit
) -> None:
    with pytest.raises(Conflict, match="visit_not_checked_in"):
        extend(session, cast.maya, planned.id, MONDAY + 2 * HOUR)
    with pytest.raises(Conflict, match="visit_not_checked_in"):
        check_out(session, cast.maya, planned.id, cast.luis.id, cast.ana.id)


def test_a_check_out_before_the_check_in_did_not_happen(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast.maya, planned.id)
    with pytest.raises(Invalid, match="check_out_before_check_in"):
        check_out(
            session,
            cast.maya,
            planned.id,
            cast.luis.id,
            cast.ana.id,
            happened_at=MONDAY - timedelta(seconds=1),
        )
    assert planned.status == VisitStatus.CHECKED_IN


@pytest.mark.parametrize("named", [["luis"], ["luis", "luis", "ana"], ["luis", "ana", "ada"]])
def test_a_check_out_names_each_person_of_the_visit_once(
    session: Session, cast: Cast, planned: Visit, named: list[str]
) -> None:
    check_in(session, cast.maya, planned.id)
    with pytest.raises(Invalid, match="outcome_for_each_person"):
        check_out(session, cast.maya, planned.id, *(getattr(cast, name).id for name in named))


def test_another_outcome_says_what_it_was(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast.maya, planned.id)
    other = [{"client_id": each.id, "outcome": SeenOutcome.OTHER} for each in (cast.luis, cast.ana)]
    with pytest.raises(Invalid, match="other_needs_words"):
        check_out(session, cast.maya, planned.id, outcomes=other)


def test_a_visit_is_checked_out_once(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast.maya, planned.id)
    check_out(session, cast.maya, planned.id, cast.luis.id, cast.ana.id)
    with pytest.raises(Conflict, match="visit_already_checked_out"):
        check_out(session, cast.maya, planned.id, cast.luis.id, cast.ana.id)


def test_a_sibling_who_left_the_caseload_stays_without_an_outcome(
    session: Session, cast: Cast, planned: Visit
) -> None:
    check_in(session, cast.maya, planned.id)
    lose(session, cast.maya, cast.ana)
    with pytest.raises(Denied):
        check_out(session, cast.maya, planned.id, cast.luis.id, cast.ana.id)
    check_out(session, cast.maya, planned.id, cast.luis.id)
    assert outcomes(session, planned) == {cast.luis.id: "seen", cast.ana.id: None}


def test_what_was_recorded_before_losing_a_sibling_still_lands_flagged(
    session: Session, cast: Cast, planned: Visit
) -> None:
    check_in(session, cast.maya, planned.id)
    lose(session, cast.maya, cast.ana)
    late = factories.recorded(MONDAY + HOUR, late=frozenset({cast.ana.id}))
    payload = factories.visit_check_out(visit_id=planned.id, client_ids=[cast.luis.id, cast.ana.id])
    visits.check_out(session, actor=cast.maya.actor, payload=payload, recorded=late)
    assert outcomes(session, planned) == {cast.luis.id: "seen", cast.ana.id: "seen"}
    assert planned.is_late_right


def test_a_worker_who_lost_everyone_on_a_visit_is_denied(
    session: Session, cast: Cast, planned: Visit
) -> None:
    lose(session, cast.maya, cast.ana)
    lose(session, cast.maya, cast.luis)
    with pytest.raises(Denied):
        check_in(session, cast.maya, planned.id)


def test_no_one_home_keeps_when_why_and_what_next(session: Session, cast: Cast, planned: Visit) -> None:
    miss(session, cast.maya, planned.id)
    assert (planned.status, planned.missed_at, planned.missed_reason, planned.next_action) == (
        "missed",
        MONDAY,
        "not_home",
        "Try on Thursday",
    )


def test_a_missed_visit_with_another_reason_says_it(session: Session, cast: Cast, planned: Visit) -> None:
    with pytest.raises(Invalid, match="other_needs_words"):
        miss(session, cast.maya, planned.id, reason="other", text=" ")


def test_a_visit_under_way_was_not_missed(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast.maya, planned.id)
    with pytest.raises(Conflict, match="visit_already_checked_in"):
        miss(session, cast.maya, planned.id)


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
