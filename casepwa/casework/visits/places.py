"""Where clients are now, and how far a phone is from there. A confidential place has no coordinates.

Source: domain.md, "Visits".
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from casepwa.models import Client, Family, SettingStay
from casepwa.models.codes import PlaceType, Setting

EARTH_METERS = 6_371_009
PLACE_OF_SETTING: dict[str, PlaceType] = {
    Setting.HOME: PlaceType.HOME,
    Setting.FOSTER: PlaceType.HOME,
    Setting.RESIDENTIAL: PlaceType.RESIDENTIAL,
    Setting.HOSPITAL: PlaceType.HOSPITAL,
    Setting.SHELTER: PlaceType.SHELTER,
}


@dataclass(frozen=True, kw_only=True)
class Place:
    place_type: str
    address: str | None = None
    is_confidential: bool = False
    latitude: float | None = None
    longitude: float | None = None

    def without_coordinates(self) -> "Place":
        return replace(self, latitude=None, longitude=None)


def of_clients(session: Session, client_ids: Iterable[UUID], *, on: date) -> dict[UUID, Place]:
    """Where each client stays on day ``on``: the stay of their setting history, else the household."""
    wanted = set(client_ids)
    households = session.exec(
        select(Client.id, Family)
        .join(Family, col(Family.id) == Client.family_id)
        .where(col(Client.id).in_(wanted))
    )
    found = {client_id: _home(family) for client_id, family in households}
    stays = session.exec(
        select(SettingStay)
        .where(
            col(SettingStay.client_id).in_(wanted),
            col(SettingStay.starts_on) <= on,
            or_(col(SettingStay.ends_on).is_(None), col(SettingStay.ends_on) > on),
        )
        .order_by(col(SettingStay.starts_on), col(SettingStay.id))
    )
    for stay in stays:
        if stay.setting == Setting.HOME and not stay.address:
            home = found[stay.client_id]
            found[stay.client_id] = _sealed(
                replace(home, is_confidential=home.is_confidential or stay.is_confidential)
            )
        else:
            found[stay.client_id] = _stay(stay)
    return found


def of_visit(homes: Iterable[Place], *, place_type: str, address: str | None) -> Place:
    """The place of a visit of ``place_type`` to clients who stay at ``homes``; ``address``: what was typed.

    At the clients' own place the typed address may be left out, and its coordinates are known; a typed one
    that differs has none. A shelter is confidential whoever lives there.
    """
    for home in homes:
        if home.place_type == place_type:
            is_there = address is None or address == home.address
            place = replace(home, address=address or home.address)
            return _sealed(place if is_there else place.without_coordinates())
    return _sealed(Place(place_type=place_type, address=address))


def meters_between(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Great-circle distance in meters (haversine)."""
    phi, to_phi = radians(latitude), radians(to_latitude)
    half_phi, half_lambda = (to_phi - phi) / 2, radians(to_longitude - longitude) / 2
    chord = sin(half_phi) ** 2 + cos(phi) * cos(to_phi) * sin(half_lambda) ** 2
    return 2 * EARTH_METERS * asin(sqrt(min(1.0, chord)))


def _home(family: Family) -> Place:
    state = " ".join(part for part in (family.state, family.postal_code) if part)
    return _sealed(
        Place(
            place_type=PlaceType.HOME,
            address=", ".join(part for part in (family.street, family.city, state) if part) or None,
            is_confidential=family.is_confidential,
            latitude=family.latitude,
            longitude=family.longitude,
        )
    )


def _stay(stay: SettingStay) -> Place:
    return _sealed(
        Place(
            place_type=PLACE_OF_SETTING[stay.setting],
            address=", ".join(part for part in (stay.place_name, stay.address) if part) or None,
            is_confidential=stay.is_confidential,
            latitude=stay.latitude,
            longitude=stay.longitude,
        )
    )


def _sealed(place: Place) -> Place:
    if place.is_confidential or place.place_type == PlaceType.SHELTER:
        return replace(place, is_confidential=True, latitude=None, longitude=None)
    return place
