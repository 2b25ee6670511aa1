"""Accounts: who can sign in, and in which roles."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import Session, col, select

from casepwa.casework import languages
from casepwa.casework.accounts import passwords
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, AccountRole, Invitation
from casepwa.models.codes import Role


def normal_email(email: str) -> str:
    """One spelling for an address: how it is stored and looked up."""
    return email.strip().lower()


def by_email(session: Session, email: str) -> Account | None:
    return session.exec(select(Account).where(Account.email == normal_email(email))).first()


def roles_of(session: Session, account_id: UUID) -> frozenset[str]:
    """The stored codes of the account's roles."""
    return frozenset(session.exec(select(AccountRole.role).where(AccountRole.account_id == account_id)))


def can_be_told(account: Any) -> ColumnElement[bool]:
    """For a statement over ``account``, the table or an alias: is it neither locked nor a mere invitation?"""
    invited = exists().where(col(Invitation.account_id) == account.id)
    return and_(account.locked_at.is_(None), or_(account.password_hash.is_not(None), ~invited))


def locale_of(session: Session, account_id: UUID) -> str:
    """The language that the account's holder reads."""
    return session.exec(select(Account.locale).where(Account.id == account_id)).one()


def choose_language(session: Session, *, actor: Actor, language: str) -> None:
    """From now on ``actor`` reads the app in ``language`` (a catalogue's code), on every device.

    Raises ``Denied``, ``Invalid('language_not_offered')``.
    """
    require(actor, Permission.OWN_SESSION)
    session.get_one(Account, actor.account_id).locale = languages.require(language)
    session.flush()


def prefer(session: Session, *, actor: Actor, desk_keys: bool) -> None:
    """Keep what ``actor`` prefers at the desk. Raises ``Denied`` for who has none."""
    require(actor, Permission.CONTACT_NOTE_REVIEW)
    session.get_one(Account, actor.account_id).desk_keys = desk_keys
    session.flush()


def require_free_email(session: Session, email: str) -> str:
    """``email`` as stored. Raises ``Invalid("email_not_valid")``, ``Conflict("email_taken")``."""
    email = normal_email(email)
    local, _, host = email.partition("@")
    if not local or "." not in host.strip(".") or len(email) > 320 or any(part.isspace() for part in email):
        raise Invalid("email_not_valid")
    if by_email(session, email) is not None:
        raise Conflict("email_taken")
    return email


def create(
    session: Session,
    *,
    organization_id: UUID,
    email: str,
    name: str,
    roles: Collection[Role],
    password: str,
    title: str | None = None,
    phone: str | None = None,
    staff_team_id: UUID | None = None,
    family_member_id: UUID | None = None,
) -> Account:
    """A new account that can sign in at once. Hashes the password: takes about 0.1 s.

    Raises ``Invalid``: ``email_not_valid``, ``name_missing``, ``roles_missing``, ``roles_do_not_mix`` (a
    family account holds no staff role), or what ``passwords.require_good`` says; ``Conflict("email_taken")``.
    """
    email, name = require_free_email(session, email), name.strip()
    if not name:
        raise Invalid("name_missing")
    if not roles:
        raise Invalid("roles_missing")
    if Role.FAMILY in roles and len(set(roles)) > 1:
        raise Invalid("roles_do_not_mix")
    passwords.require_good(password, email=email, name=name)
    account = Account(
        organization_id=organization_id,
        email=email,
        name=name,
        title=title,
        phone=phone,
        password_hash=passwords.hash_password(password),
        staff_team_id=staff_team_id,
        family_member_id=family_member_id,
    )
    session.add(account)
    session.flush()
    session.add_all(AccountRole(account_id=account.id, role=role) for role in sorted(set(roles)))
    session.flush()
    return account


def in_organization(session: Session, organization_id: UUID) -> list[Account]:
    """Everyone of the agency who can sign in, by name."""
    statement = select(Account).where(Account.organization_id == organization_id)
    return list(session.exec(statement.order_by(col(Account.name), col(Account.id))))
