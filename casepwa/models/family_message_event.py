"""What happened to a message: read, acknowledged, answered, resolved, released. Never changed."""

from datetime import datetime
from uuid import UUID

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class FamilyMessageEvent(Row, table=True):
    """``text``: the answer, as its writer reads it."""

    __table_args__ = (one_of("kind", codes.MessageEventKind), {"info": APPEND_ONLY})

    message_id: UUID = ref("family_message.id")
    kind: str
    text: str | None = None
    by_id: UUID = ref("account.id")
    at: datetime = moment(default_factory=now)
