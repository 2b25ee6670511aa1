"""Transfer cases: people go from one worker to another, today or on a day ahead.

The memberships are dated in one transaction, so access moves at that moment by itself, on phones too. What
hangs on the worker (visits planned from then on, open steps) moves when the transfer is settled: at once for
today's, otherwise by whoever first asks after the moment has come (every sync, every look at the caseloads),
once, in one transaction. A supervisor moves people only between workers of teams that they lead: domain.md
lets a supervisor see "the clients of their team's workers", and no further. To a worker of another team it
goes by asking that team's supervisor (``transfer_requests``).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa import bulletins
from casepwa.casework import audit, caseload, revisions, supervised
from casepwa.casework.accounts import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_bounds, day_of, zone_of
from casepwa.casework.caseloads import given_places
from casepwa.casework.commands import Line, Payload
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.casework.visits import visit_handovers
from casepwa.models import Account, CaseTransfer, NextStep, TeamMember
from casepwa.models.codes import Role, TeamRole
from casepwa.models.columns import now

FURTHEST = timedelta(days=366)
MOST = 100
_NEEDS: dict[str, Role] = {
    TeamRole.CASE_MANAGER: Role.CASE_MANAGER,
    TeamRole.CARE_COORDINATOR: Role.CARE_COORDINATOR,
}


class Asked(Payload):
    """``on``: a day of the agency's calendar; today's takes effect at once, another as its day begins."""

    client_ids: tuple[UUID, ...]
    from_id: UUID
    to_id: UUID
    on: date
    reason: Line


def topic(organization_id: UUID) -> str:
    """What ``bulletins`` calls any change about who has whom."""
    return f"caseloads:{organization_id}"


def arrange(session: Session, *, actor: Actor, asked: Asked) -> list[CaseTransfer]:
    """Transfer people of one worker to another, all or none.

    Raises ``Denied`` unless ``actor`` leads both workers' teams and reaches every client; ``Invalid``:
    ``transfer_to_someone_else``, ``transfer_whom``, ``transfer_not_in_the_past``, ``transfer_too_far_ahead``,
    ``receiver_cannot_take_over`` (locked), ``receiver_lacks_role``, ``not_with_this_worker`` (not on their
    team at that moment); ``Conflict('transfer_already_arranged')``.
    """
    people = supervised.workers(session, actor, (asked.from_id, asked.to_id), Permission.CASE_TRANSFER)
    return move(session, actor=actor, asked=asked, receiver=people[asked.to_id], for_actor=actor)


def move(
    session: Session, *, actor: Actor, asked: Asked, receiver: Account, for_actor: Actor
) -> list[CaseTransfer]:
    """``arrange``, once both workers are allowed: ``for_actor`` reaches the clients, ``actor`` does it.

    Raises what ``arrange`` raises of clients, days and the receiver.
    """
    if asked.from_id == asked.to_id:
        raise Invalid("transfer_to_someone_else")
    at = moment_of(session, actor, asked.on)
    if not supervised.can_sign_in(receiver, at):
        raise Invalid("receiver_cannot_take_over")
    roles = accounts.roles_of(session, asked.to_id)
    transfers: list[CaseTransfer] = []
    for client_id in whom(asked):
        _ = caseload.client_for(session, for_actor, client_id, Permission.CASE_TRANSFER)
        transfers.append(_arranged(session, actor, asked, client_id, roles, at))
    session.flush()
    if at <= now():
        _settle(session, transfers, at=now())
    revisions.raise_for(session, *whom(asked))
    bulletins.tell(session, topic(actor.organization_id))
    return transfers


def whom(asked: Asked) -> list[UUID]:
    """Each once. Raises ``Invalid('transfer_whom')`` for nobody, and for too many at a time."""
    client_ids = list(dict.fromkeys(asked.client_ids))
    if not 0 < len(client_ids) <= MOST:
        raise Invalid("transfer_whom", most=MOST)
    return client_ids


def call_off(session: Session, *, actor: Actor, transfer_id: UUID) -> CaseTransfer:
    """Take back a transfer that has not taken effect. One that has is transferred back instead.

    Whoever leads one of the two workers may, until it takes effect.

    Raises ``Denied`` out of reach, as for none; ``Conflict``: ``transfer_took_effect``,
    ``transfer_already_arranged`` (onward, from its receiver).
    """
    transfer = session.exec(
        select(CaseTransfer).where(CaseTransfer.id == transfer_id).with_for_update()
    ).first()
    if transfer is None or transfer.organization_id != actor.organization_id:
        raise Denied(Permission.CASE_TRANSFER)
    require(actor, Permission.CASE_TRANSFER)
    led = session.exec(supervised.worker_ids(actor)).all()
    if transfer.from_id not in led and transfer.to_id not in led:
        raise Denied(Permission.CASE_TRANSFER)
    at = now()
    if transfer.settled_at or transfer.called_off_at or transfer.takes_effect_at <= at:
        raise Conflict("transfer_took_effect")
    given_places.give_back(session, transfer)
    transfer.called_off_at, transfer.called_off_by_id = at, actor.account_id
    _audited(session, actor, transfer, is_called_off=True)
    session.flush()
    revisions.raise_for(session, transfer.client_id)
    bulletins.tell(session, topic(actor.organization_id))
    return transfer


def settle_due(session: Session, organization_id: UUID, *, at: datetime) -> int:
    """Settle every transfer whose moment has come; how many. Each is settled once, whoever asks first."""
    due = session.exec(
        select(CaseTransfer)
        .where(
            CaseTransfer.organization_id == organization_id,
            col(CaseTransfer.takes_effect_at) <= at,
            col(CaseTransfer.settled_at).is_(None),
            col(CaseTransfer.called_off_at).is_(None),
        )
        .order_by(col(CaseTransfer.from_id), col(CaseTransfer.to_id), col(CaseTransfer.takes_effect_at))
        .with_for_update(skip_locked=True)
    ).all()
    for _, together in groupby(due, key=lambda each: (each.from_id, each.to_id, each.takes_effect_at)):
        _settle(session, list(together), at=at)
    if due:
        bulletins.tell(session, topic(organization_id))
    return len(due)


def are_due(session: Session, organization_id: UUID, *, at: datetime) -> bool:
    """Is there anything to settle? For who reads only."""
    due = select(CaseTransfer.id).where(
        CaseTransfer.organization_id == organization_id,
        col(CaseTransfer.takes_effect_at) <= at,
        col(CaseTransfer.settled_at).is_(None),
        col(CaseTransfer.called_off_at).is_(None),
    )
    return session.exec(due.limit(1)).first() is not None


def moment_of(session: Session, actor: Actor, on: date) -> datetime:
    """When a transfer on that day takes effect: now, for today.

    Raises ``Invalid``: ``transfer_not_in_the_past``, ``transfer_too_far_ahead``.
    """
    at, zone = now(), zone_of(session, actor.organization_id)
    today = day_of(at, zone)
    if on < today:
        raise Invalid("transfer_not_in_the_past")
    if on > today + FURTHEST:
        raise Invalid("transfer_too_far_ahead")
    return at if on == today else day_bounds(on, zone)[0]


def _arranged(
    session: Session, actor: Actor, asked: Asked, client_id: UUID, roles: frozenset[str], at: datetime
) -> CaseTransfer:
    _ = given_places.held(session, client_id, asked.from_id, asked.to_id)
    places = leaving(session, client_id, asked.from_id, roles, at)
    transfer = CaseTransfer(
        organization_id=actor.organization_id,
        client_id=client_id,
        from_id=asked.from_id,
        to_id=asked.to_id,
        takes_effect_at=at,
        reason=asked.reason,
        arranged_by_id=actor.account_id,
        gave=given_places.give(session, places, to_id=asked.to_id, at=at),
    )
    session.add(transfer)
    session.flush()
    _audited(session, actor, transfer)
    return transfer


def leaving(
    session: Session, client_id: UUID, from_id: UUID, roles: frozenset[str], at: datetime
) -> Sequence[TeamMember]:
    """The places on a client's team that go from one worker to who has ``roles``, locked.

    Raises ``Conflict('transfer_already_arranged')``; ``Invalid``: ``not_with_this_worker``,
    ``receiver_lacks_role``.
    """
    open_one = select(CaseTransfer.id).where(
        CaseTransfer.client_id == client_id,
        CaseTransfer.from_id == from_id,
        col(CaseTransfer.settled_at).is_(None),
        col(CaseTransfer.called_off_at).is_(None),
    )
    held = given_places.held(session, client_id, from_id)
    if session.exec(open_one).first() is not None:
        raise Conflict("transfer_already_arranged")
    members = [place for place in held if given_places.stands(place, at)]
    if not members:
        raise Invalid("not_with_this_worker")
    if any(_NEEDS.get(member.role) not in (None, *roles) for member in members):
        raise Invalid("receiver_lacks_role")
    return members


def _settle(session: Session, transfers: Sequence[CaseTransfer], *, at: datetime) -> None:
    """``transfers`` share both workers and the moment."""
    visit_handovers.hand_over(session, transfers)
    for transfer in transfers:
        for step in session.exec(
            select(NextStep).where(
                NextStep.client_id == transfer.client_id,
                NextStep.owner_account_id == transfer.from_id,
                col(NextStep.done_at).is_(None),
                col(NextStep.withdrawn_at).is_(None),
            )
        ):
            step.owner_account_id = transfer.to_id
        transfer.settled_at = at
    session.flush()
    revisions.raise_for(session, *(transfer.client_id for transfer in transfers))


def _audited(session: Session, actor: Actor, transfer: CaseTransfer, *, is_called_off: bool = False) -> None:
    audit.done(
        session,
        actor,
        Permission.CASE_TRANSFER,
        client_id=transfer.client_id,
        subject_kind="case_transfer",
        subject_id=transfer.id,
        from_id=transfer.from_id,
        to_id=transfer.to_id,
        is_called_off=is_called_off,
    )
