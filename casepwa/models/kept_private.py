"""Something that the person asked to keep from a relative, or from the whole family."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class KeptPrivate(Row, table=True):
    """Outweighs every grant. ``family_member_id`` None: from everyone but the person themselves."""

    __table_args__ = (one_of("kind", codes.SharedKind),)

    client_id: UUID = ref("client.id")
    kind: str
    item_id: UUID | None = Field(default=None, index=True)
    family_member_id: UUID | None = ref("family_member.id", default=None)
    marked_by_id: UUID = ref("account.id")
    marked_at: datetime = moment(default_factory=now)
    ended_at: datetime | None = moment(default=None)
