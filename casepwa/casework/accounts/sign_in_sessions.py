"""Sign-ins that are open: the rows behind the cookies. Ending a row ends the sign-in everywhere at once.

How long a session lasts is data: rules ``phone_session`` and ``desk_session``, each with ``idle_hours`` and
``absolute_hours``.
Source: offline.md, "Sessions on the phone"; NIST SP 800-63B-4, 2.2.3 (24 h overall, 1 h idle at a desk).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col

from casepwa import bulletins
from casepwa.casework.accounts import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.errors import NotSignedIn
from casepwa.casework.permissions import Permission
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import DeskSession, PhoneSession
from casepwa.models import Account, AuditEvent, Device, SignInSession
from casepwa.models.codes import Role, Surface

DESK_ROLES = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
TOUCH_EVERY = timedelta(minutes=1)
_RULES: dict[Surface, type[PhoneSession | DeskSession]] = {
    Surface.PHONE: PhoneSession,
    Surface.DESK: DeskSession,
}


def start(
    session: Session,
    *,
    account: Account,
    device: Device,
    surface: Surface,
    address: str | None,
    user_agent: str | None,
    at: datetime,
) -> SignInSession:
    """A new session, with the limits in force now.

    Who works only at a desk gets a desk's, who has only phone screens a phone's; ``surface`` is asked for by
    the few who have both.
    """
    roles = accounts.roles_of(session, account.id)
    if not roles & DESK_ROLES:
        surface = Surface.PHONE
    elif not roles - DESK_ROLES:
        surface = Surface.DESK
    limits = _limits(session, account.organization_id, surface, at)
    row = SignInSession(
        account_id=account.id,
        device_id=device.id,
        surface=surface,
        created_at=at,
        last_seen_at=at,
        expires_at=at + timedelta(hours=limits.absolute_hours),
        address=address,
        user_agent=user_agent,
    )
    session.add(row)
    session.flush()
    return row


def actor_of(session: Session, *, session_id: UUID, account_id: UUID, at: datetime) -> Actor:
    """Who stands behind a session, with the roles of this moment.

    On a phone's long session nobody acts as supervisor or administrator: those need a desk's short one.

    Raises ``NotSignedIn``: ``device_revoked`` when its device was signed out and erased, else
    ``not_signed_in`` (ended, too long without contact, past its end, locked account).
    """
    row = session.get(SignInSession, session_id, populate_existing=True)
    account = session.get(Account, account_id, populate_existing=True)
    if row is None or account is None or row.account_id != account.id:
        raise NotSignedIn("not_signed_in")
    device = session.get(Device, row.device_id, populate_existing=True) if row.device_id else None
    if device is not None and device.revoked_at is not None:
        raise NotSignedIn("device_revoked")
    surface = Surface(row.surface)
    limits = _limits(session, account.organization_id, surface, at)
    if account.locked_at or not _is_open(row, limits, at=at):
        raise NotSignedIn("not_signed_in")
    return Actor(
        account_id=account.id,
        session_id=row.id,
        device_id=row.device_id,
        organization_id=account.organization_id,
        roles=_roles_on(surface, accounts.roles_of(session, account.id)),
        name=account.name,
    )


def stands(session: Session, actor: Actor, *, at: datetime) -> bool:
    """Is the session behind ``actor`` still one, in the same roles? Does not count as contact."""
    if actor.session_id is None:
        return False
    try:
        now = actor_of(session, session_id=actor.session_id, account_id=actor.account_id, at=at)
    except NotSignedIn:
        return False
    return now.roles == actor.roles


def topic(session_id: UUID | None) -> str:
    """What ``bulletins`` calls the end of a session."""
    return f"session:{session_id}"


def stands_until(session: Session, row: SignInSession, organization_id: UUID) -> datetime:
    """When a session ends if there is no further contact."""
    limits = _limits(session, organization_id, Surface(row.surface), row.last_seen_at)
    return min(row.expires_at, row.last_seen_at + timedelta(hours=limits.idle_hours))


def openness(session: Session, organization_id: UUID, *, at: datetime) -> Callable[[SignInSession], bool]:
    """Asks of a row of this organization: not ended, nor past its end, nor too long without contact?"""
    book = rules.book(session, organization_id=organization_id)
    today = day_of(at, zone_of(session, organization_id))
    limits = {surface: book.value(rule, on=today) for surface, rule in _RULES.items()}
    return lambda row: _is_open(row, limits[Surface(row.surface)], at=at)


def needs_touch(session: Session, session_id: UUID, *, at: datetime) -> bool:
    """Was the last contact written down so long ago that this one should be, too?"""
    row = session.get(SignInSession, session_id)
    return row is not None and at - row.last_seen_at >= TOUCH_EVERY


def touch(session: Session, session_id: UUID, *, at: datetime) -> None:
    """Write down contact: the idle limit counts from here."""
    session.exec(
        update(SignInSession)
        .where(col(SignInSession.id) == session_id, col(SignInSession.last_seen_at) < at)
        .values(last_seen_at=at)
    )


def sign_out(session: Session, *, session_id: UUID, account_id: UUID, reason: str, at: datetime) -> None:
    """End one's own session now. One that has ended keeps its first reason, and is no news."""
    row = session.get(SignInSession, session_id)
    if row is None or row.account_id != account_id or row.ended_at is not None:
        return
    end_one(session, session_id, reason=reason, at=at)
    session.add(
        AuditEvent(
            at=at,
            account_id=account_id,
            session_id=session_id,
            action=Permission.OWN_SESSION,
            subject_kind="sign_out",
            subject_id=session_id,
            ids={"reason": reason},
        )
    )


def end_one(session: Session, session_id: UUID, *, reason: str, at: datetime) -> None:
    _end(session, col(SignInSession.id) == session_id, reason=reason, at=at)


def end_of_device(session: Session, device_id: UUID, *, reason: str, at: datetime) -> None:
    _end(session, col(SignInSession.device_id) == device_id, reason=reason, at=at)


def end_of_account(session: Session, account_id: UUID, *, reason: str, at: datetime) -> None:
    _end(session, col(SignInSession.account_id) == account_id, reason=reason, at=at)


def _end(session: Session, which: ColumnElement[bool], *, reason: str, at: datetime) -> None:
    ended = session.exec(
        update(SignInSession)
        .where(which, col(SignInSession.ended_at).is_(None))
        .values(ended_at=at, ended_reason=reason)
        .returning(col(SignInSession.id))
    )
    for session_id in ended.scalars():
        bulletins.tell(session, topic(session_id))


def _is_open(row: SignInSession, limits: PhoneSession | DeskSession, *, at: datetime) -> bool:
    idle = timedelta(hours=limits.idle_hours)
    return row.ended_at is None and at < row.expires_at and at < row.last_seen_at + idle


def _roles_on(surface: Surface, roles: frozenset[str]) -> frozenset[str]:
    return roles - DESK_ROLES if surface is Surface.PHONE else roles


def _limits(
    session: Session, organization_id: UUID, surface: Surface, at: datetime
) -> PhoneSession | DeskSession:
    today = day_of(at, zone_of(session, organization_id))
    return rules.book(session, organization_id=organization_id).value(_RULES[surface], on=today)
