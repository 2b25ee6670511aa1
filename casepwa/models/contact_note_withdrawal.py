"""An approval taken back by who gave it, or a return by a reviewer. The decision stays; so does this."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Table, moment, now, ref


class ContactNoteWithdrawal(Table, table=True):
    """One a decision. ``reason`` None: undone within seconds (casework/approvals/approvals.py)."""

    __table_args__ = ({"info": APPEND_ONLY},)

    review_id: UUID = Field(foreign_key="contact_note_review.id", primary_key=True)
    reason: str | None = None
    withdrawn_by_id: UUID = ref("account.id")
    withdrawn_at: datetime = moment(default_factory=now)
