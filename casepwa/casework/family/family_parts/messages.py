"""What this reader told us, and where it stands. A complaint stays until it is answered, and after."""

from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.family.family_bundle_shapes import FamilyMessageLine
from casepwa.casework.family.family_parts.watching import Watching
from casepwa.models import Account, FamilyMessage, FamilyMessageAbout, FamilyMessageEvent
from casepwa.models.codes import MessageEventKind

Event = tuple[FamilyMessageEvent, str]


def of(session: Session, watching: Watching) -> list[FamilyMessageLine]:
    """The latest first."""
    rows = session.exec(
        select(FamilyMessage)
        .where(
            FamilyMessage.client_id == watching.client_id,
            FamilyMessage.from_account_id == watching.account.id,
        )
        .order_by(col(FamilyMessage.received_at).desc(), col(FamilyMessage.id).desc())
    ).all()
    ids = [row.id for row in rows]
    events, about = _events(session, ids), _about(session, ids)
    return [_line(row, events.get(row.id, {}), about.get(row.id, [])) for row in rows]


def _line(row: FamilyMessage, events: dict[str, Event], about: list[str]) -> FamilyMessageLine:
    read, acknowledged, resolved, answered = (
        events.get(kind)
        for kind in (
            MessageEventKind.READ,
            MessageEventKind.ACKNOWLEDGED,
            MessageEventKind.RESOLVED,
            MessageEventKind.ANSWERED,
        )
    )
    answer = resolved if resolved and resolved[0].text else answered
    return FamilyMessageLine(
        id=row.id,
        kind=row.kind,
        text=row.text,
        about=about,
        recorded_at=row.recorded_at,
        received_at=row.received_at,
        read_at=read[0].at if read else None,
        read_by=read[1] if read else None,
        acknowledged_at=acknowledged[0].at if acknowledged else None,
        acknowledged_by=acknowledged[1] if acknowledged else None,
        resolved_at=resolved[0].at if resolved else None,
        resolved_by=resolved[1] if resolved else None,
        answer=answer[0].text if answer else None,
        answered_by=answer[1] if answer else None,
    )


def _events(session: Session, message_ids: list[UUID]) -> dict[UUID, dict[str, Event]]:
    """By message and kind: the first reading, the latest of the others."""
    found: dict[UUID, dict[str, Event]] = {}
    for event, by in session.exec(
        select(FamilyMessageEvent, Account.name)
        .join(Account, col(Account.id) == FamilyMessageEvent.by_id)
        .where(col(FamilyMessageEvent.message_id).in_(message_ids))
        .order_by(col(FamilyMessageEvent.at), col(FamilyMessageEvent.id))
    ):
        kinds = found.setdefault(event.message_id, {})
        if event.kind != MessageEventKind.READ or event.kind not in kinds:
            kinds[event.kind] = (event, by)
    return found


def _about(session: Session, message_ids: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for message_id, name in session.exec(
        select(FamilyMessageAbout.message_id, Account.name)
        .join(Account, col(Account.id) == FamilyMessageAbout.account_id)
        .where(col(FamilyMessageAbout.message_id).in_(message_ids))
        .order_by(col(Account.name))
    ):
        found.setdefault(message_id, []).append(name)
    return found
