"""Addendum, correction and late entry: words beside an approved note, which itself stays as it was signed.

Source: domain.md, "Contact notes".
"""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from casepwa import bulletins
from casepwa.casework import audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.approvals import approvals
from casepwa.casework.commands import NoteAmend
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.notes import signatures
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.models import ContactNote, ContactNoteAmendment
from casepwa.models.codes import NoteStatus


def add(session: Session, *, actor: Actor, payload: NoteAmend, recorded: Recorded) -> ContactNoteAmendment:
    """Keep an amendment of an own approved note, signed.

    Raises ``Denied``; ``Invalid('record_belongs_elsewhere')`` for another's note or a taken id;
    ``Conflict('note_is_not_approved')``: that one is mended instead.
    """
    client = caseload.client_for(
        session, actor, payload.client_id, Permission.CONTACT_NOTE_WRITE, late=recorded.late
    )
    note = session.get(ContactNote, payload.note_id)
    if note is None or (note.client_id, note.author_id) != (client.id, actor.account_id):
        raise Invalid("record_belongs_elsewhere")
    if session.get(ContactNoteAmendment, payload.amendment_id) is not None:
        raise Invalid("record_belongs_elsewhere")
    if note.status != NoteStatus.APPROVED:
        raise Conflict("note_is_not_approved")
    amendment = ContactNoteAmendment(
        id=payload.amendment_id,
        note_id=note.id,
        version=note.version,
        kind=payload.kind,
        text=payload.text,
        reason=payload.reason,
        author_id=actor.account_id,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
        sha256="",
    )
    amendment.sha256 = signatures.of(content_signed(amendment, client_id=client.id))
    session.add(amendment)
    session.flush()
    audit.done(
        session,
        actor,
        Permission.CONTACT_NOTE_WRITE,
        client_id=client.id,
        subject_kind="contact_note_amendment",
        subject_id=amendment.id,
    )
    revisions.raise_for(session, client.id)
    bulletins.tell(session, approvals.topic(actor.organization_id))
    return amendment


def content_signed(amendment: ContactNoteAmendment, *, client_id: UUID) -> dict[str, Any]:
    """What the signature of ``amendment`` covers."""
    return {
        "amendment_id": amendment.id,
        "note_id": amendment.note_id,
        "version": amendment.version,
        "client_id": client_id,
        "author_id": amendment.author_id,
        "kind": amendment.kind,
        "text": amendment.text,
        "reason": amendment.reason,
        "recorded_at": amendment.recorded_at,
    }
