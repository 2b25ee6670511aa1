"""Where someone is signed in, as an administrator sees it, and ending that: one sign-in, or all of them.

Open screens of an ended sign-in close at once; what was not sent yet stays on the phone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import audit
from casepwa.casework.accounts import sign_in_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Denied, NotFound
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, Device, SignInSession

REASON = "ended_by_administrator"


@dataclass(frozen=True, kw_only=True)
class Open:
    """A sign-in that stands. ``device``: what the device is called, when it has a name."""

    id: UUID
    device: str | None
    surface: str
    since: datetime
    last_contact_at: datetime
    is_mine: bool


def of_account(session: Session, *, actor: Actor, account_id: UUID, at: datetime) -> list[Open]:
    """Sign-ins of one account that stand now, the one in use last first. Raises as ``end_all``."""
    require(actor, Permission.ACCOUNT_READ)
    _require_ours(session, actor, account_id)
    is_open = sign_in_sessions.openness(session, actor.organization_id, at=at)
    rows = session.exec(
        select(SignInSession, Device.name)
        .join(Device, col(Device.id) == SignInSession.device_id, isouter=True)
        .where(SignInSession.account_id == account_id, col(SignInSession.ended_at).is_(None))
        .order_by(col(SignInSession.last_seen_at).desc(), col(SignInSession.id))
    )
    return [
        Open(
            id=row.id,
            device=name,
            surface=row.surface,
            since=row.created_at,
            last_contact_at=row.last_seen_at,
            is_mine=row.id == actor.session_id,
        )
        for row, name in rows
        if is_open(row)
    ]


def end_one(session: Session, *, actor: Actor, session_id: UUID, at: datetime) -> None:
    """End one sign-in, now. One that has ended already keeps its first reason.

    Raises ``Denied`` without the role, and for a sign-in of another organization or of nobody: all alike.
    """
    require(actor, Permission.ACCOUNT_END_SESSIONS)
    row = session.get(SignInSession, session_id)
    owner = session.get(Account, row.account_id) if row else None
    if owner is None or owner.organization_id != actor.organization_id:
        raise Denied(Permission.ACCOUNT_END_SESSIONS)
    sign_in_sessions.end_one(session, session_id, reason=REASON, at=at)
    _noted(session, actor, owner.id, at, sign_in=session_id)


def end_all(session: Session, *, actor: Actor, account_id: UUID, at: datetime) -> None:
    """Sign someone out everywhere, now.

    Raises ``Denied`` without the role, ``NotFound("account_not_found")`` for another organization's.
    """
    require(actor, Permission.ACCOUNT_END_SESSIONS)
    _require_ours(session, actor, account_id)
    sign_in_sessions.end_of_account(session, account_id, reason=REASON, at=at)
    _noted(session, actor, account_id, at)


def _require_ours(session: Session, actor: Actor, account_id: UUID) -> None:
    account = session.get(Account, account_id)
    if account is None or account.organization_id != actor.organization_id:
        raise NotFound("account_not_found")


def _noted(session: Session, actor: Actor, account_id: UUID, at: datetime, **ids: Any) -> None:
    audit.done(
        session,
        actor,
        Permission.ACCOUNT_END_SESSIONS,
        subject_kind="account",
        subject_id=account_id,
        at=at,
        **ids,
    )
