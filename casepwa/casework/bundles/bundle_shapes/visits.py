"""Visits and appointments."""

from datetime import datetime
from uuid import UUID

from casepwa.casework.bundles.bundle_shapes.parts import Part


class VisitPerson(Part):
    """A co-client appears only if this viewer may see them."""

    client_id: UUID
    name: str
    given_name: str
    outcome: str | None
    outcome_text: str | None


class Stamp(Part):
    happened_at: datetime
    received_at: datetime | None
    method: str
    is_at_place: bool | None


class TimerLine(Part):
    """The safety timer that the server runs for an own visit: until then it waits, then it asks.

    What becomes of it at the office (told, read, marked safe) is not here: someone else may hold the phone.
    """

    until: datetime


class VisitLine(Part):
    """Visits from 14 days back to everything ahead, this worker's own flagged ``is_mine``.

    ``instead_of``: the colleague's visit beside which this worker's own was made.
    """

    id: UUID
    worker: str
    is_mine: bool
    people: list[VisitPerson]
    service_type: str
    purpose: str
    is_planned: bool
    planned_start: datetime
    planned_end: datetime
    expected_end: datetime | None
    place_type: str
    place_name: str | None
    address: str | None
    is_confidential: bool
    going_with: str | None
    status: str
    missed_reason: str | None
    check_in: Stamp | None
    check_out: Stamp | None
    timer: TimerLine | None
    instead_of: UUID | None


class AppointmentLine(Part):
    id: UUID
    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime | None
    place: str | None
    needs_transport: bool
    needs_child_care: bool
