"""Sharing one thing with one person, by name; taking it back; keeping something private; the Part 2 label.

Nothing is shared by default. Source: domain.md, "Who may see what".
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.errors import Denied, Invalid
from casepwa.casework.family import family_accounts
from casepwa.casework.permissions import Permission, granted
from casepwa.models import (
    Account,
    Appointment,
    ContentLabel,
    Goal,
    KeptPrivate,
    NextStep,
    Relationship,
    SharedLine,
    SharingGrant,
    TeamMember,
    VisitClient,
)
from casepwa.models.codes import Custody, SharedKind

WHOLE = frozenset({SharedKind.CRISIS_PLAN, SharedKind.SAFE_PLACES, SharedKind.SHARED_LINE})
"""Shared as a whole: no item names them. A line names its readers by itself."""

_TABLES: dict[SharedKind, Any] = {
    SharedKind.NEXT_STEP: NextStep,
    SharedKind.GOAL: Goal,
    SharedKind.APPOINTMENT: Appointment,
    SharedKind.TEAM_MEMBER: TeamMember,
    SharedKind.SHARED_LINE: SharedLine,
}


def share(
    session: Session,
    *,
    actor: Actor,
    client_id: UUID,
    account_id: UUID,
    kind: SharedKind,
    item_id: UUID | None,
    at: datetime,
) -> None:
    """Let one account see one thing; again is no news. It shows at once, while all that it rests on stands.

    The first thing that a second adult sees, whom nobody asked the supervisor about, the supervisor shares.
    Raises ``Denied`` (also for an item of another client), ``Invalid``: ``record_custody_first``,
    ``order_stands``, ``kept_private``, ``second_adult_needs_supervisor``.
    """
    permission = Permission.SHARE_WITH_FAMILY
    client, account = family_accounts.account_of(session, actor, client_id, account_id, permission)
    _require_item(session, client.id, kind, item_id, permission)
    _require_facts(session, client.id, account)
    if _is_private(session, client.id, account, kind, item_id):
        raise Invalid("kept_private")
    if _granted(session, account.id, client.id, kind, item_id):
        return
    family_accounts.hold(session, client)
    today = day_of(at, zone_of(session, actor.organization_id))
    if family_accounts.joins_a_first(session, client, account, on=today) and not granted(
        actor.roles, Permission.FAMILY_APPROVE
    ):
        raise Invalid("second_adult_needs_supervisor")
    session.add(
        SharingGrant(
            account_id=account.id,
            client_id=client.id,
            kind=kind,
            item_id=item_id,
            granted_by_id=actor.account_id,
            granted_at=at,
        )
    )
    _noted(session, actor, permission, client.id, kind, item_id, reader=account.id, did="shared")


def unshare(
    session: Session,
    *,
    actor: Actor,
    client_id: UUID,
    account_id: UUID,
    kind: SharedKind,
    item_id: UUID | None,
    at: datetime,
) -> None:
    """Take back a grant: the thing leaves the reader's phone with its next contact. Raises ``Denied``."""
    permission = Permission.SHARE_WITH_FAMILY
    client, account = family_accounts.account_of(session, actor, client_id, account_id, permission)
    for row in _granted(session, account.id, client.id, kind, item_id):
        row.revoked_at, row.revoked_by_id = at, actor.account_id
    _noted(session, actor, permission, client.id, kind, item_id, reader=account.id, did="taken_back")


def keep_private(
    session: Session,
    *,
    actor: Actor,
    client_id: UUID,
    kind: SharedKind,
    item_id: UUID | None,
    is_private: bool,
    at: datetime,
) -> None:
    """Keep one thing from the whole family, as the person asked, or no longer. Outweighs every grant.

    What is kept from one relative only stays as it is. Raises ``Denied``.
    """
    permission = Permission.SHARE_WITH_FAMILY
    caseload.client_for(session, actor, client_id, permission)
    _require_item(session, client_id, kind, item_id, permission)
    rows = session.exec(
        select(KeptPrivate).where(
            KeptPrivate.client_id == client_id,
            KeptPrivate.kind == kind,
            KeptPrivate.item_id == item_id,
            col(KeptPrivate.family_member_id).is_(None),
            col(KeptPrivate.ended_at).is_(None),
        )
    ).all()
    if is_private and not rows:
        session.add(
            KeptPrivate(
                client_id=client_id, kind=kind, item_id=item_id, marked_by_id=actor.account_id, marked_at=at
            )
        )
    for row in () if is_private else rows:
        row.ended_at = at
    did = "kept_private" if is_private else "no_longer_private"
    _noted(session, actor, permission, client_id, kind, item_id, did=did)


