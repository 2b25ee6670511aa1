"""The on-call roster: who is on call for which team, from when to when, and where nobody or several are.

A shift that is over is never changed; of one that runs only the rest is. Several may be on call at once: each
is told. Who is locked, or has not joined, counts as nobody, as for the safety timer (``safety_told``).
Source: domain.md, "Visits" and "Who may see what".
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import agencies, audit, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import moment_at, zone_of
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.casework.safety.on_call_coverage import Span, spans
from casepwa.models import Account, AccountRole, OnCallShift, StaffTeam, TeamMember
from casepwa.models.codes import Role

AHEAD = timedelta(days=28)
BEHIND = timedelta(days=28)
LONGEST = timedelta(days=366)
ROLES = (Role.CASE_MANAGER, Role.CARE_COORDINATOR, Role.SUPERVISOR)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """``starts`` and ``ends`` as the agency's clocks show them, without a zone."""

    account_id: UUID
    starts: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True)
class Shift:
    """``counts``: they can sign in, so somebody would hear."""

    id: UUID
    account_id: UUID
    who: str
    starts_at: datetime
    ends_at: datetime
    counts: bool


@dataclass(frozen=True, kw_only=True)
class TeamRoster:
    """``past``: of the last weeks, newest first. ``gaps``, ``overlaps``: of the weeks ahead."""

    team_id: UUID
    name: str
    shifts: list[Shift]
    past: list[Shift]
    gaps: list[Span]
    overlaps: list[Span]


def of_teams(session: Session, *, actor: Actor, at: datetime) -> list[TeamRoster]:
    """The roster of every team of the organization, by name. Raises ``Denied`` without the role."""
    require(actor, Permission.ROSTER_READ)
    found: dict[UUID, list[Shift]] = {}
    rows = session.exec(
        select(OnCallShift, Account)
        .join(Account, col(Account.id) == OnCallShift.account_id)
        .where(Account.organization_id == actor.organization_id, col(OnCallShift.ends_at) > at - BEHIND)
        .order_by(col(OnCallShift.starts_at), col(OnCallShift.id))
    )
    for shift, account in rows:
        found.setdefault(shift.staff_team_id, []).append(
            Shift(
                id=shift.id,
                account_id=account.id,
                who=account.name,
                starts_at=shift.starts_at,
                ends_at=shift.ends_at,
                counts=_counts(account),
            )
        )
    return [
        _of_team(team, found.get(team.id, []), at)
        for team in agencies.teams_of(session, actor.organization_id)
    ]


def who_can(session: Session, *, actor: Actor) -> list[Account]:
    """Everyone who can be put on call, by name: field staff and supervisors who can sign in."""
    require(actor, Permission.ROSTER_READ)
    in_role = select(AccountRole.account_id).where(col(AccountRole.role).in_(ROLES))
    rows = session.exec(
        select(Account)
        .where(Account.organization_id == actor.organization_id, col(Account.id).in_(in_role))
        .order_by(col(Account.name), col(Account.id))
    )
    return [account for account in rows if _counts(account)]


def add(session: Session, *, actor: Actor, team_id: UUID, asked: Asked, at: datetime) -> OnCallShift:
    """A shift that begins now or later; a beginning that has passed becomes now.

    Raises ``Denied`` without the role, for a team of another organization and for nobody's; ``Invalid``:
    ``cannot_be_on_call``, ``shift_ends_before_it_starts``, ``shift_is_past``, ``shift_too_long``,
    ``no_such_hour``; ``Conflict('shift_twice')`` when they are on call for this team then already.
    """
    require(actor, Permission.ROSTER_CHANGE)
    team = _team(session, actor, team_id)
    starts_at, ends_at = _times(session, actor, asked, at, starts_at=None)
    _require_free(session, actor, team, asked.account_id, starts_at, ends_at, but=None)
    return _made(session, actor, team.id, asked.account_id, starts_at, ends_at)


def change(session: Session, *, actor: Actor, shift_id: UUID, asked: Asked, at: datetime) -> OnCallShift:
    """Who is on call, or when. Of a shift that runs, what is over stays: a new person begins now.

    Raises as ``add``, and ``Conflict('shift_is_over')``.
    """
    require(actor, Permission.ROSTER_CHANGE)
    shift, team = _reached(session, actor, shift_id, at)
    runs = shift.starts_at < at
    starts_at, ends_at = _times(session, actor, asked, at, starts_at=shift.starts_at if runs else None)
    if runs and asked.account_id != shift.account_id:
        _require_free(session, actor, team, asked.account_id, at, ends_at, but=shift.id)
        shift.ends_at = at
        _noted(session, actor, shift)
        return _made(session, actor, team.id, asked.account_id, at, ends_at)
    _require_free(session, actor, team, asked.account_id, starts_at, ends_at, but=shift.id)
    shift.account_id, shift.starts_at, shift.ends_at = asked.account_id, starts_at, ends_at
    _noted(session, actor, shift)
    return shift


