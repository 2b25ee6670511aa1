"""What the person wants, in their words."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class Goal(Row, table=True):
    """An active goal has words, measure, target, due date, owner and a strength it builds on (domain.md).

    ``scale``: five descriptions, -2 to +2, of a scaled goal; ``scale_baseline``: the level at the start.
    ``edit``: how often it was changed, so that two writers cannot overwrite each other unseen.
    """

    __table_args__ = (
        one_of("lifecycle", codes.Lifecycle),
        one_of("achievement", codes.Achievement),
        one_of("life_domain", codes.LifeDomain),
        CheckConstraint("weight >= 1", name="a_weight_weighs"),
        CheckConstraint("scale_baseline BETWEEN -2 AND 2", name="scale_baseline_is_on_the_scale"),
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
    baseline: str | None = None
    target: str | None = None
    due_on: date | None = None
    owner: str | None = None
    strength: str | None = None
    lifecycle: str = codes.Lifecycle.PROPOSED
    achievement: str = codes.Achievement.IN_PROGRESS
    is_scaled: bool = False
    scale: list[str] = Field(default_factory=list, sa_type=JSON)
    scale_baseline: int | None = None
    weight: int = 1
    position: int = 0
    edit: int = 0
    changed_by_id: UUID | None = ref("account.id", default=None)
    changed_at: datetime | None = moment(default=None)
    ended_at: datetime | None = moment(default=None)
    ended_reason: str | None = None
    created_at: datetime = moment(default_factory=now)
