"""Who may be told something of a client. Anyone else is only listened to (domain.md, "Contact notes").

The client; relatives with a right by custody; our staff; and whom a consent to give information in force
names: a family account, a person by name, or everyone of an organization by its name. A protective order goes
before all of it.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, or_, select

from casepwa.casework.family import family_ties
from casepwa.casework.names import folded
from casepwa.models import Account, Client, Consent, FamilyMember, Relationship, TeamMember
from casepwa.models.codes import ConsentScope, SupportKind


@dataclass(frozen=True, kw_only=True)
class MayHear:
    """Of one client. Names are ``folded``; ``relatives`` are ids of family members.

    ``caregivers`` are no collaterals: of a note that names them, nobody asks for their release.
    """

    client_names: set[str]
    relatives: set[UUID] = field(default_factory=set[UUID])
    relatives_names: set[str] = field(default_factory=set[str])
    caregivers: set[str] = field(default_factory=set[str])
    recipients: set[str] = field(default_factory=set[str])
    under_order: set[str] = field(default_factory=set[str])

    def on_team(self, member: TeamMember, organization: str | None) -> bool:
        """``organization``: the name of the one that an outsider comes from."""
        if member.account_id is not None:
            return True
        if member.family_member_id is not None:
            return member.family_member_id in self.relatives
        name = folded(member.name)
        released = name in self.recipients or folded(organization) in self.recipients
        return name not in self.under_order and (released or name in self.client_names)

    def names(self) -> set[str]:
        """Of everyone but staff and those who hear for their organization."""
        return (self.client_names | self.relatives_names | self.recipients) - self.under_order


def of(session: Session, clients: Collection[Client], *, at: datetime, today: date) -> dict[UUID, MayHear]:
    """Consents count as they stood at ``at``, of the agency's day ``today``; custody and orders as known now.

    Two statements, however many clients.
    """
    found = {client.id: MayHear(client_names=_names_of(client)) for client in clients}
    named = _recipients(session, found, at=at, today=today)
    for relationship, relative, client in session.exec(
        select(Relationship, FamilyMember, Client)
        .join(FamilyMember, col(FamilyMember.id) == Relationship.family_member_id)
        .join(Client, col(Client.id) == Relationship.client_id)
        .where(col(Relationship.client_id).in_(found))
    ):
        one, full = found[client.id], folded(f"{relative.given_name} {relative.family_name or ''}")
        names = {folded(relative.given_name), full}
        if relationship.protective_order is not None:
            one.under_order.update(names)
            continue
        if relationship.custody in family_ties.CARING or (
            relationship.lives_with and relative.support_kind == SupportKind.FAMILY
        ):
            one.caregivers.update(names)
        if (
            family_ties.has_right(client, relationship.custody, on=today)
            or relative.id in named[client.id]
            or full in one.recipients
        ):
            one.relatives.add(relative.id)
            one.relatives_names.update(names)
    return found


def _names_of(client: Client) -> set[str]:
    given = {client.given_name, client.preferred_name or client.given_name}
    return {folded(name) for name in (*given, *(f"{each} {client.family_name}" for each in given))}


def _recipients(
    session: Session, found: dict[UUID, MayHear], *, at: datetime, today: date
) -> defaultdict[UUID, set[UUID]]:
    """Adds the names that consents name to ``found``; returns the relatives whose accounts they name."""
    rows = session.exec(
        select(Consent, Client, Relationship, Account.family_member_id)
        .join(Client, col(Client.id) == Consent.client_id)
        .outerjoin(Relationship, family_ties.of_signer())
        .outerjoin(Account, col(Account.id) == Consent.recipient_account_id)
        .where(
            col(Consent.client_id).in_(found),
            Consent.scope == ConsentScope.INFORMATION,
            or_(col(Consent.withdrawn_at).is_(None), col(Consent.withdrawn_at) > at),
        )
    ).all()
    named: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for consent, client, signer, relative_id in rows:
        if not consent.signed_on <= today <= family_ties.last_day_of(consent, client, signer, on=today):
            continue
        if consent.recipient_name:
            found[client.id].recipients.add(folded(consent.recipient_name))
        if relative_id is not None:
            named[client.id].add(relative_id)
    return named
