"""Contact notes, and when the next contact is due."""

from datetime import date, datetime
from uuid import UUID

from casepwa.casework.bundles.bundle_shapes.parts import Part


class ReturnComment(Part):
    """What a reviewer said about words of an own returned note; ``quote`` empty: about all of it."""

    starts: int
    quote: str
    text: str


class AmendmentLine(Part):
    """What stands beside an approved note. ``kind``: a ``NoteAmendmentKind``."""

    id: UUID
    kind: str
    text: str
    reason: str
    author: str
    recorded_at: datetime


class LineForFamily(Part):
    """The plain line for the family beside an own note that is not approved yet: what mending begins with."""

    id: UUID
    text: str


class NoteLine(Part):
    """A note of the last 90 days, or an own returned one whatever its age, in its current version."""

    id: UUID
    version: int
    status: str
    author: str
    is_mine: bool
    visit_id: UUID | None
    contacted: list[str]
    contacted_names: list[str]
    outcome: str
    contact_type: str
    started_at: datetime
    ended_at: datetime
    minutes: int
    units: int | None
    format: str
    text: str
    place_type: str | None
    purpose: str | None
    role_taken: str | None
    work: str
    goal_ids: list[UUID]
    services_declined: str | None
    transport_given: bool
    help_with_forms: bool
    recorded_at: datetime
    received_at: datetime
    flags: list[str]
    return_comment: str | None
    return_comments: list[ReturnComment]
    returned_by: str | None
    returned_at: datetime | None
    share: LineForFamily | None
    has_safety_concern: bool
    amendments: list[AmendmentLine]


class ContactDue(Part):
    """The contact standard's next due day, and the last contact that counted."""

    last_contact_at: datetime | None
    due_on: date | None
