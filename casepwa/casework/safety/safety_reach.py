"""Who may see which worker is out, and how much: the relationship half of the safety board.

A supervisor sees their team's visits whole. Everyone else sees a visit only because it escalated to them: who
is on call, with the address; who goes along or stands in for a missing supervisor, without the people
visited. Nobody sees, reads or marks their own. Source: domain.md, "Who may see what" and "Visits".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.actors import Actor
from casepwa.casework.safety import alarm_reach
from casepwa.models import (
    Account,
    Alarm,
    OnCallShift,
    SafetyEscalation,
    SafetyEscalationTold,
    SafetyTimer,
    Visit,
)
from casepwa.models.codes import AlarmKind, EscalationStage, ToldAs, VisitStatus
from casepwa.models.columns import now as _now

CALLS = (AlarmKind.HELP, AlarmKind.DURESS)
"""Alarms that say that a worker is in danger now."""


class Sees(StrEnum):
    """``whole``: people and address, always. ``called``: people and address, because it escalated to them.
    ``place``: the address. ``worker``: who it is and how to call them.
    """

    WHOLE = "whole"
    CALLED = "called"
    PLACE = "place"
    WORKER = "worker"


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A worker who is out, or who called: ``visit`` or ``alarms`` or both; ``sees`` for one reader."""

    worker: Account
    visit: Visit | None
    timer: SafetyTimer | None
    alarms: tuple[Alarm, ...]
    sees: Sees

    @property
    def id(self) -> UUID:
        """What the screen calls it: the visit's id, or the alarm's when it came from no visit."""
        return self.visit.id if self.visit is not None else self.alarms[0].id


def reached_by(session: Session, actor: Actor, *, at: datetime | None = None) -> list[Reached]:
    """Everyone who is out, or calls, and whom ``actor`` may see ``at``."""
    at = at or _now()
    supervised = _colleagues(session, actor, alarm_reach.is_supervised(actor, at))
    on_call_for = _colleagues(session, actor, alarm_reach.is_on_call_for(actor, at))
    calls = _calls(session, actor, at)
    visits = _visits(session, actor, [alarm.visit_id for alarm in calls if alarm.visit_id])
    told = _told(session, actor, [timer.id for _, _, timer in visits if timer is not None], at)
    found: list[Reached] = []
    for visit, worker, timer in visits:
        here = tuple(alarm for alarm in calls if alarm.visit_id == visit.id)
        as_what = told.get(timer.id, frozenset[str]()) if timer is not None else frozenset[str]()
        if here and worker.id in on_call_for:
            as_what |= {ToldAs.ON_CALL}
        sees = Sees.WHOLE if worker.id in supervised else _sees(as_what, has_called=bool(here))
        if sees is not None and worker.id != actor.account_id:
            found.append(Reached(worker=worker, visit=visit, timer=timer, alarms=here, sees=sees))
    for alarm in calls:
        if alarm.visit_id is None:
            worker = session.get_one(Account, alarm.raised_by_id)
            found.append(Reached(worker=worker, visit=None, timer=None, alarms=(alarm,), sees=Sees.WORKER))
    return found


def is_settled_call(session: Session, actor: Actor, alarm_id: UUID) -> bool:
    """Is it a call without a visit, within ``actor``'s reach, that somebody settled?"""
    asked = (
        select(Alarm.id)
        .join(Account, col(Account.id) == Alarm.raised_by_id)
        .where(
            Alarm.id == alarm_id,
            col(Alarm.kind).in_(CALLS),
            col(Alarm.visit_id).is_(None),
            col(Alarm.settled_at).is_not(None),
            alarm_reach.is_reached(actor, _now()),
        )
    )
    return session.exec(asked).first() is not None


