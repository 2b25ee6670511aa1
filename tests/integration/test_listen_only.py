"""Who may be told something: the server's flag on a note and the phone's warning say the same of each."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from casepwa.casework.bundles import bundles
from casepwa.casework.family import consents
from casepwa.models import Client, Consent, FamilyMember, Organization, Relationship
from casepwa.models.codes import ConsentScope, OrganizationKind, Role, SupportKind, TeamRole
from tests import factories
from tests.cast import Cast, person
from tests.factories import MONDAY
from tests.integration.noting import submit, version_of

ORDER = "No contact with Luis"


def is_flagged(session: Session, cast: Cast, *names: str, **more: Any) -> bool:
    said = {"contacted": ["collateral"], "contacted_names": list(names), **more}
    note = submit(session, cast.maya, client_id=cast.luis.id, **said)
    return "listen_only" in version_of(session, note).flags


def is_warned_of(session: Session, cast: Cast, name: str) -> bool:
    """Does Maya's phone say of ``name`` that they may only be listened to?"""
    bundle = bundles.bundle_of(session, cast.maya.actor, cast.luis.id, at=MONDAY)
    assert bundle is not None
    (hears,) = {line.may_hear for line in (*bundle.contacts, *bundle.team) if line.name == name}
    return not hears


def consent(session: Session, cast: Cast, **values: Any) -> Consent:
    given: dict[str, Any] = {
        "scope": ConsentScope.INFORMATION,
        "recipient_name": "Ms. Ortiz",
        "signed_by_member_id": cast.rosa_member.id,
        "signed_on": MONDAY.date() - timedelta(days=30),
        "expires_on": MONDAY.date() + timedelta(days=30),
        **values,
    }
    row = Consent(
        client_id=cast.luis.id,
        information="How mornings go",
        purpose="One plan",
        recorded_by_id=cast.maya.id,
        **given,
    )
    return factories.made(session, row)


def teacher(session: Session, cast: Cast, name: str = "Ms. Ortiz", **more: Any) -> None:
    factories.team_member(session, client_id=cast.luis.id, role=TeamRole.TEACHER, name=name, **more)


def neighbour(session: Session, cast: Cast, **tie: Any) -> FamilyMember:
    member = factories.family_member(
        session,
        family_id=cast.delgados.id,
        given_name="Joe",
        family_name="Brandt",
        support_kind=SupportKind.NATURAL_SUPPORT,
    )
    given = {"relation": "neighbour", "lives_with": False, "custody": "none", **tie}
    factories.relationship(session, client_id=cast.luis.id, family_member_id=member.id, **given)
    return member


def tie_of_rosa(session: Session, cast: Cast) -> Relationship:
    return session.exec(
        select(Relationship).where(
            Relationship.client_id == cast.luis.id, Relationship.family_member_id == cast.rosa_member.id
        )
    ).one()


@pytest.mark.parametrize("order", [None, ORDER])
def test_a_neighbour_without_a_release_is_only_listened_to(session: Session, cast: Cast, order: str | None):
    neighbour(session, cast, protective_order=order)
    assert is_flagged(session, cast, "Joe Brandt")
    assert is_flagged(session, cast, "Joe")
    assert is_warned_of(session, cast, "Joe Brandt")


def test_a_release_lets_a_neighbour_hear_but_not_against_an_order(session: Session, cast: Cast):
    joe = neighbour(session, cast)
    consent(session, cast, recipient_name="joe  brandt")
    assert not is_flagged(session, cast, "Joe Brandt")
    assert not is_warned_of(session, cast, "Joe Brandt")
    tie = session.exec(select(Relationship).where(Relationship.family_member_id == joe.id)).one()
    tie.protective_order = ORDER
    session.flush()
    assert is_flagged(session, cast, "Joe Brandt")
    assert is_warned_of(session, cast, "Joe Brandt")


def test_a_mother_with_custody_may_hear_until_an_order_stands_or_her_child_is_of_age(
    session: Session, cast: Cast
):
    tie = tie_of_rosa(session, cast)
    assert not is_flagged(session, cast, "Rosa Delgado")
    assert not is_warned_of(session, cast, "Rosa Delgado")
    tie.protective_order = ORDER
    session.flush()
    assert is_flagged(session, cast, "Rosa Delgado")
    assert is_warned_of(session, cast, "Rosa Delgado")
    tie.protective_order = None
    session.get_one(Client, cast.luis.id).birth_date = date(2007, 1, 1)
    session.flush()
    assert is_flagged(session, cast, "Rosa Delgado")
    assert is_warned_of(session, cast, "Rosa Delgado")


