"""A reviewer opened a version of a note: only what was opened can be approved."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Table, moment, now


class ContactNoteReading(Table, table=True):
    __table_args__ = ({"info": APPEND_ONLY},)

    version_id: UUID = Field(foreign_key="contact_note_version.id", primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", primary_key=True, index=True)
    read_at: datetime = moment(default_factory=now)
