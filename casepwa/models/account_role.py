"""The set of roles of an account."""

from uuid import UUID

from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.columns import Table, one_of


class AccountRole(Table, table=True):
    __table_args__ = (one_of("role", codes.Role),)

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    role: str = Field(primary_key=True)
