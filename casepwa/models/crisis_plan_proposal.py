"""A change to a crisis plan that a worker proposes; a coordinator or supervisor decides."""

from datetime import datetime
from uuid import UUID

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class CrisisPlanProposal(Row, table=True):
    __table_args__ = (one_of("status", codes.ProposalStatus),)

    client_id: UUID = ref("client.id")
    about_version: int | None = None
    section: str
    proposal: str
    proposed_by_id: UUID = ref("account.id")
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
    status: str = codes.ProposalStatus.OPEN
    decided_by_id: UUID | None = ref("account.id", default=None)
    decided_at: datetime | None = moment(default=None)
