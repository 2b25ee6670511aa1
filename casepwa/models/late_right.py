"""A command recorded before its author lost the client, that may still be sent."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Table, moment, now, ref


class LateRight(Table, table=True):
    """``only_reads``: the client was seen on call only, so nothing but having read of them can come late.

    Written from the unsent ids a device names in the sync whose answer removes a client (offline.md)."""

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    command_id: UUID = Field(primary_key=True)
    device_id: UUID = ref("device.id")
    client_id: UUID = Field(foreign_key="client.id", primary_key=True)
    only_reads: bool = False
    granted_at: datetime = moment(default_factory=now)
    expires_at: datetime = moment()
