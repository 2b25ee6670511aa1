"""People in a caseload file who may be one another, or somebody who is here already: listed, never merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.caseload_import import name_sounds
from casepwa.casework.caseload_import.caseload_people import NewPerson
from casepwa.models import Client


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """``other_line``: the other row, or None when the other is in the records (``other_case_number``)."""

    line: int
    name: str
    birth_date: date | None
    other_name: str
    other_line: int | None
    other_case_number: str | None


def of_one(
    session: Session, *, organization_id: UUID, given_name: str, family_name: str, birth_date: date | None
) -> list[Client]:
    """People in the records whose name sounds alike, with the same birth date, or with one missing."""
    sound = name_sounds.sound_of(given_name, family_name)
    found = session.exec(
        select(Client)
        .where(Client.organization_id == organization_id, Client.name_sound == sound)
        .order_by(col(Client.id))
    )
    return [client for client in found if _same_day(birth_date, client.birth_date)]


def among(session: Session, *, organization_id: UUID, people: Sequence[NewPerson]) -> list[Likeness]:
    """Pairs whose names sound alike, with the same birth date, or with one birth date missing."""
    people = [person for person in people if person.given_name and person.family_name]
    sounds = {person.line: name_sounds.sound_of(person.given_name, person.family_name) for person in people}
    here: dict[str, list[Client]] = {}
    for client in session.exec(
        select(Client).where(
            Client.organization_id == organization_id, col(Client.name_sound).in_(set(sounds.values()))
        )
    ):
        here.setdefault(client.name_sound or "", []).append(client)
    found: list[Likeness] = []
    before: dict[str, list[NewPerson]] = {}
    for person in people:
        sound = sounds[person.line]
        for other in before.setdefault(sound, []):
            if _same_day(person.birth_date, other.birth_date):
                found.append(_like(person, f"{other.given_name} {other.family_name}", line=other.line))
        for client in here.get(sound, ()):
            if _same_day(person.birth_date, client.birth_date):
                name = f"{client.given_name} {client.family_name}"
                found.append(_like(person, name, case_number=client.import_key))
        before[sound].append(person)
    return found


def _same_day(one: date | None, other: date | None) -> bool:
    return one is None or other is None or one == other


def _like(
    person: NewPerson, name: str, *, line: int | None = None, case_number: str | None = None
) -> Likeness:
    return Likeness(
        line=person.line,
        name=f"{person.given_name} {person.family_name}",
        birth_date=person.birth_date,
        other_name=name,
        other_line=line,
        other_case_number=case_number,
    )
