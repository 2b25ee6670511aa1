"""The safety timer of a visit: set at check-in, moved by more time, ended by check-out or "Mark safe".

It runs on the server, because a phone suspends web pages: its state is rows, and whoever looks
(``raise_due``) raises what has become due, each stage once, however many look and however long nobody did.
Source: domain.md, "Visits": at the expected end the worker is asked, +15 min the supervisor and buddy, +30
min on-call (data).
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlmodel import Session, col, func, select

from casepwa import bulletins
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.appending import append, claim, values_of
from casepwa.casework.recorded import Recorded
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import SafetyTimer as Rule
from casepwa.casework.safety import safety_told
from casepwa.casework.visits import own_visits
from casepwa.models import SafetyEscalation, SafetyTimer, Visit
from casepwa.models.codes import EscalationStage

WATCH = "safety-timers"
"""What ``bulletins`` calls a timer that may be due sooner than the watchers think."""

AT_ONCE = 200
"""Timers a unit of work, so that a long outage is caught up in short transactions."""


def start(session: Session, *, visit: Visit, recorded: Recorded) -> SafetyTimer:
    """Set the timer of a visit whose check-in has reached the server.

    One that arrives after the expected end asks from now on: who has just sent it has just been heard of.
    """
    day = day_of(recorded.received_at, zone_of(session, visit.organization_id))
    rule = rules.book(session, organization_id=visit.organization_id).value(Rule, on=day)
    timer = SafetyTimer(
        organization_id=visit.organization_id,
        visit_id=visit.id,
        worker_id=visit.worker_id,
        started_at=recorded.received_at,
        due_at=recorded.received_at,
        supervisor_after_minutes=rule.supervisor_after_minutes,
        on_call_after_minutes=max(rule.on_call_after_minutes, rule.supervisor_after_minutes),
    )
    session.add(timer)
    _set(session, timer, visit, recorded)
    return timer


def give_time(session: Session, *, visit: Visit, recorded: Recorded) -> None:
    """Begin the stages anew from the visit's new expected end."""
    timer = of_visit(session, visit.id)
    if timer is not None and timer.ended_at is None:
        _set(session, timer, visit, recorded)


def end(session: Session, *, visit: Visit, recorded: Recorded) -> None:
    """The visit is over: nothing more is raised."""
    timer = of_visit(session, visit.id)
    if timer is not None and timer.ended_at is None:
        timer.next_stage = timer.next_at = None
        timer.ended_at = recorded.received_at
        session.flush()


def mark_safe(session: Session, *, visit: Visit, at: datetime) -> None:
    """Someone spoke with the worker ``at``: nothing more is raised for this expected end."""
    timer = of_visit(session, visit.id)
    if timer is not None and timer.ended_at is None:
        timer.next_stage = timer.next_at = None
        timer.safe_at = at
        session.flush()


def of_visit(session: Session, visit_id: UUID) -> SafetyTimer | None:
    """The timer of a visit, locked, so that no stage is raised while it is being moved."""
    return session.exec(
        select(SafetyTimer)
        .where(SafetyTimer.visit_id == visit_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def is_due(session: Session, *, at: datetime) -> bool:
    """Is there anything for ``raise_due`` to do?"""
    due = next_due(session)
    return due is not None and due <= at


def next_due(session: Session) -> datetime | None:
    """When the next stage of any timer is due; None: no timer runs."""
    return session.exec(select(func.min(SafetyTimer.next_at))).first()


def raise_due(session: Session, *, at: datetime) -> int:
    """Raise every stage that is due ``at``, each once; the number raised. Say it again until it is 0.

    Another watcher that looks at the same moment passes over the timers that this one holds.
    """
    due = session.exec(
        select(SafetyTimer)
        .where(col(SafetyTimer.next_at) <= at)
        .order_by(col(SafetyTimer.next_at), col(SafetyTimer.id))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
    raised = 0
    for timer in due:
        while timer.next_at is not None and timer.next_at <= at:
            raised += _raise(session, timer, at)
        bulletins.tell(session, own_visits.topic(timer.organization_id))
    session.flush()
    return raised


def due_of(timer: SafetyTimer, stage: EscalationStage) -> datetime:
    """When ``stage`` of the timer is due, or was."""
    after = {
        EscalationStage.WORKER: 0,
        EscalationStage.SUPERVISOR: timer.supervisor_after_minutes,
        EscalationStage.ON_CALL: timer.on_call_after_minutes,
    }
    return timer.due_at + timedelta(minutes=after[stage])


def _set(session: Session, timer: SafetyTimer, visit: Visit, recorded: Recorded) -> None:
    timer.due_at = max(visit.expected_end or visit.planned_end, recorded.received_at)
    timer.next_stage, timer.next_at = EscalationStage.WORKER, timer.due_at
    timer.safe_at = None
    session.flush()
    bulletins.tell(session, WATCH)


def _raise(session: Session, timer: SafetyTimer, at: datetime) -> int:
    assert timer.next_stage is not None
    stage = EscalationStage(timer.next_stage)
    row = SafetyEscalation(
        id=uuid5(timer.id, f"{stage} {timer.due_at.isoformat()}"),
        timer_id=timer.id,
        stage=stage,
        due_at=timer.due_at,
        raised_at=at,
    )
    is_first = claim(session, "safety_escalation", values_of(row))
    if is_first:
        append(session, *safety_told.by(session, row, timer, at=at))
    following = list(EscalationStage)[list(EscalationStage).index(stage) + 1 :]
    timer.next_stage = following[0] if following else None
    timer.next_at = due_of(timer, following[0]) if following else None
    return int(is_first)
