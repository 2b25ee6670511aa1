"""Someone who signs in: staff, or a family member."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from casepwa.models.columns import Row, moment, now, ref


class Account(Row, table=True):
    """A family account is a relative's (``family_member_id``) or the client's own (``client_id``).

    ``awaits_approval``: a second adult until the supervisor agrees. ``suspended_at``: sees nothing, is told
    nothing; ``locked_at``: cannot sign in. ``desk_keys``: single letters approve and return at the desk; off
    until switched on in Settings.
    """

    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        CheckConstraint("client_id IS NULL OR family_member_id IS NULL", name="an_account_is_one_persons"),
    )

    organization_id: UUID = ref("organization.id")
    email: str = Field(unique=True)
    name: str
    title: str | None = None
    phone: str | None = None
    password_hash: str | None = None
    locale: str = "en"
    desk_keys: bool = False
    staff_team_id: UUID | None = ref("staff_team.id", default=None)
    family_member_id: UUID | None = ref("family_member.id", default=None)
    client_id: UUID | None = ref("client.id", default=None)
    awaits_approval: bool = False
    suspended_at: datetime | None = moment(default=None)
    locked_at: datetime | None = moment(default=None)
    created_at: datetime = moment(default_factory=now)
