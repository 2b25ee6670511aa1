"""The live board: who is out, since when, expected back when, and how far an overdue one has escalated."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import quote
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import clocks
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_bounds, day_of, zone_of
from casepwa.casework.permissions import Permission, require
from casepwa.casework.safety import alarm_reach, safety_reach, safety_steps
from casepwa.casework.safety.safety_reach import Reached, Sees
from casepwa.casework.safety.safety_steps import Check, Step
from casepwa.models import Account, Client, Visit, VisitClient, VisitStamp
from casepwa.models.codes import AlarmKind, StampKind, VisitStatus
from casepwa.models.columns import now as _now

DUE_SOON = timedelta(minutes=5)


class Standing(StrEnum):
    """How it stands with someone who is out, the most urgent first. ``unknown``: no timer runs."""

    HELP = "help"
    DURESS = "duress"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    ON_TIME = "on_time"
    SAFE = "safe"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Out:
    """``id``: the visit's, or the call's when it came from no visit. ``overdue``: whole minutes.

    ``people`` and ``address`` only as far as this reader may know them, ``map_query`` (a ``geo:`` link) not
    of a confidential place; ``steps``: whom the timer told, tells and will tell; ``checks``: who spoke with
    them, newest last; ``clock_ahead``: ``clocks.minutes_ahead`` of the phone at check-in.
    """

    id: UUID
    worker: str
    phone: str | None
    people: tuple[str, ...]
    place_type: str | None
    address: str | None
    map_query: str | None
    going_with: str | None
    since: datetime | None
    clock_ahead: int
    back_by: datetime | None
    standing: Standing
    overdue: int
    called_at: datetime | None
    is_open: bool
    steps: tuple[Step, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A visit that should have begun, and whose check-in has not reached the server."""

    id: UUID
    worker: str
    people: tuple[str, ...]
    planned_start: datetime
    planned_end: datetime


@dataclass(frozen=True, kw_only=True)
class Back:
    """``clock_ahead``: ``clocks.minutes_ahead`` of the phone at check-out."""

    id: UUID
    worker: str
    at: datetime
    clock_ahead: int


@dataclass(frozen=True, kw_only=True)
class Board:
    out: tuple[Out, ...]
    expected: tuple[Expected, ...]
    back: tuple[Back, ...]


def board(session: Session, *, actor: Actor, at: datetime | None = None) -> Board:
    """What ``actor`` may see of who is out ``at``. Raises ``Denied`` without the role.

    For who supervises nobody it holds what escalated to them, and nothing else.
    """
    at = at or _now()
    return Board(
        out=tuple(outside(session, actor=actor, at=at)),
        expected=_expected(session, actor, at),
        back=_back(session, actor, at),
    )


def outside(session: Session, *, actor: Actor, at: datetime) -> list[Out]:
    """Who is out or calls, as far as ``actor`` may see it ``at``, the most urgent first.

    Raises ``Denied`` without the role.
    """
    require(actor, Permission.ESCALATION_READ)
    found = safety_reach.reached_by(session, actor, at=at)
    people = _people(session, [one.visit.id for one in found if one.visit is not None and _may_name(one)])
    since = _stamped(session, [one.visit.id for one in found if one.visit is not None])
    steps = safety_steps.of(session, found, viewer_id=actor.account_id)
    checks = safety_steps.checks_of(session, found, at=at)
    rows = [
        _out(one, at, people, since, steps.get(one.id, ()), checks.get(one.worker.id, ())) for one in found
    ]
    return sorted(rows, key=_urgency)


def _may_name(one: Reached) -> bool:
    return one.sees in (Sees.WHOLE, Sees.CALLED)


def _urgency(row: Out) -> tuple[int, datetime, str]:
    moment = row.called_at or row.back_by
    assert moment is not None
    return list(Standing).index(row.standing), moment, row.worker


