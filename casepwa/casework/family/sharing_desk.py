"""One client's sharing on one screen: the relatives and what is recorded of them, each thing and who sees it.

Every reader is named beside every thing before anything is shared. Source: domain.md, "Who may see what".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, or_, select

from casepwa.casework import caseload, disclosures
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.family import family_shared, family_ties
from casepwa.casework.family.family_shared import Thing
from casepwa.casework.family.sharing_grants import WHOLE
from casepwa.casework.permissions import Permission
from casepwa.models import (
    Account,
    AccountRole,
    Appointment,
    Client,
    Consent,
    ContentLabel,
    CrisisPlanVersion,
    FamilyMember,
    Goal,
    Invitation,
    KeptPrivate,
    NextStep,
    Relationship,
    SharingGrant,
    TeamMember,
    Visit,
    VisitClient,
)
from casepwa.models.codes import Kept, Lifecycle, PlanStatus, Role, SharedKind, VisitStatus


@dataclass(frozen=True, kw_only=True)
class FamilyAccount:
    """``standing``: waits (for the supervisor), invited, expired, active, suspended, ended."""

    id: UUID
    name: str
    email: str
    standing: str
    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class Relative:
    """``member_id`` is None for the clients themselves. ``may_sign``: legal custody lets them consent."""

    member_id: UUID | None
    name: str
    relation: str
    custody: str
    protective_order: str | None
    orders_checked_on: date | None
    may_sign: bool
    account: FamilyAccount | None


@dataclass(frozen=True, kw_only=True)
class Reader:
    """``is_granted``: shared by name; ``sees``: and everything that this rests on stands today."""

    account_id: UUID
    name: str
    is_granted: bool
    sees: bool


@dataclass(frozen=True, kw_only=True)
class Item:
    """``item_id`` is None for what is shared as a whole."""

    kind: str
    item_id: UUID | None
    words: str
    moment: datetime | None
    is_private: bool
    is_labelled: bool
    readers: tuple[Reader, ...]


@dataclass(frozen=True, kw_only=True)
class ConsentRow:
    id: UUID
    scope: str
    information: str
    purpose: str
    recipient: str
    signer: str
    signed_on: date
    expires_on: date
    withdrawn_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Sharing:
    client_id: UUID
    client: str
    relatives: tuple[Relative, ...]
    items: tuple[Item, ...]
    consents: tuple[ConsentRow, ...]


def of(session: Session, *, actor: Actor, client_id: UUID, at: datetime) -> Sharing:
    """Who in the family may see what of one client; the read is logged. Raises ``Denied``."""
    client = caseload.client_for(session, actor, client_id, Permission.SHARING_READ)
    disclosures.opened(session, actor, client, "sharing")
    today = day_of(at, zone_of(session, actor.organization_id))
    relatives = _relatives(session, client, today=today, at=at)
    accounts = [one.account for one in relatives if one.account and one.account.standing != "ended"]
    return Sharing(
        client_id=client.id,
        client=f"{client.preferred_name or client.given_name} {client.family_name}",
        relatives=relatives,
        items=_items(session, client, accounts, at=at),
        consents=_consents(session, client, today=today),
    )


def _relatives(session: Session, client: Client, *, today: date, at: datetime) -> tuple[Relative, ...]:
    accounts = _accounts(session, client, at=at)
    rows = session.exec(
        select(Relationship, FamilyMember)
        .join(FamilyMember, col(FamilyMember.id) == Relationship.family_member_id)
        .where(Relationship.client_id == client.id)
        .order_by(col(FamilyMember.given_name), col(FamilyMember.id))
    )
    own = Relative(
        member_id=None,
        name=f"{client.preferred_name or client.given_name} {client.family_name}",
        relation="self",
        custody="none",
        protective_order=None,
        orders_checked_on=None,
        may_sign=True,
        account=accounts.get(None),
    )
    return (
        own,
        *(
            Relative(
                member_id=member.id,
                name=" ".join(part for part in (member.given_name, member.family_name) if part),
                relation=related.relation,
                custody=related.custody,
                protective_order=related.protective_order,
                orders_checked_on=related.orders_checked_on,
                may_sign=family_ties.may_sign(client, related, on=today),
                account=accounts.get(member.id),
            )
            for related, member in rows
        ),
    )


def _accounts(session: Session, client: Client, *, at: datetime) -> dict[UUID | None, FamilyAccount]:
    """By family member; None for the client's own. An open account wins over one that was ended."""
    related = select(Relationship.family_member_id).where(Relationship.client_id == client.id)
    links = {
        row.account_id: row.expires_at
        for row in session.exec(
            select(Invitation)
            .where(col(Invitation.cancelled_at).is_(None))
            .order_by(col(Invitation.invited_at))
        )
    }
    found: dict[UUID | None, FamilyAccount] = {}
    for account in session.exec(
        select(Account)
        .join(AccountRole, col(AccountRole.account_id) == Account.id)
        .where(
            AccountRole.role == Role.FAMILY,
            or_(col(Account.client_id) == client.id, col(Account.family_member_id).in_(related)),
        )
        .order_by(col(Account.locked_at).is_(None), col(Account.created_at))
    ):
        until = links.get(account.id)
        key = None if account.client_id == client.id else account.family_member_id
        found[key] = FamilyAccount(
            id=account.id,
            name=account.name,
            email=account.email,
            standing=_standing(account, until, at=at),
            until=until if account.password_hash is None else None,
        )
    return found


def _standing(account: Account, until: datetime | None, *, at: datetime) -> str:
    if account.locked_at is not None:
        return "ended"
    if account.suspended_at is not None:
        return "suspended"
    if account.awaits_approval:
        return "waits"
    if account.password_hash is None:
        return "invited" if until is not None and until > at else "expired"
    return "active"


