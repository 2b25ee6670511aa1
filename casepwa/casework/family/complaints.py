"""Complaints of families: for the supervisor, acknowledged, resolved, released. Nobody deletes one.

The supervisors of the client's workers see it, without those whom it names, and who covers for one of these
as a supervisor. Where it names them all, or
there is none, every other supervisor of the agency does. Whom it names sees it once it was released to them,
and does nothing about it.
Source: domain.md, "Who may see what".
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import Session, col, select

from casepwa import bulletins
from casepwa.casework import audit, reaches, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.bundles.bundle_parts.family_messages import is_for
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.family.family_parts.watching import supervisors_of
from casepwa.casework.permissions import Permission, granted, require
from casepwa.models import Account, Client, Cover, FamilyMessage, FamilyMessageAbout, FamilyMessageEvent
from casepwa.models.codes import MessageEventKind, MessageKind
from casepwa.models.columns import now

_PERMISSION = Permission.COMPLAINT_HANDLE


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One thing that was done about a complaint."""

    kind: str
    by: str
    at: datetime
    text: str | None


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """``may_handle``: the reader is not among those whom it names."""

    id: UUID
    client_id: UUID
    client: str
    by: str
    text: str
    received_at: datetime
    about: tuple[str, ...]
    happened: tuple[Happened, ...]
    may_handle: bool

    def at(self, kind: MessageEventKind) -> datetime | None:
        """When ``kind`` was done last."""
        return next((one.at for one in reversed(self.happened) if one.kind == kind), None)


def topic(organization_id: UUID) -> str:
    """What ``bulletins`` calls any change about the complaints of an organization."""
    return f"complaints:{organization_id}"


def new_ones(session: Session, *, actor: Actor) -> int:
    """How many that ``actor`` may handle nobody has acknowledged or resolved. Raises ``Denied``."""
    require(actor, _PERMISSION)
    answered = exists().where(
        col(FamilyMessageEvent.message_id) == FamilyMessage.id,
        col(FamilyMessageEvent.kind).in_((MessageEventKind.ACKNOWLEDGED, MessageEventKind.RESOLVED)),
    )
    rows = session.exec(
        select(FamilyMessage)
        .join(Client, col(Client.id) == FamilyMessage.client_id)
        .where(
            FamilyMessage.kind == MessageKind.COMPLAINT,
            Client.organization_id == actor.organization_id,
            ~answered,
        )
    )
    messages = list(rows)
    about = _about(session, messages)
    seen = _seen_by(session, actor, messages, about, _happened(session, messages))
    return sum(actor.account_id not in about.get(each, {}) for each in seen)


def readable(session: Session, *, actor: Actor, client_ids: Collection[UUID]) -> frozenset[UUID]:
    """Which complaints about these clients ``actor`` may read: as who handles them, or named and released.

    The caller has authorised the clients.
    """
    about_them = (
        select(FamilyMessage)
        .join(Client, col(Client.id) == FamilyMessage.client_id)
        .where(
            FamilyMessage.kind == MessageKind.COMPLAINT,
            col(FamilyMessage.client_id).in_(client_ids),
            Client.organization_id == actor.organization_id,
        )
    )
    theirs = frozenset(one.id for one in session.exec(about_them.where(is_for(actor.account_id))))
    if not granted(actor.roles, _PERMISSION):
        return theirs
    messages = list(session.exec(about_them))
    about, happened = _about(session, messages), _happened(session, messages)
    return theirs | _seen_by(session, actor, messages, about, happened)


def waiting(session: Session, *, actor: Actor) -> list[Complaint]:
    """The complaints that ``actor`` may see here, unresolved ones first, the oldest of them first.

    Raises ``Denied``.
    """
    require(actor, _PERMISSION)
    rows = session.exec(
        select(FamilyMessage, Client, Account.name)
        .join(Client, col(Client.id) == FamilyMessage.client_id)
        .join(Account, col(Account.id) == FamilyMessage.from_account_id)
        .where(FamilyMessage.kind == MessageKind.COMPLAINT, Client.organization_id == actor.organization_id)
        .order_by(col(FamilyMessage.received_at), col(FamilyMessage.id))
    ).all()
    messages = [message for message, _, _ in rows]
    about, happened = _about(session, messages), _happened(session, messages)
    seen = _seen_by(session, actor, messages, about, happened)
    found = [
        Complaint(
            id=message.id,
            client_id=client.id,
            client=f"{client.preferred_name or client.given_name} {client.family_name}",
            by=by,
            text=message.text,
            received_at=message.received_at,
            about=tuple(about.get(message.id, {}).values()),
            happened=tuple(happened.get(message.id, [])),
            may_handle=actor.account_id not in about.get(message.id, {}),
        )
        for message, client, by in rows
        if message.id in seen
    ]
    return sorted(found, key=lambda one: one.at(MessageEventKind.RESOLVED) is not None)


