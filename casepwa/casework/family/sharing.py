"""Who in the family may be named as a reader of a shared line, and the line itself.

Sharing is per person and starts with nothing: an account needs a grant by name, made after legal custody was
recorded; where a protective order stands against someone, no grant counts.
Source: domain.md, "Who may see what".
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col, select

from casepwa.casework import audit, caseload
from casepwa.casework.actors import Actor
from casepwa.casework.bundles.bundle_shapes import ShareReader
from casepwa.casework.commands import SharePayload
from casepwa.casework.errors import Invalid
from casepwa.casework.family import family_shared
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.models import (
    ContactNote,
    ContactNoteReview,
    NextStep,
    SharedLine,
    SharedLineReader,
    SharingGrant,
)
from casepwa.models.codes import ReviewDecision, SharedKind
from casepwa.models.columns import now

OWN = "self"
"""What the client's own account is to the client."""


def readers_of(session: Session, client_ids: Iterable[UUID]) -> dict[UUID, list[ShareReader]]:
    """The family accounts that may read shared lines about each client today, by name.

    ``relation`` of the client's own account is ``self``.
    """
    about = family_shared.about_clients(session, set(client_ids), at=now())
    found: dict[UUID, list[ShareReader]] = {}
    for client_id, shared in about.items():
        for each in shared:
            if each.has(SharedKind.SHARED_LINE):
                account, relation = each.tie.account, each.tie.relation or OWN
                reader = ShareReader(account_id=account.id, name=account.name, relation=relation)
                found.setdefault(client_id, []).append(reader)
    return found


def share_step(session: Session, *, actor: Actor, step: NextStep, reader_ids: Iterable[UUID]) -> None:
    """Grant ``step`` by name to the readers shown to the writer, if still allowed. Raises ``Denied``."""
    caseload.client_for(session, actor, step.client_id, Permission.SHARE_WITH_FAMILY)
    allowed = {reader.account_id for reader in readers_of(session, [step.client_id]).get(step.client_id, [])}
    readers = sorted(allowed & set(reader_ids))
    session.add_all(
        SharingGrant(
            account_id=reader,
            client_id=step.client_id,
            kind=SharedKind.NEXT_STEP,
            item_id=step.id,
            granted_by_id=actor.account_id,
        )
        for reader in readers
    )
    audit.done(
        session,
        actor,
        Permission.SHARE_WITH_FAMILY,
        client_id=step.client_id,
        subject_kind="next_step",
        subject_id=step.id,
        did="shared",
        readers=[str(reader) for reader in readers],
    )
    session.flush()


def write_line(
    session: Session, *, actor: Actor, note: ContactNote, payload: SharePayload, recorded: Recorded
) -> SharedLine:
    """Keep the plain line beside ``note`` for those readers shown to the writer who are still allowed.

    It shows when the note is approved, to whom is allowed then. The line of an earlier submission gives way
    to it, and stays on record if an approval had shown it to the family.
    Raises ``Denied`` without the right to share, ``Invalid('record_belongs_elsewhere')``.
    """
    caseload.client_for(session, actor, note.client_id, Permission.SHARE_WITH_FAMILY)
    existing = session.get(SharedLine, payload.id)
    if existing is not None and (existing.note_id, existing.written_by_id) != (note.id, actor.account_id):
        raise Invalid("record_belongs_elsewhere")
    _take_back(session, note, at=recorded.received_at, for_id=payload.id)
    line = SharedLine(
        id=payload.id,
        note_id=note.id,
        client_id=note.client_id,
        text=payload.text,
        written_by_id=actor.account_id,
        recorded_at=recorded.recorded_at,
    )
    session.add(line)
    session.flush()
    allowed = {reader.account_id for reader in readers_of(session, [note.client_id]).get(note.client_id, [])}
    readers = sorted(allowed & set(payload.reader_ids))
    session.add_all(SharedLineReader(line_id=line.id, account_id=reader) for reader in readers)
    audit.done(
        session,
        actor,
        Permission.SHARE_WITH_FAMILY,
        client_id=note.client_id,
        subject_kind="shared_line",
        subject_id=line.id,
        did="shared",
        readers=[str(reader) for reader in readers],
    )
    session.flush()
    return line


def take_back_line(session: Session, *, actor: Actor, note: ContactNote, at: datetime) -> None:
    """The author mended ``note`` and shares nothing with it now: the line of before goes to nobody.

    The caller has authorised the note.
    """
    for line in _standing(session, note):
        audit.done(
            session,
            actor,
            Permission.SHARE_WITH_FAMILY,
            client_id=note.client_id,
            subject_kind="shared_line",
            subject_id=line.id,
            did="taken_back",
            readers=[],
        )
    _take_back(session, note, at=at)


def _standing(session: Session, note: ContactNote) -> Sequence[SharedLine]:
    return session.exec(
        select(SharedLine).where(SharedLine.note_id == note.id, col(SharedLine.ended_at).is_(None))
    ).all()


def _take_back(session: Session, note: ContactNote, *, at: datetime, for_id: UUID | None = None) -> None:
    """End what the family may have read; forget what no approval ever showed.

    ``for_id``: the id that the next line brings, which keeps its label and its privacy: an ended line of that
    id goes on under another.
    """
    was_shown = session.exec(
        select(ContactNoteReview.id).where(
            ContactNoteReview.note_id == note.id, ContactNoteReview.decision == ReviewDecision.APPROVED
        )
    ).first()
    lines = select(SharedLine).where(
        SharedLine.note_id == note.id, or_(col(SharedLine.ended_at).is_(None), col(SharedLine.id) == for_id)
    )
    for line in session.exec(lines).all():
        of_line = col(SharedLineReader.line_id) == line.id
        if was_shown is None:
            session.exec(delete(SharedLineReader).where(of_line))
            session.delete(line)
        elif line.id != for_id:
            line.ended_at = at
        else:
            kept = SharedLine(**line.model_dump(exclude={"id", "ended_at"}), ended_at=line.ended_at or at)
            session.add(kept)
            session.flush()
            session.exec(update(SharedLineReader).where(of_line).values(line_id=kept.id))
            session.delete(line)
    session.flush()
