"""The final verdict on a queued command: the same command again gets the same answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field

from casepwa.models.columns import Table, moment, now, ref


class CommandReceipt(Table, table=True):
    __table_args__ = (CheckConstraint("verdict IN ('applied', 'refused')", name="only_final_verdicts"),)

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    command_id: UUID = Field(primary_key=True)
    kind: str
    sha256: str
    verdict: str
    error: str | None = None
    params: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    device_id: UUID = ref("device.id")
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
    clock_offset_ms: int = 0
    late_right: bool = False
