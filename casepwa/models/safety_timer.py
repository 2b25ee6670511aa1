"""The clock that runs for a worker on a visit, kept by the server: one a visit."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class SafetyTimer(Row, table=True):
    """``due_at``: when the worker is asked. ``next_stage`` is raised at ``next_at``; both are empty when
    nothing is to come: all were raised, the worker was marked safe (``safe_at``), or the visit has ended.
    """

    __table_args__ = (
        one_of("next_stage", codes.EscalationStage),
        CheckConstraint("(next_stage IS NULL) = (next_at IS NULL)", name="a_stage_has_a_time"),
        CheckConstraint("ended_at IS NULL OR next_at IS NULL", name="an_ended_timer_raises_nothing"),
        Index("safety_timer_by_next", "next_at"),
    )

    organization_id: UUID = ref("organization.id")
    visit_id: UUID = ref("visit.id", unique=True)
    worker_id: UUID = ref("account.id")
    started_at: datetime = moment(default_factory=now)
    due_at: datetime = moment()
    supervisor_after_minutes: int
    on_call_after_minutes: int
    next_stage: str | None = None
    next_at: datetime | None = moment(default=None)
    safe_at: datetime | None = moment(default=None)
    ended_at: datetime | None = moment(default=None)