def end(session: Session, *, actor: Actor, shift_id: UUID, at: datetime) -> None:
    """End a shift now; one that has not begun is taken off.

    Raises ``Denied``, ``Conflict('shift_is_over')``.
    """
    require(actor, Permission.ROSTER_CHANGE)
    shift, _team_of_it = _reached(session, actor, shift_id, at)
    if shift.starts_at < at:
        shift.ends_at = at
        _noted(session, actor, shift)
        return
    _noted(session, actor, shift, is_taken_off=True)
    session.delete(shift)
    session.flush()


def _of_team(team: StaffTeam, shifts: list[Shift], at: datetime) -> TeamRoster:
    coming = [shift for shift in shifts if shift.ends_at > at]
    covered = spans(
        [(shift.starts_at, shift.ends_at, shift.who) for shift in coming if shift.counts], at, at + AHEAD
    )
    return TeamRoster(
        team_id=team.id,
        name=team.name,
        shifts=coming,
        past=[shift for shift in reversed(shifts) if shift.ends_at <= at],
        gaps=[span for span in covered if not span.who],
        overlaps=[span for span in covered if len(span.who) > 1],
    )


def _counts(account: Account) -> bool:
    return account.locked_at is None and account.password_hash is not None


def _team(session: Session, actor: Actor, team_id: UUID) -> StaffTeam:
    """The team, changes to whose roster wait for this one."""
    team = session.exec(select(StaffTeam).where(StaffTeam.id == team_id).with_for_update()).first()
    if team is None or team.organization_id != actor.organization_id:
        raise Denied(Permission.ROSTER_CHANGE)
    return team


def _reached(session: Session, actor: Actor, shift_id: UUID, at: datetime) -> tuple[OnCallShift, StaffTeam]:
    shift = session.get(OnCallShift, shift_id)
    if shift is None:
        raise Denied(Permission.ROSTER_CHANGE)
    team = _team(session, actor, shift.staff_team_id)
    shift = session.get(OnCallShift, shift_id, populate_existing=True)  # as it is, now that others wait
    if shift is None or shift.ends_at <= at:
        raise Conflict("shift_is_over")
    return shift, team


def _times(
    session: Session, actor: Actor, asked: Asked, at: datetime, *, starts_at: datetime | None
) -> tuple[datetime, datetime]:
    """``starts_at``: of a shift that runs, whose beginning stands."""
    zone = zone_of(session, actor.organization_id)
    ends_at = moment_at(asked.ends, zone)
    if starts_at is None:
        said = moment_at(asked.starts, zone)
        if ends_at <= said:
            raise Invalid("shift_ends_before_it_starts")
        starts_at = max(said, at)
    if ends_at <= at:
        raise Invalid("shift_is_past")
    if ends_at > at + LONGEST:
        raise Invalid("shift_too_long")
    return starts_at, ends_at


def _require_free(
    session: Session,
    actor: Actor,
    team: StaffTeam,
    account_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    *,
    but: UUID | None,
) -> None:
    if account_id not in {account.id for account in who_can(session, actor=actor)}:
        raise Invalid("cannot_be_on_call")
    same = select(OnCallShift.id).where(
        OnCallShift.staff_team_id == team.id,
        OnCallShift.account_id == account_id,
        col(OnCallShift.starts_at) < ends_at,
        col(OnCallShift.ends_at) > starts_at,
    )
    if set(session.exec(same)) - {but}:
        raise Conflict("shift_twice")


def _made(
    session: Session, actor: Actor, team_id: UUID, account_id: UUID, starts_at: datetime, ends_at: datetime
) -> OnCallShift:
    shift = OnCallShift(staff_team_id=team_id, account_id=account_id, starts_at=starts_at, ends_at=ends_at)
    session.add(shift)
    _noted(session, actor, shift)
    return shift


def _noted(session: Session, actor: Actor, shift: OnCallShift, *, is_taken_off: bool = False) -> None:
    """Flushed and written down; the phones of who comes or goes hear at their next sync."""
    session.flush()
    audit.done(
        session,
        actor,
        Permission.ROSTER_CHANGE,
        subject_kind="on_call_shift",
        subject_id=shift.id,
        team_id=shift.staff_team_id,
        on_call_id=shift.account_id,
        starts_at=shift.starts_at.isoformat(),
        ends_at=shift.ends_at.isoformat(),
        is_taken_off=is_taken_off,
    )
    of_team = (
        select(TeamMember.client_id)
        .join(Account, col(Account.id) == TeamMember.account_id)
        .where(Account.staff_team_id == shift.staff_team_id)
    )
    revisions.raise_for(session, *session.exec(of_team))
