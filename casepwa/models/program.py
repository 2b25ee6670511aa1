"""A program of an agency: what it offers and under which rules. An ended one takes nobody in any more."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint

from casepwa.models.columns import Row, ref


class Program(Row, table=True):
    __table_args__ = (UniqueConstraint("organization_id", "name"),)

    organization_id: UUID = ref("organization.id")
    name: str
    service_type: str
    considers_income: bool = False
    ended_on: date | None = None
