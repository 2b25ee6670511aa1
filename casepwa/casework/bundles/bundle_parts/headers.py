"""Who the client is and where they are now."""

from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.households import Person
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import Header
from casepwa.models import Family, FamilyMember, Relationship, SettingStay
from casepwa.models.codes import PlaceType, Setting

_PLACE_OF: dict[str, PlaceType] = {
    Setting.HOME: PlaceType.HOME,
    Setting.FOSTER: PlaceType.HOME,
    Setting.RESIDENTIAL: PlaceType.RESIDENTIAL,
    Setting.HOSPITAL: PlaceType.HOSPITAL,
    Setting.SHELTER: PlaceType.SHELTER,
}


def of(session: Session, viewer: Viewer, people: dict[UUID, Person]) -> dict[UUID, Header]:
    """Where they stay now wins over the household's address; a confidential place keeps no coordinates."""
    stays = _stays(session, viewer)
    housemates = _housemates(session, viewer)
    return {
        client_id: _header(person, stays.get(client_id), housemates.get(client_id, []))
        for client_id, person in people.items()
    }


def _header(person: Person, stay: SettingStay | None, lives_with: list[str]) -> Header:
    client, family = person.client, person.family
    place: SettingStay | Family = family
    address = _address(family)
    if stay is not None and (stay.setting != Setting.HOME or stay.address):
        place = stay
        address = ", ".join(part for part in (stay.place_name, stay.address) if part) or None
    is_confidential = place.is_confidential or bool(stay and stay.is_confidential)
    return Header(
        id=client.id,
        name=person.name,
        given_name=person.given_name,
        family_name=client.family_name,
        pronouns=client.pronouns,
        birth_date=client.birth_date,
        lives_with=lives_with,
        address=address,
        place_type=_PLACE_OF[stay.setting] if stay else PlaceType.HOME,
        is_confidential=is_confidential,
        latitude=None if is_confidential else place.latitude,
        longitude=None if is_confidential else place.longitude,
        pair_required=client.pair_required,
        family_id=family.id,
        family_name_of_household=family.name,
    )


def _address(family: Family) -> str | None:
    """One line: street, city, state and postal code, as far as they are known."""
    state = " ".join(part for part in (family.state, family.postal_code) if part)
    return ", ".join(part for part in (family.street, family.city, state) if part) or None


def _stays(session: Session, viewer: Viewer) -> dict[UUID, SettingStay]:
    rows = session.exec(
        select(SettingStay)
        .where(
            col(SettingStay.client_id).in_(viewer.wanted),
            col(SettingStay.starts_on) <= viewer.today,
            or_(col(SettingStay.ends_on).is_(None), col(SettingStay.ends_on) > viewer.today),
        )
        .order_by(col(SettingStay.starts_on), col(SettingStay.id))
    )
    return {stay.client_id: stay for stay in rows}


def _housemates(session: Session, viewer: Viewer) -> dict[UUID, list[str]]:
    rows = session.exec(
        select(Relationship.client_id, FamilyMember.given_name, Relationship.relation)
        .join(FamilyMember, col(FamilyMember.id) == Relationship.family_member_id)
        .where(col(Relationship.client_id).in_(viewer.whole), col(Relationship.lives_with))
        .order_by(col(FamilyMember.given_name), col(FamilyMember.id))
    )
    found: dict[UUID, list[str]] = {}
    for client_id, name, relation in rows:
        found.setdefault(client_id, []).append(f"{name} ({relation})")
    return found
