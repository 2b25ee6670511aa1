"""What an administrator changes on an account: roles, teams, locked or not. Nothing of it about oneself.

At least one administrator who can sign in remains, whoever changes what at the same moment. A locked
account's sessions end at once, on open screens too; so do those of one whose roles changed, because what a
session may do is settled when it starts. Source: OWASP ASVS 5.0, 7.4.2 and 8.2.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session, col, delete, select

from casepwa.casework import agencies, audit, revisions
from casepwa.casework.accounts import accounts, sign_in_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.approvals import named_seconds
from casepwa.casework.errors import Conflict, Invalid, NotFound
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, AccountRole, StaffTeamSupervisor
from casepwa.models.codes import Role

STAFF_ROLES = (Role.CASE_MANAGER, Role.CARE_COORDINATOR, Role.SUPERVISOR, Role.ADMINISTRATOR)


class Place(BaseModel):
    """Where someone works: ``staff_team_id`` is the team they belong to, ``leads`` those they supervise."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: frozenset[Role]
    staff_team_id: UUID | None = None
    leads: frozenset[UUID] = frozenset()


def change(session: Session, *, actor: Actor, account_id: UUID, place: Place, at: datetime) -> Account:
    """Give a member of staff these roles and teams, and take away all others.

    Who supervises no more approves nobody's notes as a named second, and nobody approves theirs.

    Raises ``Denied`` without the role; ``NotFound('account_not_found')`` for another organization's;
    ``Conflict``: ``own_account``, ``last_administrator``; ``Invalid``: ``roles_missing``,
    ``roles_do_not_mix`` (of a family account), ``works_in_no_team`` (field staff have one),
    ``leads_no_team`` (a supervisor without a team sees nobody), ``team_not_found``.
    """
    require(actor, Permission.ACCOUNT_CHANGE)
    account = reached(session, actor, account_id)
    require_place(session, actor.organization_id, place)
    before = accounts.roles_of(session, account.id)
    if Role.FAMILY in before:
        raise Invalid("roles_do_not_mix")
    if Role.ADMINISTRATOR in before and Role.ADMINISTRATOR not in place.roles:
        _require_another_administrator(session, account)
    _ = session.exec(delete(AccountRole).where(col(AccountRole.account_id) == account.id))
    _ = session.exec(delete(StaffTeamSupervisor).where(col(StaffTeamSupervisor.account_id) == account.id))
    settle(session, account, place)
    if Role.SUPERVISOR in before - place.roles:
        named_seconds.end_of(session, actor=actor, account_id=account.id, at=at)
    if before != place.roles:
        sign_in_sessions.end_of_account(session, account.id, reason="roles_changed", at=at)
    revisions.raise_for_account(session, account.id)
    _noted(session, actor, Permission.ACCOUNT_CHANGE, account, at, roles=sorted(place.roles))
    return account


def lock(session: Session, *, actor: Actor, account_id: UUID, at: datetime) -> Account:
    """Nobody signs in to this account any more; whoever is signed in is out at once.

    Nothing that they wrote goes, and what they had not sent stays on their phone. Raises as ``change``.
    """
    require(actor, Permission.ACCOUNT_LOCK)
    account = reached(session, actor, account_id)
    if Role.ADMINISTRATOR in accounts.roles_of(session, account.id):
        _require_another_administrator(session, account)
    account.locked_at = account.locked_at or at
    session.flush()
    sign_in_sessions.end_of_account(session, account.id, reason="locked", at=at)
    _noted(session, actor, Permission.ACCOUNT_LOCK, account, at, locked=True)
    return account


def unlock(session: Session, *, actor: Actor, account_id: UUID, at: datetime) -> Account:
    """They can sign in again, with the password they had. What was shared and taken back stays taken back.

    Raises as ``change``.
    """
    require(actor, Permission.ACCOUNT_LOCK)
    account = reached(session, actor, account_id)
    account.locked_at = None
    session.flush()
    _noted(session, actor, Permission.ACCOUNT_LOCK, account, at, locked=False)
    return account


def reached(session: Session, actor: Actor, account_id: UUID) -> Account:
    """Someone else's account of the actor's organization, changes to whose accounts wait for this one.

    Raises ``NotFound('account_not_found')``, ``Conflict('own_account')``; ``Conflict('last_administrator')``
    when the actor was locked a moment ago.
    """
    agencies.wait_for(session, actor.organization_id)
    account = session.get(Account, account_id, populate_existing=True)
    if account is None or account.organization_id != actor.organization_id:
        raise NotFound("account_not_found")
    if account.id == actor.account_id:
        raise Conflict("own_account")
    return account


def require_place(session: Session, organization_id: UUID, place: Place) -> None:
    """Roles and teams that go together, teams of this organization. Raises ``Invalid`` as ``change`` says."""
    if not place.roles:
        raise Invalid("roles_missing")
    if not place.roles <= set(STAFF_ROLES):
        raise Invalid("roles_do_not_mix")
    ours = {team.id for team in agencies.teams_of(session, organization_id)}
    if not place.leads | ({place.staff_team_id} - {None}) <= ours:
        raise Invalid("team_not_found")
    if place.staff_team_id is None and place.roles & {Role.CASE_MANAGER, Role.CARE_COORDINATOR}:
        raise Invalid("works_in_no_team")
    if not place.leads and Role.SUPERVISOR in place.roles:
        raise Invalid("leads_no_team")


def settle(session: Session, account: Account, place: Place) -> None:
    """Write down roles and teams of an account that has none. Who is no supervisor leads no team."""
    account.staff_team_id = place.staff_team_id
    session.add_all(AccountRole(account_id=account.id, role=role) for role in sorted(place.roles))
    session.flush()
    if Role.SUPERVISOR in place.roles:
        for team_id in sorted(place.leads):
            agencies.put_in_charge(session, account_id=account.id, staff_team_id=team_id)


def _require_another_administrator(session: Session, account: Account) -> None:
    """Raises ``Conflict('last_administrator')`` unless someone else administers and can sign in."""
    others = session.exec(
        select(Account.id)
        .join(AccountRole, col(AccountRole.account_id) == col(Account.id))
        .where(
            Account.organization_id == account.organization_id,
            Account.id != account.id,
            AccountRole.role == Role.ADMINISTRATOR,
            col(Account.locked_at).is_(None),
            col(Account.password_hash).is_not(None),
        )
        .limit(1)
    )
    if others.first() is None:
        raise Conflict("last_administrator")


def _noted(
    session: Session, actor: Actor, action: Permission, account: Account, at: datetime, **what: Any
) -> None:
    audit.done(session, actor, action, subject_kind="account", subject_id=account.id, at=at, **what)
