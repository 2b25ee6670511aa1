"""What was decided about a note, what was said, and what stands beside it: every fact stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.actors import Actor
from casepwa.casework.approvals.approvals import UNDO_WITHIN, WITHDRAW_WITHIN
from casepwa.casework.approvals.pins import Place, find_again
from casepwa.models import (
    Account,
    ContactNote,
    ContactNoteAmendment,
    ContactNoteComment,
    ContactNoteReview,
    ContactNoteVersion,
    ContactNoteWithdrawal,
)
from casepwa.models.codes import NoteStatus, ReviewDecision
from casepwa.models.columns import now


@dataclass(frozen=True, kw_only=True)
class Said:
    """A comment of a return. ``quote`` empty: on the note as a whole. ``place``: where those words stand in
    the current version; None with a quote: they have changed."""

    quote: str
    text: str
    place: Place | None

    @property
    def words_have_changed(self) -> bool:
        return bool(self.quote) and self.place is None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """``reason``: why it was withdrawn; it may have none when it was undone at once."""

    id: UUID
    version: int
    decision: str
    by: str
    is_mine: bool
    at: datetime
    comments: tuple[Said, ...] = ()
    withdrawn_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Beside:
    """An addendum, a correction or a late entry."""

    id: UUID
    kind: str
    text: str
    reason: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a note stands now. ``undo_until``, ``withdraw_until``: for the own approval that counts."""

    status: str
    version: int
    last: Decision | None
    undo_until: datetime | None
    withdraw_until: datetime | None


def decisions(
    session: Session, actor: Actor, note: ContactNote, current: ContactNoteVersion
) -> list[Decision]:
    """Everything that reviewers decided about ``note``, oldest first, as ``actor`` reads it."""
    rows = session.exec(
        select(ContactNoteReview, Account.name, ContactNoteWithdrawal)
        .join(Account, col(Account.id) == ContactNoteReview.reviewer_id)
        .outerjoin(ContactNoteWithdrawal, col(ContactNoteWithdrawal.review_id) == ContactNoteReview.id)
        .where(ContactNoteReview.note_id == note.id)
        .order_by(col(ContactNoteReview.reviewed_at), col(ContactNoteReview.id))
    ).all()
    said = comments(session, [review.id for review, _, _ in rows])
    return [
        Decision(
            id=review.id,
            version=review.version,
            decision=review.decision,
            by=name,
            is_mine=review.reviewer_id == actor.account_id,
            at=review.reviewed_at,
            comments=_placed(review, said.get(review.id, []), current.text),
            withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
            reason=withdrawal.reason if withdrawal else None,
        )
        for review, name, withdrawal in rows
    ]


def standing(note: ContactNote, decided: Sequence[Decision], *, at: datetime | None = None) -> Standing:
    """``decided``: as ``decisions`` gave it."""
    at = at or now()
    last = decided[-1] if decided else None
    is_own = (
        note.status == NoteStatus.APPROVED
        and last is not None
        and last.is_mine
        and last.decision == ReviewDecision.APPROVED
    )
    undo_until = last.at + UNDO_WITHIN if is_own and last else None
    withdraw_until = last.at + WITHDRAW_WITHIN if is_own and last else None
    return Standing(
        status=note.status,
        version=note.version,
        last=last,
        undo_until=undo_until if undo_until and at <= undo_until else None,
        withdraw_until=withdraw_until if withdraw_until and at <= withdraw_until else None,
    )


def amendments(session: Session, note_id: UUID) -> list[Beside]:
    """What stands beside the note, oldest first."""
    rows = session.exec(
        select(ContactNoteAmendment, Account.name)
        .join(Account, col(Account.id) == ContactNoteAmendment.author_id)
        .where(ContactNoteAmendment.note_id == note_id)
        .order_by(col(ContactNoteAmendment.recorded_at), col(ContactNoteAmendment.id))
    )
    return [
        Beside(
            id=row.id,
            kind=row.kind,
            text=row.text,
            reason=row.reason,
            by=name,
            recorded_at=row.recorded_at,
        )
        for row, name in rows
    ]


def comments(session: Session, review_ids: Sequence[UUID]) -> dict[UUID, list[ContactNoteComment]]:
    """The comments of each of these returns, in the order in which they were written."""
    found: dict[UUID, list[ContactNoteComment]] = {}
    if not review_ids:
        return found
    for row in session.exec(
        select(ContactNoteComment)
        .where(col(ContactNoteComment.review_id).in_(review_ids))
        .order_by(col(ContactNoteComment.review_id), col(ContactNoteComment.number))
    ):
        found.setdefault(row.review_id, []).append(row)
    return found


def _placed(review: ContactNoteReview, rows: Sequence[ContactNoteComment], text: str) -> tuple[Said, ...]:
    """A return from before comments were pinned has one, on the whole."""
    if not rows and review.comment:
        return (Said(quote="", text=review.comment, place=None),)
    return tuple(
        Said(quote=row.quote, text=row.text, place=find_again(text, quote=row.quote, starts=row.starts))
        for row in rows
    )
