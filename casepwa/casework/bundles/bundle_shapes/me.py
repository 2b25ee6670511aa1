"""What is not about a client."""

from datetime import datetime
from typing import Any
from uuid import UUID

from casepwa.casework.bundles.bundle_shapes.parts import FORMAT, Part


class Colleague(Part):
    account_id: UUID
    name: str
    title: str | None
    phone: str | None
    is_my_supervisor: bool
    on_call_until: datetime | None


class AlarmReader(Part):
    name: str
    read_at: datetime


class AlarmLine(Part):
    """An alarm that this person raised in the last 14 days, and who has read it."""

    id: UUID
    kind: str
    visit_id: UUID | None
    concern_id: UUID | None
    received_at: datetime
    read_by: list[AlarmReader]
    settled_how: str | None


class ReachedLine(Part):
    """A colleague who is overdue or calls, because it escalated to this person."""

    id: UUID
    worker: str
    phone: str | None
    standing: str
    back_by: datetime | None
    called_at: datetime | None
    address: str | None


class CoachingLine(Part):
    """What a supervisor said about this person's own note: never part of the client's record.

    Only while the note's client is on their caseload.
    """

    id: UUID
    note_id: UUID
    client_id: UUID
    contact_type: str
    started_at: datetime
    by: str
    text: str
    written_at: datetime
    read_at: datetime | None


class Me(Part):
    """What is not about a client. ``rules``: rule name -> value in force for this agency today.

    ``has_visit_word``: whether it is to be asked for, never what it is; ``word_key``: what it is sealed to.
    """

    format: int = FORMAT
    account_id: UUID
    name: str
    email: str
    title: str | None
    roles: list[str]
    permissions: list[str]
    agency: str
    time_zone: str
    locale: str
    rules: dict[str, Any]
    colleagues: list[Colleague]
    alarms: list[AlarmLine]
    offline_until_hours: int
    has_visit_word: bool
    word_key: str | None
    reached: list[ReachedLine]
    coaching: list[CoachingLine]
