"""A phone's clock against ours: said in whole minutes, and only when it is more than five off."""

import pytest

from casepwa.casework import clocks

MINUTE = 60_000


@pytest.mark.parametrize(
    ("offset_ms", "ahead"),
    [
        (0, 0),
        (5 * MINUTE, 0),
        (-5 * MINUTE, 0),
        (5 * MINUTE + 1, -5),
        (17 * MINUTE, -17),
        (-90 * MINUTE - 20_000, 90),
    ],
)
def test_a_phone_behind_ours_is_behind_and_one_before_it_is_ahead(offset_ms: int, ahead: int) -> None:
    assert clocks.minutes_ahead(offset_ms) == ahead
