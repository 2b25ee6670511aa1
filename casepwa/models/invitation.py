"""A link by which an invited account gets its password: single-use, expiring, known by its hash only."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Row, moment, now, ref


class Invitation(Row, table=True):
    """``client_id``: whose family it is; None for a colleague whom an administrator invited."""

    account_id: UUID = ref("account.id")
    client_id: UUID | None = ref("client.id", default=None)
    token_sha256: str = Field(unique=True)
    invited_by_id: UUID = ref("account.id")
    invited_at: datetime = moment(default_factory=now)
    expires_at: datetime = moment()
    approved_by_id: UUID | None = ref("account.id", default=None)
    approved_at: datetime | None = moment(default=None)
    used_at: datetime | None = moment(default=None)
    cancelled_at: datetime | None = moment(default=None)
