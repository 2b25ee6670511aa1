"""What families tell us: questions, thanks, complaints. Kept as sent; nobody edits or deletes one.

Questions and thanks go to the client's staff; a complaint goes to the supervisor, and never first to the
staff whom it names. Source: domain.md, "Who may see what".
"""

from uuid import UUID

from sqlmodel import Session, col, select

from casepwa import bulletins
from casepwa.casework import audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.commands import MessageSend
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.family import complaints
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.models import Account, AccountRole, FamilyMessage, FamilyMessageAbout
from casepwa.models.codes import MessageKind, Role


def send(session: Session, *, actor: Actor, payload: MessageSend, recorded: Recorded) -> FamilyMessage:
    """Keep what a family says. ``about_account_ids`` counts for a complaint: staff of this agency.

    Raises ``Denied``; ``Invalid``: ``no_such_staff``, ``record_belongs_elsewhere``;
    ``Conflict('message_already_sent')``.
    """
    client = caseload.client_for(session, actor, payload.client_id, Permission.MESSAGE_SEND)
    existing = session.get(FamilyMessage, payload.message_id)
    if existing is not None:
        if existing.client_id != client.id or existing.from_account_id != actor.account_id:
            raise Invalid("record_belongs_elsewhere")
        raise Conflict("message_already_sent")
    about: set[UUID] = set(payload.about_account_ids) if payload.kind is MessageKind.COMPLAINT else set()
    if len(about) != len(_staff_among(session, actor, about)):
        raise Invalid("no_such_staff")
    message = FamilyMessage(
        id=payload.message_id,
        client_id=client.id,
        from_account_id=actor.account_id,
        kind=payload.kind,
        text=payload.text,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
    )
    session.add(message)
    session.flush()
    session.add_all(FamilyMessageAbout(message_id=message.id, account_id=each) for each in sorted(about))
    audit.done(
        session,
        actor,
        Permission.MESSAGE_SEND,
        client_id=client.id,
        subject_kind="family_message",
        subject_id=message.id,
    )
    session.flush()
    revisions.raise_for(session, client.id)
    if message.kind == MessageKind.COMPLAINT:
        bulletins.tell(session, complaints.topic(actor.organization_id))
    return message


def _staff_among(session: Session, actor: Actor, account_ids: set[UUID]) -> set[UUID]:
    of_family = select(AccountRole.account_id).where(AccountRole.role == Role.FAMILY)
    return set(
        session.exec(
            select(Account.id).where(
                col(Account.id).in_(account_ids),
                Account.organization_id == actor.organization_id,
                col(Account.id).not_in(of_family),
            )
        )
    )
