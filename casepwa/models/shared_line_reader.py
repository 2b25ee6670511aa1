"""A reader who was named to the writer of a shared line."""

from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Table


class SharedLineReader(Table, table=True):
    line_id: UUID = Field(foreign_key="shared_line.id", primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
