"""A supervisor's word on a contact note: approved, returned with comments, or either taken back.

An approval names the version it approves and carries its SHA-256, so that text nobody saw is never approved.
Who comes second is told what happened. Every decision stays as a row. Source: domain.md, "Contact notes".
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa import bulletins
from casepwa.casework import audit, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.approvals import note_reach, pins, under_review
from casepwa.casework.approvals.pins import Pin
from casepwa.casework.approvals.under_review import UnderReview
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission
from casepwa.models import (
    Account,
    ContactNote,
    ContactNoteComment,
    ContactNoteReview,
    ContactNoteWithdrawal,
)
from casepwa.models.codes import NoteStatus, ReviewDecision
from casepwa.models.columns import now

UNDO_WITHIN = timedelta(seconds=15)
"""The screen offers Undo for 10 s; the rest is the way here."""
WITHDRAW_WITHIN = timedelta(hours=24)


def topic(organization_id: UUID) -> str:
    """What ``bulletins`` calls any change to notes of an organization that wait, or waited, for review."""
    return f"approvals:{organization_id}"


def approve(
    session: Session,
    *,
    actor: Actor,
    note_id: UUID,
    version: int,
    sha256: str,
    at: datetime | None = None,
) -> ContactNoteReview:
    """Sign and lock version ``version`` of a note. Said twice by the same person, it is one approval.

    Raises ``Denied`` out of reach and for one's own note; the conflicts of ``under_review.to_decide``.
    """
    at_hand = under_review.one(session, actor, note_id)
    last = at_hand.last
    said = (NoteStatus.APPROVED, actor.account_id, version, sha256)
    if last and (at_hand.note.status, last.reviewer_id, last.version, last.sha256) == said:
        return last
    under_review.to_decide(session, at_hand, version=version, sha256=sha256)
    return decide(session, actor, [at_hand], ReviewDecision.APPROVED, at=at)[0]


def return_note(
    session: Session,
    *,
    actor: Actor,
    note_id: UUID,
    version: int,
    sha256: str,
    comments: Sequence[Pin],
    at: datetime | None = None,
) -> ContactNoteReview:
    """Send version ``version`` back to its author with comments pinned to words of it.

    Raises what ``approve`` raises, and ``Invalid`` as ``pins.quotes`` does.
    """
    at_hand = under_review.one(session, actor, note_id)
    under_review.to_decide(session, at_hand, version=version, sha256=sha256)
    quotes = pins.quotes(at_hand.current.text, comments)
    said = "\n".join(comment.text for comment in comments)
    [review] = decide(session, actor, [at_hand], ReviewDecision.RETURNED, comment=said, at=at)
    for number, (pin, quote) in enumerate(zip(comments, quotes, strict=True), start=1):
        session.add(
            ContactNoteComment(
                review_id=review.id,
                number=number,
                starts=pin.starts,
                ends=pin.ends,
                quote=quote,
                text=pin.text,
            )
        )
    session.flush()
    return review


def withdraw(
    session: Session,
    *,
    actor: Actor,
    review_ids: Sequence[UUID],
    reason: str = "",
    at: datetime | None = None,
) -> list[ContactNoteWithdrawal]:
    """Take own approvals back; their notes wait again. Within seconds no reason is asked, later one is.

    Raises ``Denied`` out of reach and for what is no approval; ``Conflict``: ``approval_is_anothers``
    (``by``), ``approval_withdrawn`` (``by``, ``at``), ``too_late_to_withdraw``;
    ``Invalid('withdrawing_says_why')``. Then nothing is taken back.
    """
    at = at or now()
    reviews = session.exec(
        select(ContactNoteReview).where(
            col(ContactNoteReview.id).in_(review_ids),
            ContactNoteReview.decision == ReviewDecision.APPROVED,
        )
    ).all()
    if {review.id for review in reviews} != set(review_ids):
        raise Denied(Permission.CONTACT_NOTE_REVIEW)
    notes = note_reach.notes_for(session, actor, {review.note_id for review in reviews}, to_change=True)
    for review in reviews:
        _must_be_withdrawable(session, actor, review, reason, at)
    withdrawals = [
        ContactNoteWithdrawal(
            review_id=review.id,
            reason=reason.strip() or None,
            withdrawn_by_id=actor.account_id,
            withdrawn_at=at,
        )
        for review in reviews
    ]
    session.add_all(withdrawals)
    for note in notes.values():
        note.status = NoteStatus.SUBMITTED
    session.flush()
    _tell(session, actor, [(notes[each.note_id], each.version) for each in reviews], decision="withdrawn")
    return withdrawals


def withdraw_return(
    session: Session, *, actor: Actor, review_id: UUID, reason: str, at: datetime | None = None
) -> ContactNoteWithdrawal:
    """Take a return back, so that the note waits as it was: its author may have lost the client, or left.

    Whoever reviews the author's notes may, while the note was not mended. Said twice, it is done once.
    Raises ``Denied`` out of reach and for what is no return; ``Conflict('note_has_new_version')`` (``at``);
    ``Invalid('withdrawing_says_why')``.
    """
    at = at or now()
    review = session.get(ContactNoteReview, review_id)
    if review is None or review.decision != ReviewDecision.RETURNED:
        raise Denied(Permission.CONTACT_NOTE_REVIEW)
    at_hand = under_review.one(session, actor, review.note_id)
    taken_back = session.get(ContactNoteWithdrawal, review.id)
    if taken_back is not None:
        return taken_back
    note, last = at_hand.note, at_hand.last
    if note.status != NoteStatus.RETURNED or last is None or last.id != review.id:
        raise Conflict("note_has_new_version", at=at_hand.current.received_at.isoformat())
    if not reason.strip():
        raise Invalid("withdrawing_says_why")
    withdrawal = ContactNoteWithdrawal(
        review_id=review.id, reason=reason.strip(), withdrawn_by_id=actor.account_id, withdrawn_at=at
    )
    session.add(withdrawal)
    note.status = NoteStatus.SUBMITTED
    session.flush()
    _tell(session, actor, [(note, review.version)], decision="withdrawn")
    return withdrawal


def decide(
    session: Session,
    actor: Actor,
    chosen: Sequence[UnderReview],
    decision: ReviewDecision,
    *,
    comment: str | None = None,
    at: datetime | None = None,
) -> list[ContactNoteReview]:
    """Write down a decision on what ``under_review.to_decide`` let through, with the reviewer's signature."""
    at = at or now()
    reviews = [
        ContactNoteReview(
            note_id=each.note.id,
            version=each.current.number,
            decision=decision,
            comment=comment,
            reviewer_id=actor.account_id,
            reviewed_at=at,
            sha256=each.current.sha256,
        )
        for each in chosen
    ]
    session.add_all(reviews)
    for each in chosen:
        each.note.status = NoteStatus.APPROVED if decision == ReviewDecision.APPROVED else NoteStatus.RETURNED
    session.flush()
    _tell(session, actor, [(each.note, each.current.number) for each in chosen], decision=decision.value)
    return reviews


