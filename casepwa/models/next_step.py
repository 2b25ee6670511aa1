"""What happens next, who does it, by when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models.columns import Row, moment, now, ref


class NextStep(Row, table=True):
    """``withdrawn_at``: no longer needed, and not done. ``edit``: how often it was changed."""

    __table_args__ = (
        CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done_says_by_whom"),
        CheckConstraint(
            "owner_account_id IS NOT NULL OR owner_family_member_id IS NOT NULL OR owner_role IS NOT NULL",
            name="a_step_has_an_owner",
        ),
        CheckConstraint(
            "withdrawn_at IS NULL OR withdrawn_reason IS NOT NULL", name="a_withdrawn_step_says_why"
        ),
    )

    client_id: UUID = ref("client.id")
    goal_id: UUID | None = ref("goal.id", default=None)
    what: str
    why: str | None = None
    owner_account_id: UUID | None = ref("account.id", default=None)
    owner_family_member_id: UUID | None = ref("family_member.id", default=None)
    owner_role: str | None = None
    due_on: date | None = None
    added_by_id: UUID = ref("account.id")
    recorded_at: datetime = moment(default_factory=now)
    received_at: datetime = moment(default_factory=now)
    done_at: datetime | None = moment(default=None)
    done_by_id: UUID | None = ref("account.id", default=None)
    needs_help_at: datetime | None = moment(default=None)
    edit: int = 0
    changed_by_id: UUID | None = ref("account.id", default=None)
    withdrawn_at: datetime | None = moment(default=None)
    withdrawn_reason: str | None = None
