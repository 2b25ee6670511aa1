"""What a visitor must know before going in."""

from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.households import Person
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import Alert
from casepwa.models import SafetyAlert


def of(session: Session, viewer: Viewer, people: dict[UUID, Person]) -> dict[UUID, list[Alert]]:
    """Of the client and of the household: a dog bites whoever comes to see whichever child."""
    households: dict[UUID, list[UUID]] = {}
    for client_id, person in people.items():
        households.setdefault(person.family.id, []).append(client_id)
    rows = session.exec(
        select(SafetyAlert)
        .where(
            or_(col(SafetyAlert.client_id).in_(viewer.wanted), col(SafetyAlert.family_id).in_(households)),
            or_(col(SafetyAlert.ended_on).is_(None), col(SafetyAlert.ended_on) > viewer.today),
        )
        .order_by(col(SafetyAlert.kind), col(SafetyAlert.id))
    )
    found: dict[UUID, list[Alert]] = {}
    for row in rows:
        alert = Alert(id=row.id, kind=row.kind, title=row.title, detail=row.detail)
        about = households[row.family_id] if row.family_id else [row.client_id]
        for client_id in about:
            if client_id is not None:
                found.setdefault(client_id, []).append(alert)
    return found
