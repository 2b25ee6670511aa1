"""What one family account sees, shown to the staff who share with it: from the same code as its phone.

Only of the clients within the staff's own reach, and without complaints that are not theirs to read; each
look is in the read log and the trail.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, or_, select

from casepwa.casework import audit, caseload
from casepwa.casework.accounts import accounts
from casepwa.casework.actors import Actor
from casepwa.casework.bundles import bundles
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.casework.bundles.bundles import Sealed
from casepwa.casework.errors import Denied
from casepwa.casework.family import complaints, family_bundles
from casepwa.casework.family.family_bundle_shapes import FamilyBundle
from casepwa.casework.permissions import Permission
from casepwa.models import Account, Client, ReadEvent, Relationship
from casepwa.models.codes import MessageKind, Role

_PERMISSION = Permission.FAMILY_PREVIEW


@dataclass(frozen=True, kw_only=True)
class Preview:
    """``is_all``: nothing is left out because its client is not within the staff's reach."""

    me: Sealed
    given: dict[UUID, Sealed]
    is_all: bool


def of(session: Session, *, actor: Actor, account_id: UUID, at: datetime) -> Preview:
    """What the phone of ``account_id`` would be given now. Raises ``Denied``, alike for no account.

    A complaint that ``actor`` may not read (it names them, or nobody released it) is left out without a word:
    that there is one is what they are not to learn.
    """
    account = session.get(Account, account_id)
    roles = accounts.roles_of(session, account_id)
    if account is None or Role.FAMILY not in roles or account.organization_id != actor.organization_id:
        raise Denied(_PERMISSION)
    within = _within_reach(session, actor, account)
    if not within:
        raise Denied(_PERMISSION)
    them = Actor(
        account_id=account.id,
        session_id=None,
        device_id=None,
        organization_id=account.organization_id,
        roles=roles,
        name=account.name,
    )
    viewer = viewers.viewer_of(session, them, at=at)
    wanted = viewer.wanted & within
    made = family_bundles.bundles(session, replace(viewer, wanted=wanted))
    readable = complaints.readable(session, actor=actor, client_ids=made)
    given = {
        client_id: bundles.seal(_without(bundle, readable), until=viewer.held[client_id].until)
        for client_id, bundle in made.items()
    }
    for client_id in sorted(wanted):
        session.add(
            ReadEvent(
                account_id=actor.account_id,
                client_id=client_id,
                device_id=actor.device_id,
                what="person",
                read_at=at,
            )
        )
        audit.done(
            session, actor, _PERMISSION, client_id=client_id, subject_kind="account", subject_id=account.id
        )
    return Preview(me=bundles.sealed_me(session, viewer), given=given, is_all=wanted == viewer.wanted)


def _without(bundle: FamilyBundle, readable: frozenset[UUID]) -> FamilyBundle:
    kept = [one for one in bundle.messages if one.kind != MessageKind.COMPLAINT or one.id in readable]
    return bundle.model_copy(update={"messages": kept})


def _within_reach(session: Session, actor: Actor, account: Account) -> frozenset[UUID]:
    """The clients of this account's family whom ``actor`` may preview."""
    related = select(Relationship.client_id).where(Relationship.family_member_id == account.family_member_id)
    rows = session.exec(
        select(Client.id).where(or_(col(Client.id) == account.client_id, col(Client.id).in_(related)))
    ).all()
    found: set[UUID] = set()
    for client_id in rows:
        try:
            caseload.client_for(session, actor, client_id, _PERMISSION)
        except Denied:
            continue
        found.add(client_id)
    return frozenset(found)
