"""Counts and time to approval by worker, over the last 30 days. Reads only."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel, col

from casepwa.casework.actors import Actor
from casepwa.casework.approvals import note_reach
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, ContactNote
from casepwa.models.codes import NoteStatus, ReviewDecision
from casepwa.models.columns import now

REACH_BACK = timedelta(days=30)
_NOTES = SQLModel.metadata.tables["contact_note"].c
_REVIEWS = SQLModel.metadata.tables["contact_note_review"].c
_VERSIONS = SQLModel.metadata.tables["contact_note_version"].c
_WITHDRAWALS = SQLModel.metadata.tables["contact_note_withdrawal"].c


@dataclass(frozen=True, kw_only=True)
class Figures:
    """``hours``: the middle of the times from a submission's arrival to its approval; None without any."""

    worker_id: UUID
    worker: str
    waiting: int
    approved: int
    returned: int
    hours: float | None


def by_worker(session: Session, *, actor: Actor) -> list[Figures]:
    """Everyone whose notes ``actor`` reviews and who wrote any, by name. Raises ``Denied``."""
    require(actor, Permission.CONTACT_NOTE_REVIEW)
    ask = session.connection().execute
    authors = note_reach.authors(actor)
    names: dict[UUID, str] = dict(
        ask(
            select(col(Account.id), col(Account.name)).where(
                col(Account.id).in_(authors), col(Account.id).in_(select(col(ContactNote.author_id)))
            )
        ).all()
    )
    waiting: dict[UUID, int] = dict(
        ask(
            select(_NOTES.author_id, func.count(_NOTES.id))
            .where(_NOTES.status == NoteStatus.SUBMITTED, _NOTES.author_id.in_(authors))
            .group_by(_NOTES.author_id)
        ).all()
    )
    times: dict[UUID, list[float]] = {}
    returned: dict[UUID, int] = {}
    decided = ask(
        select(_NOTES.author_id, _REVIEWS.decision, _REVIEWS.reviewed_at, _VERSIONS.received_at)
        .join_from(ContactNote, _REVIEWS.id.table, _REVIEWS.note_id == _NOTES.id)
        .join(
            _VERSIONS.id.table,
            (_VERSIONS.note_id == _NOTES.id) & (_VERSIONS.number == _REVIEWS.version),
        )
        .outerjoin(_WITHDRAWALS.review_id.table, _WITHDRAWALS.review_id == _REVIEWS.id)
        .where(
            _NOTES.author_id.in_(authors),
            _REVIEWS.reviewed_at >= now() - REACH_BACK,
            _WITHDRAWALS.review_id.is_(None),
        )
    )
    for author_id, decision, reviewed_at, received_at in decided:
        if decision == ReviewDecision.APPROVED:
            times.setdefault(author_id, []).append((reviewed_at - received_at).total_seconds() / 3600)
        else:
            returned[author_id] = returned.get(author_id, 0) + 1
    return [
        Figures(
            worker_id=who,
            worker=name,
            waiting=waiting.get(who, 0),
            approved=len(times.get(who, [])),
            returned=returned.get(who, 0),
            hours=median(times[who]) if times.get(who) else None,
        )
        for who, name in sorted(names.items(), key=lambda each: (each[1].casefold(), each[0]))
    ]