def acknowledge(session: Session, *, actor: Actor, message_id: UUID) -> None:
    """Tell the family that somebody is on it. Raises ``Denied``, ``Conflict('complaint_done_already')``."""
    _do(session, actor, message_id, MessageEventKind.ACKNOWLEDGED, None)


def resolve(session: Session, *, actor: Actor, message_id: UUID, answer: str) -> None:
    """Close it with an answer that the family reads.

    Raises ``Denied``, ``Invalid('resolving_says_how')``, ``Conflict('complaint_done_already')``.
    """
    if not answer.strip():
        raise Invalid("resolving_says_how")
    _do(session, actor, message_id, MessageEventKind.RESOLVED, answer.strip()[:4_000])


def release(session: Session, *, actor: Actor, message_id: UUID) -> None:
    """Let those whom it names see it. Raises ``Denied``, ``Conflict('complaint_done_already')``."""
    _do(session, actor, message_id, MessageEventKind.RELEASED, None)


def _do(session: Session, actor: Actor, message_id: UUID, kind: MessageEventKind, text: str | None) -> None:
    require(actor, _PERMISSION)
    message = session.exec(
        select(FamilyMessage)
        .join(Client, col(Client.id) == FamilyMessage.client_id)
        .where(
            FamilyMessage.id == message_id,
            FamilyMessage.kind == MessageKind.COMPLAINT,
            Client.organization_id == actor.organization_id,
        )
        .with_for_update()
    ).first()
    if message is None:
        raise Denied(_PERMISSION)
    about, happened = _about(session, [message]), _happened(session, [message])
    is_named = actor.account_id in about.get(message.id, {})
    if is_named or message.id not in _seen_by(session, actor, [message], about, happened):
        raise Denied(_PERMISSION, client_id=message.client_id)
    done = {one.kind for one in happened.get(message.id, [])}
    if kind in done or (kind is MessageEventKind.ACKNOWLEDGED and MessageEventKind.RESOLVED in done):
        raise Conflict("complaint_done_already")
    session.add(FamilyMessageEvent(message_id=message.id, kind=kind, text=text, by_id=actor.account_id))
    session.flush()
    audit.done(
        session,
        actor,
        _PERMISSION,
        client_id=message.client_id,
        subject_kind="family_message",
        subject_id=message.id,
        did=kind.value,
    )
    session.flush()
    revisions.raise_for(session, message.client_id)
    bulletins.tell(session, topic(actor.organization_id))


def _seen_by(
    session: Session,
    actor: Actor,
    messages: list[FamilyMessage],
    about: Mapping[UUID, Mapping[UUID, str]],
    happened: Mapping[UUID, list[Happened]],
) -> frozenset[UUID]:
    supervisors = supervisors_of(session, [message.client_id for message in messages], at=now())
    stands_for = _stands_for(session, actor)
    found: set[UUID] = set()
    for message in messages:
        named = about.get(message.id, {})
        is_released = any(one.kind == MessageEventKind.RELEASED for one in happened.get(message.id, []))
        theirs = {one.account_id for one in supervisors.get(message.client_id, [])}
        first = theirs - named.keys()
        if actor.account_id in named and not is_released:
            continue
        if actor.account_id in theirs or first & stands_for or not first:
            found.add(message.id)
    return frozenset(found)


def _stands_for(session: Session, actor: Actor) -> frozenset[UUID]:
    """Whom ``actor`` covers for today; the caller has seen that they handle complaints."""
    covered = select(Cover.absent_id).where(
        Cover.covering_id == actor.account_id, reaches.is_current(Cover, now())
    )
    return frozenset(session.exec(covered))


def _about(session: Session, messages: list[FamilyMessage]) -> dict[UUID, dict[UUID, str]]:
    found: dict[UUID, dict[UUID, str]] = {}
    for row, name in session.exec(
        select(FamilyMessageAbout, Account.name)
        .join(Account, col(Account.id) == FamilyMessageAbout.account_id)
        .where(col(FamilyMessageAbout.message_id).in_([message.id for message in messages]))
        .order_by(col(Account.name))
    ):
        found.setdefault(row.message_id, {})[row.account_id] = name
    return found


def _happened(session: Session, messages: list[FamilyMessage]) -> dict[UUID, list[Happened]]:
    found: dict[UUID, list[Happened]] = {}
    for event, by in session.exec(
        select(FamilyMessageEvent, Account.name)
        .join(Account, col(Account.id) == FamilyMessageEvent.by_id)
        .where(col(FamilyMessageEvent.message_id).in_([message.id for message in messages]))
        .order_by(col(FamilyMessageEvent.at), col(FamilyMessageEvent.id))
    ):
        found.setdefault(event.message_id, []).append(
            Happened(kind=event.kind, by=by, at=event.at, text=event.text)
        )
    return found
