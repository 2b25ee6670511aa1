"""Abuse or neglect, suicide, a threat: said on a note, heard at once."""

from datetime import datetime
from uuid import UUID

from casepwa.models import codes
from casepwa.models.columns import Row, moment, now, one_of, ref


class SafetyConcern(Row, table=True):
    """For suicide: asked directly, answer, plan, means, action, who stays, consulted with. No score."""

    __table_args__ = (one_of("kind", codes.ConcernKind),)

    client_id: UUID = ref("client.id")
    note_id: UUID | None = ref("contact_note.id", default=None)
    kind: str
    what: str
    called_whom: str | None = None
    called_at: datetime | None = moment(default=None)
    report_number: str | None = None
    reporter_name: str | None = None
    asked_directly: bool | None = None
    answer: str | None = None
    plan: str | None = None
    means: str | None = None
    action: str | None = None
    who_stays: str | None = None
    consulted_with: str | None = None
    raised_by_id: UUID = ref("account.id")
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
