"""Who is on call for a team, from when to when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models.columns import Row, moment, ref


class OnCallShift(Row, table=True):
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="shift_ends_after_it_starts"),)

    staff_team_id: UUID = ref("staff_team.id")
    account_id: UUID = ref("account.id")
    starts_at: datetime = moment()
    ends_at: datetime = moment()
