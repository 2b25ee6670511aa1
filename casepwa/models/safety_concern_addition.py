"""What the raiser of a safety concern said otherwise, or more, after the first telling, which stays."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, ref


class SafetyConcernAddition(Row, table=True):
    """``said``: the fields of ``SafetyConcern`` that are other words than before, by name."""

    __table_args__ = ({"info": APPEND_ONLY},)

    concern_id: UUID = ref("safety_concern.id")
    said: dict[str, Any] = Field(sa_type=JSON)
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
