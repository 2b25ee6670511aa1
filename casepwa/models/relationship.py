"""What a family member is to one client: relation, custody, protective orders."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint

from casepwa.models import codes
from casepwa.models.columns import Row, one_of, ref


class Relationship(Row, table=True):
    """``orders_checked_on``: the day somebody asked whether a protective order stands."""

    __table_args__ = (one_of("custody", codes.Custody), UniqueConstraint("client_id", "family_member_id"))

    client_id: UUID = ref("client.id")
    family_member_id: UUID = ref("family_member.id")
    relation: str
    lives_with: bool = False
    custody: str = codes.Custody.UNKNOWN
    protective_order: str | None = None
    orders_checked_on: date | None = None
    is_emergency_contact: bool = False
