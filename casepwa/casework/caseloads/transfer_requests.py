"""People go to a worker of another supervisor's team only when that supervisor accepts: asked, then answered.

Nothing moves before. Until then the receiving supervisor sees how many people it is, their weight, from whom,
to whom, when and why, but nothing of who they are: "a supervisor sees the clients of their team's workers"
(domain.md). Who asked must still lead the giving worker, and reach each person, when it is accepted.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from casepwa import bulletins
from casepwa.casework import audit, caseload, supervised
from casepwa.casework.accounts import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.caseloads import transfers
from casepwa.casework.caseloads.transfers import Asked
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.models import (
    Account,
    AccountRole,
    CaseTransfer,
    StaffTeamSupervisor,
    TransferRequest,
    TransferRequestClient,
)
from casepwa.models.codes import TransferAnswer
from casepwa.models.columns import now


def receivers(session: Session, *, actor: Actor) -> list[Account]:
    """Field workers of other supervisors' teams who could be asked for, by name. Raises ``Denied``."""
    require(actor, Permission.CASE_TRANSFER)
    rows = session.exec(_elsewhere(actor).order_by(col(Account.name), col(Account.id)))
    return [account for account in rows if supervised.can_sign_in(account, now())]


def ask(session: Session, *, actor: Actor, asked: Asked) -> TransferRequest:
    """Ask the supervisors of the receiving worker's team to take people over. Nothing moves by it.

    Raises ``Denied`` unless ``actor`` leads the giving worker's team, reaches every client, and the receiver
    is a field worker of another team that somebody leads; ``Invalid`` and ``Conflict`` as
    ``transfers.arrange``, and ``Conflict('transfer_asked_already')`` for a person who is asked about.
    """
    supervised.workers(session, actor, [asked.from_id], Permission.CASE_TRANSFER)
    receiver = session.exec(_elsewhere(actor).where(Account.id == asked.to_id)).first()
    if receiver is None:
        raise Denied(Permission.CASE_TRANSFER)
    client_ids = transfers.whom(asked)
    at = transfers.moment_of(session, actor, asked.on)
    if not supervised.can_sign_in(receiver, at):
        raise Invalid("receiver_cannot_take_over")
    roles = accounts.roles_of(session, receiver.id)
    for client_id in client_ids:
        _ = caseload.client_for(session, actor, client_id, Permission.CASE_TRANSFER)
        _ = transfers.leaving(session, client_id, asked.from_id, roles, at)
        if session.exec(_open_about(client_id, asked.from_id)).first() is not None:
            raise Conflict("transfer_asked_already")
    request = TransferRequest(
        organization_id=actor.organization_id,
        from_id=asked.from_id,
        to_id=asked.to_id,
        wanted_on=asked.on,
        reason=asked.reason,
        asked_by_id=actor.account_id,
    )
    session.add(request)
    session.flush()
    session.add_all(TransferRequestClient(request_id=request.id, client_id=one) for one in client_ids)
    for client_id in client_ids:
        _audited(session, actor, Permission.CASE_TRANSFER, request, "asked", client_id=client_id)
    return request


def accept(session: Session, *, actor: Actor, request_id: UUID) -> list[CaseTransfer]:
    """Take the people over: on the day that was asked for, today where that has passed.

    Raises ``Denied`` unless ``actor`` leads the receiving worker's team; ``Conflict``: as ``decline``, and
    ``transfer_request_is_void`` when who asked may transfer these people no more; what ``transfers.arrange``
    raises of people, days and the receiver.
    """
    request = _to_answer(session, actor, request_id)
    receiver = supervised.workers(session, actor, [request.to_id], Permission.TRANSFER_ANSWER)[request.to_id]
    today = day_of(now(), zone_of(session, actor.organization_id))
    asked = Asked(
        client_ids=_people(session, request),
        from_id=request.from_id,
        to_id=request.to_id,
        on=max(request.wanted_on, today),
        reason=request.reason,
    )
    asker = _asker(session, request)
    try:
        supervised.workers(session, asker, [request.from_id], Permission.CASE_TRANSFER)
        moved = transfers.move(session, actor=actor, asked=asked, receiver=receiver, for_actor=asker)
    except Denied as error:
        raise Conflict("transfer_request_is_void") from error
    _answer(session, actor, request, TransferAnswer.ACCEPTED)
    return moved


