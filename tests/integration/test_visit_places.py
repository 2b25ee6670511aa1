"""Where a visit is: at the place, away from it, or where nothing may be kept."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from casepwa.casework.errors import Invalid
from casepwa.casework.visits import visit_plans, visits
from casepwa.models import Visit, VisitStamp
from casepwa.models.codes import RuleName
from tests import factories
from tests.cast import Cast

DOOR = (40.2206, -74.7597)
METER = 1 / 111_195
"""Degrees of latitude."""


def planned(session: Session, cast: Cast, **values: object) -> Visit:
    plan = factories.visit_schedule(client_ids=[cast.luis.id], **values)
    return visit_plans.schedule(session, actor=cast.maya.actor, payload=plan, recorded=factories.recorded())


def checked_in(session: Session, cast: Cast, visit: Visit, location: object) -> VisitStamp:
    payload = factories.visit_check_in(visit_id=visit.id, location=location)
    visits.check_in(session, actor=cast.maya.actor, payload=payload, recorded=factories.recorded())
    return session.exec(select(VisitStamp).where(VisitStamp.visit_id == visit.id)).one()


def away(meters: float, accuracy_m: float) -> object:
    return factories.gps(latitude=DOOR[0] + meters * METER, accuracy_m=accuracy_m)


def test_a_home_visit_knows_the_households_address_and_coordinates(session: Session, cast: Cast) -> None:
    visit = planned(session, cast)
    assert visit.address == "12 Linden Street, Trenton, NJ 08608"
    assert (visit.latitude, visit.longitude) == DOOR


def test_an_address_typed_by_hand_has_no_coordinates(session: Session, cast: Cast) -> None:
    visit = planned(session, cast, address="His aunt's, 3 Oak Lane")
    assert (visit.address, visit.latitude) == ("His aunt's, 3 Oak Lane", None)


def test_a_visit_at_school_does_not_stand_at_home(session: Session, cast: Cast) -> None:
    visit = planned(session, cast, place_type="school", place_name="Grant School")
    assert (visit.address, visit.latitude, visit.is_confidential) == (None, None, False)


@pytest.mark.parametrize(
    ("meters", "accuracy_m", "expected"), [(149, 0, True), (151, 0, False), (199, 50, True), (201, 50, False)]
)
def test_within_radius_and_accuracy_counts_as_at_the_place(
    session: Session, cast: Cast, meters: float, accuracy_m: float, expected: bool
) -> None:
    stamp = checked_in(session, cast, planned(session, cast), away(meters, accuracy_m))
    assert stamp.is_at_place is expected


def test_the_radius_is_the_agencys_rule(session: Session, cast: Cast) -> None:
    factories.rule(
        session, organization_id=cast.organization.id, name=RuleName.AT_PLACE_RADIUS, value={"meters": 500}
    )
    assert checked_in(session, cast, planned(session, cast), away(400, 0)).is_at_place


def test_nobody_knows_whether_a_phone_is_at_a_place_without_coordinates(session: Session, cast: Cast) -> None:
    visit = planned(session, cast, place_type="school")
    assert checked_in(session, cast, visit, factories.gps()).is_at_place is None


@pytest.mark.parametrize("where", ["household", "stay", "shelter", "phone says shelter"])
def test_a_confidential_place_keeps_no_coordinates(session: Session, cast: Cast, where: str) -> None:
    location = factories.gps()
    visit_values: dict[str, object] = {}
    if where == "household":
        cast.delgados.is_confidential, cast.delgados.latitude, cast.delgados.longitude = True, None, None
    if where == "stay":
        hidden = {"address": "5 Hidden Way", "is_confidential": True}
        factories.setting_stay(session, client_id=cast.luis.id, **hidden)
    if where == "shelter":
        visit_values = {"place_type": "shelter", "place_name": "Safe House"}
    if where == "phone says shelter":
        location = factories.gps(place_type="shelter")
    session.flush()
    visit = planned(session, cast, **visit_values)
    stamp = checked_in(session, cast, visit, location)
    assert (stamp.method, stamp.latitude, stamp.longitude, stamp.accuracy_m) == (
        "place_type",
        None,
        None,
        None,
    )
    assert stamp.is_at_place is None
    if where != "phone says shelter":
        assert (visit.is_confidential, visit.latitude, visit.longitude) == (True, None, None)


def test_where_a_child_stays_now_wins_over_the_household(session: Session, cast: Cast) -> None:
    factories.setting_stay(
        session,
        client_id=cast.luis.id,
        setting="residential",
        place_name="Birch House",
        address="8 Birch Street",
        latitude=40.3,
        longitude=-74.8,
        ends_on=date(2026, 3, 10),
    )
    visit = planned(session, cast, place_type="residential")
    assert (visit.address, visit.latitude) == ("Birch House, 8 Birch Street", 40.3)
    after = factories.MONDAY + timedelta(days=8)
    home = planned(session, cast, planned_start=after, planned_end=after + timedelta(hours=1))
    assert home.latitude == DOOR[0]


def test_location_refused_by_the_worker_says_why(session: Session, cast: Cast) -> None:
    visit = planned(session, cast)
    stamp = checked_in(
        session,
        cast,
        visit,
        {"method": "manual", "reason": "Phone is off duty", "latitude": 1, "longitude": 1},
    )
    assert (stamp.method, stamp.reason, stamp.latitude) == ("manual", "Phone is off duty", None)


@pytest.mark.parametrize(
    ("location", "error"),
    [
        ({"method": "gps", "latitude": 40.2, "longitude": -74.7}, "gps_without_coordinates"),
        ({"method": "manual", "reason": "  "}, "location_needs_a_reason"),
        ({"method": "place_type"}, "location_needs_a_place"),
    ],
)
def test_a_location_without_its_facts_is_refused(
    session: Session, cast: Cast, location: dict[str, object], error: str
) -> None:
    visit = planned(session, cast)
    with pytest.raises(Invalid, match=error):
        checked_in(session, cast, visit, location)
