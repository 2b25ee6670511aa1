"""Check-in or check-out: when and where, as electronic visit verification asks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint

from casepwa.models import codes
from casepwa.models.append_only import APPEND_ONLY
from casepwa.models.columns import Row, moment, now, one_of, ref


class VisitStamp(Row, table=True):
    """Three times are kept: when it happened, when the device recorded it, when the server received it.

    Coordinates only for ``gps``, at these two moments, never in between; none at a confidential place.
    Source: 21st Century Cures Act section 12006 (six elements), domain.md.
    """

    __table_args__ = (
        one_of("kind", codes.StampKind),
        one_of("method", codes.LocationMethod),
        UniqueConstraint("visit_id", "kind"),
        CheckConstraint(
            "(method = 'gps') = (latitude IS NOT NULL AND longitude IS NOT NULL AND accuracy_m IS NOT NULL)",
            name="coordinates_come_with_gps_only",
        ),
        CheckConstraint("method <> 'manual' OR reason IS NOT NULL", name="a_manual_location_says_why"),
        {"info": APPEND_ONLY},
    )

    visit_id: UUID = ref("visit.id")
    kind: str
    happened_at: datetime = moment()
    recorded_at: datetime = moment()
    received_at: datetime = moment(default_factory=now)
    clock_offset_ms: int = 0
    method: str
    latitude: float | None = None
    longitude: float | None = None
    accuracy_m: float | None = None
    is_at_place: bool | None = None
    place_type: str | None = None
    reason: str | None = None
