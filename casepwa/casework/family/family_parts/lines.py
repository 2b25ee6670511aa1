"""Plain lines of approved notes that name this reader, while lines may be shared with them."""

from typing import Any
from uuid import UUID

from sqlalchemy import false, or_
from sqlmodel import Session, col, select

from casepwa.casework.family.family_bundle_shapes import FamilyLine
from casepwa.casework.family.family_parts.watching import Watching
from casepwa.models import Account, ContactNote, ContentLabel, KeptPrivate, SharedLine, SharedLineReader
from casepwa.models.codes import NoteStatus, SharedKind


def of(session: Session, watching: Watching) -> list[FamilyLine]:
    """The latest first. A line under the 42 CFR Part 2 label needs that consent, as all else under it."""
    shared = watching.shared
    if not shared.has(SharedKind.SHARED_LINE):
        return []
    rows = session.exec(
        select(SharedLine, Account.name)
        .join(SharedLineReader, col(SharedLineReader.line_id) == SharedLine.id)
        .join(ContactNote, col(ContactNote.id) == SharedLine.note_id)
        .join(Account, col(Account.id) == SharedLine.written_by_id)
        .where(
            SharedLine.client_id == watching.client_id,
            col(SharedLine.ended_at).is_(None),
            SharedLineReader.account_id == watching.account.id,
            ContactNote.status == NoteStatus.APPROVED,
            col(SharedLine.id).not_in(_kept_private(watching)),
        )
        .order_by(col(SharedLine.recorded_at).desc(), col(SharedLine.id))
    ).all()
    labelled = frozenset(
        session.exec(
            select(ContentLabel.item_id).where(
                ContentLabel.client_id == watching.client_id, ContentLabel.kind == SharedKind.SHARED_LINE
            )
        )
    )
    whole = shared.label(SharedKind.SHARED_LINE)
    named = _named(session, [line.id for line, _ in rows])
    return [
        FamilyLine(
            id=line.id,
            text=line.text,
            by=by,
            written_at=line.recorded_at,
            readers=_readers(watching, named.get(line.id, set())),
            label=whole or (shared.substance_use if line.id in labelled else None),
        )
        for line, by in rows
        if line.id not in labelled or shared.substance_use is not None
    ]


def _kept_private(watching: Watching) -> Any:
    kept = select(KeptPrivate.item_id).where(
        KeptPrivate.client_id == watching.client_id,
        KeptPrivate.kind == SharedKind.SHARED_LINE,
        col(KeptPrivate.item_id).is_not(None),
        col(KeptPrivate.ended_at).is_(None),
    )
    if watching.shared.tie.is_own:
        return kept.where(false())
    member = watching.account.family_member_id
    return kept.where(
        or_(col(KeptPrivate.family_member_id).is_(None), col(KeptPrivate.family_member_id) == member)
    )


def _readers(watching: Watching, named: set[UUID]) -> list[str]:
    family = [
        each.tie.account.name
        for each in watching.others
        if each.tie.account.id in named and each.has(SharedKind.SHARED_LINE)
    ]
    return [*(each.name for each in watching.staff), *family]


def _named(session: Session, line_ids: list[UUID]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for row in session.exec(select(SharedLineReader).where(col(SharedLineReader.line_id).in_(line_ids))):
        found.setdefault(row.line_id, set()).add(row.account_id)
    return found
