"""Caseloads of a supervisor's teams: how heavy each is, what is due, what waits, what moves. Reads only.

Contacts are counted as the program's standard has them: child face to face, caregiver and collateral each for
itself, attempts apart (domain.md, "Contact notes"). 20 workers and 600 people are read in a dozen queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from casepwa.casework import reaches, supervised
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.caseloads import caseload_goals, caseload_standings
from casepwa.casework.caseloads.caseload_goals import Progress
from casepwa.casework.caseloads.caseload_standings import Stands
from casepwa.casework.caseloads.contact_standard import Kind
from casepwa.casework.permissions import Permission, require
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import Caseload
from casepwa.models import Account, Client, ContactNote, StaffTeam, TeamMember
from casepwa.models.codes import NoteStatus
from casepwa.models.columns import now

_GOES_BY = func.coalesce(func.nullif(Client.preferred_name, ""), Client.given_name)


@dataclass(frozen=True, kw_only=True)
class Due:
    """People for whom a contact is owed within the days that the rule names; ``overdue`` of them already."""

    due: int
    overdue: int


@dataclass(frozen=True, kw_only=True)
class Load:
    """One worker. ``attempts``: people who were tried since the last contact that counted.

    ``client_ids``: whom they have, so that a person with two workers of a team is counted once in all.
    """

    worker_id: UUID
    name: str
    title: str | None
    phone: str | None
    team: str
    can_take_over: bool
    client_ids: frozenset[UUID]
    weight: float
    full_load: float
    contacts: Due
    by_kind: dict[Kind, Due]
    attempts: int
    notes_waiting: int
    goals: Progress

    @property
    def people(self) -> int:
        return len(self.client_ids)


@dataclass(frozen=True, kw_only=True)
class Carried:
    """One person of a worker's caseload. ``until``: when it ends there, if it does. ``due``: owed soon."""

    client_id: UUID
    name: str
    until: datetime | None
    stands: Stands
    due: frozenset[Kind]
    goals: Progress


def of_teams(session: Session, *, actor: Actor) -> list[Load]:
    """Every worker of the teams that ``actor`` leads, the heaviest load first.

    Raises ``Denied`` without the role.
    """
    require(actor, Permission.CASELOADS_READ)
    at = now()
    team = supervised.worker_ids(actor)
    carried = _carried(session, actor, team, at=at)
    waiting = _waiting(session, team)
    full_load = _full_load(session, actor, at)
    rows = session.exec(
        select(Account, StaffTeam.name)
        .join(StaffTeam, col(StaffTeam.id) == Account.staff_team_id)
        .where(col(Account.id).in_(team))
        .order_by(col(Account.name), col(Account.id))
    )
    loads = [
        _load(account, name, carried.get(account.id, []), waiting.get(account.id, 0), full_load, at=at)
        for account, name in rows
    ]
    return sorted(loads, key=lambda load: load.full_load - load.weight)


def of_worker(session: Session, *, actor: Actor, worker_id: UUID) -> list[Carried]:
    """The people of one worker: overdue first, then by the day the next contact is due, then by name.

    Raises ``Denied`` for a worker of another team.
    """
    supervised.workers(session, actor, [worker_id], Permission.CASELOADS_READ)
    at = now()
    this_one = select(Account.id).where(Account.id == worker_id)
    people = _carried(session, actor, this_one, at=at).get(worker_id, [])
    return sorted(people, key=lambda each: (each.stands.contacts.due_on or date.max, each.name))


def _carried(
    session: Session, actor: Actor, workers: SelectOfScalar[UUID], *, at: datetime
) -> dict[UUID, list[Carried]]:
    """By worker, each person once."""
    current = (
        col(TeamMember.account_id).in_(workers),
        reaches.is_current(TeamMember, at),
    )
    clients = select(TeamMember.client_id).where(*current)
    stands = caseload_standings.of(session, actor.organization_id, clients, at=at)
    goals = caseload_goals.of(session, clients, at=at)
    found: dict[UUID, dict[UUID, Carried]] = {}
    said = (TeamMember.account_id, TeamMember.ends_at, Client.id, _GOES_BY, Client.family_name)
    statement = (
        cast("Any", select)(*said)
        .join(Client, col(Client.id) == TeamMember.client_id)
        .where(*current, Client.organization_id == actor.organization_id)
    )
    rows = cast("Iterable[tuple[UUID, datetime | None, UUID, str, str]]", session.exec(statement))
    for worker_id, until, client_id, goes_by, family_name in rows:
        here = found.setdefault(worker_id, {})
        before = here.get(client_id)
        where = stands.get(client_id)
        if where is None:  # on this caseload since the first of these reads
            continue
        kinds = where.contacts.kinds
        here[client_id] = Carried(
            client_id=client_id,
            name=f"{goes_by} {family_name}",
            until=_later(before.until, until) if before else until,
            stands=where,
            due=frozenset(
                kind for kind, each in kinds.items() if each.due_on and each.due_on <= where.due_by
            ),
            goals=goals.get(client_id, Progress(active=0, progressing=0)),
        )
    return {worker_id: list(people.values()) for worker_id, people in found.items()}


def _load(
    account: Account, team: str, people: list[Carried], waiting: int, full_load: float, *, at: datetime
) -> Load:
    return Load(
        worker_id=account.id,
        name=account.name,
        title=account.title,
        phone=account.phone,
        team=team,
        can_take_over=supervised.can_sign_in(account, at),
        client_ids=frozenset(each.client_id for each in people),
        weight=sum(each.stands.weight for each in people),
        full_load=full_load,
        contacts=Due(
            due=sum(bool(each.due) for each in people),
            overdue=sum(each.stands.contacts.is_overdue for each in people),
        ),
        by_kind={kind: _of_kind(people, kind) for kind in Kind},
        attempts=sum(each.stands.contacts.attempts > 0 for each in people),
        notes_waiting=waiting,
        goals=Progress(
            active=sum(each.goals.active for each in people),
            progressing=sum(each.goals.progressing for each in people),
        ),
    )


def _of_kind(people: Iterable[Carried], kind: Kind) -> Due:
    owed = [each for each in people if kind in each.stands.contacts.kinds]
    return Due(
        due=sum(kind in each.due for each in owed),
        overdue=sum(each.stands.contacts.kinds[kind].is_overdue for each in owed),
    )


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return None if one is None or other is None else max(one, other)


def _full_load(session: Session, actor: Actor, at: datetime) -> float:
    """The agency's: a worker may have people of several programs."""
    book = rules.book(session, organization_id=actor.organization_id)
    return book.value(Caseload, on=day_of(at, zone_of(session, actor.organization_id))).full_load


def _waiting(session: Session, workers: SelectOfScalar[UUID]) -> dict[UUID, int]:
    rows = session.exec(
        select(ContactNote.author_id, func.count(col(ContactNote.id)))
        .where(ContactNote.status == NoteStatus.SUBMITTED, col(ContactNote.author_id).in_(workers))
        .group_by(col(ContactNote.author_id))
    )
    return dict(rows.all())
