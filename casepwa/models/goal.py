"""What the person wants, in their words."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class Goal(Row, table=True):
    """An active goal has words, measure, target, due date, owner and a strength it builds on (domain.md)."""

    __table_args__ = (
        one_of("lifecycle", codes.Lifecycle),
        one_of("achievement", codes.Achievement),
        CheckConstraint(
            "lifecycle <> 'active' OR (measure IS NOT NULL AND target IS NOT NULL AND due_on IS NOT NULL"
            " AND owner IS NOT NULL AND strength IS NOT NULL)",
            name="an_active_goal_is_whole",
        ),
    )

    client_id: UUID = ref("client.id")
    words: str
    speaker: str | None = None
    life_domain: str | None = None
    measure: str | None = None
    target: str | None = None
    due_on: date | None = None
    owner: str | None = None
    strength: str | None = None
    lifecycle: str = codes.Lifecycle.PROPOSED
    achievement: str = codes.Achievement.IN_PROGRESS
    is_scaled: bool = False
    weight: int = 1
    position: int = 0
    created_at: datetime = moment(default_factory=now)