def _must_be_withdrawable(
    session: Session, actor: Actor, review: ContactNoteReview, reason: str, at: datetime
) -> None:
    if review.reviewer_id != actor.account_id:
        raise Conflict("approval_is_anothers", by=_name(session, review.reviewer_id))
    taken_back = session.get(ContactNoteWithdrawal, review.id)
    if taken_back is not None:
        raise Conflict("approval_withdrawn", at=taken_back.withdrawn_at.isoformat())
    if at - review.reviewed_at > WITHDRAW_WITHIN:
        raise Conflict("too_late_to_withdraw")
    if not reason.strip() and at - review.reviewed_at > UNDO_WITHIN:
        raise Invalid("withdrawing_says_why")


def _name(session: Session, account_id: UUID) -> str:
    return session.exec(select(Account.name).where(Account.id == account_id)).one()


def _tell(
    session: Session, actor: Actor, decided: Sequence[tuple[ContactNote, int]], *, decision: str
) -> None:
    """``decided``: notes with the version that it is about."""
    for note, version in decided:
        audit.done(
            session,
            actor,
            Permission.CONTACT_NOTE_REVIEW,
            client_id=note.client_id,
            subject_kind="contact_note",
            subject_id=note.id,
            version=version,
            decision=decision,
        )
    revisions.raise_for(session, *(note.client_id for note, _ in decided))
    if decided:
        bulletins.tell(session, topic(actor.organization_id))
