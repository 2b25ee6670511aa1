"""A licence, certificate or background check, with its end."""

from datetime import date
from uuid import UUID

from casepwa.models.columns import Row, ref


class StaffCredential(Row, table=True):
    account_id: UUID = ref("account.id")
    name: str
    number: str | None = None
    issued_on: date | None = None
    expires_on: date | None = None
