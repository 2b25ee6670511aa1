"""Which client's bundle was given to which device: what the late right rests on."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Table, moment, now


class BundleDelivery(Table, table=True):
    """``is_whole``: not only for an on-call shift or a visit under way. ``removed_at``: the first answer that
    said the client is gone; ``gone_at``: the device no longer named them after that, so it has heard."""

    device_id: UUID = Field(foreign_key="device.id", primary_key=True)
    client_id: UUID = Field(foreign_key="client.id", primary_key=True)
    tag: str
    is_whole: bool = True
    first_given_at: datetime = moment(default_factory=now)
    last_given_at: datetime = moment(default_factory=now)
    removed_at: datetime | None = moment(default=None)
    gone_at: datetime | None = moment(default=None)
