"""Notes that are about to be decided on: what a decision looks at, read in a few queries for any number."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.actors import Actor
from casepwa.casework.approvals import note_reach
from casepwa.casework.errors import Conflict
from casepwa.casework.notes import note_versions, signatures
from casepwa.casework.notes.note_surroundings import CURRENT_VERSION
from casepwa.models import (
    Account,
    ContactNote,
    ContactNoteGoal,
    ContactNoteReading,
    ContactNoteReview,
    ContactNoteVersion,
    SafetyConcern,
)
from casepwa.models.codes import NoteStatus


@dataclass(frozen=True, kw_only=True)
class UnderReview:
    """A note, its current version, and what was decided about it last, of whichever version.

    ``is_opened``: this reviewer has opened the current version.
    """

    note: ContactNote
    current: ContactNoteVersion
    last: ContactNoteReview | None
    is_opened: bool
    goal_ids: frozenset[UUID]
    has_concern: bool


def one(session: Session, actor: Actor, note_id: UUID) -> UnderReview:
    """As ``several``, for one note."""
    return several(session, actor, [note_id])[note_id]


def several(session: Session, actor: Actor, note_ids: Collection[UUID]) -> dict[UUID, UnderReview]:
    """By note id; locked until the end of the unit. Raises ``Denied`` when one of them is out of reach."""
    notes = note_reach.notes_for(session, actor, note_ids, to_change=True)
    found = ContactNote.id, ContactNoteVersion
    versions = session.exec(
        select(*found).join(ContactNoteVersion, CURRENT_VERSION).where(col(ContactNote.id).in_(notes))
    )
    current = dict(versions.all())
    version_ids = [version.id for version in current.values()]
    reviews = session.exec(
        select(ContactNoteReview)
        .where(col(ContactNoteReview.note_id).in_(notes))
        .order_by(col(ContactNoteReview.reviewed_at), col(ContactNoteReview.id))
    )
    last = {review.note_id: review for review in reviews}
    opened = set(
        session.exec(
            select(ContactNoteReading.version_id).where(
                col(ContactNoteReading.version_id).in_(version_ids),
                ContactNoteReading.account_id == actor.account_id,
            )
        )
    )
    goals: dict[UUID, set[UUID]] = {}
    for goal in session.exec(select(ContactNoteGoal).where(col(ContactNoteGoal.version_id).in_(version_ids))):
        goals.setdefault(goal.version_id, set()).add(goal.goal_id)
    concerned = set(session.exec(select(SafetyConcern.note_id).where(col(SafetyConcern.note_id).in_(notes))))
    return {
        note_id: UnderReview(
            note=note,
            current=current[note_id],
            last=last.get(note_id),
            is_opened=current[note_id].id in opened,
            goal_ids=frozenset(goals.get(current[note_id].id, ())),
            has_concern=note_id in concerned,
        )
        for note_id, note in notes.items()
    }


def to_decide(session: Session, at_hand: UnderReview, *, version: int, sha256: str) -> None:
    """Nothing, if the note waits, its current version is the one named, is whole, and was opened.

    Raises ``Conflict``: ``note_was_approved`` and ``note_was_returned`` (``by``, ``at``),
    ``note_has_new_version`` (``at``), ``note_was_not_opened``, ``signature_does_not_hold``.
    """
    note, current, last = at_hand.note, at_hand.current, at_hand.last
    if note.status != NoteStatus.SUBMITTED:
        was = (
            {"by": session.get_one(Account, last.reviewer_id).name, "at": last.reviewed_at.isoformat()}
            if last
            else {"by": "", "at": ""}
        )
        if note.status == NoteStatus.APPROVED:
            raise Conflict("note_was_approved", **was)
        raise Conflict("note_was_returned", **was)
    if (current.number, current.sha256) != (version, sha256):
        raise Conflict("note_has_new_version", at=current.received_at.isoformat())
    if not at_hand.is_opened:
        raise Conflict("note_was_not_opened")
    content = note_versions.content_signed(current, client_id=note.client_id, goal_ids=set(at_hand.goal_ids))
    if signatures.of(content) != current.sha256:
        raise Conflict("signature_does_not_hold")
