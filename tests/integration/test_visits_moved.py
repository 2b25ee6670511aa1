"""Visits whose people or worker changed meanwhile: colleagues, cover, siblings who left."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from casepwa.casework.bundles import bundles
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.notes import contact_notes
from casepwa.casework.plans import goals
from casepwa.casework.visits import visits
from casepwa.models import AuditEvent, Visit
from tests import factories
from tests.cast import Cast
from tests.factories import MONDAY
from tests.integration.visiting import HOUR, check_in, check_out, extend, lose, miss, outcomes


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
