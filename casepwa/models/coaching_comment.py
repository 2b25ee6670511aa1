"""What a supervisor says to a worker about their writing. Outside the client's record: no bundle of a client,
no export and no family view reads it."""

from datetime import datetime
from uuid import UUID

from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, ref


class CoachingComment(Row, table=True):
    __table_args__ = ({"info": APPEND_ONLY},)

    note_id: UUID = ref("contact_note.id")
    version: int
    text: str
    worker_id: UUID = ref("account.id")
    by_id: UUID = ref("account.id")
    written_at: datetime = moment(default_factory=now)
