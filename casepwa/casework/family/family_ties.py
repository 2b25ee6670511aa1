"""Whose relative is whose, as far as sharing goes: who may be shared with at all, about whom, until when.

A tie stands when custody is known, somebody asked about protective orders and none stands, and the relative
has a right by custody (of a minor) or by a consent in force that names this account. What a parent signed for
a minor ends with the right to sign it: as the 18th birthday begins, or when custody or an order takes it. A
client's own account is tied to its client. A suspended, locked or not yet approved account has no tie.
Source: domain.md, "Who may see what" and "Consent".
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from casepwa.casework.agency_time import day_bounds, day_of, zone_of
from casepwa.models import Account, AccountRole, Client, Consent, Relationship
from casepwa.models.codes import ConsentScope, Custody, Role

ADULT_AT = 18
CARING = frozenset({Custody.SOLE, Custody.JOINT, Custody.GUARDIAN, Custody.TEMPORARY})


@dataclass(frozen=True, kw_only=True)
class InForce:
    """``last_day`` on which the consent counts: its own, or the day before its signer's right ends."""

    consent: Consent
    last_day: date


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One family account and one client. ``relation`` is None for the client's own account.

    ``until``: when what the tie rests on ends, if it does: a minor's 18th birthday, a consent.
    """

    account: Account
    client: Client
    relation: str | None
    until: datetime | None

    @property
    def is_own(self) -> bool:
        return self.relation is None


def of_account(session: Session, account_id: UUID, *, at: datetime) -> dict[UUID, Tie]:
    """The ties of one account, by client."""
    return {tie.client.id: tie for tie in _ties(session, account_id=account_id, at=at)}


def to_clients(session: Session, client_ids: Collection[UUID], *, at: datetime) -> dict[UUID, list[Tie]]:
    """The ties to each client, by the names of their accounts."""
    found: dict[UUID, list[Tie]] = {}
    for tie in _ties(session, client_ids=client_ids, at=at):
        found.setdefault(tie.client.id, []).append(tie)
    return found


def consents_in_force(
    session: Session, client_ids: Collection[UUID], *, scope: ConsentScope, on: date
) -> dict[tuple[UUID, UUID], InForce]:
    """Consents of ``scope`` for family accounts on day ``on``, by (client, recipient); the longest counts."""
    rows = session.exec(
        select(Consent, Client, Relationship)
        .join(Client, col(Client.id) == Consent.client_id)
        .outerjoin(Relationship, of_signer())
        .where(
            col(Consent.client_id).in_(client_ids),
            Consent.scope == scope,
            col(Consent.recipient_account_id).is_not(None),
            col(Consent.withdrawn_at).is_(None),
            col(Consent.signed_on) <= on,
            col(Consent.expires_on) >= on,
        )
        .order_by(col(Consent.expires_on), col(Consent.id))
    )
    found: dict[tuple[UUID, UUID], InForce] = {}
    for row, client, signer in rows:
        each = InForce(consent=row, last_day=last_day_of(row, client, signer, on=on))
        if row.recipient_account_id is None or each.last_day < on:
            continue
        known = found.get((client.id, row.recipient_account_id))
        if known is None or known.last_day <= each.last_day:
            found[client.id, row.recipient_account_id] = each
    return found


def of_signer() -> ColumnElement[bool]:
    """Joins a consent to what the relative who signed it is to the client."""
    return and_(
        col(Relationship.client_id) == Consent.client_id,
        col(Relationship.family_member_id) == Consent.signed_by_member_id,
    )


def last_day_of(consent: Consent, client: Client, signer: Relationship | None, *, on: date) -> date:
    """The last day on which a consent counts, as it stands on day ``on``. ``signer``: see ``of_signer``.

    A relative who is no guardian signs for a minor: from the 18th birthday on it is the client's own to give.
    Where custody or an order takes the right before, it counted to the day before somebody wrote that down.
    """
    if consent.signed_by_member_id is None:
        return consent.expires_on
    last, adult_from = consent.expires_on, _adult_from(client)
    if adult_from is not None and (signer is None or signer.custody != Custody.GUARDIAN):
        last = min(last, adult_from - timedelta(days=1))
    if last < on or may_sign(client, signer, on=on):
        return last
    known_on = on if signer is None or signer.orders_checked_on is None else min(on, signer.orders_checked_on)
    return min(last, known_on - timedelta(days=1))


def may_sign(client: Client, signer: Relationship | None, *, on: date) -> bool:
    """Could this relative consent for ``client`` on day ``on``, by the facts that are known now?"""
    if signer is None or signer.protective_order is not None:
        return False
    return has_right(client, signer.custody, on=on)


def has_right(client: Client, custody: str, *, on: date) -> bool:
    """Does legal custody let this relative see, and consent, for ``client`` on day ``on``?

    A guardian's right does not end at 18; the others' does. An unknown birth date counts as a minor's.
    """
    if custody == Custody.GUARDIAN:
        return True
    return custody in CARING and not is_adult(client, on=on)


def is_adult(client: Client, *, on: date) -> bool:
    """18 or older on day ``on``; an unknown birth date is nobody's 18th birthday."""
    return age_of(client, on=on, unknown=0) >= ADULT_AT


