"""Check-in and check-out: when and where, as electronic visit verification asks.

Source: 21st Century Cures Act, section 12006; domain.md, "Visits". Location is taken at these two moments and
never in between; a confidential place keeps none.
"""

from datetime import datetime

from casepwa.casework.commands import Location
from casepwa.casework.errors import Invalid
from casepwa.casework.recorded import Recorded
from casepwa.casework.visits import places
from casepwa.models import Visit, VisitStamp
from casepwa.models.codes import LocationMethod, PlaceType, StampKind


def stamped(
    visit: Visit,
    kind: StampKind,
    *,
    happened_at: datetime,
    location: Location,
    radius_m: int,
    recorded: Recorded,
) -> VisitStamp:
    """The stamp, not yet added. ``radius_m``: meters around the place that count as being there.

    Raises ``Invalid``: ``gps_without_coordinates``, ``location_needs_a_reason`` (``manual``),
    ``location_needs_a_place`` (``place_type``).
    """
    _check(location)
    stamp = VisitStamp(
        visit_id=visit.id,
        kind=kind,
        happened_at=happened_at,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
        clock_offset_ms=recorded.clock_offset_ms,
        method=location.method,
        place_type=location.place_type or visit.place_type,
        reason=location.reason or None,
    )
    if location.method == LocationMethod.GPS:
        if _is_confidential(visit, location):
            stamp.method = LocationMethod.PLACE_TYPE
        else:
            stamp.latitude, stamp.longitude = location.latitude, location.longitude
            stamp.accuracy_m = location.accuracy_m
            stamp.is_at_place = is_at_place(visit, location, radius_m=radius_m)
    return stamp


def is_at_place(visit: Visit, location: Location, *, radius_m: int) -> bool | None:
    """Within radius + accuracy (meters) of the visit's place. None: nobody knows where the place is."""
    if None in (visit.latitude, visit.longitude, location.latitude, location.longitude):
        return None
    assert visit.latitude is not None
    assert visit.longitude is not None
    assert location.latitude is not None
    assert location.longitude is not None
    away = places.meters_between(location.latitude, location.longitude, visit.latitude, visit.longitude)
    return away <= radius_m + (location.accuracy_m or 0)


def _check(location: Location) -> None:
    numbers = (location.latitude, location.longitude, location.accuracy_m)
    if location.method == LocationMethod.GPS and None in numbers:
        raise Invalid("gps_without_coordinates")
    if location.method == LocationMethod.MANUAL and not location.reason:
        raise Invalid("location_needs_a_reason")
    if location.method == LocationMethod.PLACE_TYPE and location.place_type is None:
        raise Invalid("location_needs_a_place")


def _is_confidential(visit: Visit, location: Location) -> bool:
    return visit.is_confidential or PlaceType.SHELTER in (visit.place_type, location.place_type)
