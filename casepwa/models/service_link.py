"""A referral to a service, from needed to completed."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models import codes
from casepwa.models.columns import Row, one_of, ref


class ServiceLink(Row, table=True):
    __table_args__ = (
        one_of("status", codes.LinkStatus),
        CheckConstraint(
            "status NOT IN ('declined', 'unavailable') OR reason IS NOT NULL", name="an_end_says_why"
        ),
    )

    client_id: UUID = ref("client.id")
    service: str
    organization_id: UUID | None = ref("organization.id", default=None)
    provider_name: str | None = None
    provider_phone: str | None = None
    status: str = codes.LinkStatus.NEEDED
    reason: str | None = None
    is_warm_hand_off: bool = False
    referred_on: date | None = None
    follow_up_due_on: date | None = None
    followed_up_on: date | None = None
