"""Accounts as an administrator sees them: who, in which roles, signed in where. No clinical text."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import accounts, audit, sign_in_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.errors import NotFound
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, AccountRole, SignInSession, StaffTeam


@dataclass(frozen=True, kw_only=True)
class Listed:
    """``open_sessions``: sign-ins that stand now. ``last_contact_at``: of any sign-in, ended ones too."""

    id: UUID
    name: str
    email: str
    title: str | None
    team: str | None
    roles: tuple[str, ...]
    is_locked: bool
    open_sessions: int
    last_contact_at: datetime | None
    is_me: bool


def everyone(session: Session, *, actor: Actor, at: datetime) -> list[Listed]:
    """All accounts of the organization, by name. Raises ``Denied`` without the role."""
    require(actor, Permission.ACCOUNT_READ)
    mine = select(Account.id).where(Account.organization_id == actor.organization_id)
    roles: dict[UUID, list[str]] = {}
    for row in session.exec(select(AccountRole).where(col(AccountRole.account_id).in_(mine))):
        roles.setdefault(row.account_id, []).append(row.role)
    teams = dict(session.exec(select(StaffTeam.id, StaffTeam.name)).all())
    sign_ins: dict[UUID, list[SignInSession]] = {}
    for row in session.exec(select(SignInSession).where(col(SignInSession.account_id).in_(mine))):
        sign_ins.setdefault(row.account_id, []).append(row)
    is_open = sign_in_sessions.openness(session, actor.organization_id, at=at)
    return [
        Listed(
            id=account.id,
            name=account.name,
            email=account.email,
            title=account.title,
            team=teams.get(account.staff_team_id) if account.staff_team_id else None,
            roles=tuple(sorted(roles.get(account.id, []))),
            is_locked=account.locked_at is not None,
            open_sessions=sum(is_open(row) for row in sign_ins.get(account.id, [])),
            last_contact_at=max((row.last_seen_at for row in sign_ins.get(account.id, [])), default=None),
            is_me=account.id == actor.account_id,
        )
        for account in accounts.in_organization(session, actor.organization_id)
    ]


def end_sessions(session: Session, *, actor: Actor, account_id: UUID, at: datetime) -> None:
    """Sign someone out everywhere, at once. What they have not sent stays on their phone.

    Raises ``Denied`` without the role, ``NotFound("account_not_found")`` for another organization's.
    """
    require(actor, Permission.ACCOUNT_END_SESSIONS)
    account = session.get(Account, account_id)
    if account is None or account.organization_id != actor.organization_id:
        raise NotFound("account_not_found")
    sign_in_sessions.end_of_account(session, account.id, reason="ended_by_administrator", at=at)
    audit.done(
        session,
        actor,
        Permission.ACCOUNT_END_SESSIONS,
        subject_kind="account",
        subject_id=account.id,
        at=at,
    )
