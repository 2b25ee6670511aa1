"""The two words of a worker: one says that all is well, the other calls for help without showing it."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Table, moment, now


class VisitWord(Table, table=True):
    """Hashes only (argon2id). Never in a bundle; that there is one, is."""

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    word_hash: str
    duress_hash: str
    set_at: datetime = moment(default_factory=now)
