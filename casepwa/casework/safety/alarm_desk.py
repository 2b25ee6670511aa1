"""The alarms on a supervisor's first screen: what was raised, where, and who has read it when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, case, literal, or_
from sqlmodel import Session, col, select

from casepwa.casework.actors import Actor
from casepwa.casework.notes import concern_additions
from casepwa.casework.notes.concern_additions import Added
from casepwa.casework.permissions import Permission, require
from casepwa.casework.safety import alarm_reach
from casepwa.models import Account, Alarm, AlarmReading, Client, SafetyConcern, Visit, VisitClient
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
class Told:
    """What the raiser said first; ``added``: what later. The reporter's name is restricted and not here."""

    what: str
    called_whom: str | None
    called_at: datetime | None
    report_number: str | None
    asked_directly: bool | None
    answer: str | None
    plan: str | None
    means: str | None
    action: str | None
    who_stays: str | None
    consulted_with: str | None
    added: tuple[Added, ...]


@dataclass(frozen=True, kw_only=True)
class Concern:
    """``client``: for who supervises the raiser's team or is on call for it; ``told``: for the former."""

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


def for_supervisor(session: Session, *, actor: Actor) -> list[AlarmRow]:
    """Open alarms first, newest first; settled ones stay for 14 days. Raises ``Denied`` without the role.

    Looking at the list is not reading: ``alarms.mark_read`` is what the raiser's phone shows as read.
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
    added = concern_additions.of(session, list(concerns))
    readings = _readings(session, [alarm for alarm, *_ in rows])
    settlers = _settlers(session, [alarm for alarm, *_ in rows])
    people = _people(session, [alarm for alarm, *_ in rows])
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
            concern=_concern(*concerns[alarm.concern_id], added, knows=knows) if alarm.concern_id else None,
            read_by=tuple(reading for _, reading in readings.get(alarm.id, ())),
            is_read_by_me=any(reader == actor.account_id for reader, _ in readings.get(alarm.id, ())),
            settled_at=alarm.settled_at,
            settled_by=settlers.get(alarm.settled_by_id),
            settled_spoken=alarm.settled_spoken,
            settled_how=alarm.settled_how,
        )
        for alarm, raiser, visit, knows in rows
    ]


def _knows(actor: Actor, at: datetime) -> ColumnElement[str]:
    return case(
        (alarm_reach.is_supervised(actor, at), literal(Knows.RECORD.value)),
        (alarm_reach.is_on_call_for(actor, at), literal(Knows.PERSON.value)),
        else_=literal(Knows.NOBODY.value),
    )


def _concerns(session: Session, alarms: Sequence[Alarm]) -> dict[UUID, tuple[SafetyConcern, Client]]:
    rows = session.exec(
        select(SafetyConcern, Client)
        .join(Client, col(Client.id) == SafetyConcern.client_id)
        .where(col(SafetyConcern.id).in_([alarm.concern_id for alarm in alarms]))
    )
    return {concern.id: (concern, client) for concern, client in rows}


def _settlers(session: Session, alarms: Sequence[Alarm]) -> dict[UUID | None, str]:
    settled_by = [alarm.settled_by_id for alarm in alarms]
    return dict(session.exec(select(Account.id, Account.name).where(col(Account.id).in_(settled_by))).all())


def _readings(session: Session, alarms: Sequence[Alarm]) -> dict[UUID, list[tuple[UUID, Reading]]]:
    found: dict[UUID, list[tuple[UUID, Reading]]] = {}
    for reading, name in session.exec(
        select(AlarmReading, Account.name)
        .join(Account, col(Account.id) == AlarmReading.account_id)
        .where(col(AlarmReading.alarm_id).in_([alarm.id for alarm in alarms]))
        .order_by(col(AlarmReading.read_at), col(AlarmReading.account_id))
    ):
        line = (reading.account_id, Reading(name=name, read_at=reading.read_at))
        found.setdefault(reading.alarm_id, []).append(line)
    return found


def _people(session: Session, alarms: Sequence[Alarm]) -> dict[UUID | None, tuple[str, ...]]:
    found: dict[UUID | None, tuple[str, ...]] = {}
    for visit_id, client in session.exec(
        select(VisitClient.visit_id, Client)
        .join(Client, col(Client.id) == VisitClient.client_id)
        .where(col(VisitClient.visit_id).in_([alarm.visit_id for alarm in alarms]))
        .order_by(col(Client.birth_date), col(Client.id))
    ):
        found[visit_id] = (*found.get(visit_id, ()), _name(client))
    return found


def _address(visit: Visit | None) -> str | None:
    """Also a confidential one: whoever reads a call for help must be able to send someone."""
    if visit is None:
        return None
    return ", ".join(part for part in (visit.place_name, visit.address) if part) or None


def _concern(
    concern: SafetyConcern, client: Client, added: dict[UUID, tuple[Added, ...]], *, knows: str
) -> Concern:
    is_known = knows != Knows.NOBODY
    return Concern(
        kind=concern.kind,
        client_id=client.id if is_known else None,
        client=_name(client) if is_known else None,
        note_id=concern.note_id if knows == Knows.RECORD else None,
        told=_told(concern, added.get(concern.id, ())) if knows == Knows.RECORD else None,
    )


def _told(concern: SafetyConcern, added: tuple[Added, ...]) -> Told:
    return Told(
        what=concern.what,
        called_whom=concern.called_whom,
        called_at=concern.called_at,
        report_number=concern.report_number,
        asked_directly=concern.asked_directly,
        answer=concern.answer,
        plan=concern.plan,
        means=concern.means,
        action=concern.action,
        who_stays=concern.who_stays,
        consulted_with=concern.consulted_with,
        added=added,
    )


def _name(client: Client) -> str:
    return f"{client.preferred_name or client.given_name} {client.family_name}"
