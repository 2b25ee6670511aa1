"""When the next contact is owed by the program's contact standard, and the last one that came about."""

from uuid import UUID

from sqlmodel import Session

from casepwa.casework.bundles.bundle_parts.abouts import Served
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import ContactDue
from casepwa.casework.caseloads import contact_standard, contacts_told
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import ContactStandard


def of(session: Session, viewer: Viewer, served: dict[UUID, Served]) -> dict[UUID, ContactDue]:
    """Without an open episode or a chosen standard nothing is owed."""
    book = rules.book(session, organization_id=viewer.actor.organization_id)
    since = viewer.at - contact_standard.REACHES_BACK
    contacts = contacts_told.of(session, viewer.whole, since=since, with_attempts=False)
    long_ago = [client_id for client_id in viewer.whole if client_id not in contacts]
    if long_ago:
        contacts |= contacts_told.of(session, long_ago, with_attempts=False)
    found: dict[UUID, ContactDue] = {}
    for client_id in viewer.whole:
        episode = served.get(client_id)
        standard = (
            book.chosen(ContactStandard, on=viewer.today, program_id=episode.program_id) if episode else None
        )
        standing = contact_standard.standing(
            standard,
            contacts.get(client_id, []),
            opened_on=episode.opened_on if episode else None,
            today=viewer.today,
            zone=viewer.zone,
        )
        found[client_id] = ContactDue(last_contact_at=standing.last_contact_at, due_on=standing.due_on)
    return found
