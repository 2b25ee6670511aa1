"""Where a client has lived, from when to when: the setting history."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint

from casepwa.models import codes
from casepwa.models.columns import Row, no_coordinates_where_confidential, one_of, ref


class SettingStay(Row, table=True):
    __table_args__ = (
        no_coordinates_where_confidential(),
        one_of("setting", codes.Setting),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="stay_ends_after_it_starts"),
    )

    client_id: UUID = ref("client.id")
    setting: str
    place_name: str | None = None
    address: str | None = None
    is_confidential: bool = False
    latitude: float | None = None
    longitude: float | None = None
    starts_on: date
    ends_on: date | None = None
