"""A comment without returning: said to the worker about their writing, outside the client's record.

It stands in no client's bundle, export or family view; the worker it is for and its writer read it.
Source: screens.md, "Approvals".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import audit, permissions
from casepwa.casework.actors import Actor
from casepwa.casework.approvals import note_reach
from casepwa.casework.commands import CoachingRead
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.models import CoachingComment, CoachingReading
from casepwa.models.columns import now

LONGEST = 2_000


@dataclass(frozen=True, kw_only=True)
class Coached:
    """``read_at``: when the worker said that they read it."""

    id: UUID
    text: str
    written_at: datetime
    read_at: datetime | None


def comment(
    session: Session, *, actor: Actor, note_id: UUID, text: str, at: datetime | None = None
) -> CoachingComment:
    """Say something to the author of a note, whatever its status.

    Raises ``Denied`` out of reach; ``Invalid``: ``comment_needs_words``, ``comment_is_too_long``.
    """
    note = note_reach.note_for(session, actor, note_id)
    if not text.strip():
        raise Invalid("comment_needs_words")
    if len(text) > LONGEST:
        raise Invalid("comment_is_too_long", n=LONGEST)
    said = CoachingComment(
        note_id=note.id,
        version=note.version,
        text=text.strip(),
        worker_id=note.author_id,
        by_id=actor.account_id,
        written_at=at or now(),
    )
    session.add(said)
    session.flush()
    audit.done(
        session,
        actor,
        Permission.CONTACT_NOTE_REVIEW,
        subject_kind="coaching_comment",
        subject_id=said.id,
    )
    return said


def own_about(session: Session, *, actor: Actor, note_ids: Iterable[UUID]) -> list[Coached]:
    """What ``actor`` said about these notes, oldest first: another supervisor's coaching is not theirs."""
    asked = (
        select(CoachingComment)
        .where(col(CoachingComment.note_id).in_(set(note_ids)), CoachingComment.by_id == actor.account_id)
        .order_by(col(CoachingComment.written_at), col(CoachingComment.id))
    )
    rows = session.exec(asked).all()
    read = readings(session, [row.id for row in rows])
    return [
        Coached(id=row.id, text=row.text, written_at=row.written_at, read_at=read.get(row.id)) for row in rows
    ]


def readings(session: Session, comment_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When the worker read each of these; what was not read is left out."""
    asked = select(CoachingReading).where(col(CoachingReading.comment_id).in_(set(comment_ids)))
    return {row.comment_id: row.read_at for row in session.exec(asked)}


def mark_read(session: Session, *, actor: Actor, payload: CoachingRead, recorded: Recorded) -> None:
    """Write down that the worker read it; the first time stays.

    Raises ``Denied``; ``Invalid('record_belongs_elsewhere')`` alike for another's and for nothing.
    """
    permissions.require(actor, Permission.COACHING_OWN)
    said = session.get(CoachingComment, payload.comment_id)
    if said is None or said.worker_id != actor.account_id:
        raise Invalid("record_belongs_elsewhere")
    if session.get(CoachingReading, said.id) is not None:
        return
    reading = CoachingReading(comment_id=said.id, read_at=payload.read_at, received_at=recorded.received_at)
    session.add(reading)
    session.flush()
    audit.done(session, actor, Permission.COACHING_OWN, subject_kind="coaching_comment", subject_id=said.id)
