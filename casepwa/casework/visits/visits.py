"""Visits as they happen: checked in, extended, checked out, missed. Siblings: one check-in, an outcome each.

Times are what happened: nothing here moves one. Source: domain.md, "Visits".
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import Session, col, select

from casepwa.casework import caseload, clocks
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.commands import VisitCheckIn, VisitCheckOut, VisitExtend, VisitMiss, VisitSchedule
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import AtPlaceRadius
from casepwa.casework.safety import alarms, safety_timers
from casepwa.casework.visits import own_visits, visit_plans, visit_stamps, visit_words
from casepwa.casework.visits_under_way import LONGEST_VISIT
from casepwa.models import Client, Visit, VisitClient, VisitStamp
from casepwa.models.codes import MissedReason, SeenOutcome, StampKind, VisitStatus


def check_in(session: Session, *, actor: Actor, payload: VisitCheckIn, recorded: Recorded) -> Visit:
    """Begin a visit; one that was never planned is made here from ``payload.unplanned``.

    Raises ``Conflict`` when it has begun or is over; ``Invalid``: ``no_such_visit``, ``pair_required``
    (someone on it is never visited alone, and nobody goes with), ``expected_end_before_check_in``,
    ``expected_end_too_late``, ``record_belongs_elsewhere``, or a location's. A planned visit that is a
    colleague's now becomes an own one beside it: what was done is kept.
    """
    plan, beside = payload.unplanned, None
    if plan is not None and own_visits.found(session, payload.visit_id) is None:
        if plan.visit_id != payload.visit_id:
            raise Invalid("record_belongs_elsewhere")
        mine = own_visits.together(session, actor, plan.client_ids, Permission.VISIT_RECORD, recorded)
        visit = visit_plans.lay_down(session, actor, None, plan, mine, recorded)
        visit.is_planned = False
    else:
        visit, mine, beside = _to_begin(session, actor, payload.visit_id, recorded, plan)
        own_visits.must_stand(visit, VisitStatus.PLANNED)
    _check_expected_end(payload.expected_end, since=payload.happened_at)
    visit.going_with = payload.going_with or visit.going_with
    if not visit.going_with and _needs_two(session, visit):
        raise Invalid("pair_required")
    ids = {"instead_of": beside} if beside else {}
    if visit.worker_id != actor.account_id:
        ids = {"taken_over_from": visit.worker_id}
    visit.worker_id = actor.account_id
    visit.status = VisitStatus.CHECKED_IN
    visit.expected_end = payload.expected_end
    _stamp(session, actor, visit, StampKind.CHECK_IN, payload, recorded)
    own_visits.done(session, actor, Permission.VISIT_RECORD, visit, mine, recorded, **ids)
    alarms.place_at_visit(session, actor=actor, visit=visit, since=payload.happened_at)
    safety_timers.start(session, visit=visit, recorded=recorded)
    return visit


def extend(session: Session, *, actor: Actor, payload: VisitExtend, recorded: Recorded) -> Visit:
    """Expect the end later; asks for the visit word of a worker who has one.

    More time that is older news than the end already expected, or than the check-out, changes nothing when a
    good word came with it: it was asked for in good time and waited for a signal.

    Raises ``Conflict`` unless under way; ``Invalid``: ``visit_word_needed``, ``visit_word_not_right``,
    ``visit_not_extended`` (not later than the end already expected), ``expected_end_too_late``.
    """
    visit, mine = own_visits.own(session, actor, payload.visit_id, recorded)
    _check_word(session, actor, recorded)
    is_old = visit.expected_end is not None and payload.expected_end <= visit.expected_end
    if recorded.is_word_good and (is_old or visit.status == VisitStatus.CHECKED_OUT):
        return visit
    own_visits.must_stand(visit, VisitStatus.CHECKED_IN)
    if is_old:
        raise Invalid("visit_not_extended")
    _check_expected_end(payload.expected_end, since=_came_at(session, visit))
    visit.expected_end = payload.expected_end
    own_visits.done(session, actor, Permission.VISIT_RECORD, visit, mine, recorded)
    safety_timers.give_time(session, visit=visit, recorded=recorded)
    return visit


def check_out(session: Session, *, actor: Actor, payload: VisitCheckOut, recorded: Recorded) -> Visit:
    """End a visit with an outcome for each client whom ``actor`` still has.

    A co-client who left the caseload keeps no outcome, unless the command has the late right for them; one
    who came onto it later may be left out: the phone did not know of them. Times are kept as the device said
    them, also an end before its beginning, when its clock was put right meanwhile: a visit that cannot end
    would go on looking for a worker who is home.
    After the expected end it asks for the visit word of a worker who has one, unless somebody has spoken with
    them since and marked them safe.

    Raises ``Denied`` without the right for a client named; ``Conflict`` unless under way; ``Invalid``:
    ``visit_word_needed``, ``visit_word_not_right``, ``outcome_for_each_person``, ``other_needs_words``, or
    a location's.
    """
    visit, mine = own_visits.own(session, actor, payload.visit_id, recorded)
    outcomes = {outcome.client_id: outcome for outcome in payload.outcomes}
    ids = own_visits.ids_of(visit.id, actor.account_id)
    for client_id in outcomes:
        caseload.authorise(session, actor, client_id, Permission.VISIT_RECORD, late=recorded.late, visits=ids)
    own_visits.must_stand(visit, VisitStatus.CHECKED_IN)
    if _asks_for_word(session, visit, payload.happened_at, recorded):
        _check_word(session, actor, recorded)
    left_out = set(mine) - set(outcomes)
    if len(outcomes) != len(payload.outcomes) or not set(outcomes) <= set(mine):
        raise Invalid("outcome_for_each_person")
    if not left_out <= own_visits.came_later(session, actor, left_out, recorded):
        raise Invalid("outcome_for_each_person")
    for part in session.exec(select(VisitClient).where(VisitClient.visit_id == visit.id)):
        said = outcomes.get(part.client_id)
        if said is None:
            continue
        if said.outcome == SeenOutcome.OTHER and not said.text:
            raise Invalid("other_needs_words")
        part.outcome, part.outcome_text = said.outcome, said.text or None
    visit.status = VisitStatus.CHECKED_OUT
    _stamp(session, actor, visit, StampKind.CHECK_OUT, payload, recorded)
    own_visits.done(session, actor, Permission.VISIT_RECORD, visit, mine, recorded)
    safety_timers.end(session, visit=visit, recorded=recorded)
    return visit


def miss(session: Session, *, actor: Actor, payload: VisitMiss, recorded: Recorded) -> Visit:
    """Say why a planned visit did not happen, and what happens next.

    Raises ``Conflict`` when it has begun or is over, ``Invalid('other_needs_words')``.
    """
    visit, mine, beside = _to_begin(session, actor, payload.visit_id, recorded, None)
    own_visits.must_stand(visit, VisitStatus.PLANNED)
    if payload.reason == MissedReason.OTHER and not payload.text:
        raise Invalid("other_needs_words")
    visit.status = VisitStatus.MISSED
    visit.missed_at = payload.happened_at
    visit.missed_reason, visit.missed_text = payload.reason, payload.text or None
    visit.next_action = payload.next_action
    ids = {"instead_of": beside} if beside else {}
    own_visits.done(session, actor, Permission.VISIT_RECORD, visit, mine, recorded, **ids)
    return visit


def _check_word(session: Session, actor: Actor, recorded: Recorded) -> None:
    """Who never set a visit word is not asked for one."""
    if recorded.is_word_good or not visit_words.is_set(session, actor.account_id):
        return
    raise Invalid("visit_word_needed" if recorded.is_word_good is None else "visit_word_not_right")


def _asks_for_word(session: Session, visit: Visit, happened_at: datetime, recorded: Recorded) -> bool:
    """By the server's clock: a phone's that is set back must not make an end of the visit early."""
    timer = safety_timers.of_visit(session, visit.id)
    if timer is not None and timer.safe_at is not None:
        return False
    offset = timedelta(milliseconds=recorded.clock_offset_ms)
    left_at = happened_at + (offset if clocks.is_off(recorded.clock_offset_ms) else timedelta(0))
    return left_at > (visit.expected_end or visit.planned_end)


def _to_begin(
    session: Session, actor: Actor, visit_id: UUID, recorded: Recorded, plan: VisitSchedule | None
) -> tuple[Visit, list[UUID], UUID | None]:
    """The visit to begin or to miss, its clients, and the colleague's visit that it stands beside."""
    visit, mine = own_visits.reached(session, actor, visit_id, recorded, may_take_over=True)
    if own_visits.may_act(session, actor, visit, mine, recorded, may_take_over=True):
        return visit, mine, None
    if plan is not None:
        raise Invalid("record_belongs_elsewhere")
    return own_visits.beside(session, actor, visit, mine, recorded), mine, visit.id


