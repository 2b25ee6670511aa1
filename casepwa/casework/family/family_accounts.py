"""Family accounts: invited, approved where they are a second adult, suspended in one step, ended.

Only after legal custody and protective orders were recorded. A suspended account sees nothing and is told
nothing. Source: domain.md, "Who may see what".
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, or_, select

from casepwa.casework import audit, caseload, revisions, secret_links
from casepwa.casework.accounts import accounts, devices, free_emails, sign_in_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.family.family_ties import ADULT_AT, age_on
from casepwa.casework.permissions import Permission
from casepwa.casework.rules import rule_shapes, rules
from casepwa.models import (
    Account,
    AccountRole,
    Client,
    FamilyMember,
    Invitation,
    Relationship,
    SharingGrant,
)
from casepwa.models.codes import Custody, Role


@dataclass(frozen=True, kw_only=True)
class Invited:
    """``token`` is shown once and then known to the invited person alone. ``waits``: for the supervisor."""

    account: Account
    token: str
    expires_at: datetime
    waits: bool


def record_facts(
    session: Session,
    *,
    actor: Actor,
    client_id: UUID,
    family_member_id: UUID,
    custody: Custody,
    protective_order: str | None,
    saw: tuple[str, str],
    at: datetime,
) -> Relationship:
    """Write down legal custody, and that somebody asked about protective orders today.

    ``protective_order``: its words, or None where none stands. ``saw``: custody and the order's words ("" for
    none) as the writer's screen showed them: an order that somebody else wrote down meanwhile is not taken
    away by who never saw it. Raises ``Denied``, ``Invalid('record_custody_first')`` for an unknown custody,
    ``Conflict('facts_changed')``.
    """
    client = caseload.client_for(session, actor, client_id, Permission.FAMILY_FACTS_WRITE)
    related = _related(session, client, family_member_id, Permission.FAMILY_FACTS_WRITE, to_change=True)
    if saw != (related.custody, related.protective_order or ""):
        raise Conflict("facts_changed")
    if custody is Custody.UNKNOWN:
        raise Invalid("record_custody_first")
    related.custody = custody
    related.protective_order = (protective_order or "").strip() or None
    related.orders_checked_on = day_of(at, zone_of(session, actor.organization_id))
    session.flush()
    audit.done(
        session,
        actor,
        Permission.FAMILY_FACTS_WRITE,
        client_id=client.id,
        subject_kind="relationship",
        subject_id=related.id,
    )
    revisions.raise_for(session, client.id)
    return related


def invite(
    session: Session,
    *,
    actor: Actor,
    client_id: UUID,
    family_member_id: UUID | None,
    email: str,
    at: datetime,
) -> Invited:
    """Make an account that shares nothing yet, and the link with which its person sets a password.

    ``family_member_id`` None invites the clients themselves. A second adult waits for the supervisor.
    Raises ``Denied``; ``Invalid``: ``record_custody_first``, ``order_stands``; ``Conflict``:
    ``already_invited``, ``email_of_ended_account`` (this person's own, ended); and what
    ``free_emails.require`` says.
    """
    client = caseload.client_for(session, actor, client_id, Permission.FAMILY_INVITE)
    hold(session, client)
    if family_member_id is None:
        name = f"{client.preferred_name or client.given_name} {client.family_name}"
        is_known = col(Account.client_id) == client.id
    else:
        _require_facts(_related(session, client, family_member_id, Permission.FAMILY_INVITE))
        member = session.get_one(FamilyMember, family_member_id)
        name = " ".join(part for part in (member.given_name, member.family_name) if part)
        is_known = col(Account.family_member_id) == family_member_id
    if session.exec(select(Account.id).where(is_known, col(Account.locked_at).is_(None))).first() is not None:
        raise Conflict("already_invited")
    ended = select(Account.id).where(is_known, Account.email == accounts.normal_email(email))
    if session.exec(ended).first() is not None:
        raise Conflict("email_of_ended_account")
    email = free_emails.require(session, actor, email, Permission.FAMILY_INVITE, client_id=client.id, at=at)
    waits = family_member_id is not None and _is_second_adult(session, client, family_member_id, at=at)
    account = Account(
        organization_id=actor.organization_id,
        email=email,
        name=name,
        family_member_id=family_member_id,
        client_id=client.id if family_member_id is None else None,
        awaits_approval=waits,
    )
    session.add(account)
    session.flush()
    session.add(AccountRole(account_id=account.id, role=Role.FAMILY))
    return _link(session, actor, account, client, at=at)


def new_link(session: Session, *, actor: Actor, client_id: UUID, account_id: UUID, at: datetime) -> Invited:
    """Another link in place of the one before, for who has not set a password yet.

    Raises ``Denied``, ``Conflict('already_joined')``.
    """
    client, account = account_of(session, actor, client_id, account_id, Permission.FAMILY_INVITE)
    if account.password_hash is not None:
        raise Conflict("already_joined")
    return _link(session, actor, account, client, at=at)


def approve(session: Session, *, actor: Actor, client_id: UUID, account_id: UUID, at: datetime) -> Account:
    """The supervisor agrees to a second adult: the link works from now on. Raises as ``restore``."""
    client, account = account_of(session, actor, client_id, account_id, Permission.FAMILY_APPROVE)
    _require_every_team(session, actor, client, account, Permission.FAMILY_APPROVE)
    account.awaits_approval = False
    for row in _open_links(session, account.id):
        row.approved_by_id, row.approved_at = actor.account_id, at
    _noted(session, actor, Permission.FAMILY_APPROVE, client, account)
    return account


def suspend(session: Session, *, actor: Actor, client_id: UUID, account_id: UUID, at: datetime) -> Account:
    """Nothing is shared with this account any more, about anyone, from this moment. Raises ``Denied``.

    It stays signed in, and sees what an account sees that nothing was ever shared with.
    """
    client, account = account_of(session, actor, client_id, account_id, Permission.FAMILY_SUSPEND)
    account.suspended_at = account.suspended_at or at
    _noted(session, actor, Permission.FAMILY_SUSPEND, client, account, did="suspended")
    return account


def restore(session: Session, *, actor: Actor, client_id: UUID, account_id: UUID, at: datetime) -> Account:
    """What was shared before counts again, about everyone.

    Raises ``Denied``; as ``another_team_decides`` where the account is also about someone out of reach.
    """
    client, account = account_of(session, actor, client_id, account_id, Permission.FAMILY_SUSPEND)
    _require_every_team(session, actor, client, account, Permission.FAMILY_SUSPEND)
    account.suspended_at = None
    _noted(session, actor, Permission.FAMILY_SUSPEND, client, account, did="resumed")
    return account


def end(session: Session, *, actor: Actor, client_id: UUID, account_id: UUID, at: datetime) -> Account:
    """Take back every grant, close account, sessions and an unused link, and erase its phones' copies.

    Raises ``Denied``.
    """
    client, account = account_of(session, actor, client_id, account_id, Permission.FAMILY_SUSPEND)
    account.locked_at = account.locked_at or at
    for row in session.exec(
        select(SharingGrant).where(
            SharingGrant.account_id == account.id, col(SharingGrant.revoked_at).is_(None)
        )
    ):
        row.revoked_at, row.revoked_by_id = at, actor.account_id
    for link in _open_links(session, account.id):
        link.cancelled_at = at
    sign_in_sessions.end_of_account(session, account.id, reason="account_ended", at=at)
    devices.revoke_all(session, account.id, at=at)
    _noted(session, actor, Permission.FAMILY_SUSPEND, client, account, did="ended")
    return account


def account_of(
    session: Session, actor: Actor, client_id: UUID, account_id: UUID, permission: Permission
) -> tuple[Client, Account]:
    """A family account around a client within reach, locked for change.

    Raises ``Denied`` alike for a client out of reach and an account that is not of this client's family.
    """
    client = caseload.client_for(session, actor, client_id, permission)
    related = select(Relationship.family_member_id).where(Relationship.client_id == client.id)
    account = session.exec(
        select(Account)
        .join(AccountRole, col(AccountRole.account_id) == Account.id)
        .where(
            Account.id == account_id,
            AccountRole.role == Role.FAMILY,
            Account.organization_id == actor.organization_id,
            or_(col(Account.client_id) == client.id, col(Account.family_member_id).in_(related)),
        )
        .with_for_update()
    ).first()
    if account is None:
        raise Denied(permission, client_id=client_id)
    return client, account


def _require_every_team(
    session: Session, actor: Actor, client: Client, account: Account, permission: Permission
) -> None:
    """Any team may stop an account; who lets it go on answers for everyone whom it is about."""
    invited = select(Invitation.client_id).where(Invitation.account_id == account.id)
    shared = select(SharingGrant.client_id).where(
        SharingGrant.account_id == account.id, col(SharingGrant.revoked_at).is_(None)
    )
    others = {*session.exec(invited), *session.exec(shared)} - {client.id}
    for other_id in sorted(each for each in others if each is not None):
        try:
            caseload.authorise(session, actor, other_id, permission)
        except Denied as error:
            raise Denied(permission, client_id=client.id, message_id="another_team_decides") from error


def hold(session: Session, client: Client) -> None:
    """Lock the client until this unit ends: of two adults at the same moment the later one is the second."""
    _ = session.exec(select(Client).where(Client.id == client.id).with_for_update(key_share=True)).first()


def joins_a_first(session: Session, client: Client, account: Account, *, on: date) -> bool:
    """Would sharing make this relative a second adult about ``client``, and nobody asked the supervisor?

    So it is with who was invited around a sibling: nothing was shared with them about this client yet, and
    another adult already sees something.
    """
    if account.family_member_id is None or not _is_adult(
        session.get_one(FamilyMember, account.family_member_id), on=on
    ):
        return False
    known = select(SharingGrant.account_id).where(
        SharingGrant.account_id == account.id, SharingGrant.client_id == client.id
    )
    invited = select(Invitation.account_id).where(
        Invitation.account_id == account.id, Invitation.client_id == client.id
    )
    if session.exec(known).first() is not None or session.exec(invited).first() is not None:
        return False
    others = session.exec(
        select(FamilyMember)
        .join(Account, col(Account.family_member_id) == FamilyMember.id)
        .join(SharingGrant, col(SharingGrant.account_id) == Account.id)
        .where(
            SharingGrant.client_id == client.id,
            col(SharingGrant.revoked_at).is_(None),
            FamilyMember.id != account.family_member_id,
            col(Account.locked_at).is_(None),
        )
    )
    return any(_is_adult(each, on=on) for each in others)


def _related(
    session: Session, client: Client, member_id: UUID, permission: Permission, *, to_change: bool = False
) -> Relationship:
    asked = select(Relationship).where(
        Relationship.client_id == client.id, Relationship.family_member_id == member_id
    )
    if to_change:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    found = session.exec(asked).first()
    if found is None:
        raise Denied(permission, client_id=client.id)
    return found


def _require_facts(related: Relationship) -> None:
    if related.custody == Custody.UNKNOWN or related.orders_checked_on is None:
        raise Invalid("record_custody_first")
    if related.protective_order is not None:
        raise Invalid("order_stands")


def _is_second_adult(session: Session, client: Client, member_id: UUID, *, at: datetime) -> bool:
    """Has another adult relative of this client an account already, invited or joined?"""
    today = day_of(at, zone_of(session, client.organization_id))
    rows = session.exec(
        select(FamilyMember)
        .join(Relationship, col(Relationship.family_member_id) == FamilyMember.id)
        .join(Account, col(Account.family_member_id) == FamilyMember.id)
        .where(
            Relationship.client_id == client.id,
            FamilyMember.id != member_id,
            col(Account.locked_at).is_(None),
        )
    )
    return any(_is_adult(row, on=today) for row in rows)


def _is_adult(member: FamilyMember, *, on: date) -> bool:
    """Whose birth date nobody knows counts as one."""
    return member.birth_date is None or age_on(member.birth_date, on=on) >= ADULT_AT


def _link(session: Session, actor: Actor, account: Account, client: Client, *, at: datetime) -> Invited:
    for row in _open_links(session, account.id):
        row.cancelled_at = at
    book = rules.book(session, organization_id=actor.organization_id)
    days = book.value(rule_shapes.Invitation, on=day_of(at, zone_of(session, actor.organization_id))).days
    token = secret_links.make("join")
    row = Invitation(
        account_id=account.id,
        client_id=client.id,
        token_sha256=secret_links.hashed(token),
        invited_by_id=actor.account_id,
        invited_at=at,
        expires_at=at + timedelta(days=days),
    )
    session.add(row)
    _noted(session, actor, Permission.FAMILY_INVITE, client, account)
    return Invited(account=account, token=token, expires_at=row.expires_at, waits=account.awaits_approval)


def _open_links(session: Session, account_id: UUID) -> list[Invitation]:
    return list(
        session.exec(
            select(Invitation).where(
                Invitation.account_id == account_id,
                col(Invitation.used_at).is_(None),
                col(Invitation.cancelled_at).is_(None),
            )
        )
    )


def _noted(
    session: Session, actor: Actor, permission: Permission, client: Client, account: Account, **ids: Any
) -> None:
    session.flush()
    audit.done(
        session, actor, permission, client_id=client.id, subject_kind="account", subject_id=account.id, **ids
    )
    session.flush()
    revisions.raise_for(session, client.id)
