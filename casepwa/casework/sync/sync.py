"""One sync: the device says who and what it is and what it holds; the server answers with what differs.

The edge calls ``begin`` (one unit of work), then ``sync_commands`` for each command in units of their own,
then ``answer`` (reads only) and ``record`` (one unit of work). The server keeps no cursor, so that a lost
answer costs nothing. Source: offline.md.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from pydantic import ValidationError
from sqlmodel import Session, col, select

from casepwa.casework import caseload
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_bounds
from casepwa.casework.bundles import bundle_deliveries, bundles
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import FORMAT
from casepwa.casework.bundles.bundles import Sealed
from casepwa.casework.caseload import Held
from casepwa.casework.caseloads import transfers
from casepwa.casework.commands import SyncRequest, Verdict
from casepwa.casework.errors import Conflict, Invalid, NotSignedIn
from casepwa.casework.sync import flow, late_right
from casepwa.casework.sync.sync_commands import Queued, Sending
from casepwa.models import Client, Device, Visit, VisitClient
from casepwa.models.codes import VisitStatus

MOST_BYTES = 512 * 1024
_MADE_AT_ONCE = 50
_LARGEST_OFFSET_MS = 2**31 - 1
"""What the database can hold: 24 days. A clock further off is said to be that far off."""


@dataclass(frozen=True, kw_only=True)
class Given:
    client_id: UUID
    sealed: Sealed
    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What goes down. ``me`` is None when the device has it; ``held``: the caseload it was made from;
    ``shown``: held bundles by tag, given or not; ``theirs``: those on their own caseload, not of a shift or a
    visit only."""

    me: Sealed | None
    me_tag: str
    held: Mapping[UUID, Held]
    given: list[Given] = field(default_factory=list)
    shown: dict[UUID, str] = field(default_factory=dict)
    theirs: frozenset[UUID] = frozenset()
    removed: list[UUID] = field(default_factory=list)
    more: bool = False


def understood(said: object, *, actor: Actor) -> SyncRequest:
    """The request, if it is this account's and of our format; asked in that order, before all else of it.

    Raises ``Conflict``: ``other_account`` (another's session: nothing is applied, nothing dropped),
    ``needs_update`` (``format``: ours); ``Invalid('not_understood', places=...)``.
    """
    facts = cast("dict[str, Any]", said) if isinstance(said, dict) else {}
    account, device_format = facts.get("account"), facts.get("format")
    if isinstance(account, str) and account.lower() != str(actor.account_id):
        raise Conflict("other_account")
    if isinstance(device_format, int) and device_format != FORMAT:
        raise Conflict("needs_update", format=FORMAT)
    try:
        request = SyncRequest.model_validate(said)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)
        places = [".".join(str(part) for part in each["loc"])[:200] for each in wrong[:10]]
        raise Invalid("not_understood", places=places) from None
    if request.account != actor.account_id:
        raise Conflict("other_account")
    return request


def begin(
    session: Session, actor: Actor, request: SyncRequest, queued: Collection[Queued], *, at: datetime
) -> Sending:
    """Note the contact, and settle what the commands of this sync may reach, late right included.

    Transfers whose day has come take effect first.

    ``at``: when the request arrived; the clock offset is taken from it. Raises ``Conflict('other_account')``
    when the device is not the one that this session was made on, ``NotSignedIn('device_revoked')``,
    ``TooManyTries('sent_a_lot')``.
    """
    device = session.get(Device, request.device, with_for_update=True)
    if device is None or device.account_id != actor.account_id or actor.device_id not in (None, device.id):
        raise Conflict("other_account")
    if device.revoked_at is not None:
        raise NotSignedIn("device_revoked")
    if queued:
        flow.let_in(session, actor, at=at)
    offset = round((at - request.sent_at).total_seconds() * 1000)
    offset = max(-_LARGEST_OFFSET_MS, min(_LARGEST_OFFSET_MS, offset))
    device.last_sync_at, device.clock_offset_ms = at, offset
    if request.storage_kept is not None:
        device.storage_kept = request.storage_kept
    transfers.settle_due(session, actor.organization_id, at=at)
    held = caseload.clients_of(session, actor, at=at)
    late_right.keep(
        session, actor, device.id, held=held, have=request.have, unsent=_unsent(request, queued), at=at
    )
    return Sending(
        actor=actor,
        device_id=device.id,
        received_at=at,
        clock_offset_ms=offset,
        theirs=frozenset(client_id for client_id, each in held.items() if each.is_theirs),
        late=late_right.of_device(session, actor, device.id, held=held, at=at),
    )


