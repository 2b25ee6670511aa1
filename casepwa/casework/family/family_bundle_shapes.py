"""The shape of what a family's phone holds: a ``me`` bundle, and one bundle for each client shared with them.

Built from what was granted by name, never the staff's shape with fields taken out. Every item says who else
can see it (``readers``: names, the reader themselves left out). Dates are ISO days, moments ISO 8601 UTC.
"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from casepwa.casework.bundles.bundle_shapes import FORMAT, Part

PART2_NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


class UnderConsent(Part):
    """Stands beside what carries the 42 CFR Part 2 label: the notice, and the consent it left under."""

    notice: str = PART2_NOTICE
    information: str
    purpose: str
    expires_on: date


class FamilyHeader(Part):
    """``is_you``: the account is the client's own."""

    id: UUID
    name: str
    is_you: bool


class FamilyStep(Part):
    """ "For you" when ``is_yours``, else "For the team". Done ones stay for 14 days."""

    id: UUID
    what: str
    why: str | None
    owner: str
    is_yours: bool
    due_on: date | None
    done_at: datetime | None
    done_by: str | None
    needs_help_at: datetime | None
    readers: list[str]
    label: UnderConsent | None


class WorkingOn(Part):
    """An objective of a shared goal. ``is_met``: it was reached."""

    id: UUID
    what: str
    is_met: bool


class FamilyMark(Part):
    """How it went, without anybody's words: ``level`` is a ``MarkLevel``; the screen says it kindly."""

    id: UUID
    level: str
    happened_at: datetime


class FamilyGoal(Part):
    """``progress``: an ``Achievement``; its kind words are ``family_progress.*`` in the catalogue."""

    id: UUID
    words: str
    speaker: str | None
    progress: str
    is_finished: bool
    working_on: list[WorkingOn]
    marks: list[FamilyMark]
    readers: list[str]
    label: UnderConsent | None


class Celebration(Part):
    """Something of a shared goal was met. ``what``: the objective, or the goal in its own words."""

    id: UUID
    goal_id: UUID
    what: str
    by: str
    happened_at: datetime
    label: UnderConsent | None


class FamilyDate(Part):
    """``kind``: appointment, team_meeting, plan_review, or visit (which has no title). Never a place."""

    id: UUID
    kind: str
    title: str | None
    starts_at: datetime
    ends_at: datetime | None
    needs_transport: bool
    needs_child_care: bool
    readers: list[str]
    label: UnderConsent | None


class FamilyTeamLine(Part):
    """``phone`` only of those who help for a living: never another relative's or a friend's."""

    id: UUID
    name: str
    role: str
    duty: str | None
    phone: str | None
    is_you: bool
    label: UnderConsent | None


class FamilyPlanCall(Part):
    label: str
    phone: str
    who: str | None
    is_mobile_crisis: bool


class FamilyPlanStep(Part):
    level: str
    what: str
    who: str | None
    phone: str | None


class FamilySafePlace(Part):
    name: str
    address: str | None
    phone: str | None


class FamilyAllergy(Part):
    substance: str
    what_to_do: str | None


class FamilyCrisisPlan(Part):
    """The family's copy, in the plan's own order. ``safe_places`` are shared by a grant of their own.

    Numbers of other relatives are left out, also where they stand inside a sentence.
    """

    version: int
    calls: list[FamilyPlanCall]
    name: str
    age: int | None
    how_to_communicate: str | None
    weapons: str | None
    ask_for: str | None
    dispatch_phone: str | None
    allergies: list[FamilyAllergy]
    own: list[str]
    people_and_places: list[str]
    family_and_friends: list[str]
    never_do: list[str]
    steps: list[FamilyPlanStep]
    warning_signs: list[str]
    triggers: list[str]
    making_safer: list[str]
    over_looks_like: str | None
    medications: list[str]
    safe_places: list[FamilySafePlace]
    published_by: str
    published_at: datetime
    review_due_on: date | None
    readers: list[str]
    label: UnderConsent | None


class FamilyLine(Part):
    """A plain line that staff wrote for this reader beside an approved note. Never the note."""

    id: UUID
    text: str
    by: str
    written_at: datetime
    readers: list[str]
    label: UnderConsent | None


class FamilyConsent(Part):
    """A consent that this reader signed, in force or ended within the last 90 days.

    ``stops``: kinds of things (``SharedKind``) that its recipient sees today and would see no more.
    """

    id: UUID
    scope: str
    information: str
    purpose: str
    recipient: str
    signed_on: date
    expires_on: date
    withdrawn_at: datetime | None
    is_in_force: bool
    stops: list[str]


class FamilyMessageLine(Part):
    """What this reader told us, and where it stands. ``about``: the staff whom a complaint names."""

    id: UUID
    kind: str
    text: str
    about: list[str]
    recorded_at: datetime
    received_at: datetime | None
    read_at: datetime | None
    read_by: str | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    resolved_at: datetime | None
    resolved_by: str | None
    answer: str | None
    answered_by: str | None


class FamilyStaff(Part):
    """A member of staff around this client: whom a complaint may be about."""

    account_id: UUID
    name: str
    role: str


class FamilyBundle(Part):
    """Everything that is shared with one family account about one client. Any list may be empty.

    ``messages_go_to`` read questions and thanks; ``complaints_go_to`` read complaints, without those whom
    the complaint names.
    """

    shape: Literal["family"] = "family"
    format: int = FORMAT
    header: FamilyHeader
    steps: list[FamilyStep]
    goals: list[FamilyGoal]
    celebrations: list[Celebration]
    dates: list[FamilyDate]
    team: list[FamilyTeamLine]
    crisis_plan: FamilyCrisisPlan | None
    lines: list[FamilyLine]
    consents: list[FamilyConsent]
    messages: list[FamilyMessageLine]
    staff: list[FamilyStaff]
    messages_go_to: list[str]
    complaints_go_to: list[str]


class FamilyMe(Part):
    """What is not about a client. A suspended account's is the same as one that nothing is shared with."""

    shape: Literal["family"] = "family"
    format: int = FORMAT
    account_id: UUID
    name: str
    email: str
    roles: list[str]
    permissions: list[str]
    agency: str
    time_zone: str
    locale: str
    offline_until_hours: int
