"""One version of a client's crisis plan. One is active; none is changed once published."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class CrisisPlanVersion(Row, table=True):
    """``content`` is a ``casework.plans.crisis_plan_content.CrisisPlanContent`` as JSON.

    ``edit``: how often a draft was saved, so that two writers cannot overwrite each other unseen.
    """

    __table_args__ = (
        one_of("status", codes.PlanStatus),
        UniqueConstraint("client_id", "number"),
        Index(
            "one_active_crisis_plan",
            "client_id",
            unique=True,
            sqlite_where=text("status = 'active'"),
            postgresql_where=text("status = 'active'"),
        ),
        CheckConstraint(
            "status = 'draft' OR (published_by_id IS NOT NULL AND published_at IS NOT NULL)",
            name="a_published_plan_says_by_whom",
        ),
    )

    client_id: UUID = ref("client.id")
    number: int
    status: str = codes.PlanStatus.DRAFT
    content: dict[str, Any] = Field(sa_type=JSON)
    author_id: UUID = ref("account.id")
    created_at: datetime = moment(default_factory=now)
    published_by_id: UUID | None = ref("account.id", default=None)
    published_at: datetime | None = moment(default=None)
    review_due_on: date | None = None
    edit: int = 0
    changed_by_id: UUID | None = ref("account.id", default=None)
    changed_at: datetime | None = moment(default=None)
