"""Who read an alarm, and when."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Table, moment, now


class AlarmReading(Table, table=True):
    alarm_id: UUID = Field(foreign_key="alarm.id", primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    read_at: datetime = moment(default_factory=now)