def decline(session: Session, *, actor: Actor, request_id: UUID, reason: str) -> TransferRequest:
    """Say no, and why. Raises ``Denied`` as ``accept``; ``Invalid('declining_says_why')``;
    ``Conflict('transfer_request_answered')``."""
    request = _to_answer(session, actor, request_id)
    if not reason.strip():
        raise Invalid("declining_says_why")
    _answer(session, actor, request, TransferAnswer.DECLINED, reason.strip()[:500])
    return request


def take_back(session: Session, *, actor: Actor, request_id: UUID) -> TransferRequest:
    """Ask no longer. Raises ``Denied`` for who does not lead the giving worker's team;
    ``Conflict('transfer_request_answered')``."""
    request = _found(session, actor, request_id, Permission.CASE_TRANSFER)
    supervised.workers(session, actor, [request.from_id], Permission.CASE_TRANSFER)
    _open(request)
    _answer(session, actor, request, TransferAnswer.TAKEN_BACK)
    return request


def receiver_of(session: Session, request: TransferRequest) -> Account:
    """Who is to take the people of ``request`` over, for who has been allowed it."""
    return session.get_one(Account, request.to_id)


def _elsewhere(actor: Actor) -> SelectOfScalar[Account]:
    """Field workers of teams that ``actor`` does not lead, and somebody else does."""
    led = exists().where(
        col(StaffTeamSupervisor.staff_team_id) == Account.staff_team_id,
        col(StaffTeamSupervisor.account_id) != actor.account_id,
        col(StaffTeamSupervisor.account_id) != Account.id,
    )
    works = exists().where(
        col(AccountRole.account_id) == Account.id, col(AccountRole.role).in_(supervised.FIELD)
    )
    return select(Account).where(
        Account.organization_id == actor.organization_id,
        led,
        works,
        col(Account.id).not_in(supervised.worker_ids(actor)),
    )


def _open_about(client_id: UUID, from_id: UUID) -> SelectOfScalar[UUID]:
    return (
        select(TransferRequest.id)
        .join(TransferRequestClient, col(TransferRequestClient.request_id) == TransferRequest.id)
        .where(
            TransferRequestClient.client_id == client_id,
            TransferRequest.from_id == from_id,
            col(TransferRequest.answer).is_(None),
        )
    )


def _found(session: Session, actor: Actor, request_id: UUID, permission: Permission) -> TransferRequest:
    """Locked, so that two supervisors of a team do not both answer."""
    require(actor, permission)
    request = session.exec(
        select(TransferRequest)
        .where(TransferRequest.id == request_id, TransferRequest.organization_id == actor.organization_id)
        .with_for_update()
    ).first()
    if request is None:
        raise Denied(permission)
    return request


def _to_answer(session: Session, actor: Actor, request_id: UUID) -> TransferRequest:
    request = _found(session, actor, request_id, Permission.TRANSFER_ANSWER)
    supervised.workers(session, actor, [request.to_id], Permission.TRANSFER_ANSWER)
    _open(request)
    return request


def _open(request: TransferRequest) -> None:
    if request.answer is not None:
        raise Conflict("transfer_request_answered")


def _people(session: Session, request: TransferRequest) -> tuple[UUID, ...]:
    return tuple(
        session.exec(
            select(TransferRequestClient.client_id)
            .where(TransferRequestClient.request_id == request.id)
            .order_by(col(TransferRequestClient.client_id))
        )
    )


def _asker(session: Session, request: TransferRequest) -> Actor:
    """Who asked, with what they may do today."""
    account = session.get_one(Account, request.asked_by_id)
    return Actor(
        account_id=account.id,
        session_id=None,
        device_id=None,
        organization_id=account.organization_id,
        roles=accounts.roles_of(session, account.id),
        name=account.name,
    )


def _answer(
    session: Session,
    actor: Actor,
    request: TransferRequest,
    answer: TransferAnswer,
    reason: str | None = None,
) -> None:
    at: datetime = now()
    request.answer, request.answer_reason = answer, reason
    request.answered_at, request.answered_by_id = at, actor.account_id
    permission = (
        Permission.CASE_TRANSFER if answer is TransferAnswer.TAKEN_BACK else Permission.TRANSFER_ANSWER
    )
    _audited(session, actor, permission, request, answer)


def _audited(
    session: Session,
    actor: Actor,
    permission: Permission,
    request: TransferRequest,
    did: str,
    *,
    client_id: UUID | None = None,
) -> None:
    session.flush()
    audit.done(
        session,
        actor,
        permission,
        client_id=client_id,
        subject_kind="transfer_request",
        subject_id=request.id,
        from_id=request.from_id,
        to_id=request.to_id,
        did=did,
    )
    bulletins.tell(session, transfers.topic(actor.organization_id))
