"""A stage of a safety timer that was reached: raised once, never changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class SafetyEscalation(Row, table=True):
    """``due_at``: the expected end that it is about; more time begins the stages anew."""

    __table_args__ = (
        one_of("stage", codes.EscalationStage),
        UniqueConstraint("timer_id", "stage", "due_at"),
        {"info": APPEND_ONLY},
    )

    timer_id: UUID = ref("safety_timer.id")
    stage: str
    due_at: datetime = moment()
    raised_at: datetime = moment(default_factory=now)
