"""A reviewer's decision on one version of a note, with their own signature."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class ContactNoteReview(Row, table=True):
    __table_args__ = (
        one_of("decision", codes.ReviewDecision),
        CheckConstraint("decision <> 'returned' OR comment IS NOT NULL", name="a_return_says_what_to_mend"),
        {"info": APPEND_ONLY},
    )

    note_id: UUID = ref("contact_note.id")
    version: int
    decision: str
    comment: str | None = None
    reviewer_id: UUID = ref("account.id")
    reviewed_at: datetime = moment(default_factory=now)
    sha256: str
