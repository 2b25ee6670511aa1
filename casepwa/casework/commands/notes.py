"""A contact note on its way, with its safety concern and the line shared with the family."""

from uuid import UUID

from pydantic import Field

from casepwa.casework.commands.payloads import Line, Moment, Payload, Text, Words
from casepwa.models import codes


class ConcernPayload(Payload):
    id: UUID
    kind: codes.ConcernKind
    what: Text
    called_whom: Words | None = None
    called_at: Moment | None = None
    report_number: Words | None = None
    reporter_name: Words | None = None
    asked_directly: bool | None = None
    answer: Words | None = None
    plan: Words | None = None
    means: Words | None = None
    action: Words | None = None
    who_stays: Words | None = None
    consulted_with: Words | None = None


class SharePayload(Payload):
    """A plain line for the family; ``reader_ids`` are the family accounts that were shown to the writer."""

    id: UUID
    text: Line
    reader_ids: list[UUID]


class NoteSubmit(Payload):
    """``builds_on``: 0 for a first submission, else the version this one mends; a stale one is refused."""

    note_id: UUID
    client_id: UUID
    builds_on: int = Field(default=0, ge=0, le=1_000_000)
    visit_id: UUID | None = None
    contacted: list[codes.Contacted] = Field(min_length=1)
    contacted_names: list[Line] = Field(default_factory=list)
    outcome: codes.ContactOutcome
    contact_type: codes.ContactType
    started_at: Moment
    ended_at: Moment
    minutes: int = Field(ge=0, le=1440)
    format: codes.NoteFormat = codes.NoteFormat.FREE
    text: Text
    place_type: codes.PlaceType | None = None
    purpose: codes.Purpose | None = None
    role_taken: codes.RoleTaken | None = None
    work: codes.Work = codes.Work.CASE_MANAGEMENT
    goal_ids: list[UUID] = Field(default_factory=list)
    services_declined: Words | None = None
    transport_given: bool = False
    help_with_forms: bool = False
    overlap_reason: Words | None = None
    share: SharePayload | None = None
    safety_concern: ConcernPayload | None = None


class CoachingRead(Payload):
    """The worker has read what a supervisor said about their writing."""

    comment_id: UUID
    read_at: Moment


class NoteAmend(Payload):
    """Words beside an own approved note, which stays as it was signed."""

    amendment_id: UUID
    note_id: UUID
    client_id: UUID
    kind: codes.NoteAmendmentKind
    text: Text
    reason: Line
