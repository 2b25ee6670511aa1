"""What is added beside an approved note: the note itself stays as it was signed."""

from datetime import datetime
from uuid import UUID

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class ContactNoteAmendment(Row, table=True):
    """``sha256``: the author's signature over the words, the reason and the version they stand beside."""

    __table_args__ = (one_of("kind", codes.NoteAmendmentKind), {"info": APPEND_ONLY})

    note_id: UUID = ref("contact_note.id")
    version: int
    kind: str
    text: str
    reason: str
    author_id: UUID = ref("account.id")
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
    sha256: str
