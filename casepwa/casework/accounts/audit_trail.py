"""The audit trail as an administrator reads it: who did, saw, or was refused what.

No clinical text and no client's name: a client is an id here, as in the trail itself.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from casepwa.casework import audit
from casepwa.casework.accounts import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_bounds, zone_of
from casepwa.casework.permissions import Permission, require
from casepwa.models import AuditEvent, ReadEvent

PAGE = 50
READ = "read"
OUTCOMES = ("done", "denied", READ)
FILTERS = ("who", "action", "outcome", "since", "until")
_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What part of the trail is wanted. ``outcome``: done, denied, read, or None for all."""

    account_id: UUID | None = None
    action: str | None = None
    outcome: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """``who`` is None for nobody signed in. ``subject``: what kind of record, and its id. ``ids``: what else
    was written down of it, as ``audit.done`` says."""

    id: UUID
    at: datetime
    account_id: UUID | None
    who: str | None
    action: str
    outcome: str
    client_id: UUID | None
    subject_kind: str | None
    subject_id: UUID | None
    ids: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class TrailPage:
    entries: list[Entry]
    has_more: bool


def asked(session: Session, *, actor: Actor, said: Mapping[str, str]) -> Asked:
    """What an address asks for by ``FILTERS``; days are the agency's. What cannot be read is left out."""
    zone = zone_of(session, actor.organization_id)
    since, until = _day(said.get("since", "")), _day(said.get("until", ""))
    return Asked(
        account_id=_id(said.get("who", "")),
        action=said.get("action") or None,
        outcome=said["outcome"] if said.get("outcome") in OUTCOMES else None,
        since=day_bounds(since, zone)[0] if since else None,
        until=day_bounds(until, zone)[1] if until else None,
    )


def page(session: Session, *, actor: Actor, asked: Asked, number: int = 0) -> TrailPage:
    """Page ``number`` (from 0) of the organization's trail, newest first. Raises ``Denied`` without the role.

    What nobody signed in tried belongs to no organization and is shown to every administrator.
    """
    require(actor, Permission.AUDIT_READ)
    first = max(number, 0) * PAGE
    newest = first + PAGE + 1
    names = {account.id: account.name for account in accounts.in_organization(session, actor.organization_id)}
    trail = list(_merged(session, asked, names, most=newest))[:newest]
    return TrailPage(entries=trail[first : first + PAGE], has_more=len(trail) >= newest)


def whole(session: Session, *, actor: Actor, asked: Asked) -> Iterator[Entry]:
    """All of what ``asked`` finds, newest first, a few hundred in memory at a time. Raises ``Denied``."""
    require(actor, Permission.AUDIT_EXPORT)
    names = {account.id: account.name for account in accounts.in_organization(session, actor.organization_id)}
    return _merged(session, asked, names, most=None)


def exported(session: Session, *, actor: Actor, asked: Asked) -> None:
    """Write down, before the first line leaves, that ``actor`` takes this part of the trail away."""
    require(actor, Permission.AUDIT_EXPORT)
    known = asked.action in set(session.exec(select(AuditEvent.action).distinct()))
    chosen: dict[str, Any] = {
        "of_account": str(asked.account_id) if asked.account_id else None,
        "of_action": asked.action if known else None,
        "of_outcome": asked.outcome,
        "since": asked.since.isoformat() if asked.since else None,
        "until": asked.until.isoformat() if asked.until else None,
    }
    audit.done(
        session, actor, Permission.AUDIT_EXPORT, **{name: value for name, value in chosen.items() if value}
    )


def actions(session: Session, *, actor: Actor) -> list[str]:
    """Every action that the trail knows, by name, to choose from."""
    require(actor, Permission.AUDIT_READ)
    return sorted(session.exec(select(AuditEvent.action).distinct()))


def _merged(session: Session, asked: Asked, names: dict[UUID, str], *, most: int | None) -> Iterator[Entry]:
    """Events and reads as one, newest first; no more than ``most`` of each are asked for."""
    both = (_events(session, asked, names, most), _reads(session, asked, names, most))
    return heapq.merge(*both, key=lambda entry: (entry.at, entry.id), reverse=True)


def _events(session: Session, asked: Asked, names: dict[UUID, str], most: int | None) -> Iterator[Entry]:
    statement = select(AuditEvent).where(
        or_(col(AuditEvent.account_id).in_(names), col(AuditEvent.account_id).is_(None)),
        *_asked_of(col(AuditEvent.account_id), col(AuditEvent.at), asked),
    )
    if asked.action:
        statement = statement.where(AuditEvent.action == asked.action)
    if asked.outcome:
        statement = statement.where(AuditEvent.outcome == asked.outcome)
    statement = statement.order_by(col(AuditEvent.at).desc(), col(AuditEvent.id).desc()).limit(most)
    for event in session.exec(statement.execution_options(yield_per=_AT_ONCE)):
        yield Entry(
            id=event.id,
            at=event.at,
            account_id=event.account_id,
            who=names.get(event.account_id) if event.account_id else None,
            action=event.action,
            outcome=event.outcome,
            client_id=event.client_id,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            ids=event.ids,
        )


def _reads(session: Session, asked: Asked, names: dict[UUID, str], most: int | None) -> Iterator[Entry]:
    """Reads of clients' records, from the read log."""
    if asked.action or asked.outcome not in (None, READ):
        return
    statement = (
        select(ReadEvent)
        .where(
            col(ReadEvent.account_id).in_(names),
            *_asked_of(col(ReadEvent.account_id), col(ReadEvent.read_at), asked),
        )
        .order_by(col(ReadEvent.read_at).desc(), col(ReadEvent.id).desc())
        .limit(most)
    )
    for event in session.exec(statement.execution_options(yield_per=_AT_ONCE)):
        yield Entry(
            id=event.id,
            at=event.read_at,
            account_id=event.account_id,
            who=names.get(event.account_id),
            action=event.what,
            outcome=READ,
            client_id=event.client_id,
            subject_kind=None,
            subject_id=None,
            ids={},
        )


def _asked_of(account: Mapped[Any], at: Mapped[datetime], asked: Asked) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if asked.account_id:
        wanted.append(account == asked.account_id)
    if asked.since:
        wanted.append(at >= asked.since)
    if asked.until:
        wanted.append(at < asked.until)
    return wanted


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
