"""Marks of goals, next steps, follow-ups of referrals, and changes proposed to a crisis plan."""

from datetime import date
from uuid import UUID

from pydantic import Field

from casepwa.casework.commands.payloads import Line, Moment, Payload, Text, Words
from casepwa.models import codes


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


class StepPayload(Payload):
    """``reader_ids``: the family accounts that were shown to the writer and are to see the step at once."""

    step_id: UUID
    client_id: UUID
    what: Line
    why: Words | None = None
    owner_account_id: UUID | None = None
    owner_family_member_id: UUID | None = None
    owner_role: Words | None = None
    due_on: date | None = None
    goal_id: UUID | None = None
    reader_ids: list[UUID] = Field(default=[], max_length=50)


class StepDone(Payload):
    step_id: UUID
    client_id: UUID
    happened_at: Moment


class StepHelp(Payload):
    """A family asks for help with a step of theirs."""

    step_id: UUID
    client_id: UUID
    happened_at: Moment


class ReferralFollowedUp(Payload):
    """Someone asked how a referral went. ``status``: where it stands now; ``reason``: why, where it ended."""

    link_id: UUID
    client_id: UUID
    status: codes.LinkStatus
    reason: Words | None = None
    happened_at: Moment


class CrisisPlanPropose(Payload):
    proposal_id: UUID
    client_id: UUID
    about_version: int | None = Field(default=None, ge=1, le=1_000_000)
    section: Line
    proposal: Text
