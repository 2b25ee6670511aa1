"""One worker stands in for another, with dates."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models.columns import Row, moment, ref


class Cover(Row, table=True):
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="cover_ends_after_it_starts"),
        CheckConstraint("absent_id <> covering_id", name="nobody_covers_for_themselves"),
    )

    absent_id: UUID = ref("account.id")
    covering_id: UUID = ref("account.id")
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    reason: str | None = None
    arranged_by_id: UUID | None = ref("account.id", default=None)
