"""What must reach a supervisor at once: "I need help", and safety concerns.

Raising one is never refused for a detail; who may read it is ``alarm_reach``'s. Source: domain.md, "Visits".
"""

from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import exists, or_, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from casepwa import bulletins
from casepwa.casework import audit
from casepwa.casework.actors import Actor
from casepwa.casework.appending import claim, values_of
from casepwa.casework.commands import AlarmHelp
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.casework.recorded import Recorded
from casepwa.casework.safety import alarm_reach
from casepwa.models import (
    Account,
    Alarm,
    AlarmReading,
    AuditEvent,
    SafetyConcern,
    Visit,
    VisitWordUse,
)
from casepwa.models.codes import AlarmKind, WordJudged
from casepwa.models.columns import now


def topic(organization_id: UUID) -> str:
    """What ``bulletins`` calls any change about the alarms of an organization."""
    return f"alarms:{organization_id}"


def help(session: Session, *, actor: Actor, payload: AlarmHelp, recorded: Recorded) -> Alarm:
    """Raise "I need help". A visit that is not (yet) here, or not ``actor``'s, is left out, not refused: help
    is sent first, often before the check-in that makes the visit (``place_at_visit`` mends that).

    Raises ``Denied`` for who may not raise alarms, ``Invalid('record_belongs_elsewhere')`` for another's id.
    """
    require(actor, Permission.ALARM_RAISE)
    existing = session.get(Alarm, payload.alarm_id)
    if existing is not None:
        if existing.raised_by_id != actor.account_id or existing.kind != AlarmKind.HELP:
            raise Invalid("record_belongs_elsewhere")
        return existing
    visit = session.get(Visit, payload.visit_id) if payload.visit_id else None
    is_own_visit = visit is not None and visit.worker_id == actor.account_id
    alarm = Alarm(
        id=payload.alarm_id,
        kind=AlarmKind.HELP,
        raised_by_id=actor.account_id,
        visit_id=payload.visit_id if is_own_visit else None,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
    )
    return _raise(session, actor, alarm)


def of_concern(session: Session, *, actor: Actor, concern: SafetyConcern, visit_id: UUID | None) -> Alarm:
    """Raise the alarm of a safety concern, in the transaction that makes it."""
    alarm = Alarm(
        kind=AlarmKind.SAFETY_CONCERN,
        raised_by_id=actor.account_id,
        visit_id=visit_id,
        concern_id=concern.id,
        recorded_at=concern.recorded_at,
        received_at=concern.received_at,
    )
    return _raise(session, actor, alarm)


def is_duress_waiting(session: Session) -> bool:
    """Is there anything for ``raise_duress`` to do?"""
    return bool(session.scalar(select(exists(_unheard_duress()))))


def raise_duress(session: Session, *, at: datetime) -> int:
    """Raise an alarm for every duress word that has none yet, each once; the number raised.

    Nobody acts here: the worker's own phone must not do, show or wait for anything that the visit word does
    not.
    """
    waiting = session.exec(_unheard_duress()).all()
    raised = 0
    for use, organization_id in waiting:
        visit = session.get(Visit, use.visit_id)
        alarm = Alarm(
            id=uuid5(use.account_id, f"duress {use.command_id}"),
            kind=AlarmKind.DURESS,
            raised_by_id=use.account_id,
            visit_id=visit.id if visit is not None and visit.worker_id == use.account_id else None,
            recorded_at=use.used_at,
            received_at=at,
        )
        if claim(session, "alarm", values_of(alarm)):
            raised += 1
            session.add(
                AuditEvent(at=at, action=Permission.ALARM_RAISE, subject_kind="alarm", subject_id=alarm.id)
            )
            bulletins.tell(session, topic(organization_id))
    session.flush()
    return raised


def place_at_visit(session: Session, *, actor: Actor, visit: Visit, since: datetime) -> None:
    """A visit's check-in arrived: help that ``actor`` called for after ``since`` was called from there."""
    session.exec(
        update(Alarm)
        .where(
            col(Alarm.kind) == AlarmKind.HELP,
            col(Alarm.raised_by_id) == actor.account_id,
            col(Alarm.visit_id).is_(None),
            col(Alarm.recorded_at) >= since,
        )
        .values(visit_id=visit.id)
        .execution_options(synchronize_session=False)
    )


