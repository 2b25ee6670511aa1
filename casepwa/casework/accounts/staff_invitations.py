"""Colleagues join by a link, as families do: single-use, expiring, known here by its hash only.

No mail server is needed: the administrator hands the link over. How it is used is ``joining``'s.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col, select

from casepwa.casework import audit, secret_links
from casepwa.casework.accounts import account_changes, accounts, free_emails
from casepwa.casework.accounts.account_changes import Place
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.casework.rules import rule_shapes, rules
from casepwa.models import Account, Invitation
from casepwa.models.codes import Role


class Colleague(BaseModel):
    """Who is invited, and where they will work. ``title``: as colleagues know it, "Case manager"."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: str = Field(max_length=200)
    email: str = Field(max_length=320)
    title: str = Field(default="", max_length=200)
    place: Place


@dataclass(frozen=True, kw_only=True)
class Invited:
    """``token`` is shown once, and then known to the invited person alone."""

    account: Account
    token: str
    expires_at: datetime


def invite(session: Session, *, actor: Actor, colleague: Colleague, at: datetime) -> Invited:
    """Make an account without a password, and the link with which its person chooses one.

    Raises ``Denied`` without the role; ``Invalid``: ``name_missing``, ``email_not_valid`` and what
    ``account_changes.change`` says of roles and teams; and what ``free_emails.require`` says.
    """
    require(actor, Permission.ACCOUNT_INVITE)
    if not colleague.name:
        raise Invalid("name_missing")
    email = free_emails.require(session, actor, colleague.email, Permission.ACCOUNT_INVITE, at=at)
    account_changes.require_place(session, actor.organization_id, colleague.place)
    account = Account(
        organization_id=actor.organization_id,
        email=email,
        name=colleague.name,
        title=colleague.title or None,
    )
    session.add(account)
    session.flush()
    account_changes.settle(session, account, colleague.place)
    return _link(session, actor, account, at=at)


def new_link(session: Session, *, actor: Actor, account_id: UUID, at: datetime) -> Invited:
    """Another link in place of the one before, for a colleague who has not joined yet.

    Raises ``Denied``; ``NotFound('account_not_found')`` for another organization's; ``Invalid
    ('roles_do_not_mix')`` of a family account, whose links are its case manager's;
    ``Conflict('already_joined')``.
    """
    require(actor, Permission.ACCOUNT_INVITE)
    account = account_changes.reached(session, actor, account_id)
    if Role.FAMILY in accounts.roles_of(session, account.id):
        raise Invalid("roles_do_not_mix")
    if account.password_hash is not None:
        raise Conflict("already_joined")
    return _link(session, actor, account, at=at)


def _link(session: Session, actor: Actor, account: Account, *, at: datetime) -> Invited:
    earlier = select(Invitation).where(
        Invitation.account_id == account.id,
        col(Invitation.used_at).is_(None),
        col(Invitation.cancelled_at).is_(None),
    )
    for row in session.exec(earlier):
        row.cancelled_at = at
    book = rules.book(session, organization_id=actor.organization_id)
    days = book.value(rule_shapes.Invitation, on=day_of(at, zone_of(session, actor.organization_id))).days
    token = secret_links.make("join")
    row = Invitation(
        account_id=account.id,
        token_sha256=secret_links.hashed(token),
        invited_by_id=actor.account_id,
        invited_at=at,
        expires_at=at + timedelta(days=days),
    )
    session.add(row)
    session.flush()
    audit.done(
        session, actor, Permission.ACCOUNT_INVITE, subject_kind="account", subject_id=account.id, at=at
    )
    return Invited(account=account, token=token, expires_at=row.expires_at)
