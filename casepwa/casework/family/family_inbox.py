"""Staff and what families told them: read, answered. Complaints are ``complaints``' until released."""

from uuid import UUID

from sqlmodel import Session, select

from casepwa.casework import audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.bundles.bundle_parts.family_messages import is_for
from casepwa.casework.commands import MessageAnswer, MessageRead
from casepwa.casework.errors import Denied
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.models import FamilyMessage, FamilyMessageEvent
from casepwa.models.codes import MessageEventKind, MessageKind


def mark_read(session: Session, *, actor: Actor, payload: MessageRead, recorded: Recorded) -> None:
    """Tell the family that it was read, and by whom; the first reading of each counts. Raises ``Denied``."""
    message = _message(session, actor, payload.client_id, payload.message_id, Permission.MESSAGE_READ)
    known = session.exec(
        select(FamilyMessageEvent.id).where(
            FamilyMessageEvent.message_id == message.id,
            FamilyMessageEvent.by_id == actor.account_id,
            FamilyMessageEvent.kind == MessageEventKind.READ,
        )
    ).first()
    if known is None:
        _happened(session, actor, message, MessageEventKind.READ, recorded, None, Permission.MESSAGE_READ)


def answer(session: Session, *, actor: Actor, payload: MessageAnswer, recorded: Recorded) -> None:
    """Answer a question or thanks in words that the family reads.

    A complaint is ``complaints.resolve``'s, by a supervisor whom it does not name: who reads one here is
    named in it. Raises ``Denied``, for that with ``complaint_is_the_supervisors``.
    """
    permission = Permission.MESSAGE_ANSWER
    message = _message(session, actor, payload.client_id, payload.message_id, permission)
    if message.kind == MessageKind.COMPLAINT:
        raise Denied(permission, client_id=message.client_id, message_id="complaint_is_the_supervisors")
    _happened(session, actor, message, MessageEventKind.ANSWERED, recorded, payload.text, permission)


def _message(
    session: Session, actor: Actor, client_id: UUID, message_id: UUID, permission: Permission
) -> FamilyMessage:
    caseload.client_for(session, actor, client_id, permission)
    message = session.exec(
        select(FamilyMessage).where(
            FamilyMessage.id == message_id,
            FamilyMessage.client_id == client_id,
            is_for(actor.account_id),
        )
    ).first()
    if message is None:
        raise Denied(permission, client_id=client_id)
    return message


def _happened(
    session: Session,
    actor: Actor,
    message: FamilyMessage,
    kind: MessageEventKind,
    recorded: Recorded,
    text: str | None,
    permission: Permission,
) -> None:
    session.add(
        FamilyMessageEvent(
            message_id=message.id, kind=kind, text=text, by_id=actor.account_id, at=recorded.received_at
        )
    )
    session.flush()
    audit.done(
        session,
        actor,
        permission,
        client_id=message.client_id,
        subject_kind="family_message",
        subject_id=message.id,
    )
    session.flush()
    revisions.raise_for(session, message.client_id)
