"""What a goal said, and how it stood, after each change. Append-only."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class GoalVersion(Row, table=True):
    """``content``: ``casework.plans.goal_content.GoalContent`` as JSON. ``author_id``: none for "before"."""

    __table_args__ = (
        one_of("change", codes.GoalChange),
        one_of("lifecycle", codes.Lifecycle),
        UniqueConstraint("goal_id", "number"),
        {"info": APPEND_ONLY},
    )

    goal_id: UUID = ref("goal.id")
    client_id: UUID = ref("client.id")
    number: int
    change: str
    lifecycle: str
    content: dict[str, Any] = Field(sa_type=JSON)
    reason: str | None = None
    author_id: UUID | None = ref("account.id", default=None)
    at: datetime = moment(default_factory=now)
