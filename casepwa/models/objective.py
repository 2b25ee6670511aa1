"""A measurable part of a goal."""

from datetime import date
from uuid import UUID

from casepwa.models import codes
from casepwa.models.columns import Row, one_of, ref


class Objective(Row, table=True):
    __table_args__ = (one_of("lifecycle", codes.Lifecycle),)

    goal_id: UUID = ref("goal.id")
    what: str
    measure: str | None = None
    target: str | None = None
    due_on: date | None = None
    lifecycle: str = codes.Lifecycle.ACTIVE
    position: int = 0
