"""What the value of each rule looks like. ``Rule.value`` holds the JSON of the shape of its name.

Numbers have both bounds: an administrator types them (``rule_forms``), and a session of a second, or a day
past the end of the calendar, would shut everyone out.

A shape whose fields all have defaults (``Defaulted``) is in force before anyone chose; the defaults are
domain.md's. The others must be chosen at set-up.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from casepwa.models.codes import RuleName


class Ruled(BaseModel):
    """The value of one rule. ``Rule.value`` holds its JSON."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rule: ClassVar[RuleName]


class Defaulted(Ruled):
    """A rule that domain.md gives a value for until the agency chooses another."""


class UnitsRounding(Ruled):
    """How minutes become units of 15. Must be chosen at set-up, per payer.

    ``day_total`` adds the minutes of one day first and rounds the sum by ``day_total_then``.
    ``day_limit``: units a day beyond which a note is flagged.
    """

    rule: ClassVar = RuleName.UNITS_ROUNDING
    policy: Literal["eight_minute", "full_unit", "day_total"]
    day_total_then: Literal["eight_minute", "full_unit"] = "eight_minute"
    day_limit: int | None = Field(default=None, ge=1, le=96)


class SharedTime(Defaulted):
    """How the time of a visit to several clients is told apart.

    ``divided`` gives each minute to one client; ``full_each`` only where a payer says so. Dividing is the
    default because it never claims a minute twice.
    """

    rule: ClassVar = RuleName.SHARED_TIME
    policy: Literal["divided", "full_each"] = "divided"


class Cadence(BaseModel):
    """``times`` contacts in every ``days`` days, or in each calendar month."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    times: int = Field(default=1, ge=1, le=31)
    days: int | None = Field(default=None, ge=1, le=366)
    each_month: bool = False

    @model_validator(mode="after")
    def _one_way_of_counting(self) -> "Cadence":
        if (self.days is None) == (not self.each_month):
            raise ValueError("a cadence counts either days or calendar months")
        return self


class ContactStandard(Ruled):
    """How often each kind of contact is owed. A kind left out is not owed. Must be chosen, per program."""

    rule: ClassVar = RuleName.CONTACT_STANDARD
    child_face_to_face: Cadence | None = None
    caregiver: Cadence | None = None
    collateral: Cadence | None = None


class LateNote(Defaulted):
    rule: ClassVar = RuleName.LATE_NOTE
    hours: int = Field(default=48, ge=1, le=8760)


class VisitLateness(Defaulted):
    """Late after its start, missed after its planned end, both in minutes."""

    rule: ClassVar = RuleName.VISIT_LATENESS
    late_after_minutes: int = Field(default=15, ge=0, le=1440)
    missed_after_minutes: int = Field(default=0, ge=0, le=1440)


class AtPlaceRadius(Defaulted):
    rule: ClassVar = RuleName.AT_PLACE_RADIUS
    meters: int = Field(default=150, ge=1, le=10_000)


class ReviewCadence(Defaulted):
    rule: ClassVar = RuleName.REVIEW_CADENCE
    crisis_plan_days: int = Field(default=90, ge=1, le=1830)


class ReferralFollowUp(Defaulted):
    rule: ClassVar = RuleName.REFERRAL_FOLLOW_UP
    days: int = Field(default=30, ge=1, le=366)


class LateRight(Defaulted):
    rule: ClassVar = RuleName.LATE_RIGHT
    days: int = Field(default=14, ge=0, le=366)


class PhoneSession(Defaulted):
    rule: ClassVar = RuleName.PHONE_SESSION
    idle_hours: float = Field(default=72, ge=0.25, le=2160)
    absolute_hours: float = Field(default=30 * 24, ge=1, le=8760)


class DeskSession(Defaulted):
    rule: ClassVar = RuleName.DESK_SESSION
    idle_hours: float = Field(default=1, ge=0.25, le=24)
    absolute_hours: float = Field(default=24, ge=1, le=168)


class SafetyTimer(Defaulted):
    """Minutes after the expected end: the worker at once, then supervisor and buddy, then on-call."""

    rule: ClassVar = RuleName.SAFETY_TIMER
    supervisor_after_minutes: int = Field(default=15, ge=0, le=720)
    on_call_after_minutes: int = Field(default=30, ge=0, le=720)


class AbuseHotline(Ruled):
    """The state's line for reporting abuse or neglect. Must be chosen: a wrong number is worse than none."""

    rule: ClassVar = RuleName.ABUSE_HOTLINE
    name: str = Field(min_length=1, max_length=200)
    phone: str = Field(min_length=3, max_length=40)


class NotBillable(Defaulted):
    """What a payer does not pay for: all of these unless its rule says otherwise."""

    rule: ClassVar = RuleName.NOT_BILLABLE
    kinds: frozenset[Literal["travel", "transport", "voicemail", "inpatient", "direct_service"]] = frozenset(
        {"travel", "transport", "voicemail", "inpatient", "direct_service"}
    )


class NoteReview(Defaulted):
    """Hours after a submission reached us in which it is to be reviewed: the deadline on the desk.

    Asked for the organization as a whole, so that the queue has one order.
    """

    rule: ClassVar = RuleName.NOTE_REVIEW
    hours: int = Field(default=72, ge=1, le=8760)


Tier = Annotated[int, Field(ge=1, le=5)]
Weight = Annotated[float, Field(ge=0, le=100)]


class Caseload(Defaulted):
    """How heavy a caseload is: a weight for each intensity tier, and the sum that is a full load.

    A tier without a weight weighs as the heaviest. ``due_within_days``: contacts owed by then count as due.
    """

    rule: ClassVar = RuleName.CASELOAD
    weights: dict[Tier, Weight] = Field(default={1: 1.0, 2: 1.5, 3: 2.5}, min_length=1)
    full_load: float = Field(default=40, ge=1, le=1000)
    due_within_days: int = Field(default=7, ge=0, le=92)

    def weight(self, tier: int | None) -> float:
        """Of one person; without an open episode the lightest."""
        if tier is None:
            return min(self.weights.values())
        return self.weights.get(tier, max(self.weights.values()))


class Invitation(Defaulted):
    """How long the link stays good that a family member sets a password with."""

    rule: ClassVar = RuleName.INVITATION
    days: int = Field(default=7, ge=1, le=30)


SHAPES: dict[RuleName, type[Ruled]] = {
    shape.rule: shape
    for shape in (
        UnitsRounding,
        SharedTime,
        ContactStandard,
        LateNote,
        VisitLateness,
        AtPlaceRadius,
        ReviewCadence,
        ReferralFollowUp,
        LateRight,
        PhoneSession,
        DeskSession,
        SafetyTimer,
        AbuseHotline,
        NotBillable,
        NoteReview,
        Caseload,
        Invitation,
    )
}
