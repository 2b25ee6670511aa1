"""Visits today whatever day it is, and a demo that goes on living without touching what people recorded."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, col, select

from casepwa.demo import clock, opening, renewing, today
from casepwa.demo.clock import Clock
from casepwa.models import (
    ContactNote,
    ContactNoteVersion,
    GoalMark,
    OnCallShift,
    Organization,
    Visit,
    VisitStamp,
    codes,
)
from tests.integration.demos import WEDNESDAY, account_id, at_once, copy_of, demo


@pytest.fixture(scope="module")
def wednesday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wednesday")
    with demo("sqlite", folder) as session:
        raw = session.get_bind().engine.raw_connection()
        raw.cursor().execute(f"VACUUM INTO '{folder / 'whole.db'}'")
        raw.close()
    return folder / "whole.db"


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=clock.ZONE)  # type: ignore[arg-type]


def visits_on(session: Session, day: datetime, worker: str = "maya") -> list[Visit]:
    begins = clock.at(day.date(), 0)
    return list(
        session.exec(
            select(Visit)
            .where(
                Visit.worker_id == account_id(worker),
                col(Visit.planned_start) >= begins,
                col(Visit.planned_start) < clock.at(day.date() + timedelta(days=1), 0),
                Visit.status != codes.VisitStatus.CANCELLED,
            )
            .order_by(col(Visit.planned_start))
        )
    )


@pytest.mark.parametrize(
    ("now", "over", "ahead"),
    [
        (at(2026, 3, 8, 15, 0), 2, 2),  # a Sunday on which clocks go forward
        (at(2026, 11, 1, 22, 20), 2, 2),  # late on a Sunday on which they go back
        (at(2026, 3, 14, 23, 40), 2, 0),
        (at(2026, 3, 15, 0, 10), 0, 2),
        (at(2027, 3, 14, 3, 10), 1, 2),  # ten minutes after two o'clock became three
        (at(2027, 11, 7, 1, 30), 0, 2),  # the first of the two half past ones
    ],
    ids=str,
)
def test_maya_has_visits_over_now_and_ahead(tmp_path: Path, now: datetime, over: int, ahead: int) -> None:
    with demo("sqlite", tmp_path, now=now) as session:
        todays = visits_on(session, now)
    assert sum(visit.status == "checked_out" and visit.planned_end < now for visit in todays) == over
    assert sum(visit.planned_start > now + timedelta(minutes=15) for visit in todays) == ahead
    assert sum(abs(visit.planned_start - now) <= timedelta(minutes=15) for visit in todays) == 1


@pytest.mark.parametrize(
    "now",
    [at(2026, 11, 22, 12), at(2026, 12, 31, 19), at(2027, 11, 7, 1, 30), at(2028, 2, 29, 12)],
    ids=str,
)
def test_on_no_day_was_a_worker_in_two_places_at_once(tmp_path: Path, now: datetime) -> None:
    with demo("sqlite", tmp_path, now=now) as session:
        assert list(at_once(session)) == []


def test_visits_ahead_begin_today_at_the_latest_half_past_eleven() -> None:
    for minutes in range(0, 24 * 60, 5):
        now = clock.at(WEDNESDAY.date(), 0) + timedelta(minutes=minutes)
        for start in today.hours_ahead(now, 2):
            assert now < start <= clock.at(WEDNESDAY.date(), 23, 30)


def recorded(session: Session) -> Sequence[object]:
    """Everything people have written down, and every visit that is more than a plan."""
    tables: tuple[type[SQLModel], ...] = (ContactNote, ContactNoteVersion, GoalMark, VisitStamp)
    rows = [row.model_dump() for table in tables for row in session.exec(select(table))]
    begun = select(Visit).where(col(Visit.status).not_in(["planned", "cancelled"]))
    return [*rows, *(visit.model_dump() for visit in session.exec(begun))]


def renew(session: Session, now: datetime) -> int:
    made = renewing.renew(session, now_clock=Clock(now=now))
    session.commit()
    session.expire_all()
    return made


def test_a_second_start_on_the_same_day_changes_nothing(wednesday: Path, tmp_path: Path) -> None:
    with copy_of(wednesday, tmp_path) as session:
        before = [visit.model_dump() for visit in session.exec(select(Visit))]
        assert renew(session, WEDNESDAY + timedelta(hours=3)) == 0
        assert [visit.model_dump() for visit in session.exec(select(Visit))] == before


@pytest.mark.parametrize("days", [1, 3, 4, 40])
def test_on_a_later_day_there_are_visits_again_and_what_was_recorded_stays(
    wednesday: Path, tmp_path: Path, days: int
) -> None:
    later = WEDNESDAY + timedelta(days=days)
    with copy_of(wednesday, tmp_path) as session:
        before = recorded(session)
        assert renew(session, later) > 0
        assert recorded(session) == before
        todays = visits_on(session, later)
        assert len(todays) >= 3
        assert any(visit.planned_start > later for visit in todays)
        assert visits_on(session, later + timedelta(days=7 - later.weekday()))
        on_call = session.exec(
            select(OnCallShift).where(OnCallShift.starts_at <= later, OnCallShift.ends_at > later)
        ).all()
        assert len(on_call) == 2
        assert renew(session, later) == 0


def test_a_plan_that_nobody_kept_is_cancelled_after_three_days_and_not_before(
    wednesday: Path, tmp_path: Path
) -> None:
    later = WEDNESDAY + timedelta(days=5)
    with copy_of(wednesday, tmp_path) as session:
        renew(session, later)
        planned = session.exec(select(Visit).where(Visit.status == "planned")).all()
        assert all(visit.planned_end >= later - timedelta(hours=72) for visit in planned)
        assert any(visit.planned_end < later for visit in planned)
        begun = session.exec(select(Visit).where(Visit.status == "checked_in")).all()
        assert len(begun) == 3


def test_invented_people_are_never_put_into_a_real_agency(wednesday: Path, tmp_path: Path) -> None:
    with copy_of(wednesday, tmp_path) as session:
        session.add(Organization(name="Riverside Family Services"))
        session.flush()
        with pytest.raises(opening.NotADemo, match="Riverside"):
            opening.is_loaded(session)
