"""Who reviews the notes of someone that nobody of their own team reviews: a supervisor's, above all."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models.columns import Row, moment, ref


class NamedSecond(Row, table=True):
    __table_args__ = (
        CheckConstraint("account_id <> second_id", name="nobody_is_their_own_second"),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="a_second_ends_after_starting"),
    )

    account_id: UUID = ref("account.id")
    second_id: UUID = ref("account.id")
    starts_at: datetime = moment()
    ends_at: datetime | None = moment(default=None)
    named_by_id: UUID | None = ref("account.id", default=None)
