"""What a person did on a phone, as it waits in the outbox and arrives here (offline.md, "Commands up").

One payload class a kind. ``PAYLOADS`` is the whole vocabulary: a kind outside it is refused aloud.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from casepwa.models import codes

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]


class Payload(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Location(Payload):
    """Taken once, at check-in and check-out only. ``gps`` has all three numbers, ``manual`` has a reason."""

    method: codes.LocationMethod
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    accuracy_m: float | None = Field(default=None, ge=0)
    place_type: codes.PlaceType | None = None
    reason: Words | None = None


class ConcernPayload(Payload):
    id: UUID
    kind: codes.ConcernKind
    what: Text
    called_whom: Words | None = None
    called_at: AwareDatetime | None = None
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


class StepPayload(Payload):
    step_id: UUID
    client_id: UUID
    what: Line
    why: Words | None = None
    owner_account_id: UUID | None = None
    owner_family_member_id: UUID | None = None
    owner_role: Words | None = None
    due_on: date | None = None
    goal_id: UUID | None = None


class NoteSubmit(Payload):
    """``builds_on``: 0 for a first submission, else the version this one mends; a stale one is refused."""

    note_id: UUID
    client_id: UUID
    builds_on: int = Field(default=0, ge=0)
    visit_id: UUID | None = None
    contacted: list[codes.Contacted] = Field(min_length=1)
    contacted_names: list[Line] = []
    outcome: codes.ContactOutcome
    contact_type: codes.ContactType
    started_at: AwareDatetime
    ended_at: AwareDatetime
    minutes: int = Field(ge=0, le=1440)
    format: codes.NoteFormat = codes.NoteFormat.FREE
    text: Text
    place_type: codes.PlaceType | None = None
    purpose: codes.Purpose | None = None
    role_taken: codes.RoleTaken | None = None
    goal_ids: list[UUID] = []
    services_declined: Words | None = None
    transport_given: bool = False
    help_with_forms: bool = False
    overlap_reason: Words | None = None
    share: SharePayload | None = None
    safety_concern: ConcernPayload | None = None


class VisitSchedule(Payload):
    visit_id: UUID
    client_ids: list[UUID] = Field(min_length=1)
    planned_start: AwareDatetime
    planned_end: AwareDatetime
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
    happened_at: AwareDatetime
    expected_end: AwareDatetime
    location: Location
    going_with: Words | None = None
    unplanned: VisitSchedule | None = None


class VisitExtend(Payload):
    visit_id: UUID
    expected_end: AwareDatetime


class PersonOutcome(Payload):
    client_id: UUID
    outcome: codes.SeenOutcome
    text: Words | None = None


class VisitCheckOut(Payload):
    visit_id: UUID
    happened_at: AwareDatetime
    location: Location
    outcomes: list[PersonOutcome] = Field(min_length=1)


class VisitMiss(Payload):
    """Missed, or no one home. Needs no timer; says why and what happens next."""

    visit_id: UUID
    happened_at: AwareDatetime
    reason: codes.MissedReason
    text: Words | None = None
    next_action: Line


class AlarmHelp(Payload):
    """I need help. ``visit_id`` when it was pressed during a visit."""

    alarm_id: UUID
    happened_at: AwareDatetime
    visit_id: UUID | None = None


class GoalMarkPayload(Payload):
    mark_id: UUID
    client_id: UUID
    goal_id: UUID
    objective_id: UUID | None = None
    visit_id: UUID | None = None
    level: codes.MarkLevel
    scaled_level: int | None = Field(default=None, ge=-2, le=2)
    line: Words | None = None
    happened_at: AwareDatetime


class GoalMarkAmended(Payload):
    amendment_id: UUID
    mark_id: UUID
    client_id: UUID
    kind: codes.MarkAmendmentKind
    line: Words | None = None
    reason: Words | None = None


class StepDone(Payload):
    step_id: UUID
    client_id: UUID
    happened_at: AwareDatetime


class CrisisPlanPropose(Payload):
    proposal_id: UUID
    client_id: UUID
    about_version: int | None = None
    section: Line
    proposal: Text


class ReadLogged(Payload):
    """``what``: person, crisis_plan, goals, note."""

    read_id: UUID
    client_id: UUID
    what: Literal["person", "crisis_plan", "goals", "note"]
    read_at: AwareDatetime
    was_offline: bool


PAYLOADS: dict[str, type[Payload]] = {
    "note.submit": NoteSubmit,
    "visit.schedule": VisitSchedule,
    "visit.check_in": VisitCheckIn,
    "visit.extend": VisitExtend,
    "visit.check_out": VisitCheckOut,
    "visit.miss": VisitMiss,
    "alarm.help": AlarmHelp,
    "goal.mark": GoalMarkPayload,
    "goal.mark_amended": GoalMarkAmended,
    "step.add": StepPayload,
    "step.done": StepDone,
    "crisis_plan.propose": CrisisPlanPropose,
    "read.logged": ReadLogged,
}


class Command(BaseModel):
    """``recorded_at`` is the device's wall clock; ``after`` names commands that must be applied first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: UUID
    kind: str
    client_ids: list[UUID]
    recorded_at: AwareDatetime
    after: list[UUID] = []
    payload: dict[str, Any]


class Verdict(BaseModel):
    """``applied`` and ``refused`` are final; ``blocked`` and ``failed`` are resent by the device."""

    id: UUID
    verdict: Literal["applied", "refused", "blocked", "failed"]
    error: str | None = None
    params: dict[str, Any] = {}
    waits_for: UUID | None = None


class SyncRequest(BaseModel):
    """``have``: client id -> tag; ``unsent``: client id -> ids of the commands still on the device."""

    model_config = ConfigDict(extra="forbid")

    format: int
    account: UUID
    device: UUID
    sent_at: AwareDatetime
    have: dict[UUID, str] = {}
    have_me: str | None = None
    unsent: dict[UUID, list[UUID]] = {}
    commands: list[dict[str, Any]] = []
    storage_kept: bool | None = None


class GivenBundle(BaseModel):
    client_id: UUID
    tag: str
    until: datetime | None = None
    bundle: dict[str, Any]


class SyncAnswer(BaseModel):
    """At most 512 KB of bundles; ``more`` asks the device to call again. Today's people come first."""

    format: int
    server_time: datetime
    account: UUID
    verdicts: list[Verdict]
    me: dict[str, Any] | None = None
    me_tag: str
    bundles: list[GivenBundle] = []
    removed: list[UUID] = []
    more: bool = False
