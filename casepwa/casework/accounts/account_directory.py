"""Accounts as an administrator sees them: who, in which roles, signed in where. No clinical text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from unicodedata import combining, normalize
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from casepwa.casework import agencies
from casepwa.casework.accounts import accounts, sign_in_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.errors import NotFound
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, AccountRole, SignInSession, StaffTeam, StaffTeamSupervisor, TeamMember


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
    has_joined: bool
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
    names = dict(session.exec(select(StaffTeam.id, StaffTeam.name)).all())
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
            team=names.get(account.staff_team_id) if account.staff_team_id else None,
            roles=tuple(sorted(roles.get(account.id, []))),
            is_locked=account.locked_at is not None,
            has_joined=account.password_hash is not None,
            open_sessions=sum(is_open(row) for row in sign_ins.get(account.id, [])),
            last_contact_at=max((row.last_seen_at for row in sign_ins.get(account.id, [])), default=None),
            is_me=account.id == actor.account_id,
        )
        for account in accounts.in_organization(session, actor.organization_id)
    ]


def fitting(listed: Iterable[Listed], *, find: str, role: str) -> list[Listed]:
    """Those with each word of ``find`` in their name, email, title or team, and with ``role``.

    Either may be empty. Capitals and accents count for nothing.
    """
    wanted = _plain(find).split()

    def fits(one: Listed) -> bool:
        said = _plain(" ".join(part for part in (one.name, one.email, one.title, one.team) if part))
        return (not role or role in one.roles) and all(word in said for word in wanted)

    return list(filter(fits, listed))


def _plain(text: str) -> str:
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One account. ``leads``: teams they supervise; ``people``: on whose team they are now, a count only."""

    listed: Listed
    staff_team_id: UUID | None
    leads: frozenset[UUID]
    people: int
    teams: tuple[tuple[UUID, str], ...]


def opened(session: Session, *, actor: Actor, account_id: UUID, at: datetime) -> Opened:
    """One account of the organization, with what its form needs.

    Raises ``Denied`` without the role, ``NotFound("account_not_found")`` for another organization's.
    """
    listed = next((one for one in everyone(session, actor=actor, at=at) if one.id == account_id), None)
    if listed is None:
        raise NotFound("account_not_found")
    leads = select(StaffTeamSupervisor.staff_team_id).where(StaffTeamSupervisor.account_id == account_id)
    people = select(func.count(func.distinct(TeamMember.client_id))).where(
        TeamMember.account_id == account_id,
        col(TeamMember.starts_at) <= at,
        or_(col(TeamMember.ends_at).is_(None), col(TeamMember.ends_at) > at),
    )
    return Opened(
        listed=listed,
        staff_team_id=session.get_one(Account, account_id).staff_team_id,
        leads=frozenset(session.exec(leads)),
        people=session.exec(people).one(),
        teams=teams(session, actor=actor),
    )


def teams(session: Session, *, actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """The organization's teams, by name. Raises ``Denied`` without the role."""
    require(actor, Permission.ACCOUNT_READ)
    return tuple((team.id, team.name) for team in agencies.teams_of(session, actor.organization_id))
