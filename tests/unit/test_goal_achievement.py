"""What the marks of a goal say about it."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casepwa.casework.plans import goals
from casepwa.models import GoalMark
from casepwa.models.codes import Achievement, MarkLevel
from casepwa.models.columns import new_id
from tests.factories import MONDAY

BAG, BED = new_id(), new_id()


def mark(day: int, level: str, objective_id: UUID | None = None) -> GoalMark:
    at = MONDAY + timedelta(days=day)
    return GoalMark(
        client_id=new_id(),
        goal_id=new_id(),
        marked_by_id=new_id(),
        objective_id=objective_id,
        level=level,
        happened_at=at,
        recorded_at=at,
        received_at=at,
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [("slipped", "worsening"), ("no_change", "no-change"), ("progress", "improving"), ("met", "achieved")],
)
def test_the_latest_mark_decides(level: str, expected: str) -> None:
    marks = [mark(0, "progress"), mark(2, level), mark(1, "slipped")]
    assert goals.achievement(marks, []) == expected


def test_a_goal_without_marks_is_in_progress() -> None:
    assert goals.achievement([], [BAG]) == Achievement.IN_PROGRESS


def test_one_objective_met_is_improvement_and_all_met_is_achieved() -> None:
    assert goals.achievement([mark(0, "met", BAG)], [BAG, BED]) == Achievement.IMPROVING
    both = [mark(0, "met", BAG), mark(1, "met", BED)]
    assert goals.achievement(both, [BAG, BED]) == Achievement.ACHIEVED


def test_an_objective_that_slipped_after_it_was_met_is_not_met() -> None:
    marks = [mark(0, "met", BAG), mark(1, "slipped", BAG), mark(2, "met", BED)]
    assert goals.achievement(marks, [BAG, BED]) == Achievement.IMPROVING


def test_the_goal_itself_marked_met_is_achieved_whatever_its_objectives() -> None:
    assert goals.achievement([mark(0, "met")], [BAG, BED]) == Achievement.ACHIEVED


def test_slipping_after_it_was_met_is_worsening() -> None:
    assert goals.achievement([mark(0, "met"), mark(1, "slipped")], []) == Achievement.WORSENING


@given(levels=st.lists(st.sampled_from(list(MarkLevel)), max_size=6), data=st.data())
def test_the_order_in_which_marks_arrive_does_not_matter(
    levels: list[MarkLevel], data: st.DataObject
) -> None:
    marks = [mark(day, level) for day, level in enumerate(levels)]
    arrived = data.draw(st.permutations(marks))
    assert goals.achievement(arrived, []) == goals.achievement(marks, [])
