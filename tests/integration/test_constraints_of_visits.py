"""The database itself holds the invariants, whatever the code above it forgets: visits."""

from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from casepwa.models import (
    VisitStamp,
    codes,
)
from tests import factories
from tests.cast import Cast
from tests.integration.refusals import refused

MONDAY = factories.MONDAY


def stamp(**values: Any) -> VisitStamp:
    given = {
        "kind": codes.StampKind.CHECK_IN,
        "happened_at": MONDAY,
        "recorded_at": MONDAY,
        "method": codes.LocationMethod.GPS,
        "latitude": 40.2,
        "longitude": -74.7,
        "accuracy_m": 12.0,
    }
    return VisitStamp(**{**given, **values})


@pytest.mark.parametrize(
    "wrong",
    [
        {"method": codes.LocationMethod.GPS, "accuracy_m": None},
        {"method": codes.LocationMethod.GPS, "latitude": None},
        {"method": codes.LocationMethod.PLACE_TYPE},
        {"method": codes.LocationMethod.MANUAL, "reason": "Phone was charging"},
    ],
)
def test_coordinates_come_with_gps_and_only_with_gps(
    session: Session, cast: Cast, wrong: dict[str, Any]
) -> None:
    visit = factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id,),
    )
    assert "coordinates_come_with_gps_only" in refused(session, stamp(visit_id=visit.id, **wrong))


def test_a_manual_location_says_why(session: Session, cast: Cast) -> None:
    visit = factories.visit(
        session, organization_id=cast.organization.id, worker_id=cast.maya.id, client_ids=(cast.luis.id,)
    )
    nowhere = {"latitude": None, "longitude": None, "accuracy_m": None}
    silent = stamp(visit_id=visit.id, method=codes.LocationMethod.MANUAL, **nowhere)
    assert "a_manual_location_says_why" in refused(session, silent)


def test_a_visit_is_checked_in_once(session: Session, cast: Cast) -> None:
    visit = factories.visit(
        session, organization_id=cast.organization.id, worker_id=cast.maya.id, client_ids=(cast.luis.id,)
    )
    factories.made(session, stamp(visit_id=visit.id))
    refused(session, stamp(visit_id=visit.id))
    factories.made(session, stamp(visit_id=visit.id, kind=codes.StampKind.CHECK_OUT))


def test_a_shelter_keeps_no_coordinates(session: Session, cast: Cast) -> None:
    with (
        pytest.raises(DatabaseError, match="a_confidential_place_has_no_coordinates"),
        session.begin_nested(),
    ):
        factories.family(session, organization_id=cast.organization.id, is_confidential=True)
    with (
        pytest.raises(DatabaseError, match="a_confidential_place_has_no_coordinates"),
        session.begin_nested(),
    ):
        factories.visit(
            session,
            organization_id=cast.organization.id,
            worker_id=cast.maya.id,
            client_ids=(cast.luis.id,),
            is_confidential=True,
        )


def test_a_missed_visit_says_why(session: Session, cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="a_missed_visit_says_why"), session.begin_nested():
        factories.visit(
            session,
            organization_id=cast.organization.id,
            worker_id=cast.maya.id,
            client_ids=(cast.luis.id,),
            status=codes.VisitStatus.MISSED,
        )


def test_a_visit_ends_after_it_starts(session: Session, cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="visit_ends_after_it_starts"), session.begin_nested():
        factories.visit(
            session,
            organization_id=cast.organization.id,
            worker_id=cast.maya.id,
            client_ids=(cast.luis.id,),
            planned_end=MONDAY,
        )
