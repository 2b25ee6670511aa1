"""A medicine a client takes."""

from datetime import date
from uuid import UUID

from casepwa.models.columns import Row, ref


class Medication(Row, table=True):
    client_id: UUID = ref("client.id")
    name: str
    dose: str | None = None
    schedule: str | None = None
    prescriber: str | None = None
    started_on: date | None = None
    ended_on: date | None = None
