"""A client's time in a program."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models import codes
from casepwa.models.columns import Row, one_of, ref


class Episode(Row, table=True):
    __table_args__ = (
        one_of("referral_source", codes.ReferralSource),
        CheckConstraint("closed_on IS NULL OR closed_reason IS NOT NULL", name="closing_says_why"),
    )

    client_id: UUID = ref("client.id")
    program_id: UUID = ref("program.id")
    referral_source: str
    eligibility_criteria: str | None = None
    is_eligible: bool | None = None
    eligibility_decided_on: date | None = None
    eligibility_decided_by_id: UUID | None = ref("account.id", default=None)
    intensity_tier: int = 1
    opened_on: date
    closed_on: date | None = None
    closed_reason: str | None = None
