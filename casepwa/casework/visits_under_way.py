"""Whom an own visit leads to: its people stay reachable until the check-out, whoever has them by then.

Only who was on the worker's caseload, cover included, when the check-in happened: a check-in that is sent
after a transfer brings nobody back. It lasts a day after the expected end at most, counted by the server's
clock, so that a phone's clock cannot lengthen it. Source: domain.md, "Visits".
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from casepwa.casework import clocks, reaches
from casepwa.casework.actors import Actor
from casepwa.models import Cover, TeamMember, Visit, VisitClient, VisitStamp
from casepwa.models.codes import StampKind, VisitStatus

LONGEST_VISIT = timedelta(hours=24)
LASTS = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class _Begun:
    visit_id: UUID
    came_at: datetime
    until: datetime


def people(
    session: Session,
    actor: Actor,
    *,
    at: datetime,
    visits: Collection[UUID] | None = None,
    statuses: Collection[VisitStatus] = (VisitStatus.CHECKED_IN,),
) -> dict[UUID, datetime]:
    """Client id -> when this reach ends, of ``actor``'s own visits that stand at one of ``statuses``.

    ``visits``: of these only.
    """
    found: dict[UUID, datetime] = {}
    for begun in _begun(session, actor, at, visits, statuses):
        for client_id in _had(session, actor, begun):
            found[client_id] = max(begun.until, found.get(client_id, begun.until))
    return found


def _begun(
    session: Session,
    actor: Actor,
    at: datetime,
    visits: Collection[UUID] | None,
    statuses: Collection[VisitStatus],
) -> list[_Begun]:
    asked = (
        select(Visit, VisitStamp)
        .join(VisitStamp, col(VisitStamp.visit_id) == Visit.id)
        .where(
            Visit.worker_id == actor.account_id,
            Visit.organization_id == actor.organization_id,
            col(Visit.status).in_(statuses),
            VisitStamp.kind == StampKind.CHECK_IN,
            col(VisitStamp.received_at) > at - LONGEST_VISIT - LASTS,
        )
    )
    if visits is not None:
        asked = asked.where(col(Visit.id).in_(visits))
    begun = [
        _Begun(
            visit_id=visit.id,
            came_at=_came_at(stamp),
            until=min(visit.expected_end or visit.planned_end, stamp.received_at + LONGEST_VISIT) + LASTS,
        )
        for visit, stamp in session.exec(asked)
    ]
    return [each for each in begun if each.until > at]


def _came_at(stamp: VisitStamp) -> datetime:
    offset = timedelta(milliseconds=stamp.clock_offset_ms)
    came = stamp.happened_at + (offset if clocks.is_off(stamp.clock_offset_ms) else timedelta(0))
    return min(came, stamp.received_at)


def _had(session: Session, actor: Actor, begun: _Begun) -> frozenset[UUID]:
    """The visit's people whom ``actor`` had, by their team or standing in, when it began."""
    stands_in = and_(col(Cover.covering_id) == actor.account_id, reaches.is_current(Cover, begun.came_at))
    rows = session.exec(
        select(VisitClient.client_id)
        .join(TeamMember, col(TeamMember.client_id) == VisitClient.client_id)
        .outerjoin(Cover, and_(col(Cover.absent_id) == TeamMember.account_id, stands_in))
        .where(
            VisitClient.visit_id == begun.visit_id,
            reaches.is_current(TeamMember, begun.came_at),
            or_(col(TeamMember.account_id) == actor.account_id, col(Cover.id).is_not(None)),
        )
    )
    return frozenset(rows)
