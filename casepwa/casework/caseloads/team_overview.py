"""How a supervisor's team is doing now: who is out, and what waits. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ScalarSelect, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from casepwa.casework import reaches, supervised
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission, require
from casepwa.models import (
    Account,
    Client,
    ContactNote,
    StaffTeam,
    StaffTeamSupervisor,
    TeamMember,
    Visit,
    VisitClient,
    VisitStamp,
)
from casepwa.models.codes import NoteStatus, StampKind, VisitStatus
from casepwa.models.columns import now


@dataclass(frozen=True, kw_only=True)
class Worker:
    id: UUID
    name: str
    title: str | None
    phone: str | None
    team: str
    people: int
    notes_waiting: int
    notes_returned: int


@dataclass(frozen=True, kw_only=True)
class Out:
    """A visit that someone is at. ``since``: the check-in; ``expected_end``: as the worker last said."""

    visit_id: UUID
    worker: str
    phone: str | None
    people: tuple[str, ...]
    place: str | None
    since: datetime | None
    expected_end: datetime | None


def workers(session: Session, *, actor: Actor) -> list[Worker]:
    """The workers of the teams that ``actor`` supervises, by name. Raises ``Denied`` without the role."""
    require(actor, Permission.TEAM_OVERVIEW_READ)
    team = supervised.worker_ids(actor)
    people = _people_per_worker(session, team)
    rows = session.exec(
        select(Account, StaffTeam.name)
        .join(StaffTeam, col(StaffTeam.id) == Account.staff_team_id)
        .where(col(Account.id).in_(team))
        .order_by(col(Account.name), col(Account.id))
    )
    waiting, returned = (
        _notes(session, team, status) for status in (NoteStatus.SUBMITTED, NoteStatus.RETURNED)
    )
    return [
        Worker(
            id=account.id,
            name=account.name,
            title=account.title,
            phone=account.phone,
            team=team_name,
            people=people.get(account.id, 0),
            notes_waiting=waiting.get(account.id, 0),
            notes_returned=returned.get(account.id, 0),
        )
        for account, team_name in rows
    ]


def out_now(session: Session, *, actor: Actor) -> list[Out]:
    """Visits of the team with a check-in and no check-out, the one expected back first on top."""
    require(actor, Permission.TEAM_OVERVIEW_READ)
    rows = session.exec(
        select(Visit, Account, _check_in())
        .join(Account, col(Account.id) == Visit.worker_id)
        .where(Visit.status == VisitStatus.CHECKED_IN, col(Visit.worker_id).in_(_supervised(actor)))
        .order_by(func.coalesce(Visit.expected_end, Visit.planned_end), col(Visit.id))
    ).all()
    people = _people(session, [visit.id for visit, _, _ in rows])
    return [
        Out(
            visit_id=visit.id,
            worker=worker.name,
            phone=worker.phone,
            people=people.get(visit.id, ()),
            place=", ".join(part for part in (visit.place_name, visit.address) if part) or None,
            since=since,
            expected_end=visit.expected_end or visit.planned_end,
        )
        for visit, worker, since in rows
    ]


def _check_in() -> ScalarSelect[datetime]:
    return (
        select(VisitStamp.happened_at)
        .where(VisitStamp.visit_id == Visit.id, VisitStamp.kind == StampKind.CHECK_IN)
        .correlate(Visit)
        .scalar_subquery()
    )


def _supervised(actor: Actor) -> SelectOfScalar[UUID]:
    """Everyone of the teams, whatever their roles are by now: somebody may be out."""
    return (
        select(Account.id)
        .join(StaffTeamSupervisor, col(StaffTeamSupervisor.staff_team_id) == Account.staff_team_id)
        .where(
            StaffTeamSupervisor.account_id == actor.account_id,
            Account.organization_id == actor.organization_id,
        )
    )


def _people_per_worker(session: Session, team: SelectOfScalar[UUID]) -> dict[UUID, int]:
    counted = func.count(func.distinct(col(TeamMember.client_id)))
    rows = session.exec(
        select(TeamMember.account_id, counted)
        .where(reaches.is_current(TeamMember, now()), col(TeamMember.account_id).in_(team))
        .group_by(col(TeamMember.account_id))
    )
    return {account_id: count for account_id, count in rows if account_id}


def _notes(session: Session, team: SelectOfScalar[UUID], status: NoteStatus) -> dict[UUID, int]:
    rows = session.exec(
        select(ContactNote.author_id, func.count(col(ContactNote.id)))
        .where(ContactNote.status == status, col(ContactNote.author_id).in_(team))
        .group_by(col(ContactNote.author_id))
    )
    return dict(rows.all())


def _people(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    for visit_id, client in session.exec(
        select(VisitClient.visit_id, Client)
        .join(Client, col(Client.id) == VisitClient.client_id)
        .where(col(VisitClient.visit_id).in_(visit_ids))
        .order_by(col(Client.birth_date), col(Client.id))
    ):
        name = f"{client.preferred_name or client.given_name} {client.family_name}"
        found[visit_id] = (*found.get(visit_id, ()), name)
    return found
