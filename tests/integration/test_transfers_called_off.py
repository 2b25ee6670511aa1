"""A transfer that is called off leaves who has whom as if it had never been arranged, other transfers too."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from casepwa.casework import reaches
from casepwa.casework.caseloads import transfers
from casepwa.casework.caseloads.transfers import Asked
from casepwa.casework.errors import Conflict
from casepwa.models import CaseTransfer, TeamMember
from casepwa.models.codes import Role, TeamRole
from tests import factories
from tests.cast import Cast, Person, person

DAY = timedelta(days=1)


@pytest.fixture
def tom(session: Session, cast: Cast) -> Person:
    """Of Omar's team; may be case manager and coordinator."""
    return person(
        session,
        organization=cast.organization,
        name="Tom Adeyemi",
        title="Case manager",
        roles=(Role.CASE_MANAGER, Role.CARE_COORDINATOR),
        team=cast.north,
    )


def arrange(session: Session, cast: Cast, giver: Person, taker: Person, *, days: int = 3) -> CaseTransfer:
    asked = Asked(
        client_ids=(cast.luis.id,),
        from_id=giver.id,
        to_id=taker.id,
        on=datetime.now(ZoneInfo("America/New_York")).date() + days * DAY,
        reason="A full load",
    )
    (made,) = transfers.arrange(session, actor=cast.omar.actor, asked=asked)
    return made


def call_off(session: Session, cast: Cast, transfer: CaseTransfer) -> None:
    transfers.call_off(session, actor=cast.omar.actor, transfer_id=transfer.id)


def roles(session: Session, cast: Cast, who: Person, at: datetime) -> set[str]:
    """What ``who`` is on Luis's team at that moment."""
    places = select(TeamMember.role).where(
        TeamMember.client_id == cast.luis.id,
        TeamMember.account_id == who.id,
        reaches.is_current(TeamMember, at),
    )
    return set(session.exec(places).all())


def end_of(session: Session, cast: Cast, who: Person, role: TeamRole) -> datetime | None:
    return session.exec(
        select(TeamMember.ends_at).where(
            TeamMember.client_id == cast.luis.id, TeamMember.account_id == who.id, TeamMember.role == role
        )
    ).one()


def test_another_transfer_to_the_same_worker_on_the_same_day_stands(
    session: Session, cast: Cast, tom: Person
):
    mayas = arrange(session, cast, cast.maya, tom)
    priyas = arrange(session, cast, cast.priya, tom)
    moment = priyas.takes_effect_at
    call_off(session, cast, mayas)
    assert transfers.settle_due(session, cast.organization.id, at=moment) == 1
    assert roles(session, cast, tom, moment) == {TeamRole.CARE_COORDINATOR}
    assert roles(session, cast, cast.maya, moment) == {TeamRole.CASE_MANAGER}
    assert roles(session, cast, cast.priya, moment) == set()


@pytest.mark.parametrize("later", [3, 5])
def test_of_two_who_give_the_same_role_the_other_still_does(
    session: Session, cast: Cast, tom: Person, later: int
):
    bea = person(
        session,
        organization=cast.organization,
        name="Bea Lind",
        title="Case manager",
        roles=(Role.CASE_MANAGER,),
        team=cast.north,
    )
    factories.team_member(
        session, client_id=cast.luis.id, account_id=bea.id, ends_at=datetime.now(UTC) + 90 * DAY
    )
    beas = arrange(session, cast, bea, tom)
    mayas = arrange(session, cast, cast.maya, tom, days=later)
    call_off(session, cast, beas)
    moment = mayas.takes_effect_at
    assert roles(session, cast, tom, moment - DAY / 2) == set()
    assert roles(session, cast, tom, moment) == {TeamRole.CASE_MANAGER}
    assert end_of(session, cast, tom, TeamRole.CASE_MANAGER) is None, "Maya's place has no end"
    call_off(session, cast, mayas)
    assert roles(session, cast, tom, moment) == set()
    assert roles(session, cast, bea, moment) == {TeamRole.CASE_MANAGER}
    assert roles(session, cast, cast.maya, moment) == {TeamRole.CASE_MANAGER}


def test_the_end_that_a_place_had_is_its_end_again_though_the_receiver_had_that_role(
    session: Session, cast: Cast, tom: Person
):
    ends = datetime.now(UTC) + 30 * DAY
    place = session.exec(
        select(TeamMember).where(TeamMember.client_id == cast.luis.id, TeamMember.account_id == cast.maya.id)
    ).one()
    place.ends_at = ends
    factories.team_member(session, client_id=cast.luis.id, account_id=tom.id)
    call_off(session, cast, arrange(session, cast, cast.maya, tom))
    assert end_of(session, cast, cast.maya, TeamRole.CASE_MANAGER) == ends
    assert roles(session, cast, tom, ends) == {TeamRole.CASE_MANAGER}


def test_one_whose_place_goes_on_to_a_third_is_called_off_after_that_one(
    session: Session, cast: Cast, tom: Person
):
    first = arrange(session, cast, cast.maya, tom)
    onward = arrange(session, cast, tom, cast.maya, days=6)
    with pytest.raises(Conflict, match="transfer_already_arranged"):
        call_off(session, cast, first)
    call_off(session, cast, onward)
    call_off(session, cast, first)
    assert roles(session, cast, tom, onward.takes_effect_at) == set()
    assert roles(session, cast, cast.maya, onward.takes_effect_at) == {TeamRole.CASE_MANAGER}
