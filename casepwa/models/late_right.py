"""A command recorded before its author lost the client, that may still be sent."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Table, moment, now, ref


class LateRight(Table, table=True):
    """Written from the unsent ids a device names in the sync whose answer removes a client (offline.md)."""

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    command_id: UUID = Field(primary_key=True)
    device_id: UUID = ref("device.id")
    client_id: UUID = Field(foreign_key="client.id", primary_key=True)
    granted_at: datetime = moment(default_factory=now)
    expires_at: datetime = moment()
