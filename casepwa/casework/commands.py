"""What a person did on a phone, as it waits in the outbox and arrives here (offline.md, "Commands up").

One payload class a kind. ``PAYLOADS`` is the whole vocabulary: a kind outside it is refused aloud.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from casepwa.models import codes

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _storable(moment: datetime) -> datetime:
    """A wrong clock is flagged, never refused; a time that no calendar in UTC can hold is no time."""
    if not _EARLIEST <= moment <= _LATEST:
        raise ValueError("not a time between 1900 and 2200")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_storable)]


class Payload(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


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
    builds_on: int = Field(default=0, ge=0, le=1_000_000)
    visit_id: UUID | None = None
    contacted: list[codes.Contacted] = Field(min_length=1)
    contacted_names: list[Line] = []
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
    visit_id: UUID
    expected_end: Moment


class PersonOutcome(Payload):
    client_id: UUID
    outcome: codes.SeenOutcome
    text: Words | None = None


class VisitCheckOut(Payload):
    visit_id: UUID
    happened_at: Moment
    location: Location
    outcomes: list[PersonOutcome] = Field(min_length=1)


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


class GoalMarkPayload(Payload):
    mark_id: UUID
    client_id: UUID
    goal_id: UUID
    objective_id: UUID | None = None
    visit_id: UUID | None = None
    level: codes.MarkLevel
    scaled_level: int | None = Field(default=None, ge=-2, le=2)
    line: Words | None = None
    happened_at: Moment


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
    happened_at: Moment


class CrisisPlanPropose(Payload):
    proposal_id: UUID
    client_id: UUID
    about_version: int | None = Field(default=None, ge=1, le=1_000_000)
    section: Line
    proposal: Text


class ReadLogged(Payload):
    """``what``: person, crisis_plan, goals, note."""

    read_id: UUID
    client_id: UUID
    what: Literal["person", "crisis_plan", "goals", "note"]
    read_at: Moment
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
    recorded_at: Moment
    after: list[UUID] = []
    payload: dict[str, Any]


class Verdict(BaseModel):
    """``applied`` and ``refused`` are final; ``blocked`` and ``failed`` are resent by the device.

    ``id`` is given back as it came; text that is no id can only belong to a refused command.
    """

    id: UUID | str
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
    sent_at: Moment
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
    """At most 512 KB; ``more`` asks the device to call again. Those just written about come first, then
    today's people: the bundle that holds the effect of a verdict is in the same answer unless ``more``."""

    format: int
    server_time: datetime
    account: UUID
    verdicts: list[Verdict]
    me: dict[str, Any] | None = None
    me_tag: str
    bundles: list[GivenBundle] = []
    removed: list[UUID] = []
    more: bool = False