def _out(
    one: Reached,
    at: datetime,
    people: dict[UUID, tuple[str, ...]],
    since: dict[UUID, tuple[datetime, int]],
    steps: tuple[Step, ...],
    checks: tuple[Check, ...],
) -> Out:
    visit = one.visit
    standing = _standing(one, at)
    back_by = (visit.expected_end or visit.planned_end) if visit is not None else None
    address = _address(visit) if visit is not None and one.sees != Sees.WORKER else None
    began, offset_ms = since.get(visit.id, (None, 0)) if visit is not None else (None, 0)
    late = at - back_by if back_by is not None and standing == Standing.OVERDUE else timedelta(0)
    return Out(
        id=one.id,
        worker=one.worker.name,
        phone=one.worker.phone,
        people=people.get(visit.id, ()) if visit is not None else (),
        place_type=visit.place_type if visit is not None else None,
        address=address,
        map_query=_map(visit) if visit is not None and address else None,
        going_with=visit.going_with if visit is not None else None,
        since=began,
        clock_ahead=clocks.minutes_ahead(offset_ms),
        back_by=back_by,
        standing=standing,
        overdue=max(0, int(late.total_seconds() // 60)),
        called_at=one.alarms[0].received_at if one.alarms else None,
        is_open=standing in (Standing.HELP, Standing.DURESS, Standing.OVERDUE),
        steps=steps,
        checks=tuple(check for check in checks if check.subject_id == one.id),
    )


def _standing(one: Reached, at: datetime) -> Standing:
    kinds = {alarm.kind for alarm in one.alarms}
    if AlarmKind.HELP in kinds:
        return Standing.HELP
    if AlarmKind.DURESS in kinds:
        return Standing.DURESS
    timer = one.timer
    if timer is None or timer.ended_at is not None:
        return Standing.UNKNOWN
    if timer.safe_at is not None:
        return Standing.SAFE
    if timer.due_at <= at:
        return Standing.OVERDUE
    return Standing.DUE_SOON if timer.due_at - at <= DUE_SOON else Standing.ON_TIME


def _address(visit: Visit) -> str | None:
    """Also a confidential one: whoever it escalated to must be able to send someone."""
    return ", ".join(part for part in (visit.place_name, visit.address) if part) or None


def _map(visit: Visit) -> str | None:
    return f"geo:0,0?q={quote(visit.address)}" if visit.address and not visit.is_confidential else None


def _expected(session: Session, actor: Actor, at: datetime) -> tuple[Expected, ...]:
    rows = session.exec(
        select(Visit, Account.name)
        .join(Account, col(Account.id) == Visit.worker_id)
        .where(
            Visit.status == VisitStatus.PLANNED,
            Account.organization_id == actor.organization_id,
            alarm_reach.is_supervised(actor, at),
            Visit.worker_id != actor.account_id,
            col(Visit.planned_start) <= at,
            col(Visit.planned_end) > at,
        )
        .order_by(col(Visit.planned_start), col(Account.name))
    ).all()
    people = _people(session, [visit.id for visit, _ in rows])
    return tuple(
        Expected(
            id=visit.id,
            worker=name,
            people=people.get(visit.id, ()),
            planned_start=visit.planned_start,
            planned_end=visit.planned_end,
        )
        for visit, name in rows
    )


def _back(session: Session, actor: Actor, at: datetime) -> tuple[Back, ...]:
    zone = zone_of(session, actor.organization_id)
    begins, ends = day_bounds(day_of(at, zone), zone)
    rows = session.exec(
        select(Visit.id, Account.name, VisitStamp.happened_at, VisitStamp.clock_offset_ms)
        .join(Account, col(Account.id) == Visit.worker_id)
        .join(VisitStamp, col(VisitStamp.visit_id) == Visit.id)
        .where(
            VisitStamp.kind == StampKind.CHECK_OUT,
            Account.organization_id == actor.organization_id,
            alarm_reach.is_supervised(actor, at),
            Visit.worker_id != actor.account_id,
            col(VisitStamp.happened_at) >= begins,
            col(VisitStamp.happened_at) < ends,
        )
        .order_by(col(VisitStamp.happened_at).desc(), col(Visit.id))
    )
    return tuple(
        Back(id=visit_id, worker=name, at=left, clock_ahead=clocks.minutes_ahead(offset_ms))
        for visit_id, name, left, offset_ms in rows
    )


def _stamped(session: Session, visit_ids: Collection[UUID]) -> dict[UUID, tuple[datetime, int]]:
    """When each began by the phone's clock, and how far that clock was from ours (ms)."""
    rows = session.exec(
        select(VisitStamp.visit_id, VisitStamp.happened_at, VisitStamp.clock_offset_ms).where(
            VisitStamp.kind == StampKind.CHECK_IN, col(VisitStamp.visit_id).in_(visit_ids)
        )
    )
    return {visit_id: (began, offset_ms) for visit_id, began, offset_ms in rows}


def _people(session: Session, visit_ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    for visit_id, client in session.exec(
        select(VisitClient.visit_id, Client)
        .join(Client, col(Client.id) == VisitClient.client_id)
        .where(col(VisitClient.visit_id).in_(list(visit_ids)))
        .order_by(col(Client.birth_date), col(Client.id))
    ):
        name = f"{client.preferred_name or client.given_name} {client.family_name}"
        found[visit_id] = (*found.get(visit_id, ()), name)
    return found
