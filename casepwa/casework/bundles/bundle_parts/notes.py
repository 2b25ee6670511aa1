"""Contact notes as their current version stands: of the last 90 days, and own returned ones of any age."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from casepwa.casework.approvals import note_history
from casepwa.casework.bundles.bundle_parts.viewers import NOTES_REACH_BACK, Viewer
from casepwa.casework.bundles.bundle_shapes import AmendmentLine, LineForFamily, NoteLine, ReturnComment
from casepwa.casework.notes.note_surroundings import CURRENT_VERSION
from casepwa.models import (
    Account,
    ContactNote,
    ContactNoteAmendment,
    ContactNoteGoal,
    ContactNoteReview,
    ContactNoteVersion,
    SafetyConcern,
    SharedLine,
)
from casepwa.models.codes import NoteStatus, ReviewDecision


def of(session: Session, viewer: Viewer) -> dict[UUID, list[NoteLine]]:
    """Newest first."""
    recent = or_(
        col(ContactNoteVersion.started_at) >= viewer.at - NOTES_REACH_BACK,
        and_(
            col(ContactNote.status) == NoteStatus.RETURNED,
            col(ContactNote.author_id) == viewer.actor.account_id,
        ),
    )
    return _lines(session, viewer, and_(col(ContactNote.client_id).in_(viewer.whole), recent))


def older(session: Session, viewer: Viewer, *, before: datetime, page: int) -> tuple[list[NoteLine], bool]:
    """``page`` notes of the wanted client that began before ``before``, newest first, and are there more?

    A page runs on to the end of its last moment, so that the next one can begin before it.
    """
    which = and_(col(ContactNote.client_id).in_(viewer.whole), col(ContactNoteVersion.started_at) < before)
    starts = (
        select(ContactNoteVersion.started_at)
        .join(ContactNote, CURRENT_VERSION)
        .where(which)
        .order_by(col(ContactNoteVersion.started_at).desc())
    )
    last = session.exec(starts.offset(page - 1).limit(1)).first()
    if last is not None:
        which = and_(which, col(ContactNoteVersion.started_at) >= last)
    lines = [line for of_client in _lines(session, viewer, which).values() for line in of_client]
    return lines, session.exec(starts.offset(len(lines)).limit(1)).first() is not None


def have_older(session: Session, viewer: Viewer) -> frozenset[UUID]:
    """Clients with notes from before the last 90 days."""
    rows = session.exec(
        select(ContactNote.client_id, func.min(ContactNoteVersion.started_at))
        .join(ContactNoteVersion, CURRENT_VERSION)
        .where(col(ContactNote.client_id).in_(viewer.whole))
        .group_by(col(ContactNote.client_id))
    )
    return frozenset(client_id for client_id, first in rows if first < viewer.at - NOTES_REACH_BACK)


def _lines(session: Session, viewer: Viewer, which: ColumnElement[bool]) -> dict[UUID, list[NoteLine]]:
    chosen = session.exec(
        select(ContactNote, ContactNoteVersion, Account.name)
        .join(ContactNoteVersion, CURRENT_VERSION)
        .join(Account, col(Account.id) == ContactNote.author_id)
        .where(which)
        .order_by(col(ContactNoteVersion.started_at).desc(), col(ContactNote.id))
    ).all()
    goals = _goals(session, [version.id for _, version, _ in chosen])
    returns = _returns(session, [note.id for note, _, _ in chosen if note.status == NoteStatus.RETURNED])
    pinned = note_history.comments(session, [review.id for review, _ in returns.values()])
    beside = _amendments(session, [note.id for note, _, _ in chosen if note.status == NoteStatus.APPROVED])
    concerns = _with_concern(session, [note.id for note, _, _ in chosen])
    own = [note.id for note, _, _ in chosen if note.author_id == viewer.actor.account_id]
    shares = _shares(session, own)
    found: dict[UUID, list[NoteLine]] = {}
    for note, version, author in chosen:
        is_mine = note.author_id == viewer.actor.account_id
        review, reviewer = returns.get((note.id, note.version), (None, None))
        line = NoteLine(
            id=note.id,
            version=note.version,
            status=note.status,
            author=author,
            is_mine=is_mine,
            visit_id=note.visit_id,
            contacted=version.contacted,
            contacted_names=version.contacted_names,
            outcome=version.outcome,
            contact_type=version.contact_type,
            started_at=version.started_at,
            ended_at=version.ended_at,
            minutes=version.minutes,
            units=note.units,
            format=version.format,
            text=version.text,
            place_type=version.place_type,
            purpose=version.purpose,
            role_taken=version.role_taken,
            work=version.work,
            goal_ids=goals.get(version.id, []),
            services_declined=version.services_declined,
            transport_given=version.transport_given,
            help_with_forms=version.help_with_forms,
            recorded_at=version.recorded_at,
            received_at=version.received_at,
            flags=version.flags,
            return_comment=review.comment if review and is_mine else None,
            return_comments=[
                ReturnComment(starts=each.starts, quote=each.quote, text=each.text)
                for each in (pinned.get(review.id, []) if review and is_mine else [])
            ],
            returned_by=reviewer if review and is_mine else None,
            returned_at=review.reviewed_at if review and is_mine else None,
            share=shares.get(note.id) if note.status != NoteStatus.APPROVED else None,
            has_safety_concern=note.id in concerns,
            amendments=beside.get(note.id, []),
        )
        found.setdefault(note.client_id, []).append(line)
    return found


def _goals(session: Session, version_ids: list[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for version_id, goal_id in session.exec(
        select(ContactNoteGoal.version_id, ContactNoteGoal.goal_id)
        .where(col(ContactNoteGoal.version_id).in_(version_ids))
        .order_by(col(ContactNoteGoal.goal_id))
    ):
        found.setdefault(version_id, []).append(goal_id)
    return found


def _returns(session: Session, note_ids: list[UUID]) -> dict[tuple[UUID, int], tuple[ContactNoteReview, str]]:
    rows = session.exec(
        select(ContactNoteReview, Account.name)
        .join(Account, col(Account.id) == ContactNoteReview.reviewer_id)
        .where(
            col(ContactNoteReview.note_id).in_(note_ids),
            ContactNoteReview.decision == ReviewDecision.RETURNED,
        )
        .order_by(col(ContactNoteReview.reviewed_at), col(ContactNoteReview.id))
    )
    return {(review.note_id, review.version): (review, name) for review, name in rows}


def _amendments(session: Session, note_ids: list[UUID]) -> dict[UUID, list[AmendmentLine]]:
    found: dict[UUID, list[AmendmentLine]] = {}
    for row, author in session.exec(
        select(ContactNoteAmendment, Account.name)
        .join(Account, col(Account.id) == ContactNoteAmendment.author_id)
        .where(col(ContactNoteAmendment.note_id).in_(note_ids))
        .order_by(col(ContactNoteAmendment.recorded_at), col(ContactNoteAmendment.id))
    ):
        line = AmendmentLine(
            id=row.id,
            kind=row.kind,
            text=row.text,
            reason=row.reason,
            author=author,
            recorded_at=row.recorded_at,
        )
        found.setdefault(row.note_id, []).append(line)
    return found


def _shares(session: Session, note_ids: list[UUID]) -> dict[UUID, LineForFamily]:
    rows = session.exec(
        select(SharedLine).where(col(SharedLine.note_id).in_(note_ids), col(SharedLine.ended_at).is_(None))
    )
    return {row.note_id: LineForFamily(id=row.id, text=row.text) for row in rows}


def _with_concern(session: Session, note_ids: list[UUID]) -> frozenset[UUID]:
    rows = session.exec(select(SafetyConcern.note_id).where(col(SafetyConcern.note_id).in_(note_ids)))
    return frozenset(note_id for note_id in rows if note_id is not None)
