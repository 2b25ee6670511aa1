"""Signing in: an email and a password become a session. The same for every failure, in time and in words.

Three steps, because checking a password is slow and must hold no transaction: ``begin`` (counts the try,
finds the hash), ``passwords.matches`` (off the event loop), then ``finish`` or ``failed``.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from casepwa.casework.accounts import accounts, devices, sign_in_sessions, sign_in_throttle
from casepwa.casework.errors import NotSignedIn
from casepwa.casework.permissions import Permission
from casepwa.models import Account, AuditEvent, SignInSession
from casepwa.models.codes import AuditOutcome, Surface


@dataclass(frozen=True, kw_only=True)
class Try:
    """One try to sign in. ``password_hash`` is None for nobody, and for an account without a password."""

    keys: sign_in_throttle.Keys
    account_id: UUID | None
    password_hash: str | None


@dataclass(frozen=True, kw_only=True)
class Browser:
    """What the browser says of itself: for the list of devices, never for a decision."""

    device_id: UUID | None
    device_name: str | None
    user_agent: str | None
    address: str | None


def begin(session: Session, *, email: str, address: str | None, at: datetime) -> Try:
    """Count the try and find what to check the password against.

    Raises ``TooManyTries`` when the account or the address has to wait, whether or not it exists.
    """
    email = accounts.normal_email(email)
    keys = sign_in_throttle.keys_of(email=email, address=address)
    sign_in_throttle.count_try(session, keys, at=at)
    account = accounts.by_email(session, email)
    return Try(
        keys=keys,
        account_id=account.id if account else None,
        password_hash=account.password_hash if account else None,
    )


def finish(
    session: Session, tried: Try, *, browser: Browser, surface: Surface, at: datetime
) -> tuple[Account, SignInSession]:
    """Open a session for a try whose password matched.

    Raises ``NotSignedIn("sign_in_failed")`` for an account that is locked, or was changed since ``begin``;
    ``NotSignedIn("device_revoked")`` and ``Conflict("device_of_another")`` from ``devices.recognise``.
    """
    account = session.get(Account, tried.account_id) if tried.account_id else None
    if account is None or account.locked_at or account.password_hash != tried.password_hash:
        raise NotSignedIn("sign_in_failed")
    device = devices.recognise(
        session,
        account_id=account.id,
        device_id=browser.device_id,
        name=browser.device_name,
        user_agent=browser.user_agent,
        at=at,
    )
    opened = sign_in_sessions.start(
        session,
        account=account,
        device=device,
        surface=surface,
        address=browser.address,
        user_agent=browser.user_agent,
        at=at,
    )
    sign_in_throttle.was_right(session, tried.keys, at=at)
    session.add(
        AuditEvent(
            at=at,
            account_id=account.id,
            session_id=opened.id,
            action=Permission.OWN_SESSION,
            subject_kind="sign_in",
            subject_id=opened.id,
            ids={"device_id": str(device.id), "surface": opened.surface},
        )
    )
    return account, opened


def failed(session: Session, *, account_id: UUID | None, at: datetime) -> None:
    """Write down that a sign-in was refused: for whose account, if there is one."""
    session.add(
        AuditEvent(
            at=at,
            account_id=account_id,
            action=Permission.OWN_SESSION,
            outcome=AuditOutcome.DENIED,
            subject_kind="sign_in",
        )
    )
