"""The audit trail as an administrator reads it: who did, saw, or was refused what.

No clinical text and no client's name: a client is an id here, as in the trail itself.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from casepwa.casework import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission, require
from casepwa.models import AuditEvent, ReadEvent

PAGE = 50
READ = "read"


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
    """``who`` is None for nobody signed in. ``subject``: what kind of record, and its id."""

    id: UUID
    at: datetime
    who: str | None
    action: str
    outcome: str
    client_id: UUID | None
    subject_kind: str | None
    subject_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class TrailPage:
    entries: list[Entry]
    has_more: bool


def page(session: Session, *, actor: Actor, asked: Asked, number: int = 0) -> TrailPage:
    """Page ``number`` (from 0) of the organization's trail, newest first. Raises ``Denied`` without the role.

    What nobody signed in tried belongs to no organization and is shown to every administrator.
    """
    require(actor, Permission.AUDIT_READ)
    first = max(number, 0) * PAGE
    newest = first + PAGE + 1
    names = {account.id: account.name for account in accounts.in_organization(session, actor.organization_id)}
    trail = [*_events(session, asked, names, newest), *_reads(session, asked, names, newest)]
    trail.sort(key=lambda entry: (entry.at, entry.id), reverse=True)
    return TrailPage(entries=trail[first : first + PAGE], has_more=len(trail) >= newest)


def actions(session: Session, *, actor: Actor) -> list[str]:
    """Every action that the trail knows, by name, to choose from."""
    require(actor, Permission.AUDIT_READ)
    return sorted(session.exec(select(AuditEvent.action).distinct()))


def _events(session: Session, asked: Asked, names: dict[UUID, str], newest: int) -> list[Entry]:
    statement = select(AuditEvent).where(
        or_(col(AuditEvent.account_id).in_(names), col(AuditEvent.account_id).is_(None)),
        *_asked_of(col(AuditEvent.account_id), col(AuditEvent.at), asked),
    )
    if asked.action:
        statement = statement.where(AuditEvent.action == asked.action)
    if asked.outcome:
        statement = statement.where(AuditEvent.outcome == asked.outcome)
    statement = statement.order_by(col(AuditEvent.at).desc(), col(AuditEvent.id).desc()).limit(newest)
    return [
        Entry(
            id=event.id,
            at=event.at,
            who=names.get(event.account_id) if event.account_id else None,
            action=event.action,
            outcome=event.outcome,
            client_id=event.client_id,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
        )
        for event in session.exec(statement)
    ]


def _reads(session: Session, asked: Asked, names: dict[UUID, str], newest: int) -> list[Entry]:
    """Reads of clients' records, from the read log."""
    if asked.action or asked.outcome not in (None, READ):
        return []
    statement = (
        select(ReadEvent)
        .where(
            col(ReadEvent.account_id).in_(names),
            *_asked_of(col(ReadEvent.account_id), col(ReadEvent.read_at), asked),
        )
        .order_by(col(ReadEvent.read_at).desc(), col(ReadEvent.id).desc())
        .limit(newest)
    )
    return [
        Entry(
            id=event.id,
            at=event.read_at,
            who=names.get(event.account_id),
            action=event.what,
            outcome=READ,
            client_id=event.client_id,
            subject_kind=None,
            subject_id=None,
        )
        for event in session.exec(statement)
    ]


def _asked_of(account: Mapped[Any], at: Mapped[datetime], asked: Asked) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if asked.account_id:
        wanted.append(account == asked.account_id)
    if asked.since:
        wanted.append(at >= asked.since)
    if asked.until:
        wanted.append(at < asked.until)
    return wanted
