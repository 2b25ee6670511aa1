"""A client goes from one worker to another, from a moment on."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlmodel import Field

from casepwa.models.columns import Row, moment, now, ref

_OPEN = text("settled_at IS NULL AND called_off_at IS NULL")


class CaseTransfer(Row, table=True):
    """The memberships are dated when it is arranged; visits and steps move when it is ``settled``.

    ``gave``: the id of each membership that the giver gives, and the end it had before (none: no end).
    """

    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="a_transfer_has_another_receiver"),
        CheckConstraint(
            "(called_off_at IS NULL) = (called_off_by_id IS NULL)", name="called_off_says_by_whom"
        ),
        Index(
            "one_open_transfer",
            "client_id",
            "from_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "case_transfer_to_settle",
            "organization_id",
            "takes_effect_at",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    organization_id: UUID = ref("organization.id", index=False)
    client_id: UUID = ref("client.id", index=False)
    from_id: UUID = ref("account.id")
    to_id: UUID = ref("account.id")
    takes_effect_at: datetime = moment()
    reason: str
    gave: dict[str, str | None] = Field(default_factory=dict, sa_type=JSON)
    arranged_by_id: UUID = ref("account.id")
    arranged_at: datetime = moment(default_factory=now)
    settled_at: datetime | None = moment(default=None)
    called_off_at: datetime | None = moment(default=None)
    called_off_by_id: UUID | None = ref("account.id", default=None)
