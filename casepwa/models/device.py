"""One person's store on one browser. Two people on a phone are two devices."""

from datetime import datetime
from uuid import UUID

from casepwa.models.columns import Row, moment, now, ref


class Device(Row, table=True):
    account_id: UUID = ref("account.id")
    name: str | None = None
    user_agent: str | None = None
    first_seen_at: datetime = moment(default_factory=now)
    last_sync_at: datetime | None = moment(default=None)
    storage_kept: bool | None = None
    clock_offset_ms: int | None = None
    revoked_at: datetime | None = moment(default=None)
