"""A private address from which a family's calendar reads dates: made on request, known by its hash only."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Row, moment, now, ref


class CalendarFeed(Row, table=True):
    account_id: UUID = ref("account.id")
    token_sha256: str = Field(unique=True)
    made_at: datetime = moment(default_factory=now)
    revoked_at: datetime | None = moment(default=None)
