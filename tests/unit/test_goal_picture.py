"""A goal's marks over time, as points: the same as on the phone (tests/js/goal_chart.test.js)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from casepwa.casework.plans.goal_plans import GoalMarked
from casepwa.models.columns import new_id
from casepwa.state.goal_rows import picture
from tests.factories import MONDAY

ZONE = ZoneInfo("America/New_York")


def mark(level: str, at: datetime) -> GoalMarked:
    return GoalMarked(id=new_id(), level=level, scaled_level=None, happened_at=at, by="Maya", about=None)


def test_marks_stand_where_their_time_and_their_level_put_them() -> None:
    days = [
        mark(level, MONDAY + timedelta(days=n)) for n, level in ((0, "slipped"), (5, "progress"), (10, "met"))
    ]
    found = picture(days, ZONE)
    assert (found.line, found.dots) == ("M2.0 35L50.0 15L98.0 5", "M2.0 35h0M50.0 15h0M98.0 5h0")
    assert [(one.level, one.n) for one in found.counts] == [("slipped", 1), ("progress", 1), ("met", 1)]
    assert found.first == "2026-03-02"


def test_marks_of_one_moment_and_none_at_all_are_drawn_too() -> None:
    assert picture([mark("met", MONDAY), mark("slipped", MONDAY)], ZONE).line == "M98.0 5L98.0 35"
    assert picture([], ZONE).n == 0
