"""What a family account told us: a question, thanks, a complaint. Never changed, never deleted."""

from datetime import datetime
from uuid import UUID

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class FamilyMessage(Row, table=True):
    __table_args__ = (one_of("kind", codes.MessageKind), {"info": APPEND_ONLY})

    client_id: UUID = ref("client.id")
    from_account_id: UUID = ref("account.id")
    kind: str
    text: str
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
