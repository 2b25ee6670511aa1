"""What a reviewer says about words of a returned version."""

from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, ref


class ContactNoteComment(Row, table=True):
    """Characters ``starts`` to ``ends`` of the version's text, which are ``quote``; 0 to 0 and no quote: the
    note as a whole. ``number``: its place among the comments of one return."""

    __table_args__ = (
        CheckConstraint(
            "(starts = 0 AND ends = 0 AND quote = '') OR (starts >= 0 AND ends > starts AND quote <> '')",
            name="pinned_to_words_or_to_the_whole",
        ),
        {"info": APPEND_ONLY},
    )

    review_id: UUID = ref("contact_note_review.id")
    number: int
    starts: int
    ends: int
    quote: str
    text: str
