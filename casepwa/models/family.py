"""The household."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint

from casepwa.models.columns import Row, no_coordinates_where_confidential, ref


class Family(Row, table=True):
    __table_args__ = (no_coordinates_where_confidential(), UniqueConstraint("organization_id", "import_key"))

    organization_id: UUID = ref("organization.id")
    name: str
    street: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    county: str | None = None
    is_confidential: bool = False
    latitude: float | None = None
    longitude: float | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    import_key: str | None = None
