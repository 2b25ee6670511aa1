"""What a family account sees: what was shared with it by name, and nothing else.

Every item starts from a grant to this account that was not taken back. No grant counts where custody is not
recorded, or a protective order stands against this person. Places, addresses, other people's phones and staff
text are never read here. Source: domain.md, "Who may see what".
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission, require
from casepwa.models import (
    Account,
    Appointment,
    Client,
    ContactNote,
    Goal,
    NextStep,
    Relationship,
    SharedLine,
    SharedLineReader,
    SharingGrant,
    TeamMember,
    Visit,
    VisitClient,
)
from casepwa.models.codes import Custody, Kept, Lifecycle, NoteStatus, SharedKind, VisitStatus
from casepwa.models.columns import now


@dataclass(frozen=True, kw_only=True)
class Step:
    what: str
    why: str | None
    due_on: date | None
    is_yours: bool
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class SharedGoal:
    words: str
    speaker: str | None
    achievement: str


@dataclass(frozen=True, kw_only=True)
class Date:
    """``kind``: appointment, team_meeting, plan_review or visit. Without a place."""

    kind: str
    title: str | None
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class Helper:
    """A member of the team; ``phone`` is a member of staff's, never another relative's."""

    name: str
    role: str
    duty: str | None
    phone: str | None


@dataclass(frozen=True, kw_only=True)
class Line:
    text: str
    by: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class SharedChild:
    """What is shared about one client. Every list may be empty."""

    client_id: UUID
    given_name: str
    steps: list[Step] = field(default_factory=list[Step])
    goals: list[SharedGoal] = field(default_factory=list[SharedGoal])
    dates: list[Date] = field(default_factory=list[Date])
    team: list[Helper] = field(default_factory=list[Helper])
    lines: list[Line] = field(default_factory=list[Line])


def shared_with(session: Session, *, actor: Actor) -> list[SharedChild]:
    """Everything that is shared with ``actor`` today, by child, the youngest last. Raises ``Denied``."""
    require(actor, Permission.FAMILY_VIEW_READ)
    own = session.get_one(Account, actor.account_id)
    clients, granted = _granted(session, own)
    return [
        SharedChild(
            client_id=client.id,
            given_name=client.preferred_name or client.given_name,
            steps=_steps(session, client.id, granted, own),
            goals=_goals(session, client.id, granted),
            dates=_dates(session, client.id, granted),
            team=_team(session, client.id, granted),
            lines=_lines(session, client.id, granted, own),
        )
        for client in clients
    ]


Granted = dict[tuple[UUID, str], set[UUID | None]]


def _granted(session: Session, own: Account) -> tuple[list[Client], Granted]:
    """The clients that something counts for, and the granted items by (client, kind)."""
    rows = session.exec(
        select(Client, SharingGrant.kind, SharingGrant.item_id)
        .join(SharingGrant, col(SharingGrant.client_id) == Client.id)
        .join(
            Relationship,
            (col(Relationship.client_id) == Client.id)
            & (col(Relationship.family_member_id) == own.family_member_id),
        )
        .where(
            SharingGrant.account_id == own.id,
            col(SharingGrant.revoked_at).is_(None),
            Client.organization_id == own.organization_id,
            Relationship.custody != Custody.UNKNOWN,
            col(Relationship.protective_order).is_(None),
        )
        .order_by(col(Client.birth_date), col(Client.id))
    )
    clients: dict[UUID, Client] = {}
    granted: Granted = {}
    for client, kind, item_id in rows:
        clients[client.id] = client
        granted.setdefault((client.id, kind), set()).add(item_id)
    return list(clients.values()), granted


def _items(granted: Granted, client_id: UUID, kind: SharedKind) -> set[UUID]:
    """Granted by name: a grant without an item shares none."""
    return {item for item in granted.get((client_id, kind), set()) if item is not None}


def _steps(session: Session, client_id: UUID, granted: Granted, own: Account) -> list[Step]:
    rows = session.exec(
        select(NextStep)
        .where(
            NextStep.client_id == client_id,
            col(NextStep.id).in_(_items(granted, client_id, SharedKind.NEXT_STEP)),
        )
        .order_by(col(NextStep.done_at).is_not(None), col(NextStep.due_on), col(NextStep.id))
    )
    return [
        Step(
            what=row.what,
            why=row.why,
            due_on=row.due_on,
            is_yours=row.owner_account_id == own.id
            or (
                row.owner_family_member_id is not None and row.owner_family_member_id == own.family_member_id
            ),
            is_done=row.done_at is not None,
        )
        for row in rows
    ]


def _goals(session: Session, client_id: UUID, granted: Granted) -> list[SharedGoal]:
    rows = session.exec(
        select(Goal)
        .where(
            Goal.client_id == client_id,
            col(Goal.id).in_(_items(granted, client_id, SharedKind.GOAL)),
            col(Goal.lifecycle).in_((Lifecycle.ACTIVE, Lifecycle.ON_HOLD, Lifecycle.COMPLETED)),
        )
        .order_by(col(Goal.position), col(Goal.id))
    )
    return [SharedGoal(words=row.words, speaker=row.speaker, achievement=row.achievement) for row in rows]


def _dates(session: Session, client_id: UUID, granted: Granted) -> list[Date]:
    appointments = session.exec(
        select(Appointment).where(
            Appointment.client_id == client_id,
            col(Appointment.id).in_(_items(granted, client_id, SharedKind.APPOINTMENT)),
            Appointment.kept == Kept.AHEAD,
            col(Appointment.starts_at) >= now(),
        )
    )
    visits = session.exec(
        select(Visit)
        .join(VisitClient, col(VisitClient.visit_id) == Visit.id)
        .where(
            VisitClient.client_id == client_id,
            col(Visit.id).in_(_items(granted, client_id, SharedKind.VISIT)),
            Visit.status == VisitStatus.PLANNED,
            col(Visit.planned_start) >= now(),
        )
    )
    dates = [Date(kind=row.kind, title=row.title, starts_at=row.starts_at) for row in appointments]
    dates += [Date(kind="visit", title=None, starts_at=row.planned_start) for row in visits]
    return sorted(dates, key=lambda one: one.starts_at)


def _team(session: Session, client_id: UUID, granted: Granted) -> list[Helper]:
    at = now()
    rows = session.exec(
        select(TeamMember, Account)
        .outerjoin(Account, col(Account.id) == TeamMember.account_id)
        .where(
            TeamMember.client_id == client_id,
            col(TeamMember.id).in_(_items(granted, client_id, SharedKind.TEAM_MEMBER)),
        )
        .order_by(col(TeamMember.starts_at), col(TeamMember.id))
    )
    return [
        Helper(
            name=account.name if account else (member.name or ""),
            role=member.role,
            duty=member.duty,
            phone=account.phone if account and account.family_member_id is None else None,
        )
        for member, account in rows
        if (member.ends_at is None or member.ends_at > at) and member.family_member_id is None
    ]


def _lines(session: Session, client_id: UUID, granted: Granted, own: Account) -> list[Line]:
    """Lines of approved notes that name this account as a reader, while it may still read lines."""
    if (client_id, SharedKind.SHARED_LINE) not in granted:
        return []
    rows = session.exec(
        select(SharedLine, Account.name)
        .join(SharedLineReader, col(SharedLineReader.line_id) == SharedLine.id)
        .join(ContactNote, col(ContactNote.id) == SharedLine.note_id)
        .join(Account, col(Account.id) == SharedLine.written_by_id)
        .where(
            SharedLine.client_id == client_id,
            SharedLineReader.account_id == own.id,
            ContactNote.status == NoteStatus.APPROVED,
        )
        .order_by(col(SharedLine.recorded_at).desc())
    )
    return [Line(text=line.text, by=by, written_at=line.recorded_at) for line, by in rows]