def _items(
    session: Session, client: Client, accounts: list[FamilyAccount], *, at: datetime
) -> tuple[Item, ...]:
    granted = frozenset(
        session.exec(
            select(SharingGrant.account_id, SharingGrant.kind, SharingGrant.item_id).where(
                SharingGrant.client_id == client.id, col(SharingGrant.revoked_at).is_(None)
            )
        ).all()
    )
    seen: Mapping[UUID, frozenset[Thing]] = {
        one.tie.account.id: one.things
        for one in family_shared.about_clients(session, [client.id], at=at).get(client.id, [])
    }
    private = frozenset(
        session.exec(
            select(KeptPrivate.kind, KeptPrivate.item_id).where(
                KeptPrivate.client_id == client.id, col(KeptPrivate.ended_at).is_(None)
            )
        ).all()
    )
    labelled = frozenset(
        session.exec(
            select(ContentLabel.kind, ContentLabel.item_id).where(ContentLabel.client_id == client.id)
        ).all()
    )
    return tuple(
        Item(
            kind=kind,
            item_id=item_id,
            words=words,
            moment=moment,
            is_private=(kind, item_id) in private,
            is_labelled=(kind, item_id) in labelled,
            readers=tuple(
                Reader(
                    account_id=one.id,
                    name=one.name,
                    is_granted=(one.id, kind, item_id) in granted,
                    sees=(kind, item_id) in seen.get(one.id, frozenset()),
                )
                for one in accounts
            ),
        )
        for kind, item_id, words, moment in _things(session, client, at=at)
    )


def _things(
    session: Session, client: Client, *, at: datetime
) -> list[tuple[str, UUID | None, str, datetime | None]]:
    """What can be shared of this client today: kind, item, its words, its time."""
    found: list[tuple[str, UUID | None, str, datetime | None]] = []
    plan = session.exec(
        select(CrisisPlanVersion.id).where(
            CrisisPlanVersion.client_id == client.id, CrisisPlanVersion.status == PlanStatus.ACTIVE
        )
    ).first()
    whole = sorted(WHOLE) if plan is not None else [SharedKind.SHARED_LINE]
    found += [(kind.value, None, "", None) for kind in whole]
    for goal in session.exec(
        select(Goal)
        .where(
            Goal.client_id == client.id,
            col(Goal.lifecycle).in_((Lifecycle.ACTIVE, Lifecycle.ON_HOLD, Lifecycle.COMPLETED)),
        )
        .order_by(col(Goal.position), col(Goal.id))
    ):
        found.append((SharedKind.GOAL.value, goal.id, goal.words, None))
    for step in session.exec(
        select(NextStep)
        .where(
            NextStep.client_id == client.id,
            col(NextStep.done_at).is_(None),
            col(NextStep.withdrawn_at).is_(None),
        )
        .order_by(col(NextStep.due_on), col(NextStep.id))
    ):
        found.append((SharedKind.NEXT_STEP.value, step.id, step.what, None))
    for row in session.exec(
        select(Appointment)
        .where(
            Appointment.client_id == client.id,
            Appointment.kept == Kept.AHEAD,
            col(Appointment.starts_at) >= at,
        )
        .order_by(col(Appointment.starts_at), col(Appointment.id))
    ):
        found.append((SharedKind.APPOINTMENT.value, row.id, row.title, row.starts_at))
    for visit in session.exec(
        select(Visit)
        .join(VisitClient, col(VisitClient.visit_id) == Visit.id)
        .where(
            VisitClient.client_id == client.id,
            Visit.status == VisitStatus.PLANNED,
            col(Visit.planned_start) >= at,
        )
        .order_by(col(Visit.planned_start), col(Visit.id))
    ):
        found.append((SharedKind.VISIT.value, visit.id, "", visit.planned_start))
    return [*found, *_team(session, client, at=at)]


def _team(
    session: Session, client: Client, *, at: datetime
) -> list[tuple[str, UUID | None, str, datetime | None]]:
    rows = session.exec(
        select(TeamMember, Account.name, FamilyMember.given_name)
        .outerjoin(Account, col(Account.id) == TeamMember.account_id)
        .outerjoin(FamilyMember, col(FamilyMember.id) == TeamMember.family_member_id)
        .where(
            TeamMember.client_id == client.id,
            or_(col(TeamMember.ends_at).is_(None), col(TeamMember.ends_at) > at),
        )
        .order_by(col(TeamMember.starts_at), col(TeamMember.id))
    )
    return [
        (SharedKind.TEAM_MEMBER.value, member.id, staff or relative or member.name or "", None)
        for member, staff, relative in rows
    ]


def _consents(session: Session, client: Client, *, today: date) -> tuple[ConsentRow, ...]:
    rows = session.exec(
        select(Consent, Account.name, FamilyMember, Relationship)
        .outerjoin(Account, col(Account.id) == Consent.recipient_account_id)
        .outerjoin(FamilyMember, col(FamilyMember.id) == Consent.signed_by_member_id)
        .outerjoin(Relationship, family_ties.of_signer())
        .where(Consent.client_id == client.id)
        .order_by(col(Consent.withdrawn_at).is_not(None), col(Consent.signed_on).desc(), col(Consent.id))
    )
    return tuple(
        ConsentRow(
            id=row.id,
            scope=row.scope,
            information=row.information,
            purpose=row.purpose,
            recipient=recipient or row.recipient_name or "",
            signer=member.given_name if member else (client.preferred_name or client.given_name),
            signed_on=row.signed_on,
            expires_on=family_ties.last_day_of(row, client, related, on=today),
            withdrawn_at=row.withdrawn_at,
        )
        for row, recipient, member, related in rows
    )
