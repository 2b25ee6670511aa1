"""Someone who signs in: staff, or a family member."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from casepwa.models.columns import Row, moment, now, ref


class Account(Row, table=True):
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    organization_id: UUID = ref("organization.id")
    email: str = Field(unique=True)
    name: str
    title: str | None = None
    phone: str | None = None
    password_hash: str | None = None
    locale: str = "en"
    staff_team_id: UUID | None = ref("staff_team.id", default=None)
    family_member_id: UUID | None = ref("family_member.id", default=None)
    locked_at: datetime | None = moment(default=None)
    created_at: datetime = moment(default_factory=now)
