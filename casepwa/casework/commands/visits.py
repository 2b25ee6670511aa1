"""Visits planned, begun, lengthened, ended and missed; and the call for help."""

from uuid import UUID

from pydantic import Field

from casepwa.casework.commands.payloads import Line, Moment, Payload, SealedWord, Words
from casepwa.models import codes


class Location(Payload):
    """Taken once, at check-in and check-out only. ``gps`` has all three numbers, ``manual`` has a reason."""

    method: codes.LocationMethod
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    accuracy_m: float | None = Field(default=None, ge=0)
    place_type: codes.PlaceType | None = None
    reason: Words | None = None


class VisitSchedule(Payload):
    visit_id: UUID
    client_ids: list[UUID] = Field(min_length=1)
    planned_start: Moment
    planned_end: Moment
    place_type: codes.PlaceType
    place_name: Words | None = None
    address: Words | None = None
    purpose: codes.Purpose = codes.Purpose.MONITORING
    going_with: Words | None = None


class VisitCheckIn(Payload):
    """For an unplanned visit ``unplanned`` says what a plan would have said; its record is made here.

    ``going_with``: who came along to a planned visit, when its plan did not say so.
    """

    visit_id: UUID
    happened_at: Moment
    expected_end: Moment
    location: Location
    going_with: Words | None = None
    unplanned: VisitSchedule | None = None


class VisitExtend(Payload):
    """``word``: the visit word, sealed (``sealed_words``)."""

    visit_id: UUID
    expected_end: Moment
    word: SealedWord | None = None


class PersonOutcome(Payload):
    client_id: UUID
    outcome: codes.SeenOutcome
    text: Words | None = None


class VisitCheckOut(Payload):
    """``word``: after the expected end, the visit word, sealed (``sealed_words``)."""

    visit_id: UUID
    happened_at: Moment
    location: Location
    outcomes: list[PersonOutcome] = Field(min_length=1)
    word: SealedWord | None = None


class VisitMiss(Payload):
    """Missed, or no one home. Needs no timer; says why and what happens next."""

    visit_id: UUID
    happened_at: Moment
    reason: codes.MissedReason
    text: Words | None = None
    next_action: Line


class AlarmHelp(Payload):
    """I need help. ``visit_id`` when it was pressed during a visit."""

    alarm_id: UUID
    happened_at: Moment
    visit_id: UUID | None = None
