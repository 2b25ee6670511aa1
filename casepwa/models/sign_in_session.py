"""A sign-in: the row behind the cookie. Ending it ends the sign-in everywhere at once."""

from datetime import datetime
from uuid import UUID

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class SignInSession(Row, table=True):
    __table_args__ = (one_of("surface", codes.Surface),)

    account_id: UUID = ref("account.id")
    device_id: UUID | None = ref("device.id", default=None)
    surface: str
    created_at: datetime = moment(default_factory=now)
    last_seen_at: datetime = moment(default_factory=now)
    expires_at: datetime = moment()
    ended_at: datetime | None = moment(default=None)
    ended_reason: str | None = None
    address: str | None = None
    user_agent: str | None = None
