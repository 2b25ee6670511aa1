"""A member of staff whom a complaint names: not its first reader."""

from uuid import UUID

from sqlmodel import Field

from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Table


class FamilyMessageAbout(Table, table=True):
    __table_args__ = {"info": APPEND_ONLY}  # noqa: RUF012

    message_id: UUID = Field(foreign_key="family_message.id", primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
