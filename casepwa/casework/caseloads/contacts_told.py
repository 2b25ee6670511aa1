"""Contacts of people as their notes tell them, and nothing else of the notes: one query for any number."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from sqlalchemy import String, cast
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, true
from sqlmodel.sql.expression import SelectOfScalar

from casepwa.casework.caseloads import contact_standard
from casepwa.casework.caseloads.contact_standard import Contact, Kind
from casepwa.casework.notes.note_surroundings import CURRENT_VERSION
from casepwa.models import ContactNote, ContactNoteVersion

_NOTES = SQLModel.metadata.tables["contact_note"].c
_VERSIONS = SQLModel.metadata.tables["contact_note_version"].c


def of(
    session: Session,
    client_ids: SelectOfScalar[UUID] | Collection[UUID],
    *,
    since: datetime | None = None,
    with_attempts: bool = True,
) -> dict[UUID, list[Contact]]:
    """By client, of notes that begin at ``since`` or later (None: of all), the earliest first; who has none
    is not in it.
    """
    # columns: of 600 people's notes neither the words are needed nor rows that the session follows
    rows = session.connection().execute(
        select_columns(
            _NOTES.client_id,
            _VERSIONS.started_at,
            _VERSIONS.received_at,
            cast(_VERSIONS.contacted, String),
            _VERSIONS.outcome,
            _VERSIONS.contact_type,
        )
        .join_from(ContactNote, ContactNoteVersion, CURRENT_VERSION)
        .where(
            col(ContactNote.client_id).in_(client_ids),
            true() if since is None else col(ContactNoteVersion.started_at) >= since,
            true() if with_attempts else col(ContactNoteVersion.outcome).in_(contact_standard.MADE),
        )
        .order_by(col(ContactNoteVersion.started_at), col(ContactNoteVersion.id))
    )
    found: dict[UUID, list[Contact]] = {}
    for client_id, started_at, received_at, *what in rows:
        kinds, is_attempt = _counts_as(*what)
        happened_at = contact_standard.moment_of(started_at, received_at)
        contact = Contact(happened_at=happened_at, kinds=kinds, is_attempt=is_attempt)
        found.setdefault(client_id, []).append(contact)
    return found


@cache
def _counts_as(contacted: str, outcome: str, contact_type: str) -> tuple[frozenset[Kind], bool]:
    """``contacted`` as the database keeps it. There are a few dozen ways to be in touch, and many notes."""
    contact = contact_standard.counted(
        happened_at=datetime.min.replace(tzinfo=UTC),
        contacted=json.loads(contacted),
        outcome=outcome,
        contact_type=contact_type,
    )
    return contact.kinds, contact.is_attempt
