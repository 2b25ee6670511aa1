"""Bundles for a family account: what is shared with it by name, client by client, and its ``me``.

The only way from a record to a family's screen: its phone, the staff's preview, the calendar.
"""

from uuid import UUID

from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.family import family_shared
from casepwa.casework.family.family_bundle_shapes import FamilyBundle, FamilyHeader, FamilyMe, FamilyStaff
from casepwa.casework.family.family_parts import (
    consents,
    crisis_plans,
    dates,
    goals,
    lines,
    messages,
    steps,
    teams,
    watching,
)
from casepwa.casework.family.family_parts.watching import Watching
from casepwa.casework.permissions import Permission, granted
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import PhoneSession
from casepwa.models import Account, Organization
from casepwa.models.codes import Role


def is_family(actor: Actor) -> bool:
    """A family account, whatever else it may be: it never gets a staff bundle."""
    return Role.FAMILY in actor.roles


def bundles(session: Session, viewer: Viewer) -> dict[UUID, FamilyBundle]:
    """By client id: everything that is shared with ``viewer`` of the wanted clients."""
    account = session.get_one(Account, viewer.actor.account_id)
    shared = family_shared.with_account(session, account.id, at=viewer.at)
    wanted = {client_id: each for client_id, each in shared.items() if client_id in viewer.wanted}
    return {
        each.client_id: _bundle(session, each)
        for each in watching.watching(session, account, wanted, at=viewer.at, today=viewer.today)
    }


def me(session: Session, viewer: Viewer) -> FamilyMe:
    """Says nothing of a suspension."""
    actor = viewer.actor
    account = session.get_one(Account, actor.account_id)
    agency = session.get_one(Organization, actor.organization_id)
    book = rules.book(session, organization_id=actor.organization_id)
    return FamilyMe(
        account_id=account.id,
        name=account.name,
        email=account.email,
        roles=sorted(actor.roles),
        permissions=sorted(each for each in Permission if granted(actor.roles, each)),
        agency=agency.name,
        time_zone=agency.time_zone,
        locale=account.locale,
        offline_until_hours=int(book.value(PhoneSession, on=viewer.today).idle_hours),
    )


def _bundle(session: Session, each: Watching) -> FamilyBundle:
    client = each.shared.tie.client
    return FamilyBundle(
        header=FamilyHeader(
            id=client.id,
            name=client.preferred_name or client.given_name,
            is_you=each.shared.tie.is_own,
        ),
        steps=steps.of(session, each),
        goals=goals.of(session, each),
        celebrations=goals.celebrations(session, each),
        dates=dates.of(session, each),
        team=teams.of(session, each),
        crisis_plan=crisis_plans.of(session, each),
        lines=lines.of(session, each),
        consents=consents.of(session, each),
        messages=messages.of(session, each),
        staff=_nameable(each),
        messages_go_to=[one.name for one in each.staff],
        complaints_go_to=[one.name for one in each.supervisors],
    )


def _nameable(each: Watching) -> list[FamilyStaff]:
    known = {one.account_id for one in each.staff}
    return [*each.staff, *(one for one in each.supervisors if one.account_id not in known)]
