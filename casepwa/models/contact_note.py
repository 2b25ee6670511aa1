"""A contact note: where it stands. Its words are in its versions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class ContactNote(Row, table=True):
    """``units``: of its current version, counted with the author's notes of that day (``day_units``)."""

    __table_args__ = (one_of("status", codes.NoteStatus), Index("contact_note_queue", "status", "author_id"))

    client_id: UUID = ref("client.id")
    author_id: UUID = ref("account.id")
    visit_id: UUID | None = ref("visit.id", default=None)
    status: str = codes.NoteStatus.SUBMITTED
    version: int = 1
    units: int | None = None
    created_at: datetime = moment(default_factory=now)