def age_of(client: Client, *, on: date, unknown: int) -> int:
    """In whole years on day ``on``; ``unknown`` where the birth date is."""
    return unknown if client.birth_date is None else age_on(client.birth_date, on=on)


def age_on(born: date, *, on: date) -> int:
    """In whole years on day ``on``; who is born on 29 February is a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def right_until(client: Client, custody: str, *, zone: ZoneInfo) -> datetime | None:
    """The first moment at which ``has_right`` no longer holds: as the client's 18th birthday begins.

    None: there is no such day, for a guardian and for an unknown birth date.
    """
    day = _adult_from(client)
    if day is None or custody == Custody.GUARDIAN:
        return None
    return day_bounds(day, zone)[0].astimezone(UTC)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The first moment that is no longer ``day`` in the agency's zone."""
    return day_bounds(day, zone)[1].astimezone(UTC)


def _adult_from(client: Client) -> date | None:
    """The 18th birthday. None: nobody knows it."""
    born = client.birth_date
    if born is None:
        return None
    leaps = (born.month, born.day) == (2, 29)  # 18 years after a leap year there is no such day
    return date(born.year + ADULT_AT, 3, 1) if leaps else born.replace(year=born.year + ADULT_AT)


def _ties(
    session: Session,
    *,
    account_id: UUID | None = None,
    client_ids: Collection[UUID] | None = None,
    at: datetime,
) -> list[Tie]:
    usable = [
        AccountRole.role == Role.FAMILY,
        col(Account.suspended_at).is_(None),
        col(Account.locked_at).is_(None),
        col(Account.awaits_approval).is_(False),
        col(Client.organization_id) == Account.organization_id,
    ]
    if account_id is not None:
        usable.append(col(Account.id) == account_id)
    if client_ids is not None:
        usable.append(col(Client.id).in_(client_ids))
    relatives = session.exec(
        select(Account, Client, Relationship)
        .join(AccountRole, col(AccountRole.account_id) == Account.id)
        .join(Relationship, col(Relationship.family_member_id) == Account.family_member_id)
        .join(Client, col(Client.id) == Relationship.client_id)
        .where(
            *usable,
            Relationship.custody != Custody.UNKNOWN,
            col(Relationship.protective_order).is_(None),
            col(Relationship.orders_checked_on).is_not(None),
        )
        .order_by(col(Account.name), col(Account.id), col(Client.id))
    ).all()
    own = session.exec(
        select(Account, Client)
        .join(AccountRole, col(AccountRole.account_id) == Account.id)
        .join(Client, col(Client.id) == Account.client_id)
        .where(*usable)
        .order_by(col(Account.name), col(Account.id))
    ).all()
    ties = [Tie(account=account, client=client, relation=None, until=None) for account, client in own]
    if relatives:
        ties += _by_right_or_consent(session, relatives, at=at)
    return ties


def _by_right_or_consent(
    session: Session, rows: Collection[tuple[Account, Client, Relationship]], *, at: datetime
) -> list[Tie]:
    zone = zone_of(session, next(iter(rows))[0].organization_id)
    today = day_of(at, zone)
    consents: Mapping[tuple[UUID, UUID], InForce] = consents_in_force(
        session, {client.id for _, client, _ in rows}, scope=ConsentScope.FAMILY_SHARING, on=today
    )
    ties: list[Tie] = []
    for account, client, relationship in rows:
        consent = consents.get((client.id, account.id))
        is_right = has_right(client, relationship.custody, on=today)
        if not is_right and consent is None:
            continue
        ends = [right_until(client, relationship.custody, zone=zone)] if is_right else []
        ends += [end_of(consent.last_day, zone)] if consent is not None else []
        until = None if None in ends else max(each for each in ends if each is not None)
        ties.append(Tie(account=account, client=client, relation=relationship.relation, until=until))
    return ties
