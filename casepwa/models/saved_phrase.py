"""Words that a supervisor says often, kept for their own comments."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint

from casepwa.models.columns import Row, moment, now, ref


class SavedPhrase(Row, table=True):
    __table_args__ = (UniqueConstraint("account_id", "text"),)

    account_id: UUID = ref("account.id")
    text: str
    saved_at: datetime = moment(default_factory=now)
