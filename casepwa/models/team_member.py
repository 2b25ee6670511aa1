"""A member of a client's team. Access begins and ends with membership."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class TeamMember(Row, table=True):
    """Staff by account, relatives by family member, outsiders (a teacher, a physician) by name."""

    __table_args__ = (
        one_of("role", codes.TeamRole),
        CheckConstraint(
            "account_id IS NOT NULL OR family_member_id IS NOT NULL OR name IS NOT NULL",
            name="a_team_member_is_somebody",
        ),
        CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="membership_ends_after_it_starts"),
        Index("team_member_of_account", "account_id", "client_id"),
    )

    client_id: UUID = ref("client.id")
    account_id: UUID | None = ref("account.id", default=None, index=False)
    family_member_id: UUID | None = ref("family_member.id", default=None)
    name: str | None = None
    organization_id: UUID | None = ref("organization.id", default=None)
    phone: str | None = None
    role: str
    duty: str | None = None
    starts_at: datetime = moment(default_factory=now)
    ends_at: datetime | None = moment(default=None)
