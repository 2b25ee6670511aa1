"""What staff share of Luis, with whom, and what each is then given."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.casework.family import family_bundles
from casepwa.casework.family.family_bundle_shapes import FamilyBundle
from casepwa.models import Appointment, Consent, SharingGrant, TeamMember
from casepwa.models.codes import ConsentScope, Custody, Role, SharedKind
from tests import cast as stage
from tests import factories
from tests.cast import Cast, Person

SOON = datetime.now(UTC) + timedelta(days=3)
TODAY = datetime.now(ZoneInfo("America/New_York")).date()
"""At the agency of the cast."""


def seen(session: Session, cast: Cast, *, by: Person | None = None) -> list[FamilyBundle]:
    """What the phone of Rosa (or ``by``) is given now."""
    session.expire_all()
    viewer = viewers.viewer_of(session, (by or cast.rosa).actor)
    return list(family_bundles.bundles(session, viewer).values())


def share(
    session: Session, cast: Cast, kind: SharedKind, item: object = None, *, to: Person | None = None
) -> SharingGrant:
    return factories.grant(
        session,
        account_id=(to or cast.rosa).id,
        client_id=cast.luis.id,
        granted_by_id=cast.maya.id,
        kind=kind,
        item_id=getattr(item, "id", None),
    )


def everything(session: Session, cast: Cast) -> None:
    """One of each kind that can be shared, shared with Rosa, and its like that is not."""
    for word in ("shared", "secret"):
        step = factories.next_step(
            session,
            client_id=cast.luis.id,
            added_by_id=cast.maya.id,
            what=f"{word} step",
            owner_family_member_id=cast.rosa_member.id if word == "shared" else None,
        )
        goal = factories.goal(session, client_id=cast.luis.id, words=f"{word} goal", strength="staff secret")
        date = factories.made(
            session,
            Appointment(client_id=cast.luis.id, title=f"{word} date", starts_at=SOON, place="secret place"),
        )
        if word == "shared":
            share(session, cast, SharedKind.NEXT_STEP, step)
            share(session, cast, SharedKind.GOAL, goal)
            share(session, cast, SharedKind.APPOINTMENT, date)
    visit = factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id,),
        planned_start=SOON,
        planned_end=SOON + timedelta(hours=1),
        address="secret street",
    )
    share(session, cast, SharedKind.VISIT, visit)
    maya = session.exec(
        select(TeamMember).where(TeamMember.client_id == cast.luis.id, TeamMember.account_id == cast.maya.id)
    ).one()
    share(session, cast, SharedKind.TEAM_MEMBER, maya)


def hector(session: Session, cast: Cast, *, custody: Custody, client: object | None = None) -> Person:
    """Luis's father, separated, with an account and a shared goal."""
    member = factories.family_member(session, family_id=cast.delgados.id, given_name="Hector")
    account = stage.person(
        session,
        organization=cast.organization,
        name="Hector Delgado",
        title="Parent",
        roles=(Role.FAMILY,),
        family_member_id=member.id,
    )
    factories.relationship(
        session, client_id=cast.luis.id, family_member_id=member.id, relation="father", custody=custody
    )
    goal = factories.goal(session, client_id=cast.luis.id, words="I want to ride the bus.")
    share(session, cast, SharedKind.GOAL, goal, to=account)
    return account


def consent(session: Session, cast: Cast, **values: Any) -> Consent:
    """Rosa agrees to something about Luis."""
    given = {
        "client_id": cast.luis.id,
        "scope": ConsentScope.FAMILY_SHARING,
        "information": "One goal and how it goes",
        "purpose": "Both parents say the same",
        "signed_by_member_id": cast.rosa_member.id,
        "signed_on": TODAY - timedelta(days=9),
        "expires_on": TODAY + timedelta(days=9),
        "recorded_by_id": cast.maya.id,
        **values,
    }
    return factories.made(session, Consent(**given))
