"""Crisis plan, goals with their marks, next steps and linked services."""

from datetime import date, datetime
from uuid import UUID

from casepwa.casework.bundles.bundle_shapes.parts import Part
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent


class CrisisPlan(Part):
    version: int
    content: CrisisPlanContent
    author: str
    published_by: str
    published_at: datetime
    review_due_on: date | None


class Mark(Part):
    id: UUID
    goal_id: UUID
    objective_id: UUID | None
    level: str
    scaled_level: int | None
    line: str | None
    happened_at: datetime
    by: str
    is_mine: bool


class ObjectiveLine(Part):
    id: UUID
    what: str
    measure: str | None
    target: str | None
    due_on: date | None


class GoalLine(Part):
    """An active goal with its marks of the last 180 days, oldest first, without undone ones.

    ``scale``: what each level from -2 to +2 looks like; empty unless the goal is scaled.
    """

    id: UUID
    words: str
    speaker: str | None
    measure: str | None
    target: str | None
    due_on: date | None
    owner: str | None
    strength: str | None
    achievement: str
    scale: list[str]
    objectives: list[ObjectiveLine]
    marks: list[Mark]


class Step(Part):
    id: UUID
    what: str
    why: str | None
    owner: str
    is_mine: bool
    due_on: date | None
    goal_id: UUID | None
    done_at: datetime | None
    done_by: str | None
    needs_help_at: datetime | None


class Service(Part):
    """``follow_up_due_on``: while someone is to ask how it went."""

    id: UUID
    service: str
    provider: str | None
    phone: str | None
    status: str
    reason: str | None
    follow_up_due_on: date | None
