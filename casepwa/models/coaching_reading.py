"""A worker has read what a supervisor said about their writing."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Table, moment, now


class CoachingReading(Table, table=True):
    __table_args__ = ({"info": APPEND_ONLY},)

    comment_id: UUID = Field(foreign_key="coaching_comment.id", primary_key=True)
    read_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
