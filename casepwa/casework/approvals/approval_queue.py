"""What waits on a supervisor's desk: safety concerns and crises first, then by deadline, fifty at a time.

Everything is counted and ordered in the database: the desk stays quick with hundreds waiting.
Source: screens.md, "Approvals".
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlmodel import Session, SQLModel, col

from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.approvals import note_reach
from casepwa.casework.notes.note_surroundings import CURRENT_VERSION
from casepwa.casework.permissions import Permission, require
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import NoteReview
from casepwa.models import (
    Account,
    Client,
    ContactNote,
    ContactNoteReading,
    ContactNoteVersion,
    SafetyConcern,
)
from casepwa.models.codes import NoteStatus, Purpose
from casepwa.models.columns import now

PAGE = 50
# columns, not rows of tables: a desk reads them anew at every piece of news
_NOTES = SQLModel.metadata.tables["contact_note"].c
_VERSIONS = SQLModel.metadata.tables["contact_note_version"].c
_CLIENTS = SQLModel.metadata.tables["client"].c
_AUTHORS = SQLModel.metadata.tables["account"].c


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which notes: of one worker, of one type of contact, flagged ones only; ``page`` counts from 0."""

    worker_id: UUID | None = None
    contact_type: str | None = None
    is_flagged: bool = False
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """``is_opened``: this reviewer has opened this version. ``was_returned``: it came back mended.
    ``is_stranded``: it was returned to an author who has lost the client since."""

    note_id: UUID
    version: int
    sha256: str
    client: str
    worker: str
    contact_type: str
    purpose: str | None
    place_type: str | None
    started_at: datetime
    due_at: datetime
    flags: tuple[str, ...]
    has_concern: bool
    is_opened: bool
    is_stranded: bool

    @property
    def is_crisis(self) -> bool:
        return self.purpose == Purpose.CRISIS

    @property
    def was_returned(self) -> bool:
        return self.version > 1

    @property
    def fits_a_batch(self) -> bool:
        """May it be approved with others? Only once opened, never flagged, never a concern or a crisis."""
        needs_a_look = self.flags or self.has_concern or self.is_crisis or self.is_stranded
        return self.is_opened and not needs_a_look


@dataclass(frozen=True, kw_only=True)
class Worker:
    """One whose notes wait, and how many, whatever the filters."""

    id: UUID
    name: str
    waiting: int


@dataclass(frozen=True, kw_only=True)
class Queue:
    """``total``: all that wait on this desk; ``found``: those of the filters; ``flagged``: as many as the
    filter for flagged ones would show."""

    rows: tuple[Waiting, ...]
    total: int
    found: int
    flagged: int
    page: int
    has_more: bool
    workers: tuple[Worker, ...]
    types: tuple[str, ...]


