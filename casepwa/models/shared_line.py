"""A plain line written for the family beside a note: never the note."""

from datetime import datetime
from uuid import UUID

from casepwa.models.columns import Row, moment, ref


class SharedLine(Row, table=True):
    """``ended_at``: nobody gets it any more; it stays because the family had been able to read it."""

    note_id: UUID = ref("contact_note.id")
    client_id: UUID = ref("client.id")
    text: str
    written_by_id: UUID = ref("account.id")
    recorded_at: datetime = moment()
    ended_at: datetime | None = moment(default=None)
