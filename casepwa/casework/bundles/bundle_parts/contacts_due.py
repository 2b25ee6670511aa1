"""When the next contact is owed by the program's contact standard, and the last one that came about."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col

from casepwa.casework.bundles.bundle_parts.abouts import Served
from casepwa.casework.bundles.bundle_parts.notes import CURRENT_VERSION
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import ContactDue
from casepwa.casework.caseloads import contact_standard
from casepwa.casework.caseloads.contact_standard import Contact
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import ContactStandard
from casepwa.models import ContactNote, ContactNoteVersion

_NOTES = SQLModel.metadata.tables["contact_note"].c
_VERSIONS = SQLModel.metadata.tables["contact_note_version"].c
_COUNTED = (
    _VERSIONS.started_at,
    _VERSIONS.received_at,
    _VERSIONS.contacted,
    _VERSIONS.outcome,
    _VERSIONS.contact_type,
)
_REACHES_BACK = timedelta(days=2 * 366)
"""Longer than any cadence of the standard: an older contact changes no due day."""


def of(session: Session, viewer: Viewer, served: dict[UUID, Served]) -> dict[UUID, ContactDue]:
    """Without an open episode or a chosen standard nothing is owed."""
    book = rules.book(session, organization_id=viewer.actor.organization_id)
    contacts = _contacts(session, viewer)
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


def _contacts(session: Session, viewer: Viewer) -> dict[UUID, list[Contact]]:
    # columns: of two years of notes neither the words are needed nor rows that the session follows
    rows = session.connection().execute(
        select_columns(_NOTES.client_id, *_COUNTED)
        .join_from(ContactNote, ContactNoteVersion, CURRENT_VERSION)
        .where(
            col(ContactNote.client_id).in_(viewer.whole),
            col(ContactNoteVersion.outcome).in_(contact_standard.MADE),
            col(ContactNoteVersion.started_at) >= viewer.at - _REACHES_BACK,
        )
        .order_by(col(ContactNoteVersion.started_at), col(ContactNoteVersion.id))
    )
    found: dict[UUID, list[Contact]] = {}
    for client_id, started_at, received_at, contacted, outcome, contact_type in rows:
        contact = contact_standard.counted(
            happened_at=contact_standard.moment_of(started_at, received_at),
            contacted=contacted,
            outcome=outcome,
            contact_type=contact_type,
        )
        found.setdefault(client_id, []).append(contact)
    return found
