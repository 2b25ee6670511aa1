"""An invited person sets a password on their own phone. The link works once, for some days.

Two steps, because hashing is slow and must hold no transaction: ``look`` (is the link good, whose is it),
then ``finish``. Tries count against the address and the link, so that links cannot be guessed.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, select

from casepwa.casework import languages, secret_links
from casepwa.casework.accounts import accounts, sign_in_throttle
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission
from casepwa.models import Account, AuditEvent, Invitation, Organization
from casepwa.models.codes import Role


@dataclass(frozen=True, kw_only=True)
class Welcome:
    """Whom the link is for."""

    invitation_id: UUID
    name: str
    email: str
    agency: str
    expires_at: datetime
    is_family: bool


def count_try(session: Session, *, token: str, address: str | None, at: datetime) -> None:
    """Count one use of a link, in a unit of work of its own. Raises ``TooManyTries``."""
    sign_in_throttle.count_try(session, _keys(token, address), at=at)


def look(session: Session, *, token: str, address: str | None, at: datetime) -> Welcome:
    """Whom the link is for, if it is good; that costs no try.

    Raises ``Invalid``: ``link_not_right`` (made up, cancelled, of a closed account), ``link_used``,
    ``link_expired``, ``link_waits`` (a second adult whom the supervisor has not agreed to).
    """
    row = _good(session, token, at=at)
    account = session.get_one(Account, row.account_id)
    sign_in_throttle.was_right(session, _keys(token, address), at=at)
    return Welcome(
        invitation_id=row.id,
        name=account.name,
        email=account.email,
        agency=session.get_one(Organization, account.organization_id).name,
        expires_at=row.expires_at,
        is_family=Role.FAMILY in accounts.roles_of(session, account.id),
    )


def finish(
    session: Session, *, token: str, password_hash: str, at: datetime, language: str = languages.SOURCE
) -> Account:
    """Give the account its password, once: of two that try at the same time one is told ``link_used``.

    Its person reads the app in ``language`` from then on. Raises ``Invalid('language_not_offered')`` and what
    ``look`` raises.
    """
    row = _good(session, token, at=at)
    account = session.get_one(Account, row.account_id)
    row.used_at = at
    account.password_hash = password_hash
    account.locale = languages.require(language)
    session.add(
        AuditEvent(
            at=at,
            account_id=account.id,
            action=Permission.OWN_SESSION,
            client_id=row.client_id,
            subject_kind="invitation",
            subject_id=row.id,
        )
    )
    session.flush()
    return account


def _good(session: Session, token: str, *, at: datetime) -> Invitation:
    if not secret_links.is_genuine("join", token):
        raise Invalid("link_not_right")
    row = session.exec(
        select(Invitation).where(Invitation.token_sha256 == secret_links.hashed(token)).with_for_update()
    ).first()
    account = session.get(Account, row.account_id) if row else None
    if row is None or account is None or row.cancelled_at is not None or account.locked_at is not None:
        raise Invalid("link_not_right")
    if row.used_at is not None or account.password_hash is not None:
        raise Invalid("link_used")
    if at >= row.expires_at:
        raise Invalid("link_expired")
    if account.awaits_approval:
        raise Invalid("link_waits")
    return row


def _keys(token: str, address: str | None) -> sign_in_throttle.Keys:
    return sign_in_throttle.keys_of(email=f"join {secret_links.hashed(token)}", address=address)
