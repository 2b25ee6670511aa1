"""A planned visit, or one client's part of it, that went to another worker with a transfer."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint

from casepwa.models.columns import Row, moment, ref


class VisitHandover(Row, table=True):
    """``taken_from_id``: the visit it was planned as; the same as ``visit_id`` when the whole of it moved."""

    __table_args__ = (UniqueConstraint("transfer_id", "taken_from_id"),)

    transfer_id: UUID = ref("case_transfer.id", index=False)
    visit_id: UUID = ref("visit.id")
    taken_from_id: UUID = ref("visit.id")
    given_back_at: datetime | None = moment(default=None)