def may_be_reached(session: Session, actor: Actor, *, at: datetime) -> bool:
    """Could anything have escalated to ``actor``? One query, for every phone that syncs."""
    told = exists().where(
        col(SafetyEscalationTold.account_id) == actor.account_id,
        col(SafetyEscalationTold.told_as) != ToldAs.WORKER,
        col(SafetyEscalation.id) == SafetyEscalationTold.escalation_id,
        col(SafetyTimer.id) == SafetyEscalation.timer_id,
        col(SafetyTimer.ended_at).is_(None),
    )
    on_call = exists().where(
        col(OnCallShift.account_id) == actor.account_id, reaches.is_current(OnCallShift, at)
    )
    return bool(session.scalar(select(or_(told, on_call))))


def _colleagues(session: Session, actor: Actor, which: ColumnElement[bool]) -> frozenset[UUID]:
    rows = select(Account.id).where(
        Account.organization_id == actor.organization_id, Account.id != actor.account_id, which
    )
    return frozenset(session.exec(rows))


def _calls(session: Session, actor: Actor, at: datetime) -> list[Alarm]:
    """Open calls for help and duress words that ``actor`` may read; who is on call hears them at once."""
    rows = session.exec(
        select(Alarm)
        .join(Account, col(Account.id) == Alarm.raised_by_id)
        .where(
            col(Alarm.kind).in_(CALLS),
            col(Alarm.settled_at).is_(None),
            alarm_reach.is_reached(actor, at),
        )
        .order_by(col(Alarm.received_at).desc(), col(Alarm.id))
    )
    return list(rows)


def _visits(
    session: Session, actor: Actor, called_from: Iterable[UUID]
) -> list[tuple[Visit, Account, SafetyTimer | None]]:
    out = or_(col(Visit.status) == VisitStatus.CHECKED_IN, col(Visit.id).in_(list(called_from)))
    rows = session.exec(
        select(Visit, Account, SafetyTimer)
        .join(Account, col(Account.id) == Visit.worker_id)
        .outerjoin(SafetyTimer, col(SafetyTimer.visit_id) == Visit.id)
        .where(Visit.organization_id == actor.organization_id, out)
    )
    return [(visit, worker, timer) for visit, worker, timer in rows]


def _told(
    session: Session, actor: Actor, timer_ids: Iterable[UUID], at: datetime
) -> dict[UUID, frozenset[str]]:
    """As what ``actor`` was told, by timer, about the end that is expected now. Who came on call since the
    last stage was raised counts as told.
    """
    ids = list(timer_ids)
    current = (
        select(SafetyEscalation, SafetyTimer.id, SafetyTimer.worker_id)
        .join(SafetyTimer, col(SafetyTimer.id) == SafetyEscalation.timer_id)
        .where(
            col(SafetyTimer.id).in_(ids),
            SafetyEscalation.due_at == SafetyTimer.due_at,
            col(SafetyTimer.ended_at).is_(None),
            col(SafetyTimer.safe_at).is_(None),
        )
        .subquery()
    )
    found: dict[UUID, set[str]] = {}
    for timer_id, told_as in session.exec(
        select(current.c.timer_id, SafetyEscalationTold.told_as)
        .join(SafetyEscalationTold, col(SafetyEscalationTold.escalation_id) == current.c.id)
        .where(SafetyEscalationTold.account_id == actor.account_id)
    ):
        found.setdefault(timer_id, set()).add(told_as)
    shift = reaches.is_current(OnCallShift, at)
    for timer_id in session.exec(
        select(current.c.timer_id)
        .join(Account, col(Account.id) == current.c.worker_id)
        .join(OnCallShift, col(OnCallShift.staff_team_id) == Account.staff_team_id)
        .where(current.c.stage == EscalationStage.ON_CALL, OnCallShift.account_id == actor.account_id, shift)
    ):
        found.setdefault(timer_id, set()).add(ToldAs.ON_CALL)
    return {timer_id: frozenset(each) for timer_id, each in found.items()}


def _sees(as_what: frozenset[str], *, has_called: bool) -> Sees | None:
    if ToldAs.ON_CALL in as_what:
        return Sees.CALLED
    if has_called or ToldAs.FALLBACK in as_what:
        return Sees.PLACE
    return Sees.WORKER if as_what - {ToldAs.WORKER} else None
