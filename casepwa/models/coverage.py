"""Who pays for an episode, from when to when."""

from datetime import date
from uuid import UUID

from casepwa.models.columns import Row, ref


class Coverage(Row, table=True):
    episode_id: UUID = ref("episode.id")
    payer_id: UUID = ref("payer.id")
    member_number: str | None = None
    starts_on: date
    ends_on: date | None = None
