"""One submission of a contact note, exactly as it was signed. Never changed, never deleted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class ContactNoteVersion(Row, table=True):
    """``sha256`` is over the canonical JSON of the content as submitted: the author's signature covers it."""

    __table_args__ = (
        UniqueConstraint("note_id", "number"),
        one_of("outcome", codes.ContactOutcome),
        one_of("contact_type", codes.ContactType),
        one_of("place_type", codes.PlaceType),
        one_of("purpose", codes.Purpose),
        one_of("role_taken", codes.RoleTaken),
        one_of("work", codes.Work),
        one_of("format", codes.NoteFormat),
        Index("contact_note_version_of_author", "submitted_by_id", "ended_at"),
        CheckConstraint("minutes >= 0 AND minutes <= 1440", name="minutes_fit_in_a_day"),
        {"info": APPEND_ONLY},
    )

    note_id: UUID = ref("contact_note.id")
    number: int
    visit_id: UUID | None = ref("visit.id", default=None, index=False)
    contacted: list[str] = Field(sa_type=JSON)
    contacted_names: list[str] = Field(default_factory=list, sa_type=JSON)
    outcome: str
    contact_type: str
    started_at: datetime = moment()
    ended_at: datetime = moment()
    minutes: int
    format: str = codes.NoteFormat.FREE
    text: str
    place_type: str | None = None
    purpose: str | None = None
    role_taken: str | None = None
    work: str = codes.Work.CASE_MANAGEMENT
    services_declined: str | None = None
    transport_given: bool = False
    help_with_forms: bool = False
    overlap_reason: str | None = None
    flags: list[str] = Field(default_factory=list, sa_type=JSON)
    submitted_by_id: UUID = ref("account.id", index=False)
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
    clock_offset_ms: int = 0
    is_late_right: bool = False
    sha256: str
