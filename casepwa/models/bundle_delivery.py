"""Which client's bundle was given to which device: what the late right rests on."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Table, moment, now


class BundleDelivery(Table, table=True):
    device_id: UUID = Field(foreign_key="device.id", primary_key=True)
    client_id: UUID = Field(foreign_key="client.id", primary_key=True)
    tag: str
    first_given_at: datetime = moment(default_factory=now)
    last_given_at: datetime = moment(default_factory=now)
    removed_at: datetime | None = moment(default=None)
