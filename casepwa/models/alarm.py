"""What must reach the supervisor at once: I need help, or a safety concern."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class Alarm(Row, table=True):
    """``settled_spoken``: how its raiser was spoken with, when **Mark safe** settled it."""

    __table_args__ = (
        one_of("kind", codes.AlarmKind),
        one_of("settled_spoken", codes.SpokenHow),
        Index("alarm_by_time", "received_at"),
    )

    kind: str
    raised_by_id: UUID = ref("account.id")
    visit_id: UUID | None = ref("visit.id", default=None)
    concern_id: UUID | None = ref("safety_concern.id", default=None)
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
    settled_at: datetime | None = moment(default=None)
    settled_by_id: UUID | None = ref("account.id", default=None)
    settled_spoken: str | None = None
    settled_how: str | None = None