@pytest.mark.parametrize(
    ("names", "is_only"),
    [
        ([], True),
        (["Mr. Lee"], True),
        (["Ms. Ortiz"], False),
        (["rosa", "MS.  ORTIZ"], False),
        (["Rosa", "Mr. Lee"], True),
        (["Priya Raman", "Ms. Ortiz"], False),
        (["Luis Delgado", "Ms. Ortiz"], False),
    ],
)
def test_everyone_who_was_contacted_must_be_allowed_to_hear(
    session: Session, cast: Cast, names: list[str], is_only: bool
):
    teacher(session, cast)
    teacher(session, cast, "Mr. Lee")
    consent(session, cast)
    assert is_flagged(session, cast, *names) is is_only


@pytest.mark.parametrize(
    "values",
    [
        {"scope": ConsentScope.FAMILY_SHARING},
        {"signed_on": MONDAY.date() + timedelta(days=1)},
        {"expires_on": MONDAY.date() - timedelta(days=1)},
        {"recipient_name": "Ms. Ortega"},
    ],
)
def test_another_consent_is_no_release(session: Session, cast: Cast, values: dict[str, Any]):
    teacher(session, cast)
    consent(session, cast, **values)
    assert is_flagged(session, cast, "Ms. Ortiz")
    assert is_warned_of(session, cast, "Ms. Ortiz")


def test_a_release_that_is_recorded_and_taken_back_changes_the_warning(session: Session, cast: Cast):
    teacher(session, cast)
    assert is_warned_of(session, cast, "Ms. Ortiz")
    kept = consents.record(
        session,
        actor=cast.maya.actor,
        client_id=cast.luis.id,
        scope=ConsentScope.INFORMATION,
        information="How mornings go",
        purpose="One plan",
        recipient_account_id=None,
        recipient_name="Ms. Ortiz",
        signed_by_member_id=cast.rosa_member.id,
        signed_on=MONDAY.date(),
        expires_on=MONDAY.date(),
        at=MONDAY,
    )
    assert not is_warned_of(session, cast, "Ms. Ortiz")
    assert not is_flagged(session, cast, "Ms. Ortiz")
    consents.take_back(
        session,
        actor=cast.maya.actor,
        client_id=cast.luis.id,
        consent_id=kept.id,
        at=MONDAY - timedelta(hours=1),
    )
    assert is_warned_of(session, cast, "Ms. Ortiz")
    assert is_flagged(session, cast, "Ms. Ortiz")


def test_a_release_for_a_school_is_for_who_comes_from_there(session: Session, cast: Cast):
    school = factories.made(session, Organization(name="Oak School", kind=OrganizationKind.PROVIDER))
    teacher(session, cast, organization_id=school.id)
    teacher(session, cast, "Mr. Lee")
    consent(session, cast, recipient_name="Oak School")
    assert not is_flagged(session, cast, "Ms. Ortiz")
    assert not is_warned_of(session, cast, "Ms. Ortiz")
    assert is_flagged(session, cast, "Mr. Lee")


def test_a_release_for_a_relatives_account_is_for_the_relative(session: Session, cast: Cast):
    joe = neighbour(session, cast)
    account = person(
        session,
        organization=cast.organization,
        name="Joe Brandt",
        title="Neighbour",
        roles=(Role.FAMILY,),
        family_member_id=joe.id,
    )
    assert is_flagged(session, cast, "Joe Brandt")
    consent(session, cast, recipient_name=None, recipient_account_id=account.id)
    assert not is_flagged(session, cast, "Joe Brandt")
    assert not is_warned_of(session, cast, "Joe Brandt")


def test_who_cares_for_the_child_at_home_is_no_collateral(session: Session, cast: Cast):
    aunt: UUID = factories.family_member(
        session, family_id=cast.delgados.id, given_name="Inés", family_name="Delgado"
    ).id
    factories.relationship(
        session, client_id=cast.luis.id, family_member_id=aunt, relation="aunt", custody="none"
    )
    teacher(session, cast)
    consent(session, cast)
    both = ["caregiver", "collateral"]
    assert not is_flagged(session, cast, "Inés Delgado", "Ms. Ortiz", contacted=both)
    assert is_flagged(session, cast, "Inés Delgado", contacted=["collateral"])
