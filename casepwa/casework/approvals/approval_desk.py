"""One note as its reviewer opens it: what it says, what changed, what was checked, what was said before.

Opening it is written down twice: in the read log of the client's record, and for this version, because only
what was opened can be approved. Source: screens.md, "Approvals".
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from casepwa.casework.actors import Actor
from casepwa.casework.appending import claim
from casepwa.casework.approvals import coaching, note_facts, note_history, note_reach, word_differences
from casepwa.casework.approvals.note_facts import Check, NamedGoal, OfVisit
from casepwa.casework.approvals.note_history import Beside, Decision, Standing
from casepwa.casework.approvals.word_differences import Segment
from casepwa.casework.notes import case_record, concerns_told
from casepwa.casework.notes.case_record import Lack
from casepwa.casework.notes.concerns_told import Told
from casepwa.casework.safety import alarm_reach
from casepwa.models import (
    Account,
    Alarm,
    Client,
    ContactNote,
    ContactNoteReview,
    ContactNoteVersion,
    ContactNoteWithdrawal,
    ReadEvent,
    SafetyConcern,
    SharedLine,
)
from casepwa.models.codes import ReviewDecision
from casepwa.models.columns import now

RETURNS_REACH_BACK = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Returns:
    """Of the author's notes reviewed in the last 30 days: how many went back, however often."""

    returned: int
    reviewed: int


@dataclass(frozen=True, kw_only=True)
class Concern:
    """``alarm_id``: of an alarm that this reviewer may open; what was told is here for each who reviews."""

    kind: str
    told: Told
    alarm_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Opened:
    """``compared_with``: the number of the version last returned, when the current one is newer.

    ``author_has_client``: else a return reaches no phone.
    """

    note: ContactNote
    current: ContactNoteVersion
    client: str
    author: str
    author_has_client: bool
    segments: tuple[Segment, ...]
    compared_with: int | None
    goals: tuple[NamedGoal, ...]
    visit: OfVisit | None
    checks: tuple[Check, ...]
    lacks: tuple[Lack, ...]
    returns: Returns
    concerns: tuple[Concern, ...]
    shared_line: str | None
    decisions: tuple[Decision, ...]
    standing: Standing
    amendments: tuple[Beside, ...]
    coaching: tuple[coaching.Coached, ...]


def open_note(session: Session, *, actor: Actor, note_id: UUID) -> Opened:
    """Read a note whose author ``actor`` reviews, whatever its status. Raises ``Denied`` out of reach."""
    note = note_reach.note_for(session, actor, note_id)
    current = _version(session, note, note.version)
    _log(session, actor, note, current)
    decisions = note_history.decisions(session, actor, note, current)
    returned = [one for one in decisions if one.decision == ReviewDecision.RETURNED]
    before = returned[-1].version if returned and returned[-1].version < current.number else None
    pinned = [said.place for one in returned for said in one.comments if said.place]
    client = session.get_one(Client, note.client_id)
    return Opened(
        note=note,
        current=current,
        client=f"{client.preferred_name or client.given_name} {client.family_name}",
        author=session.get_one(Account, note.author_id).name,
        author_has_client=bool(
            session.scalar(
                select(ContactNote.id).where(ContactNote.id == note.id, note_reach.author_has_client(now()))
            )
        ),
        segments=tuple(
            word_differences.between(
                _version(session, note, before).text if before else None, current.text, pinned=pinned
            )
        ),
        compared_with=before,
        goals=tuple(note_facts.goals_of(session, current.id)),
        visit=note_facts.visit_of(session, note),
        checks=tuple(note_facts.checks_of(session, actor, note, current)),
        lacks=tuple(case_record.lacks(session, note.client_id)),
        returns=_returns(session, note.author_id),
        concerns=_concerns(session, actor, note.id),
        shared_line=session.exec(
            select(SharedLine.text).where(SharedLine.note_id == note.id, col(SharedLine.ended_at).is_(None))
        ).first(),
        decisions=tuple(decisions),
        standing=note_history.standing(note, decisions),
        amendments=tuple(note_history.amendments(session, note.id)),
        coaching=tuple(coaching.own_about(session, actor=actor, note_ids=[note.id])),
    )


def standing_of(session: Session, *, actor: Actor, note_id: UUID) -> Standing:
    """Where a note stands now, without opening what it says. Raises ``Denied`` out of reach."""
    note = note_reach.note_for(session, actor, note_id)
    current = _version(session, note, note.version)
    return note_history.standing(note, note_history.decisions(session, actor, note, current))


def _version(session: Session, note: ContactNote, number: int) -> ContactNoteVersion:
    return session.exec(
        select(ContactNoteVersion).where(
            ContactNoteVersion.note_id == note.id, ContactNoteVersion.number == number
        )
    ).one()


def _log(session: Session, actor: Actor, note: ContactNote, current: ContactNoteVersion) -> None:
    at: datetime = now()
    read = ReadEvent(
        account_id=actor.account_id,
        client_id=note.client_id,
        device_id=actor.device_id,
        what="note",
        read_at=at,
    )
    session.add(read)
    session.flush()
    reading = {"version_id": current.id, "account_id": actor.account_id, "read_at": at}
    _ = claim(session, "contact_note_reading", reading)


def _returns(session: Session, author_id: UUID) -> Returns:
    returned_id = case(
        (col(ContactNoteReview.decision) == ReviewDecision.RETURNED, ContactNoteReview.note_id)
    )
    returned, reviewed = session.exec(
        select(func.count(func.distinct(returned_id)), func.count(func.distinct(ContactNoteReview.note_id)))
        .join(ContactNote, col(ContactNote.id) == ContactNoteReview.note_id)
        .outerjoin(ContactNoteWithdrawal, col(ContactNoteWithdrawal.review_id) == ContactNoteReview.id)
        .where(
            ContactNote.author_id == author_id,
            col(ContactNoteReview.reviewed_at) >= now() - RETURNS_REACH_BACK,
            col(ContactNoteWithdrawal.review_id).is_(None),
        )
    ).one()
    return Returns(returned=returned, reviewed=reviewed)


def _concerns(session: Session, actor: Actor, note_id: UUID) -> tuple[Concern, ...]:
    concerns = session.exec(
        select(SafetyConcern)
        .where(SafetyConcern.note_id == note_id)
        .order_by(col(SafetyConcern.received_at), col(SafetyConcern.id))
    ).all()
    if not concerns:
        return ()
    told = concerns_told.of(session, concerns)
    reached = session.exec(
        select(Alarm.concern_id, Alarm.id)
        .join(Account, col(Account.id) == Alarm.raised_by_id)
        .where(col(Alarm.concern_id).in_(told), alarm_reach.is_reached(actor, now()))
    )
    alarms = dict(reached.all())
    return tuple(Concern(kind=one.kind, told=told[one.id], alarm_id=alarms.get(one.id)) for one in concerns)
