"""What a client must not be given or meet."""

from uuid import UUID

from casepwa.models.columns import Row, ref


class Allergy(Row, table=True):
    client_id: UUID = ref("client.id")
    substance: str
    reaction: str | None = None
    what_to_do: str | None = None
    is_severe: bool = False
