"""What its author later said of a goal mark. Both rows stay."""

from datetime import datetime
from uuid import UUID

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class GoalMarkAmendment(Row, table=True):
    __table_args__ = (
        one_of("kind", codes.MarkAmendmentKind),
        {"info": APPEND_ONLY},
    )

    goal_mark_id: UUID = ref("goal_mark.id")
    kind: str
    line: str | None = None
    reason: str | None = None
    amended_by_id: UUID = ref("account.id")
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
