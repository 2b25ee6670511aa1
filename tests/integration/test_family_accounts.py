"""Family accounts: facts first, the second adult, suspending, ending."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from time import sleep
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from casepwa import database
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.family import family_accounts, family_bundles, sharing_grants
from casepwa.models import (
    AuditEvent,
    FamilyMember,
    Invitation,
    KeptPrivate,
    Relationship,
    SharingGrant,
)
from casepwa.models.codes import Custody, Role, SharedKind
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, Person, person
from tests.integration.inviting import NOW, grandmother, installation_secret, invite
from tests.integration.phones import Agency

pytestmark = pytest.mark.usefixtures(installation_secret.__name__)


def relationship_of(session: Session, cast: Cast, member: FamilyMember) -> Relationship:
    return session.exec(
        select(Relationship).where(
            Relationship.client_id == cast.luis.id, Relationship.family_member_id == member.id
        )
    ).one()


def facts(
    session: Session, cast: Cast, member: FamilyMember, *, by: Person | None = None, **values: Any
) -> None:
    related = relationship_of(session, cast, member)
    saw = (related.custody, related.protective_order or "")
    given = {"custody": Custody.JOINT, "protective_order": None, "saw": saw, "at": NOW, **values}
    family_accounts.record_facts(
        session, actor=(by or cast.maya).actor, client_id=cast.luis.id, family_member_id=member.id, **given
    )


def test_nobody_is_invited_before_custody_and_orders_were_recorded(session: Session, cast: Cast) -> None:
    member = grandmother(session, cast)
    with pytest.raises(Invalid, match="record_custody_first"):
        invite(session, cast, member.id)
    with pytest.raises(Invalid, match="record_custody_first"):
        facts(session, cast, member, custody=Custody.UNKNOWN)
    facts(session, cast, member, protective_order="Stays 100 m away")
    with pytest.raises(Invalid, match="order_stands"):
        invite(session, cast, member.id)
    facts(session, cast, member, protective_order="  ")
    assert invite(session, cast, member.id).account.email == "ines@example.test"
    with pytest.raises(Conflict, match="already_invited"):
        invite(session, cast, member.id)


def test_an_order_written_down_meanwhile_is_not_taken_away_by_who_never_saw_it(
    session: Session, cast: Cast
) -> None:
    member = grandmother(session, cast)
    facts(session, cast, member)
    facts(session, cast, member, by=cast.omar, protective_order="Stays 100 m away")
    for stale in ((Custody.JOINT, ""), (Custody.UNKNOWN, ""), (Custody.SOLE, "Stays 100 m away")):
        with pytest.raises(Conflict, match="facts_changed"):
            facts(session, cast, member, saw=stale)
    kept = relationship_of(session, cast, member)
    assert (kept.custody, kept.protective_order) == (Custody.JOINT, "Stays 100 m away")


def test_a_second_adult_waits_for_the_supervisor(session: Session, cast: Cast) -> None:
    member = grandmother(session, cast)
    facts(session, cast, member)
    invited = invite(session, cast, member.id)
    assert invited.waits
    share = {"client_id": cast.luis.id, "account_id": invited.account.id, "at": NOW}
    goal = factories.goal(session, client_id=cast.luis.id)
    sharing_grants.share(session, actor=cast.maya.actor, kind=SharedKind.GOAL, item_id=goal.id, **share)
    for one in (cast.maya, cast.priya, cast.rosa, cast.alma, cast.charlie):
        with pytest.raises(Denied):
            family_accounts.approve(session, actor=one.actor, **share)
    family_accounts.approve(session, actor=cast.omar.actor, **share)
    row = session.exec(select(Invitation)).one()
    assert (invited.account.awaits_approval, row.approved_by_id) == (False, cast.omar.id)


@pytest.mark.parametrize("is_known", [False, True])
def test_who_was_invited_around_a_sibling_is_a_second_adult_where_another_already_sees(
    session: Session, cast: Cast, is_known: bool
) -> None:
    """The grandmother has her account about Ana; Rosa already sees Luis."""
    member = grandmother(session, cast, custody=Custody.JOINT, orders_checked_on=NOW.date())
    account = factories.account(
        session,
        organization_id=cast.organization.id,
        name="Inés Delgado",
        roles=(Role.FAMILY,),
        family_member_id=member.id,
    )
    plan: dict[str, Any] = {
        "client_id": cast.luis.id,
        "kind": SharedKind.CRISIS_PLAN,
        "item_id": None,
        "at": NOW,
    }
    sharing_grants.share(session, actor=cast.maya.actor, account_id=cast.rosa.id, **plan)
    if is_known:
        known = {"account_id": account.id, "client_id": cast.luis.id, "granted_by_id": cast.omar.id}
        factories.grant(session, **known)
    else:
        with pytest.raises(Invalid, match="second_adult_needs_supervisor"):
            sharing_grants.share(session, actor=cast.maya.actor, account_id=account.id, **plan)
        sharing_grants.share(session, actor=cast.omar.actor, account_id=account.id, **plan)
    places: dict[str, Any] = plan | {"kind": SharedKind.SAFE_PLACES}
    sharing_grants.share(session, actor=cast.maya.actor, account_id=account.id, **places)
    seen = session.exec(select(SharingGrant.kind).where(SharingGrant.account_id == account.id)).all()
    assert len(seen) == 2


def test_of_two_adults_invited_at_the_same_moment_one_waits_for_the_supervisor(agency: Agency) -> None:
    cast, session = agency.cast, agency.session
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("one writer at a time")
    known = {"custody": Custody.JOINT, "orders_checked_on": NOW.date()}
    first, second = (grandmother(session, cast, **known) for _ in range(2))
    cast.rosa.account.locked_at = NOW
    session.add(cast.rosa.account)
    session.commit()

    def invited(session: Session, member_id: UUID, email: str) -> bool:
        whom = {"client_id": cast.luis.id, "family_member_id": member_id, "email": email}
        return family_accounts.invite(session, actor=cast.maya.actor, at=NOW, **whom).waits

    def later() -> bool:
        with database.unit_of_work() as other:
            return invited(other, second.id, "second@example.test")

    with ThreadPoolExecutor(1) as pool, database.unit_of_work() as one:
        assert not invited(one, first.id, "first@example.test")
        waiting = pool.submit(later)
        sleep(0.5)  # the other has looked by now, or waits
        one.commit()
        assert waiting.result(timeout=30)


@pytest.mark.parametrize(("age", "waits"), [("18 today", True), ("18 tomorrow", False)])
def test_a_relative_is_an_adult_from_the_18th_birthday_on(
    session: Session, cast: Cast, age: str, waits: bool
) -> None:
    day = datetime(2031, 7, 9, 16, tzinfo=UTC)
    cast.rosa_member.birth_date = date(2013, 7, 9 if age == "18 today" else 10)
    member = grandmother(session, cast)
    facts(session, cast, member)
    invited = family_accounts.invite(
        session,
        actor=cast.maya.actor,
        client_id=cast.luis.id,
        family_member_id=member.id,
        email="ines@example.test",
        at=day,
    )
    assert invited.waits is waits


def test_the_clients_own_account_waits_for_nobody(session: Session, cast: Cast) -> None:
    own = invite(session, cast, None)
    assert (own.waits, own.account.client_id, own.account.name) == (False, cast.luis.id, "Luis Delgado")


@pytest.mark.parametrize("name", ["charlie", "rosa", "alma"])
def test_who_has_no_right_invites_suspends_and_shares_nothing(
    name: str, session: Session, cast: Cast
) -> None:
    person: Person = getattr(cast, name)
    known = {"actor": person.actor, "client_id": cast.luis.id, "account_id": cast.rosa.id, "at": NOW}
    member = grandmother(session, cast, custody=Custody.JOINT, orders_checked_on=NOW.date())
    thing = {"kind": SharedKind.CRISIS_PLAN, "item_id": None}
    for attempt in (
        lambda: invite(session, cast, member.id, by=person),
        lambda: facts(session, cast, member, by=person),
        lambda: family_accounts.suspend(session, **known),
        lambda: family_accounts.end(session, **known),
        lambda: family_accounts.new_link(session, **known),
        lambda: sharing_grants.share(session, **known, **thing),
        lambda: sharing_grants.unshare(session, **known, **thing),
    ):
        with pytest.raises(Denied):
            attempt()
    assert session.exec(select(SharingGrant)).all() == []


def test_an_account_of_another_family_is_nobodys_here(session: Session, cast: Cast) -> None:
    """Maya has both families: Rosa's account is still none of Ada's."""
    known = {"actor": cast.maya.actor, "client_id": cast.ada.id, "account_id": cast.rosa.id, "at": NOW}
    with pytest.raises(Denied):
        family_accounts.suspend(session, **known)
    with pytest.raises(Denied):
        sharing_grants.share(session, **known, kind=SharedKind.CRISIS_PLAN, item_id=None)


def test_only_a_thing_of_this_client_is_shared_and_each_by_name(session: Session, cast: Cast) -> None:
    goal = factories.goal(session, client_id=cast.ada.id)
    known = {"actor": cast.maya.actor, "client_id": cast.luis.id, "account_id": cast.rosa.id, "at": NOW}
    for item_id in (goal.id, None, new_id()):
        with pytest.raises(Denied):
            sharing_grants.share(session, **known, kind=SharedKind.GOAL, item_id=item_id)


def test_what_is_kept_from_one_relative_can_still_be_kept_from_all(session: Session, cast: Cast) -> None:
    goal = factories.goal(session, client_id=cast.luis.id)
    thing = {"client_id": cast.luis.id, "kind": SharedKind.GOAL, "item_id": goal.id}
    from_one = factories.made(
        session,
        KeptPrivate(family_member_id=cast.rosa_member.id, marked_by_id=cast.maya.id, **thing),
    )
    for is_private, kept_from_all in ((True, 1), (False, 0)):
        sharing_grants.keep_private(session, actor=cast.maya.actor, is_private=is_private, at=NOW, **thing)
        standing = session.exec(select(KeptPrivate).where(col(KeptPrivate.ended_at).is_(None))).all()
        assert from_one in standing
        assert len([row for row in standing if row.family_member_id is None]) == kept_from_all


def test_shared_kept_private_and_taken_back(session: Session, cast: Cast) -> None:
    goal = factories.goal(session, client_id=cast.luis.id)
    thing = {"client_id": cast.luis.id, "kind": SharedKind.GOAL, "item_id": goal.id, "at": NOW}

    def seen() -> int:
        session.flush()
        viewer = viewers.viewer_of(session, cast.rosa.actor)
        return sum(len(one.goals) for one in family_bundles.bundles(session, viewer).values())

    maya = cast.maya.actor
    for _ in range(2):
        sharing_grants.share(session, actor=maya, account_id=cast.rosa.id, **thing)
    assert (seen(), len(session.exec(select(SharingGrant)).all())) == (1, 1)
    sharing_grants.keep_private(session, actor=maya, is_private=True, **thing)
    assert seen() == 0
    with pytest.raises(Invalid, match="kept_private"):
        sharing_grants.share(session, actor=maya, account_id=cast.rosa.id, **thing)
    sharing_grants.keep_private(session, actor=maya, is_private=False, **thing)
    sharing_grants.label(session, actor=maya, is_labelled=True, **thing)
    assert seen() == 0
    sharing_grants.label(session, actor=maya, is_labelled=False, **thing)
    assert seen() == 1
    sharing_grants.unshare(session, actor=maya, account_id=cast.rosa.id, **thing)
    assert seen() == 0
    trail = session.exec(select(AuditEvent.ids).where(AuditEvent.action == "sharing.grant"))
    did = {"shared", "kept_private", "no_longer_private", "changed", "taken_back"}
    assert {ids["did"] for ids in trail} == did


@pytest.fixture
def ngozi(session: Session, cast: Cast) -> Person:
    """The mother of Ada, who is Maya's, and of Ben, who is Charlie's; invited about Ada."""
    found = person(
        session,
        organization=cast.organization,
        name="Ngozi Okafor",
        title="Parent",
        roles=(Role.FAMILY,),
        family_member_id=cast.ngozi_member.id,
    )
    invitation = {"client_id": cast.ada.id, "invited_by_id": cast.maya.id, "token_sha256": "0" * 64}
    session.add(Invitation(account_id=found.id, expires_at=NOW, cancelled_at=NOW, **invitation))
    session.flush()
    return found


def test_what_one_siblings_team_imposed_is_not_lifted_by_the_other_siblings(
    session: Session, cast: Cast, ngozi: Person
) -> None:
    about_ada: dict[str, Any] = {"client_id": cast.ada.id, "account_id": ngozi.id, "at": NOW}
    about_ben: dict[str, Any] = about_ada | {"client_id": cast.ben.id}
    family_accounts.suspend(session, actor=cast.maya.actor, **about_ada)
    with pytest.raises(Denied, match="another_team_decides"):
        family_accounts.restore(session, actor=cast.charlie.actor, **about_ben)
    assert ngozi.account.suspended_at is not None
    family_accounts.restore(session, actor=cast.maya.actor, **about_ada)
    family_accounts.suspend(session, actor=cast.charlie.actor, **about_ben)
    grant = {"account_id": ngozi.id, "client_id": cast.ben.id, "granted_by_id": cast.charlie.id}
    factories.grant(session, **grant)
    with pytest.raises(Denied, match="another_team_decides"):
        family_accounts.restore(session, actor=cast.maya.actor, **about_ada)
    factories.team_member(session, client_id=cast.ben.id, account_id=cast.maya.id)
    assert family_accounts.restore(session, actor=cast.maya.actor, **about_ada).suspended_at is None


def test_a_second_adult_is_agreed_to_by_who_supervises_whom_they_were_invited_about(
    session: Session, cast: Cast, ngozi: Person
) -> None:
    sol = person(
        session, organization=cast.organization, name="Sol Ito", title="Lead", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(session, account_id=sol.id, staff_team_id=cast.south.id)
    ngozi.account.awaits_approval = True
    known: dict[str, Any] = {"account_id": ngozi.id, "at": NOW}
    with pytest.raises(Denied, match="another_team_decides"):
        family_accounts.approve(session, actor=sol.actor, client_id=cast.ben.id, **known)
    assert ngozi.account.awaits_approval
    family_accounts.approve(session, actor=cast.omar.actor, client_id=cast.ada.id, **known)
    assert not ngozi.account.awaits_approval


def test_suspending_is_one_step_and_is_taken_back_in_one(session: Session, cast: Cast) -> None:
    known = {"client_id": cast.luis.id, "account_id": cast.rosa.id, "at": NOW}
    factories.grant(
        session,
        account_id=cast.rosa.id,
        client_id=cast.luis.id,
        granted_by_id=cast.maya.id,
        kind=SharedKind.CRISIS_PLAN,
    )
    family_accounts.suspend(session, actor=cast.maya.actor, **known)
    viewer = viewers.viewer_of(session, cast.rosa.actor)
    assert viewer.held == {}
    family_accounts.restore(session, actor=cast.omar.actor, **known)
    assert viewers.viewer_of(session, cast.rosa.actor).held.keys() == {cast.luis.id}
    trail = session.exec(select(AuditEvent.ids).where(AuditEvent.action == "family.suspend"))
    assert sorted(ids["did"] for ids in trail) == ["resumed", "suspended"]
