"""The places on a client's team that a transfer gives to another worker, and their return if called off."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.errors import Conflict
from casepwa.models import CaseTransfer, TeamMember


def held(session: Session, client_id: UUID, *account_ids: UUID) -> Sequence[TeamMember]:
    """All places that these workers have had or will have, locked and read anew.

    Locked before anything is asked: of two supervisors at once the later sees what the first arranged.
    """
    return session.exec(
        select(TeamMember)
        .where(TeamMember.client_id == client_id, col(TeamMember.account_id).in_(account_ids))
        .order_by(col(TeamMember.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def stands(place: TeamMember, at: datetime) -> bool:
    """As ``reaches.is_current``, of a row that was read."""
    return place.starts_at <= at and (place.ends_at is None or at < place.ends_at)


def give(
    session: Session, places: Sequence[TeamMember], *, to_id: UUID, at: datetime
) -> dict[str, str | None]:
    """End ``places`` at ``at`` and begin the same ones for ``to_id``, unless they have that role by then.

    Returns what ``CaseTransfer.gave`` keeps.
    """
    gave: dict[str, str | None] = {}
    for place in places:
        there = select(TeamMember.id).where(
            TeamMember.client_id == place.client_id,
            TeamMember.account_id == to_id,
            TeamMember.role == place.role,
            reaches.is_current(TeamMember, at),
        )
        if session.exec(there).first() is None:
            session.add(_received(place, to_id, at))
        gave[str(place.id)] = place.ends_at.isoformat() if place.ends_at else None
        place.ends_at = at
    return gave


def give_back(session: Session, transfer: CaseTransfer) -> None:
    """The giver's places end again as they did; what the receiver has from no other transfer never begins.

    Raises ``Conflict('transfer_already_arranged')`` while a place is to go on from the receiver to a third.
    """
    at = transfer.takes_effect_at
    places = {
        place.id: place for place in held(session, transfer.client_id, transfer.from_id, transfer.to_id)
    }
    others = _other_open_ones(session, transfer)
    for place_id, end in transfer.gave.items():
        given, ended = places[UUID(place_id)], _moment(end)
        for place in places.values():
            if (place.account_id, place.role, place.starts_at) == (transfer.to_id, given.role, at):
                if any(str(place.id) in other.gave for other in others):
                    raise Conflict("transfer_already_arranged")
                _take(session, place, others, ended)
        if given.ends_at == at:
            given.ends_at = ended


def _take(
    session: Session, place: TeamMember, others: Sequence[CaseTransfer], ended: datetime | None
) -> None:
    """``place`` begins with the next transfer that gives its role to the same worker, or never."""
    for other in others:
        if other.to_id != place.account_id or not stands(place, other.takes_effect_at):
            continue
        for place_id, end in other.gave.items():
            if session.get_one(TeamMember, UUID(place_id)).role == place.role:
                place.starts_at = other.takes_effect_at
                place.ends_at = _moment(end) if place.ends_at == ended else place.ends_at
                return
    place.ends_at = place.starts_at


def _other_open_ones(session: Session, transfer: CaseTransfer) -> Sequence[CaseTransfer]:
    """Of the same client, the earliest first."""
    return session.exec(
        select(CaseTransfer)
        .where(
            CaseTransfer.client_id == transfer.client_id,
            CaseTransfer.id != transfer.id,
            col(CaseTransfer.settled_at).is_(None),
            col(CaseTransfer.called_off_at).is_(None),
        )
        .order_by(col(CaseTransfer.takes_effect_at), col(CaseTransfer.id))
        .execution_options(populate_existing=True)
    ).all()


def _received(place: TeamMember, to_id: UUID, at: datetime) -> TeamMember:
    """The same place on the team, with what was agreed for it."""
    return TeamMember(
        client_id=place.client_id,
        account_id=to_id,
        role=place.role,
        duty=place.duty,
        starts_at=at,
        ends_at=place.ends_at,
    )


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
