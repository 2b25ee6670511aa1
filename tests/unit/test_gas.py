"""Goal Attainment Scaling: domain.md's vectors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casepwa.casework.plans import gas


@pytest.mark.parametrize(
    ("levels", "weights", "expected"),
    [
        ((0, 0, 0), None, 50),
        ((1, 1, 1), None, 63.69),
        ((-2, -2, -2), None, 22.61),
        ((2, 1), (3, 1), 70.38),
    ],
)
def test_t_has_the_domains_values(levels: tuple[int], weights: tuple[int] | None, expected: float) -> None:
    assert gas.t_score(levels, weights) == pytest.approx(expected, abs=0.005)


@given(levels=st.lists(st.integers(min_value=-2, max_value=2), min_size=1, max_size=6))
def test_better_and_worse_mirror_each_other(levels: list[int]) -> None:
    assert gas.t_score(levels) - 50 == pytest.approx(50 - gas.t_score([-level for level in levels]))


@pytest.mark.parametrize(("levels", "weights"), [((), None), ((3,), None), ((1, 1), (1,)), ((1,), (0,))])
def test_what_is_no_scaling_is_refused(levels: tuple[int, ...], weights: tuple[int, ...] | None) -> None:
    with pytest.raises(ValueError, match=r"goal|levels"):
        gas.t_score(levels, weights)
