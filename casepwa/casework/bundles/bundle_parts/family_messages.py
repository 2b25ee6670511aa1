"""What the family told us, for the staff who may read it. A complaint only after it was released to them."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import FamilySaid
from casepwa.models import Account, FamilyMessage, FamilyMessageAbout, FamilyMessageEvent
from casepwa.models.codes import MessageEventKind, MessageKind

REACH_BACK = timedelta(days=90)


def of(session: Session, viewer: Viewer) -> dict[UUID, list[FamilySaid]]:
    """The latest first."""
    rows = session.exec(
        select(FamilyMessage, Account.name)
        .join(Account, col(Account.id) == FamilyMessage.from_account_id)
        .where(
            col(FamilyMessage.client_id).in_(viewer.theirs),
            col(FamilyMessage.received_at) >= viewer.at - REACH_BACK,
            is_for(viewer.actor.account_id),
        )
        .order_by(col(FamilyMessage.received_at).desc(), col(FamilyMessage.id).desc())
    ).all()
    events = _events(session, [row.id for row, _ in rows])
    found: dict[UUID, list[FamilySaid]] = {}
    for row, by in rows:
        found.setdefault(row.client_id, []).append(_line(viewer, row, by, events.get(row.id, [])))
    return found


def is_for(account_id: UUID) -> ColumnElement[bool]:
    """SQL: may this member of staff read the message, the client being within their reach?"""
    released = exists().where(
        col(FamilyMessageEvent.message_id) == FamilyMessage.id,
        col(FamilyMessageEvent.kind) == MessageEventKind.RELEASED,
    )
    named = exists().where(
        col(FamilyMessageAbout.message_id) == FamilyMessage.id,
        col(FamilyMessageAbout.account_id) == account_id,
    )
    return or_(col(FamilyMessage.kind) != MessageKind.COMPLAINT, and_(released, named))


def _line(
    viewer: Viewer, row: FamilyMessage, by: str, events: list[tuple[FamilyMessageEvent, str]]
) -> FamilySaid:
    read = [(event, name) for event, name in events if event.kind == MessageEventKind.READ]
    answers = [(event, name) for event, name in events if event.kind == MessageEventKind.ANSWERED]
    return FamilySaid(
        id=row.id,
        kind=row.kind,
        text=row.text,
        by=by,
        received_at=row.received_at,
        is_read_by_me=any(event.by_id == viewer.actor.account_id for event, _ in read),
        read_by=list(dict.fromkeys(name for _, name in read)),
        answer=answers[-1][0].text if answers else None,
        answered_by=answers[-1][1] if answers else None,
    )


def _events(session: Session, message_ids: list[UUID]) -> dict[UUID, list[tuple[FamilyMessageEvent, str]]]:
    found: dict[UUID, list[tuple[FamilyMessageEvent, str]]] = {}
    for event, name in session.exec(
        select(FamilyMessageEvent, Account.name)
        .join(Account, col(Account.id) == FamilyMessageEvent.by_id)
        .where(col(FamilyMessageEvent.message_id).in_(message_ids))
        .order_by(col(FamilyMessageEvent.at), col(FamilyMessageEvent.id))
    ):
        found.setdefault(event.message_id, []).append((event, name))
    return found
