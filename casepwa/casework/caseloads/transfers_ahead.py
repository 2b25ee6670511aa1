"""Transfers as they are read: those that wait for their day, and how a person came to their worker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casepwa.casework import supervised
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, CaseTransfer, Client


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One transfer. ``is_settled``: it has taken effect, and cannot be called off."""

    id: UUID
    client_id: UUID
    client: str
    from_id: UUID
    from_worker: str
    to_worker: str
    takes_effect_at: datetime
    reason: str
    is_settled: bool


def of_teams(session: Session, *, actor: Actor) -> list[Moved]:
    """Open transfers from or to a worker of the teams that ``actor`` leads, the next one first."""
    require(actor, Permission.CASELOADS_READ)
    team = supervised.worker_ids(actor)
    return _read(
        session,
        CaseTransfer.organization_id == actor.organization_id,
        or_(col(CaseTransfer.from_id).in_(team), col(CaseTransfer.to_id).in_(team)),
        col(CaseTransfer.settled_at).is_(None),
    )


def last_of(session: Session, client_id: UUID) -> Moved | None:
    """The latest transfer of a client whom the caller has authorised: done, or still ahead."""
    found = _read(session, CaseTransfer.client_id == client_id)
    return found[-1] if found else None


def these(session: Session, transfer_ids: Iterable[UUID]) -> list[Moved]:
    """Transfers that the caller has just arranged, the next one first."""
    return _read(session, col(CaseTransfer.id).in_(transfer_ids))


def _read(session: Session, *which: ColumnElement[bool] | bool) -> list[Moved]:
    giver, taker = aliased(Account), aliased(Account)
    rows = session.exec(
        select(CaseTransfer, Client, giver.name, taker.name)
        .join(Client, col(Client.id) == CaseTransfer.client_id)
        .join(giver, col(giver.id) == CaseTransfer.from_id)
        .join(taker, col(taker.id) == CaseTransfer.to_id)
        .where(*which, col(CaseTransfer.called_off_at).is_(None))
        .order_by(col(CaseTransfer.takes_effect_at), col(CaseTransfer.id))
    )
    return [
        Moved(
            id=transfer.id,
            client_id=client.id,
            client=f"{client.preferred_name or client.given_name} {client.family_name}",
            from_id=transfer.from_id,
            from_worker=from_worker,
            to_worker=to_worker,
            takes_effect_at=transfer.takes_effect_at,
            reason=transfer.reason,
            is_settled=transfer.settled_at is not None,
        )
        for transfer, client, from_worker, to_worker in rows
    ]