def _check_expected_end(expected_end: datetime, *, since: datetime) -> None:
    """The safety timer runs to this end: one that lies days ahead would never ask after the worker."""
    if expected_end <= since:
        raise Invalid("expected_end_before_check_in")
    if expected_end - since > LONGEST_VISIT:
        raise Invalid("expected_end_too_late")


def _came_at(session: Session, visit: Visit) -> datetime:
    """When the check-in happened. Raises ``Conflict`` for a visit without one."""
    came = session.exec(
        select(VisitStamp.happened_at).where(
            VisitStamp.visit_id == visit.id, VisitStamp.kind == StampKind.CHECK_IN
        )
    ).first()
    if came is None:
        raise Conflict("visit_not_checked_in")
    return came


def _needs_two(session: Session, visit: Visit) -> bool:
    """Of everyone on the visit, whoever of them ``actor`` may see: it is about the worker's safety."""
    statement = select(
        exists().where(col(Client.id).in_(own_visits.clients_of(session, visit)), col(Client.pair_required))
    )
    return bool(session.scalar(statement))


def _stamp(
    session: Session,
    actor: Actor,
    visit: Visit,
    kind: StampKind,
    payload: VisitCheckIn | VisitCheckOut,
    recorded: Recorded,
) -> None:
    book = rules.book(session, organization_id=actor.organization_id)
    day = day_of(payload.happened_at, zone_of(session, actor.organization_id))
    session.add(
        visit_stamps.stamped(
            visit,
            kind,
            happened_at=payload.happened_at,
            location=payload.location,
            radius_m=book.value(AtPlaceRadius, on=day).meters,
            recorded=recorded,
        )
    )