def place_concern(session: Session, *, actor: Actor, concern: SafetyConcern, visit_id: UUID | None) -> None:
    """The note of a concern that was heard before it arrived: the alarm now says during which visit."""
    session.exec(
        update(Alarm)
        .where(col(Alarm.concern_id) == concern.id)
        .values(visit_id=visit_id)
        .execution_options(synchronize_session=False)
    )
    bulletins.tell(session, topic(actor.organization_id))


def mark_read(session: Session, *, actor: Actor, alarm_id: UUID) -> AlarmReading:
    """Write down that ``actor`` read an alarm; the first time stays. Raises ``Denied`` out of reach."""
    alarm = alarm_reach.alarm_for(session, actor, alarm_id, Permission.ALARM_READ)
    if note_reading(session, actor=actor, alarm=alarm):
        _done(session, actor, Permission.ALARM_READ, alarm)
    return session.get_one(AlarmReading, (alarm.id, actor.account_id))


def note_reading(session: Session, *, actor: Actor, alarm: Alarm) -> bool:
    """Keep that ``actor`` read an alarm that they reach; was this the first time? The caller leaves the
    trail."""
    if session.get(AlarmReading, (alarm.id, actor.account_id)) is not None:
        return False
    session.add(AlarmReading(alarm_id=alarm.id, account_id=actor.account_id))
    session.flush()
    return True


def hold(session: Session, subject_id: UUID) -> None:
    """Let nobody else settle this alarm, or those from this visit, until the unit of work ends."""
    asked = select(Alarm).where(or_(col(Alarm.id) == subject_id, col(Alarm.visit_id) == subject_id))
    in_order = asked.order_by(col(Alarm.id)).with_for_update()
    session.exec(in_order.execution_options(populate_existing=True)).all()


def settle(session: Session, *, actor: Actor, alarm_id: UUID, how: str) -> Alarm:
    """Close an alarm, saying ``how``. Reads it too.

    Raises ``Denied`` out of reach, ``Invalid('settling_says_how')`` without words,
    ``Conflict('alarm_already_settled')``.
    """
    alarm = alarm_reach.alarm_for(session, actor, alarm_id, Permission.ALARM_SETTLE, to_change=True)
    if not how.strip():
        raise Invalid("settling_says_how")
    if alarm.settled_at is not None:
        raise Conflict("alarm_already_settled")
    mark_read(session, actor=actor, alarm_id=alarm.id)
    alarm.settled_at, alarm.settled_by_id, alarm.settled_how = now(), actor.account_id, how.strip()
    _done(session, actor, Permission.ALARM_SETTLE, alarm)
    return alarm


def _unheard_duress() -> Select[VisitWordUse, UUID]:
    heard = exists().where(
        col(Alarm.kind) == AlarmKind.DURESS,
        col(Alarm.raised_by_id) == VisitWordUse.account_id,
        col(Alarm.recorded_at) == VisitWordUse.used_at,
    )
    return (
        select(VisitWordUse, Account.organization_id)
        .join(Account, col(Account.id) == VisitWordUse.account_id)
        .where(VisitWordUse.judged == WordJudged.DURESS, ~heard)
    )


def _raise(session: Session, actor: Actor, alarm: Alarm) -> Alarm:
    session.add(alarm)
    session.flush()
    _done(session, actor, Permission.ALARM_RAISE, alarm)
    return alarm


def _done(session: Session, actor: Actor, permission: Permission, alarm: Alarm) -> None:
    """Whoever reads the alarm of a concern reads of that client: the trail names them."""
    concern = session.get_one(SafetyConcern, alarm.concern_id) if alarm.concern_id else None
    audit.done(
        session,
        actor,
        permission,
        client_id=concern.client_id if concern else None,
        subject_kind="alarm",
        subject_id=alarm.id,
    )
    bulletins.tell(session, topic(actor.organization_id))
    session.flush()
