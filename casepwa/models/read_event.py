"""Someone opened a client's record. Reads made offline arrive with the next sync."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index

from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, ref


class ReadEvent(Row, table=True):
    __table_args__ = (
        Index("read_event_of_client", "client_id", "read_at"),
        {"info": APPEND_ONLY},
    )

    account_id: UUID = ref("account.id")
    client_id: UUID = ref("client.id", index=False)
    device_id: UUID | None = ref("device.id", default=None)
    what: str
    read_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
    was_offline: bool = False