def answer(
    session: Session, actor: Actor, request: SyncRequest, *, touched: Collection[UUID], at: datetime
) -> Answer:
    """What this device lacks, at most ``MOST_BYTES`` of it (but always one bundle), most wanted first.

    ``touched``: clients whom this sync's commands were about. ``at``: when the request arrived.
    """
    viewer = viewers.viewer_of(session, actor, at=at)
    me = bundles.sealed_me(session, viewer)
    is_news = me.tag != request.have_me
    size = len(me.json) if is_news else 0
    given: list[Given] = []
    shown: dict[UUID, str] = {}
    more = False
    for client_id, sealed in _in_order(session, viewer, touched, request.have):
        if request.have.get(client_id) == sealed.tag:
            shown[client_id] = sealed.tag
            continue
        size += len(sealed.json)
        if given and size > MOST_BYTES:
            more = True
            break
        shown[client_id] = sealed.tag
        given.append(Given(client_id=client_id, sealed=sealed, until=viewer.held[client_id].until))
    known = {each.client_id for each in bundle_deliveries.on_device(session, request.device)}
    return Answer(
        me=me if is_news else None,
        me_tag=me.tag,
        held=viewer.held,
        given=given,
        shown=shown,
        theirs=viewer.theirs,
        removed=sorted((known | request.have.keys()) - viewer.held.keys()),
        more=more,
    )


def record(
    session: Session,
    actor: Actor,
    request: SyncRequest,
    queued: Collection[Queued],
    answered: Answer,
    *,
    at: datetime,
) -> None:
    """Write down what the device was given and told to remove, as the answer is sent."""
    _ = session.get_one(Device, request.device, with_for_update=True)  # two tabs may sync at once
    held = answered.held
    late_right.keep(
        session, actor, request.device, held=held, have=request.have, unsent=_unsent(request, queued), at=at
    )
    late_right.delivered(session, request.device, held=held, have=request.have, at=at)
    theirs = answered.theirs
    current = {
        each.client_id: (each.tag, each.is_whole)
        for each in bundle_deliveries.on_device(session, request.device)
    }
    news = {
        client_id: tag
        for client_id, tag in answered.shown.items()
        if current.get(client_id) != (tag, client_id in theirs)
    }
    bundle_deliveries.given(session, request.device, news, whole=theirs, at=at)


def _in_order(
    session: Session, viewer: Viewer, touched: Collection[UUID], on_phone: Collection[UUID]
) -> Iterator[tuple[UUID, Sealed]]:
    """Those just written about, then those with a visit of mine today, then by name; made as asked for.

    Of the rest, those who are not on the phone at all come first: what it holds is made only to see whether
    it still is so, and with a large caseload every answer of a first download would make it once more.
    """
    today = _visited_today(session, viewer)
    names = dict(
        session.exec(
            select(Client.id, Client.family_name + Client.given_name).where(col(Client.id).in_(viewer.wanted))
        ).all()
    )
    order = sorted(
        viewer.wanted,
        key=lambda each: (
            each not in touched,
            each not in today,
            each in on_phone,
            names.get(each, ""),
            each,
        ),
    )
    for start in range(0, len(order), _MADE_AT_ONCE):
        some = order[start : start + _MADE_AT_ONCE]
        made = bundles.sealed_bundles(session, bundles.only(viewer, some))
        yield from ((client_id, made[client_id]) for client_id in some if client_id in made)


def _visited_today(session: Session, viewer: Viewer) -> frozenset[UUID]:
    first, last = day_bounds(viewer.today, viewer.zone)
    rows = session.exec(
        select(VisitClient.client_id)
        .join(Visit, col(Visit.id) == VisitClient.visit_id)
        .where(
            Visit.worker_id == viewer.actor.account_id,
            col(Visit.planned_start) >= first,
            col(Visit.planned_start) < last,
            col(Visit.status).in_((VisitStatus.PLANNED, VisitStatus.CHECKED_IN)),
        )
    )
    return frozenset(rows)


def _unsent(request: SyncRequest, queued: Collection[Queued]) -> dict[UUID, set[UUID]]:
    """By client: what the device says it still has, and what it sends right now."""
    found = {client_id: set(ids) for client_id, ids in request.unsent.items()}
    for each in queued:
        for client_id in each.command.client_ids:
            found.setdefault(client_id, set()).add(each.id)
    return found


def touched(queued: Collection[Queued], verdicts: Collection[Verdict]) -> frozenset[UUID]:
    """The clients whose bundles hold the effect of what was applied."""
    applied = {verdict.id for verdict in verdicts if verdict.verdict == "applied"}
    return frozenset(
        client_id for each in queued if each.id in applied for client_id in each.command.client_ids
    )
