"""Who did what, or was refused: ids and the permission's own name, never text."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of


class AuditEvent(Row, table=True):
    __table_args__ = (
        one_of("outcome", codes.AuditOutcome),
        Index("audit_event_by_time", "at"),
        {"info": APPEND_ONLY},
    )

    at: datetime = moment(default_factory=now)
    account_id: UUID | None = Field(default=None, index=True)
    session_id: UUID | None = None
    action: str
    outcome: str = codes.AuditOutcome.DONE
    client_id: UUID | None = Field(default=None, index=True)
    subject_kind: str | None = None
    subject_id: UUID | None = None
    ids: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
