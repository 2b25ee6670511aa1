"""Who read that a worker is overdue, and when."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Table, moment, now


class SafetyEscalationReading(Table, table=True):
    __table_args__ = {"info": APPEND_ONLY}  # noqa: RUF012 (SQLAlchemy's own attribute)

    escalation_id: UUID = Field(foreign_key="safety_escalation.id", primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", primary_key=True, index=True)
    read_at: datetime = moment(default_factory=now)
