"""Units: domain.md's vectors, and what holds for any minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casepwa.casework.notes import units
from casepwa.casework.rules.rule_shapes import SharedTime, UnitsRounding

EIGHT = UnitsRounding(policy="eight_minute")
FULL = UnitsRounding(policy="full_unit")
DAY = UnitsRounding(policy="day_total")
minutes = st.integers(min_value=0, max_value=1440)


@pytest.mark.parametrize(
    ("spent", "expected"), [(0, 0), (7, 0), (8, 1), (22, 1), (23, 2), (37, 2), (38, 3), (53, 4), (127, 8)]
)
def test_the_eight_minute_rule_gives_the_domains_vectors(spent: int, expected: int) -> None:
    assert units.of_day([spent], EIGHT)[0] == expected


@pytest.mark.parametrize(("spent", "expected"), [(0, 0), (14, 0), (15, 1), (29, 1), (30, 2), (127, 8)])
def test_full_units_count_only_whole_quarters_of_an_hour(spent: int, expected: int) -> None:
    assert units.of_day([spent], FULL)[0] == expected


def test_day_total_adds_the_days_minutes_first() -> None:
    assert units.of_day([5], DAY) == [0]
    assert units.of_day([5, 5], DAY) == [0, 1]
    assert units.of_day([5, 5], EIGHT) == [0, 0]


def test_day_total_can_round_the_sum_to_full_units() -> None:
    full = UnitsRounding(policy="day_total", day_total_then="full_unit")
    assert units.of_day([8, 6], full) == [0, 0]
    assert units.of_day([8, 7], full) == [0, 1]


@given(spent=minutes, rounding=st.sampled_from([EIGHT, FULL, DAY]))
def test_another_minute_never_costs_a_unit(spent: int, rounding: UnitsRounding) -> None:
    [fewer], [more] = units.of_day([spent], rounding), units.of_day([spent + 1], rounding)
    assert fewer <= more <= fewer + 1


@given(spent=minutes)
def test_no_policy_is_more_than_eight_minutes_from_the_time_spent(spent: int) -> None:
    assert -7 <= spent - 15 * units.of_day([spent], EIGHT)[0] <= 7 or spent < 8
    assert 0 <= spent - 15 * units.of_day([spent], FULL)[0] <= 14


@given(day=st.lists(st.integers(min_value=0, max_value=240), min_size=1, max_size=8))
def test_the_units_of_a_days_notes_add_up_to_the_units_of_the_day(day: list[int]) -> None:
    each = units.of_day(day, DAY)
    assert min(each) >= 0
    assert sum(each) == units.rounded(sum(day), "eight_minute")


@given(spent=minutes, people=st.integers(min_value=1, max_value=9))
def test_divided_time_loses_no_minute_and_claims_none_twice(spent: int, people: int) -> None:
    parts = units.shared(spent, people, SharedTime())
    assert len(parts) == people
    assert sum(parts) == spent
    assert max(parts) - min(parts) <= 1


def test_where_the_payer_says_so_each_sibling_has_the_whole_time() -> None:
    assert units.shared(50, 2, SharedTime(policy="full_each")) == [50, 50]


def test_a_visit_to_nobody_cannot_be_divided() -> None:
    with pytest.raises(ValueError, match="at least one"):
        units.shared(50, 0, SharedTime())


def test_day_total_is_not_a_way_to_round_one_number() -> None:
    with pytest.raises(ValueError, match="day_total"):
        units.rounded(20, "day_total")
