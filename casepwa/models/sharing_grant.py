"""One thing shared with one family account, by name."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class SharingGrant(Row, table=True):
    __table_args__ = (one_of("kind", codes.SharedKind),)

    account_id: UUID = ref("account.id")
    client_id: UUID = ref("client.id")
    kind: str
    item_id: UUID | None = Field(default=None, index=True)
    granted_by_id: UUID = ref("account.id")
    granted_at: datetime = moment(default_factory=now)
    revoked_at: datetime | None = moment(default=None)
    revoked_by_id: UUID | None = ref("account.id", default=None)
