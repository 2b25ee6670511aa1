"""Visits that a caseload file plans: hours that a clock can show, and siblings who are visited together."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from casepwa.models import Client, Visit, VisitClient
from casepwa.models.codes import VisitStatus
from tests.cast import Cast
from tests.integration.caseload_sheets import examine, problems, sheet, take


def planned(day: str, start: str, **cells: str) -> dict[str, str]:
    return {"visit_1_date": day, "visit_1_start": start, **cells}


@pytest.mark.parametrize("minutes", ["", "90"])
def test_an_hour_that_clocks_jump_over_is_told_before_anything_is_taken_in(
    session: Session, cast: Cast, minutes: str
) -> None:
    contents = sheet(planned("2027-03-14", "2:30 AM", visit_1_minutes=minutes))
    assert problems(examine(session, cast, contents)) == {(2, "visit_1_start", "no_such_hour")}


def test_a_visit_is_as_long_as_planned_in_the_night_when_clocks_jump(session: Session, cast: Cast) -> None:
    take(session, cast, sheet(planned("2027-03-14", "1:30 AM", visit_1_minutes="90")))
    visit = session.exec(select(Visit).where(Visit.planned_start >= datetime(2027, 1, 1, tzinfo=UTC))).one()
    assert visit.planned_start == datetime(2027, 3, 14, 6, 30, tzinfo=UTC)
    assert visit.planned_end - visit.planned_start == timedelta(minutes=90)


@pytest.mark.parametrize("day", ["9999-12-31", "2030-01-01"])
def test_a_visit_years_ahead_is_a_slip_of_the_pen(session: Session, cast: Cast, day: str) -> None:
    contents = sheet(planned(day, "11:30 PM"))
    assert problems(examine(session, cast, contents)) == {(2, "visit_1_date", "import_visit_too_far")}
    assert not examine(session, cast, sheet(planned("2029-12-31", "11:30 PM"))).problems


AT_NINE = planned("2026-04-01", "9:00", family_key="F", street="4 Elm Street")


def visits_of(session: Session, case_number: str) -> list[Visit]:
    return list(
        session.exec(
            select(Visit)
            .join(VisitClient)
            .join(Client)
            .where(Client.import_key == case_number, VisitClient.visit_id == Visit.id)
        )
    )


def test_a_sibling_of_a_later_file_comes_along_on_the_visit_that_is_planned(
    session: Session, cast: Cast
) -> None:
    take(session, cast, sheet({**AT_NINE, "case_number": "4"}))
    (visit,) = visits_of(session, "4")
    sibling = session.exec(select(Client).where(Client.import_key == "4")).one()
    revision = sibling.revision
    taken = take(session, cast, sheet({**AT_NINE, "case_number": "4"}, {**AT_NINE, "case_number": "5"}))
    assert (taken.people, taken.visits) == (1, 0)
    assert [each.id for each in visits_of(session, "5")] == [visit.id]
    session.refresh(sibling)
    assert sibling.revision > revision, "the sibling's bundle on phones names who is visited with them"


@pytest.mark.parametrize(
    "other",
    [
        {"visit_1_start": "9:30"},
        {"visit_1_place": "school"},
        {"case_manager": "priya@example.test"},
        {"family_key": "G"},
    ],
)
def test_another_hour_place_worker_or_household_is_another_visit(
    session: Session, cast: Cast, other: dict[str, str]
) -> None:
    take(session, cast, sheet({**AT_NINE, "case_number": "4"}))
    assert take(session, cast, sheet({**AT_NINE, "case_number": "5", **other})).visits == 1


def test_nobody_joins_a_visit_that_was_called_off_or_goes_elsewhere(session: Session, cast: Cast) -> None:
    take(session, cast, sheet({**AT_NINE, "case_number": "4"}))
    (visit,) = visits_of(session, "4")
    visit.address = "9 Foster Lane"
    session.flush()
    assert take(session, cast, sheet({**AT_NINE, "case_number": "5"})).visits == 1
    (visit,) = visits_of(session, "5")
    visit.status = VisitStatus.CANCELLED
    session.flush()
    assert take(session, cast, sheet({**AT_NINE, "case_number": "6"})).visits == 1
