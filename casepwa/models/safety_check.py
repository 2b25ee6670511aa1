"""Someone spoke with a worker who is out, and found them safe."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class SafetyCheck(Row, table=True):
    """``visit_id`` is empty for a call for help from no visit. ``spoken_by``: when it was not who marked
    it."""

    __table_args__ = (
        one_of("how", codes.SpokenHow),
        CheckConstraint("how <> 'other' OR words IS NOT NULL", name="other_needs_words"),
        {"info": APPEND_ONLY},
    )

    worker_id: UUID = ref("account.id")
    visit_id: UUID | None = ref("visit.id", default=None)
    how: str
    words: str | None = None
    spoken_by: str | None = None
    marked_by_id: UUID = ref("account.id")
    marked_at: datetime = moment(default_factory=now)
