"""The alarms on a supervisor's first screen: what was raised, where, and who has read it when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, literal, or_
from sqlmodel import Session, col, select

from casepwa.casework.actors import Actor
from casepwa.casework.notes import concerns_told
from casepwa.casework.notes.concerns_told import Told
from casepwa.casework.permissions import Permission, require
from casepwa.casework.safety import alarm_reach, alarms
from casepwa.models import Account, Alarm, AlarmReading, Client, ReadEvent, SafetyConcern, Visit, VisitClient
from casepwa.models.columns import now

SETTLED_STAY = timedelta(days=14)


class Knows(StrEnum):
    """How much of the clients of an alarm its reader may know."""

    RECORD = "record"
    PERSON = "person"
    NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True)
class Reading:
    name: str
    read_at: datetime


@dataclass(frozen=True, kw_only=True)
class Concern:
    """``client``: for who supervises the raiser's team or is on call for it; ``told``: for the former, once
    they opened it."""

    kind: str
    client_id: UUID | None
    client: str | None
    note_id: UUID | None
    told: Told | None


@dataclass(frozen=True, kw_only=True)
class AlarmRow:
    """``people``: clients of the visit from which help was called, as far as the reader may know them.

    ``settled_spoken``: a ``SpokenHow``, when **Mark safe** settled it; ``settled_how``: words, or that code.
    """

    id: UUID
    kind: str
    raised_by: str
    phone: str | None
    recorded_at: datetime
    received_at: datetime
    visit_id: UUID | None
    address: str | None
    people: tuple[str, ...]
    concern: Concern | None
    read_by: tuple[Reading, ...]
    is_read_by_me: bool
    settled_at: datetime | None
    settled_by: str | None
    settled_spoken: str | None
    settled_how: str | None


def open_alarm(session: Session, *, actor: Actor, alarm_id: UUID) -> None:
    """``actor`` reads an alarm, which its raiser's phone shows, and what was told of a concern, if they may.

    Raises ``Denied`` out of reach.
    """
    alarms.mark_read(session, actor=actor, alarm_id=alarm_id)
    client_id = session.exec(
        select(SafetyConcern.client_id)
        .join(Alarm, col(Alarm.concern_id) == SafetyConcern.id)
        .join(Account, col(Account.id) == Alarm.raised_by_id)
        .where(Alarm.id == alarm_id, alarm_reach.is_supervised(actor, now()))
    ).first()
    if client_id is not None:
        session.add(
            ReadEvent(
                account_id=actor.account_id,
                client_id=client_id,
                device_id=actor.device_id,
                what="note",
                read_at=now(),
            )
        )


def for_supervisor(session: Session, *, actor: Actor, opened: UUID | None = None) -> list[AlarmRow]:
    """Open alarms first, newest first; settled ones stay for 14 days. Raises ``Denied`` without the role.

    Looking at the list is not reading: it tells of a concern only where ``opened`` names the alarm that
    ``actor`` opened with ``open_alarm``.
    """
    require(actor, Permission.ALARM_READ)
    at = now()
    rows = session.exec(
        select(Alarm, Account, Visit, _knows(actor, at))
        .join(Account, col(Account.id) == Alarm.raised_by_id)
        .outerjoin(Visit, col(Visit.id) == Alarm.visit_id)
        .where(
            alarm_reach.is_reached(actor, at),
            or_(col(Alarm.settled_at).is_(None), col(Alarm.settled_at) >= at - SETTLED_STAY),
        )
        .order_by(col(Alarm.settled_at).is_not(None), col(Alarm.received_at).desc(), col(Alarm.id))
    ).all()
    concerns = _concerns(session, [alarm for alarm, *_ in rows])
    readings = _readings(session, [alarm for alarm, *_ in rows])
    settlers = _settlers(session, [alarm for alarm, *_ in rows])
    people = _people(session, [alarm for alarm, *_ in rows])
    read = {alarm_id for alarm_id, lines in readings.items() if actor.account_id in {who for who, _ in lines}}
    wanted = [alarm.concern_id for alarm, *_ in rows if alarm.id == opened and alarm.id in read]
    told = concerns_told.of(session, [concerns[each][0] for each in wanted if each])
    return [
        AlarmRow(
            id=alarm.id,
            kind=alarm.kind,
            raised_by=raiser.name,
            phone=raiser.phone,
            recorded_at=alarm.recorded_at,
            received_at=alarm.received_at,
            visit_id=alarm.visit_id,
            address=_address(visit),
            people=people.get(alarm.visit_id, ()) if knows != Knows.NOBODY else (),
            concern=_concern(*concerns[alarm.concern_id], told, knows=knows) if alarm.concern_id else None,
            read_by=tuple(reading for _, reading in readings.get(alarm.id, ())),
            is_read_by_me=alarm.id in read,
            settled_at=alarm.settled_at,
            settled_by=settlers.get(alarm.settled_by_id),
            settled_spoken=alarm.settled_spoken,
            settled_how=alarm.settled_how,
        )
        for alarm, raiser, visit, knows in rows
    ]


def open_alarms(session: Session, *, actor: Actor) -> int:
    """How many ``actor`` may read that nobody has settled. Raises ``Denied`` without the role."""
    require(actor, Permission.ALARM_READ)
    return session.exec(
        select(func.count(col(Alarm.id)))
        .join(Account, col(Account.id) == Alarm.raised_by_id)
        .where(alarm_reach.is_reached(actor, now()), col(Alarm.settled_at).is_(None))
    ).one()


def _knows(actor: Actor, at: datetime) -> ColumnElement[str]:
    return case(
        (alarm_reach.is_supervised(actor, at), literal(Knows.RECORD.value)),
        (alarm_reach.is_on_call_for(actor, at), literal(Knows.PERSON.value)),
        else_=literal(Knows.NOBODY.value),
    )


def _concerns(session: Session, listed: Sequence[Alarm]) -> dict[UUID, tuple[SafetyConcern, Client]]:
    rows = session.exec(
        select(SafetyConcern, Client)
        .join(Client, col(Client.id) == SafetyConcern.client_id)
        .where(col(SafetyConcern.id).in_([alarm.concern_id for alarm in listed]))
    )
    return {concern.id: (concern, client) for concern, client in rows}


def _settlers(session: Session, listed: Sequence[Alarm]) -> dict[UUID | None, str]:
    settled_by = [alarm.settled_by_id for alarm in listed]
    return dict(session.exec(select(Account.id, Account.name).where(col(Account.id).in_(settled_by))).all())


def _readings(session: Session, listed: Sequence[Alarm]) -> dict[UUID, list[tuple[UUID, Reading]]]:
    found: dict[UUID, list[tuple[UUID, Reading]]] = {}
    for reading, name in session.exec(
        select(AlarmReading, Account.name)
        .join(Account, col(Account.id) == AlarmReading.account_id)
        .where(col(AlarmReading.alarm_id).in_([alarm.id for alarm in listed]))
        .order_by(col(AlarmReading.read_at), col(AlarmReading.account_id))
    ):
        line = (reading.account_id, Reading(name=name, read_at=reading.read_at))
        found.setdefault(reading.alarm_id, []).append(line)
    return found


def _people(session: Session, listed: Sequence[Alarm]) -> dict[UUID | None, tuple[str, ...]]:
    found: dict[UUID | None, tuple[str, ...]] = {}
    for visit_id, client in session.exec(
        select(VisitClient.visit_id, Client)
        .join(Client, col(Client.id) == VisitClient.client_id)
        .where(col(VisitClient.visit_id).in_([alarm.visit_id for alarm in listed]))
        .order_by(col(Client.birth_date), col(Client.id))
    ):
        found[visit_id] = (*found.get(visit_id, ()), _name(client))
    return found


def _address(visit: Visit | None) -> str | None:
    """Also a confidential one: whoever reads a call for help must be able to send someone."""
    if visit is None:
        return None
    return ", ".join(part for part in (visit.place_name, visit.address) if part) or None


def _concern(concern: SafetyConcern, client: Client, told: dict[UUID, Told], *, knows: str) -> Concern:
    is_known = knows != Knows.NOBODY
    return Concern(
        kind=concern.kind,
        client_id=client.id if is_known else None,
        client=_name(client) if is_known else None,
        note_id=concern.note_id if knows == Knows.RECORD else None,
        told=told.get(concern.id) if knows == Knows.RECORD else None,
    )


def _name(client: Client) -> str:
    return f"{client.preferred_name or client.given_name} {client.family_name}"
