"""Whom a safety timer told and will tell, who of them read it when, and who spoke with the worker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.safety import safety_timers
from casepwa.casework.safety.safety_reach import Reached
from casepwa.models import (
    Account,
    SafetyCheck,
    SafetyEscalation,
    SafetyEscalationReading,
    SafetyEscalationTold,
    SafetyTimer,
)
from casepwa.models.codes import EscalationStage

CHECKS_STAY = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class Told:
    """``read_at``: None until they opened it. ``is_me``: the reader of the board."""

    name: str
    told_as: str
    is_me: bool
    read_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Step:
    """A stage for the end that is expected now. ``raised_at``: None while it is still to come, at
    ``due_at``."""

    stage: EscalationStage
    due_at: datetime
    raised_at: datetime | None
    told: tuple[Told, ...]


@dataclass(frozen=True, kw_only=True)
class Check:
    subject_id: UUID | None
    how: str
    words: str | None
    spoken_by: str | None
    marked_by: str
    marked_at: datetime


def of(session: Session, found: Sequence[Reached], *, viewer_id: UUID) -> dict[UUID, tuple[Step, ...]]:
    """The three stages of each running timer, by the id that the board uses."""
    timers = {
        one.timer.id: (one.id, one.timer)
        for one in found
        if one.timer is not None and one.timer.ended_at is None
    }
    raised = _raised(session, timers)
    told = _told(session, [row.id for row in raised.values()], viewer_id)
    return {
        subject_id: tuple(
            _step(timer, stage, raised.get((timer.id, stage)), told) for stage in EscalationStage
        )
        for subject_id, timer in timers.values()
    }


def checks_of(session: Session, found: Sequence[Reached], *, at: datetime) -> dict[UUID, tuple[Check, ...]]:
    """Who was spoken with in the last day, by worker."""
    rows = session.exec(
        select(SafetyCheck, Account.name)
        .join(Account, col(Account.id) == SafetyCheck.marked_by_id)
        .where(
            col(SafetyCheck.worker_id).in_([one.worker.id for one in found]),
            col(SafetyCheck.marked_at) > at - CHECKS_STAY,
        )
        .order_by(col(SafetyCheck.marked_at), col(SafetyCheck.id))
    )
    known: dict[UUID, tuple[Check, ...]] = {}
    for row, name in rows:
        check = Check(
            subject_id=row.visit_id,
            how=row.how,
            words=row.words,
            spoken_by=row.spoken_by,
            marked_by=name,
            marked_at=row.marked_at,
        )
        known[row.worker_id] = (*known.get(row.worker_id, ()), check)
    return known


def _step(
    timer: SafetyTimer,
    stage: EscalationStage,
    raised: SafetyEscalation | None,
    told: dict[UUID, tuple[Told, ...]],
) -> Step:
    return Step(
        stage=stage,
        due_at=safety_timers.due_of(timer, stage),
        raised_at=raised.raised_at if raised is not None else None,
        told=told.get(raised.id, ()) if raised is not None else (),
    )


def _raised(session: Session, timer_ids: Iterable[UUID]) -> dict[tuple[UUID, str], SafetyEscalation]:
    rows = session.exec(
        select(SafetyEscalation)
        .join(SafetyTimer, col(SafetyTimer.id) == SafetyEscalation.timer_id)
        .where(col(SafetyTimer.id).in_(list(timer_ids)), SafetyEscalation.due_at == SafetyTimer.due_at)
    )
    return {(row.timer_id, row.stage): row for row in rows}


def _told(session: Session, escalation_ids: Sequence[UUID], viewer_id: UUID) -> dict[UUID, tuple[Told, ...]]:
    readings = {
        (row.escalation_id, row.account_id): row.read_at
        for row in session.exec(
            select(SafetyEscalationReading).where(
                col(SafetyEscalationReading.escalation_id).in_(escalation_ids)
            )
        )
    }
    found: dict[UUID, tuple[Told, ...]] = {}
    for row, name in session.exec(
        select(SafetyEscalationTold, Account.name)
        .join(Account, col(Account.id) == SafetyEscalationTold.account_id)
        .where(col(SafetyEscalationTold.escalation_id).in_(escalation_ids))
        .order_by(col(SafetyEscalationTold.told_as).desc(), col(Account.name), col(Account.id))
    ):
        one = Told(
            name=name,
            told_as=row.told_as,
            is_me=row.account_id == viewer_id,
            read_at=readings.get((row.escalation_id, row.account_id)),
        )
        found[row.escalation_id] = (*found.get(row.escalation_id, ()), one)
    return found
