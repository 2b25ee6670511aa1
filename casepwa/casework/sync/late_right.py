"""Late right: what someone recorded before they lost a client may still be sent, and nothing else.

Staff only; only if that bundle had been given to that device; only the commands that the device names as
unsent up to the answer that delivers the removal; for 14 days (data) from that answer. Without these bounds
``recorded_at`` would let anyone back-date.

An answer can be lost on its way, and a worker who never heard goes on working: as long as the device still
names the client, what it lists within the offline limit (72 h, data) of the first answer counts as well,
never longer, and everything lands flagged. Source: offline.md, "Late right", "a lost answer costs nothing".
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.bundles import bundle_deliveries
from casepwa.casework.caseload import Held
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import LateRight as LateRightRule
from casepwa.casework.rules.rule_shapes import PhoneSession
from casepwa.models import BundleDelivery, LateRight
from casepwa.models.codes import Role

_STAFF = frozenset({Role.CASE_MANAGER, Role.CARE_COORDINATOR, Role.SUPERVISOR})


def keep(
    session: Session,
    actor: Actor,
    device_id: UUID,
    *,
    held: Mapping[UUID, Held],
    have: Collection[UUID],
    unsent: Mapping[UUID, Collection[UUID]],
    at: datetime,
) -> None:
    """Give the late right to the ``unsent`` commands (client -> command ids) of every client who was lost,
    until the device has heard of it (``delivered``).

    Lost is also who was held whole and is now held only for an on-call shift or a visit under way; who was
    held only for one of these leaves no right but for the reads that were made.

    ``held``: clients of this moment; ``have``: clients whose bundles the device says it holds; ``at``: when
    this sync began. Call it as often as needed in one sync.
    """
    lost = [each for each in bundle_deliveries.on_device(session, device_id) if _is_lost(each, held)]
    if not lost or not actor.roles & _STAFF:
        return
    days, unheard = _lengths(session, actor, at)
    for delivery in lost:
        told = delivery.removed_at
        if told is None or (delivery.client_id in have and at < told + unheard):
            until = (told or at) + days
            _grant(session, actor, delivery, unsent.get(delivery.client_id, ()), until=until, at=at)
    session.flush()


def delivered(
    session: Session, device_id: UUID, *, held: Mapping[UUID, Held], have: Collection[UUID], at: datetime
) -> None:
    """An answer tells the device of every client who was lost.

    A device that no longer names a client after that has heard it. ``held``: clients that the answer was made
    from; ``have``: clients whose bundles the device says it holds; ``at``: when this sync began.
    """
    for each in bundle_deliveries.on_device(session, device_id):
        if not _is_lost(each, held):
            continue
        if each.removed_at is None:
            each.removed_at = at
        elif each.removed_at < at and each.client_id not in have and each.client_id not in held:
            each.gone_at = at
    session.flush()


def of_device(
    session: Session, actor: Actor, device_id: UUID, *, held: Mapping[UUID, Held], at: datetime
) -> dict[UUID, list[LateRight]]:
    """Rights by command id, of this account on this device at ``at``.

    Left out are clients whom ``actor`` has again: nothing is late about writing to them.
    """
    rows = session.exec(
        select(LateRight).where(
            LateRight.account_id == actor.account_id,
            LateRight.device_id == device_id,
            col(LateRight.expires_at) > at,
        )
    )
    found: dict[UUID, list[LateRight]] = {}
    for right in rows:
        now_held = held.get(right.client_id)
        if now_held is None or not now_held.is_theirs:
            found.setdefault(right.command_id, []).append(right)
    return found


def _is_lost(delivery: BundleDelivery, held: Mapping[UUID, Held]) -> bool:
    now_held = held.get(delivery.client_id)
    return now_held is None or now_held.is_for_visit or (delivery.is_whole and not now_held.is_whole)


def _grant(
    session: Session,
    actor: Actor,
    delivery: BundleDelivery,
    command_ids: Collection[UUID],
    *,
    until: datetime,
    at: datetime,
) -> None:
    known = set(
        session.exec(
            select(LateRight.command_id).where(
                LateRight.account_id == actor.account_id, LateRight.client_id == delivery.client_id
            )
        )
    )
    session.add_all(
        LateRight(
            account_id=actor.account_id,
            command_id=command_id,
            device_id=delivery.device_id,
            client_id=delivery.client_id,
            only_reads=not delivery.is_whole,
            granted_at=at,
            expires_at=until,
        )
        for command_id in set(command_ids) - known
    )


def _lengths(session: Session, actor: Actor, at: datetime) -> tuple[timedelta, timedelta]:
    """How long the right lasts, and how long a device may go on not having heard."""
    book = rules.book(session, organization_id=actor.organization_id)
    today = day_of(at, zone_of(session, actor.organization_id))
    return (
        timedelta(days=book.value(LateRightRule, on=today).days),
        timedelta(hours=book.value(PhoneSession, on=today).idle_hours),
    )
