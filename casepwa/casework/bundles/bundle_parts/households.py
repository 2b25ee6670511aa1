"""Clients with their households, read once for every part that needs them."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.models import Client, Family


@dataclass(frozen=True, kw_only=True)
class Person:
    client: Client
    family: Family

    @property
    def given_name(self) -> str:
        return self.client.preferred_name or self.client.given_name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.client.family_name}"


def people(session: Session, viewer: Viewer) -> dict[UUID, Person]:
    rows = session.exec(
        select(Client, Family)
        .join(Family, col(Family.id) == Client.family_id)
        .where(col(Client.id).in_(viewer.wanted))
    )
    return {client.id: Person(client=client, family=family) for client, family in rows}