def label(
    session: Session,
    *,
    actor: Actor,
    client_id: UUID,
    kind: SharedKind,
    item_id: UUID | None,
    is_labelled: bool,
    at: datetime,
) -> None:
    """Put one thing under the 42 CFR Part 2 label, or take it out. Raises ``Denied``."""
    permission = Permission.SHARE_WITH_FAMILY
    caseload.client_for(session, actor, client_id, permission)
    _require_item(session, client_id, kind, item_id, permission)
    row = session.exec(
        select(ContentLabel).where(
            ContentLabel.client_id == client_id, ContentLabel.kind == kind, ContentLabel.item_id == item_id
        )
    ).first()
    if is_labelled and row is None:
        session.add(
            ContentLabel(
                client_id=client_id,
                kind=kind,
                item_id=item_id,
                labelled_by_id=actor.account_id,
                labelled_at=at,
            )
        )
    if not is_labelled and row is not None:
        session.delete(row)
    # not which way: whoever reads the trail need not learn whom substance use content is kept about
    _noted(session, actor, permission, client_id, kind, item_id, did="changed")


def _require_item(
    session: Session, client_id: UUID, kind: SharedKind, item_id: UUID | None, permission: Permission
) -> None:
    """The item is of this client, and this kind is shared by item; else ``Denied``: nothing is told of it."""
    if item_id is None:
        if kind not in WHOLE:
            raise Denied(permission, client_id=client_id)
        return
    if kind is SharedKind.VISIT:
        found = session.get(VisitClient, (item_id, client_id))
    else:
        table = _TABLES.get(kind)
        row = session.get(table, item_id) if table is not None else None
        found = row if row is not None and row.client_id == client_id else None
    if found is None:
        raise Denied(permission, client_id=client_id)


def _require_facts(session: Session, client_id: UUID, account: Account) -> None:
    if account.client_id == client_id:
        return
    related = session.exec(
        select(Relationship).where(
            Relationship.client_id == client_id, Relationship.family_member_id == account.family_member_id
        )
    ).one()
    if related.custody == Custody.UNKNOWN or related.orders_checked_on is None:
        raise Invalid("record_custody_first")
    if related.protective_order is not None:
        raise Invalid("order_stands")


def _is_private(
    session: Session, client_id: UUID, account: Account, kind: SharedKind, item_id: UUID | None
) -> bool:
    if account.client_id == client_id:
        return False
    whom = session.exec(
        select(KeptPrivate.family_member_id).where(
            KeptPrivate.client_id == client_id,
            KeptPrivate.kind == kind,
            KeptPrivate.item_id == item_id,
            col(KeptPrivate.ended_at).is_(None),
        )
    ).all()
    return any(one in (None, account.family_member_id) for one in whom)


def _granted(
    session: Session, account_id: UUID, client_id: UUID, kind: SharedKind, item_id: UUID | None
) -> list[SharingGrant]:
    return list(
        session.exec(
            select(SharingGrant).where(
                SharingGrant.account_id == account_id,
                SharingGrant.client_id == client_id,
                SharingGrant.kind == kind,
                SharingGrant.item_id == item_id,
                col(SharingGrant.revoked_at).is_(None),
            )
        )
    )


def _noted(
    session: Session,
    actor: Actor,
    permission: Permission,
    client_id: UUID,
    kind: SharedKind,
    item_id: UUID | None,
    **ids: Any,
) -> None:
    session.flush()
    audit.done(
        session, actor, permission, client_id=client_id, subject_kind=kind.value, subject_id=item_id, **ids
    )
    session.flush()
    revisions.raise_for(session, client_id)