def waiting(session: Session, *, actor: Actor, asked: Asked) -> Queue:
    """One page of the queue, with the numbers that its filters show. Raises ``Denied`` without the role."""
    require(actor, Permission.CONTACT_NOTE_REVIEW)
    groups = _groups(session, actor)
    fitting = [one for one in groups if _fits(one, asked)]
    found = sum(one.count for one in fitting if one.is_flagged or not asked.is_flagged)
    page = min(asked.page, max(found - 1, 0) // PAGE)
    return Queue(
        rows=_rows(session, actor, asked, page),
        total=sum(one.count for one in groups),
        found=found,
        flagged=sum(one.count for one in fitting if one.is_flagged),
        page=page,
        has_more=found > (page + 1) * PAGE,
        workers=_workers(groups),
        types=tuple(sorted({one.contact_type for one in groups})),
    )


@dataclass(frozen=True, kw_only=True)
class _Group:
    worker_id: UUID
    worker: str
    contact_type: str
    is_flagged: bool
    count: int


def _groups(session: Session, actor: Actor) -> list[_Group]:
    flagged = _is_flagged().label("is_flagged")
    by = (_AUTHORS.id.label("worker_id"), _AUTHORS.name.label("worker"), _VERSIONS.contact_type, flagged)
    asked = _on_desk(actor, *by, func.count(_NOTES.id).label("count")).group_by(*by)
    rows = session.connection().execute(asked).mappings()
    return [_Group(**row) for row in rows]


def _fits(group: _Group, asked: Asked) -> bool:
    return asked.worker_id in (None, group.worker_id) and asked.contact_type in (None, group.contact_type)


def _workers(groups: list[_Group]) -> tuple[Worker, ...]:
    names = {one.worker_id: one.worker for one in groups}
    counts = {who: sum(one.count for one in groups if one.worker_id == who) for who in names}
    by_name = sorted(names, key=lambda who: (names[who].casefold(), who))
    return tuple(Worker(id=who, name=names[who], waiting=counts[who]) for who in by_name)


def _rows(session: Session, actor: Actor, asked: Asked, page: int) -> tuple[Waiting, ...]:
    is_opened = exists().where(
        col(ContactNoteReading.version_id) == ContactNoteVersion.id,
        col(ContactNoteReading.account_id) == actor.account_id,
    )
    statement = _on_desk(
        actor,
        *(_NOTES.id.label("note_id"), _AUTHORS.name.label("worker"), _CLIENTS.given_name),
        *(_CLIENTS.preferred_name, _CLIENTS.family_name, _VERSIONS.number.label("version")),
        *(_VERSIONS.sha256, _VERSIONS.contact_type, _VERSIONS.purpose, _VERSIONS.place_type),
        *(_VERSIONS.started_at, _VERSIONS.received_at, _VERSIONS.flags, _NOTES.status),
        *(_has_concern().label("has_concern"), is_opened.label("is_opened")),
    )
    if asked.worker_id is not None:
        statement = statement.where(_NOTES.author_id == asked.worker_id)
    if asked.contact_type is not None:
        statement = statement.where(_VERSIONS.contact_type == asked.contact_type)
    if asked.is_flagged:
        statement = statement.where(_is_flagged())
    rank = case((_has_concern(), 0), (_VERSIONS.purpose == Purpose.CRISIS, 1), else_=2)
    page_of = statement.order_by(rank, _VERSIONS.received_at, _NOTES.id).offset(page * PAGE).limit(PAGE)
    within = time_to_review(session, actor)
    return tuple(_waiting(row, within) for row in session.connection().execute(page_of).mappings())


def _waiting(row: RowMapping, within: timedelta) -> Waiting:
    same = ("note_id", "version", "sha256", "worker", "contact_type", "purpose", "place_type", "started_at")
    return Waiting(
        **{name: row[name] for name in same},
        client=f"{row['preferred_name'] or row['given_name']} {row['family_name']}",
        due_at=row["received_at"] + within,
        flags=tuple(row["flags"]),
        has_concern=bool(row["has_concern"]),
        is_opened=bool(row["is_opened"]),
        is_stranded=row["status"] == NoteStatus.RETURNED,
    )


def time_to_review(session: Session, actor: Actor) -> timedelta:
    """How long a submission may wait, by the organization's rule of today."""
    today = day_of(now(), zone_of(session, actor.organization_id))
    book = rules.book(session, organization_id=actor.organization_id)
    return timedelta(hours=book.value(NoteReview, on=today).hours)


def _on_desk(actor: Actor, *columns: Any) -> Any:
    """``columns`` of notes that wait for ``actor``, with version, client and author joined."""
    return (
        select(*columns)
        .select_from(ContactNote)
        .join(ContactNoteVersion, CURRENT_VERSION)
        .join(Client, col(Client.id) == ContactNote.client_id)
        .join(Account, col(Account.id) == ContactNote.author_id)
        .where(
            or_(_NOTES.status == NoteStatus.SUBMITTED, _is_stranded()),
            _NOTES.author_id.in_(note_reach.authors(actor)),
        )
    )


def _is_stranded() -> ColumnElement[bool]:
    """Returned to an author on whose phone the client no longer is: there it cannot be mended."""
    return and_(_NOTES.status == NoteStatus.RETURNED, not_(note_reach.author_has_client(now())))


def _is_flagged() -> ColumnElement[bool]:
    return cast(col(ContactNoteVersion.flags), String) != literal_column("'[]'")


def _has_concern() -> ColumnElement[bool]:
    return exists().where(col(SafetyConcern.note_id) == ContactNote.id)
