"""Rows of a contact note: its versions as signed, what its reviewer said, the goals it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from casepwa.casework.approvals import sentences
from casepwa.casework.notes import note_units, note_versions, signatures
from casepwa.casework.notes.note_checks import Flag, Written
from casepwa.casework.notes.note_units import Circumstances
from casepwa.casework.rules.rule_shapes import NotBillable, UnitsRounding
from casepwa.demo import chance
from casepwa.demo.people import Person
from casepwa.demo.rows import Rows
from casepwa.demo.staff import Staff
from casepwa.models import (
    ContactNote,
    ContactNoteComment,
    ContactNoteGoal,
    ContactNoteReview,
    ContactNoteVersion,
)
from casepwa.models.codes import ContactOutcome, ContactType, NoteStatus, ReviewDecision, Work

LATE_AFTER = timedelta(hours=48)
_ROUNDING = {
    "State Medicaid": UnitsRounding(policy="eight_minute", day_limit=16),
    "Harbor Health Plan": UnitsRounding(policy="day_total"),
    "County contract": UnitsRounding(policy="full_unit"),
}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A note before it is submitted. ``texts``: what each version says, the last one being current."""

    person: Person
    author: Staff
    contacted: Sequence[str]
    names: Sequence[str]
    outcome: ContactOutcome
    contact_type: ContactType
    started_at: datetime
    ended_at: datetime
    minutes: int
    texts: Sequence[str]
    recorded_at: datetime
    place_type: str | None = None
    purpose: str = "monitoring"
    role_taken: str | None = None
    goal_ids: Sequence[UUID] = ()
    visit_id: UUID | None = None
    transport_given: bool = False
    help_with_forms: bool = False


def submit(draft: Draft, *, status: NoteStatus, comment: str | None = None) -> UUID:
    """The rows of ``draft`` at ``status``. ``comment``: why an earlier version, or this one, came back."""
    person, rows = draft.person, draft.person.agency.rows
    note_id = chance.made_id(
        "contact_note", person.served.key, draft.started_at, draft.author.key, at=draft.recorded_at
    )
    last = len(draft.texts)
    units, flags = _counted(draft, note_id)
    rows.add(
        ContactNote,
        id=note_id,
        client_id=person.id,
        author_id=draft.author.id,
        visit_id=draft.visit_id,
        status=status,
        version=last,
        units=units,
        created_at=draft.recorded_at,
    )
    for number, text in enumerate(draft.texts, start=1):
        recorded_at = draft.recorded_at + timedelta(hours=26 * (number - 1))
        sha256 = _version(draft, note_id, number, text, recorded_at, flags)
        is_returned = number < last or status is NoteStatus.RETURNED
        if is_returned or status is NoteStatus.APPROVED:
            review_id = chance.made_id("review", note_id, number, at=recorded_at)
            if is_returned and comment:
                _pin(rows, review_id, text, person.fill(comment), at=recorded_at)
            rows.add(
                ContactNoteReview,
                id=review_id,
                note_id=note_id,
                version=number,
                decision=ReviewDecision.RETURNED if is_returned else ReviewDecision.APPROVED,
                comment=person.fill(comment) if is_returned and comment else None,
                reviewer_id=person.agency.supervisor_of(draft.author.key).id,
                reviewed_at=reviewed_at(recorded_at),
                sha256=sha256,
            )
    return note_id


def _pin(rows: Rows, review_id: UUID, text: str, comment: str, *, at: datetime) -> None:
    """The comment is about the last sentence."""
    place = sentences.of(text)[-1]
    rows.add(
        ContactNoteComment,
        id=chance.made_id("comment", review_id, at=at),
        review_id=review_id,
        number=1,
        starts=place.starts,
        ends=place.ends,
        quote=text[place.starts : place.ends],
        text=comment,
    )


def reviewed_at(recorded_at: datetime) -> datetime:
    """The supervisor reads the next morning but one, at the latest."""
    return recorded_at + timedelta(hours=17 + recorded_at.minute % 9, minutes=recorded_at.minute)


def _version(
    draft: Draft,
    note_id: UUID,
    number: int,
    text: str,
    recorded_at: datetime,
    flags: list[str],
) -> str:
    said: dict[str, Any] = {
        "visit_id": draft.visit_id,
        "contacted": list(draft.contacted),
        "contacted_names": list(draft.names),
        "outcome": draft.outcome.value,
        "contact_type": draft.contact_type.value,
        "started_at": draft.started_at,
        "ended_at": draft.ended_at,
        "minutes": draft.minutes,
        "format": "free",
        "text": text,
        "place_type": draft.place_type,
        "purpose": draft.purpose,
        "role_taken": draft.role_taken,
        "work": Work.CASE_MANAGEMENT.value,
        "services_declined": None,
        "transport_given": draft.transport_given,
        "help_with_forms": draft.help_with_forms,
        "overlap_reason": None,
        "recorded_at": recorded_at,
    }
    signed: Any = SimpleNamespace(**said, note_id=note_id, number=number, submitted_by_id=draft.author.id)
    sha256 = signatures.of(
        note_versions.content_signed(signed, client_id=draft.person.id, goal_ids=set(draft.goal_ids))
    )
    version_id = chance.made_id("version", note_id, number, at=recorded_at)
    draft.person.agency.rows.add(
        ContactNoteVersion,
        **said,
        id=version_id,
        note_id=note_id,
        number=number,
        flags=flags,
        submitted_by_id=draft.author.id,
        received_at=recorded_at + timedelta(seconds=20 + recorded_at.minute * 7),
        sha256=sha256,
    )
    for goal_id in draft.goal_ids:
        draft.person.agency.rows.add(ContactNoteGoal, version_id=version_id, goal_id=goal_id)
    return sha256


def _counted(draft: Draft, note_id: UUID) -> tuple[int | None, list[str]]:
    """Units and flags by the same rules that the server uses."""
    written = Written(
        note_id=note_id,
        client_id=draft.person.id,
        visit_id=draft.visit_id,
        contact_type=draft.contact_type,
        outcome=draft.outcome,
        started_at=draft.started_at,
        ended_at=draft.ended_at,
        minutes=draft.minutes,
        units=None,
        work=Work.CASE_MANAGEMENT,
        text=draft.texts[-1],
    )
    circumstances = _circumstances(draft.person.payer, transport_given=draft.transport_given)
    day, flags = note_units.counted(written, [], circumstances)
    if draft.recorded_at - draft.ended_at > LATE_AFTER:
        flags.append(Flag.LATE_ENTRY)
    return day[note_id], [flag.value for flag in Flag if flag in flags]


@cache
def _circumstances(payer: str, *, transport_given: bool) -> Circumstances:
    return Circumstances(
        rounding=_ROUNDING[payer],
        not_billable=NotBillable(),
        is_covered=True,
        is_inpatient=False,
        transport_given=transport_given,
    )
