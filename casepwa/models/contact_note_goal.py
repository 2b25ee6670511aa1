"""A goal that a version of a note speaks about."""

from uuid import UUID

from sqlmodel import Field

from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Table


class ContactNoteGoal(Table, table=True):
    __table_args__ = ({"info": APPEND_ONLY},)

    version_id: UUID = Field(foreign_key="contact_note_version.id", primary_key=True)
    goal_id: UUID = Field(foreign_key="goal.id", primary_key=True, index=True)
