"""Links to services, from needed to completed."""

from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.abouts import Served
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import Service
from casepwa.casework.plans import referrals
from casepwa.casework.rules import rules
from casepwa.models import Organization, ServiceLink


def of(session: Session, viewer: Viewer, served: dict[UUID, Served]) -> dict[UUID, list[Service]]:
    """What was written for this link wins over the directory entry."""
    rows = session.exec(
        select(ServiceLink, Organization.name, Organization.phone)
        .outerjoin(Organization, col(Organization.id) == ServiceLink.organization_id)
        .where(col(ServiceLink.client_id).in_(viewer.whole))
        .order_by(col(ServiceLink.service), col(ServiceLink.id))
    )
    book = rules.book(session, organization_id=viewer.actor.organization_id)
    found: dict[UUID, list[Service]] = {}
    for link, name, phone in rows:
        episode = served.get(link.client_id)
        line = Service(
            id=link.id,
            service=link.service,
            provider=link.provider_name or name,
            phone=link.provider_phone or phone,
            status=link.status,
            reason=link.reason,
            follow_up_due_on=referrals.follow_up_due_on(
                link, book, program_id=episode.program_id if episode else None
            ),
        )
        found.setdefault(link.client_id, []).append(line)
    return found
