"""One mark of progress. Append-only: an undo or a correction is an amendment beside it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class GoalMark(Row, table=True):
    __table_args__ = (
        one_of("level", codes.MarkLevel),
        CheckConstraint("scaled_level IS NULL OR scaled_level BETWEEN -2 AND 2", name="gas_is_minus2_to_2"),
        {"info": APPEND_ONLY},
    )

    client_id: UUID = ref("client.id")
    goal_id: UUID = ref("goal.id")
    objective_id: UUID | None = ref("objective.id", default=None)
    visit_id: UUID | None = ref("visit.id", default=None)
    level: str
    scaled_level: int | None = None
    line: str | None = None
    marked_by_id: UUID = ref("account.id")
    happened_at: datetime = moment()
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
    is_late_right: bool = False
