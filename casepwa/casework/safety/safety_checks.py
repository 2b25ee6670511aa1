"""Reading that a worker is overdue or calls, and **Mark safe**: how they were spoken with, and by whom."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa import bulletins
from casepwa.casework import audit
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.casework.safety import alarms, safety_reach, safety_timers
from casepwa.casework.safety.safety_reach import Reached
from casepwa.casework.visits import own_visits
from casepwa.models import SafetyCheck, SafetyEscalation, SafetyEscalationReading
from casepwa.models.codes import SpokenHow
from casepwa.models.columns import now

LONGEST = 2_000


def mark_read(session: Session, *, actor: Actor, subject_id: UUID) -> None:
    """Write down that ``actor`` read of this visit (or call): every stage raised so far, every open call.

    The first time stays. Raises ``Denied`` out of reach.
    """
    found = reached(session, actor, subject_id, Permission.ESCALATION_READ)
    at, is_news = now(), False
    for escalation_id in _unread(session, actor, found):
        session.add(
            SafetyEscalationReading(escalation_id=escalation_id, account_id=actor.account_id, read_at=at)
        )
        is_news = True
    for alarm in found.alarms:
        is_news = alarms.note_reading(session, actor=actor, alarm=alarm) or is_news
    if is_news:
        _done(session, actor, Permission.ESCALATION_READ, found)


def mark_safe(
    session: Session, *, actor: Actor, subject_id: UUID, how: str, words: str = "", spoken_by: str = ""
) -> SafetyCheck:
    """Say that the worker was spoken with and is safe: ends the escalation and settles the open calls.

    ``how``: a ``SpokenHow``; ``words``: needed for ``other``; ``spoken_by``: who spoke with them, when that
    was not ``actor``. Reads it too. Raises ``Denied`` out of reach; ``Invalid``: ``safe_says_how``,
    ``safe_other_needs_words``; ``Conflict('safe_already')`` when nothing is open (any more).
    """
    found = reached(session, actor, subject_id, Permission.MARK_SAFE)
    words, spoken_by = words.strip()[:LONGEST], spoken_by.strip()[:200]
    if how not in list(SpokenHow):
        raise Invalid("safe_says_how")
    if how == SpokenHow.OTHER and not words:
        raise Invalid("safe_other_needs_words")
    at = now()
    if not is_open(found, at=at):
        raise Conflict("safe_already")
    mark_read(session, actor=actor, subject_id=subject_id)
    check = SafetyCheck(
        worker_id=found.worker.id,
        visit_id=found.visit.id if found.visit is not None else None,
        how=how,
        words=words or None,
        spoken_by=spoken_by or None,
        marked_by_id=actor.account_id,
        marked_at=at,
    )
    session.add(check)
    if found.visit is not None and _is_overdue(found, at=at):
        safety_timers.mark_safe(session, visit=found.visit, at=at)
    for alarm in found.alarms:
        alarm.settled_at, alarm.settled_by_id = at, actor.account_id
        alarm.settled_spoken, alarm.settled_how = how, words or how
    session.flush()
    _done(session, actor, Permission.MARK_SAFE, found)
    return check


def is_open(found: Reached, *, at: datetime) -> bool:
    """Is there something that **Mark safe** would end: an overdue timer, or a call?"""
    return _is_overdue(found, at=at) or bool(found.alarms)


def reached(session: Session, actor: Actor, subject_id: UUID, permission: Permission) -> Reached:
    """What ``subject_id`` names, if ``actor`` may see it now; its timer and calls are locked until this ends.

    Raises ``Denied(permission)`` otherwise, as for none; ``Conflict('safe_already')`` for a call without a
    visit that somebody settled, to who may read it.
    """
    require(actor, permission)
    safety_timers.of_visit(session, subject_id)
    alarms.hold(session, subject_id)
    for found in safety_reach.reached_by(session, actor):
        if found.id == subject_id:
            return found
    if safety_reach.is_settled_call(session, actor, subject_id):
        raise Conflict("safe_already")
    raise Denied(permission)


def _is_overdue(found: Reached, *, at: datetime) -> bool:
    """Not before its end: a call that was settled leaves the timer of the visit running."""
    timer = found.timer
    return timer is not None and timer.ended_at is None and timer.safe_at is None and timer.due_at <= at


def _unread(session: Session, actor: Actor, found: Reached) -> list[UUID]:
    if found.timer is None:
        return []
    mine = select(SafetyEscalationReading.escalation_id).where(
        SafetyEscalationReading.account_id == actor.account_id
    )
    rows = select(SafetyEscalation.id).where(
        SafetyEscalation.timer_id == found.timer.id,
        SafetyEscalation.due_at == found.timer.due_at,
        col(SafetyEscalation.id).not_in(mine),
    )
    return list(session.exec(rows))


def _done(session: Session, actor: Actor, permission: Permission, found: Reached) -> None:
    audit.done(
        session,
        actor,
        permission,
        subject_kind="visit" if found.visit is not None else "alarm",
        subject_id=found.id,
    )
    bulletins.tell(session, own_visits.topic(actor.organization_id))
    bulletins.tell(session, alarms.topic(actor.organization_id))
    session.flush()
