"""A word that came with a command, as the server judged it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Table, moment, now, one_of


class VisitWordUse(Table, table=True):
    """Written before the command is applied, and whatever becomes of it: a duress word is never lost to a
    refusal. ``visit_id`` is what the command says, and may be nobody's visit.
    """

    __table_args__ = (
        one_of("judged", codes.WordJudged),
        Index("visit_word_use_by_time", "account_id", "used_at"),
        Index("visit_word_use_by_visit", "visit_id"),
        {"info": APPEND_ONLY},
    )

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    command_id: UUID = Field(primary_key=True)
    visit_id: UUID
    judged: str
    used_at: datetime = moment(default_factory=now)
