"""A transfer to a worker of another supervisor's team, as it is asked and answered."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class TransferRequest(Row, table=True):
    """Nothing moves by it: an accepted one becomes a ``CaseTransfer`` for each of its people."""

    __table_args__ = (
        one_of("answer", codes.TransferAnswer),
        CheckConstraint("from_id <> to_id", name="a_request_has_another_receiver"),
        CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by_id IS NULL)",
            name="an_answer_says_when_and_by_whom",
        ),
        CheckConstraint("answer <> 'declined' OR answer_reason IS NOT NULL", name="declining_says_why"),
    )

    organization_id: UUID = ref("organization.id")
    from_id: UUID = ref("account.id")
    to_id: UUID = ref("account.id")
    wanted_on: date
    reason: str
    asked_by_id: UUID = ref("account.id")
    asked_at: datetime = moment(default_factory=now)
    answer: str | None = None
    answer_reason: str | None = None
    answered_by_id: UUID | None = ref("account.id", default=None)
    answered_at: datetime | None = moment(default=None)
