"""Transfers between two supervisors' teams as they are read: what is asked of one, and what one has asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casepwa.casework import supervised
from casepwa.casework.actors import Actor
from casepwa.casework.caseloads import caseload_standings
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, Client, TransferRequest, TransferRequestClient
from casepwa.models.columns import now

ANSWERED_STAY = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Requested:
    """One request. ``people``: names, for who asked only; ``count`` and ``weight`` of them, for both."""

    id: UUID
    from_worker: str
    to_worker: str
    wanted_on: date
    reason: str
    asked_by: str
    asked_at: datetime
    people: tuple[str, ...]
    count: int
    weight: float
    answer: str | None
    answer_reason: str | None


def waiting(session: Session, *, actor: Actor) -> list[Requested]:
    """What the teams that ``actor`` leads are asked to take over, the oldest first, without names.

    Raises ``Denied``.
    """
    require(actor, Permission.TRANSFER_ANSWER)
    return _read(session, actor, *_waiting(actor), has_names=False)


def how_many_wait(session: Session, *, actor: Actor) -> int:
    """How many of these there are. Raises ``Denied``."""
    require(actor, Permission.TRANSFER_ANSWER)
    return session.exec(select(func.count(col(TransferRequest.id))).where(*_waiting(actor))).one()


def asked(session: Session, *, actor: Actor) -> list[Requested]:
    """What was asked for the workers of ``actor``'s teams: open, or answered in the last 14 days.

    Raises ``Denied``.
    """
    require(actor, Permission.CASE_TRANSFER)
    return _read(
        session,
        actor,
        TransferRequest.organization_id == actor.organization_id,
        col(TransferRequest.from_id).in_(supervised.worker_ids(actor)),
        or_(
            col(TransferRequest.answered_at).is_(None),
            col(TransferRequest.answered_at) > now() - ANSWERED_STAY,
        ),
        has_names=True,
    )


def _waiting(actor: Actor) -> tuple[ColumnElement[bool] | bool, ...]:
    return (
        TransferRequest.organization_id == actor.organization_id,
        col(TransferRequest.to_id).in_(supervised.worker_ids(actor)),
        col(TransferRequest.answer).is_(None),
    )


def _read(
    session: Session, actor: Actor, *which: ColumnElement[bool] | bool, has_names: bool
) -> list[Requested]:
    giver, taker, asker = aliased(Account), aliased(Account), aliased(Account)
    rows = session.exec(
        select(TransferRequest, giver.name, taker.name, asker.name)
        .join(giver, col(giver.id) == TransferRequest.from_id)
        .join(taker, col(taker.id) == TransferRequest.to_id)
        .join(asker, col(asker.id) == TransferRequest.asked_by_id)
        .where(*which)
        .order_by(col(TransferRequest.asked_at), col(TransferRequest.id))
    ).all()
    people = _people(session, actor, [request.id for request, *_ in rows])
    return [
        Requested(
            id=request.id,
            from_worker=from_worker,
            to_worker=to_worker,
            wanted_on=request.wanted_on,
            reason=request.reason,
            asked_by=asked_by,
            asked_at=request.asked_at,
            people=tuple(name for name, _ in people.get(request.id, [])) if has_names else (),
            count=len(people.get(request.id, [])),
            weight=sum(weight for _, weight in people.get(request.id, [])),
            answer=request.answer,
            answer_reason=request.answer_reason,
        )
        for request, from_worker, to_worker, asked_by in rows
    ]


def _people(
    session: Session, actor: Actor, request_ids: Sequence[UUID]
) -> dict[UUID, list[tuple[str, float]]]:
    """Name and weight of each, by request."""
    about = col(TransferRequestClient.request_id).in_(request_ids)
    clients = select(TransferRequestClient.client_id).where(about)
    stands = caseload_standings.of(session, actor.organization_id, clients, at=now()) if request_ids else {}
    found: dict[UUID, list[tuple[str, float]]] = {}
    for request_id, client in session.exec(
        select(TransferRequestClient.request_id, Client)
        .join(Client, col(Client.id) == TransferRequestClient.client_id)
        .where(about)
        .order_by(col(Client.family_name), col(Client.given_name), col(Client.id))
    ):
        name = f"{client.preferred_name or client.given_name} {client.family_name}"
        found.setdefault(request_id, []).append((name, stands[client.id].weight))
    return found
