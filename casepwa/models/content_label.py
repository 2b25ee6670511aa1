"""The 42 CFR Part 2 label on one thing: it leaves only with its own consent, and with the notice."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class ContentLabel(Row, table=True):
    """``item_id`` is None for a client's whole crisis plan."""

    __table_args__ = (one_of("kind", codes.SharedKind), UniqueConstraint("client_id", "kind", "item_id"))

    client_id: UUID = ref("client.id")
    kind: str
    item_id: UUID | None = Field(default=None, index=True)
    labelled_by_id: UUID = ref("account.id")
    labelled_at: datetime = moment(default_factory=now)
