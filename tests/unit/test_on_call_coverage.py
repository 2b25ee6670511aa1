"""Where nobody, one or several are on call."""

from datetime import timedelta
from itertools import pairwise

from casepwa.casework.safety.on_call_coverage import spans
from tests.factories import MONDAY

END = MONDAY + timedelta(hours=24)


def said(*shifts: tuple[int, int, str]) -> list[tuple[float, tuple[str, ...]]]:
    """Hours and names of each stretch of a day; ``shifts`` in hours from its beginning."""
    rows = [(MONDAY + timedelta(hours=a), MONDAY + timedelta(hours=b), who) for a, b, who in shifts]
    found = spans(rows, MONDAY, END)
    assert found[0].starts_at == MONDAY
    assert found[-1].ends_at == END
    assert all(one.ends_at == other.starts_at for one, other in pairwise(found))
    return [((one.ends_at - one.starts_at) / timedelta(hours=1), one.who) for one in found]


def test_without_a_shift_nobody_is_on_call_all_the_time() -> None:
    assert said() == [(24, ())]


def test_a_shift_that_began_before_and_ends_later_covers_all() -> None:
    assert said((-5, 30, "Tom")) == [(24, ("Tom",))]


def test_one_after_another_without_a_hole_is_no_gap() -> None:
    assert said((0, 8, "Tom"), (8, 24, "Ana")) == [(8, ("Tom",)), (16, ("Ana",))]


def test_holes_and_overlaps_are_told_to_the_hour() -> None:
    assert said((2, 10, "Tom"), (8, 20, "Ana")) == [
        (2, ()),
        (6, ("Tom",)),
        (2, ("Ana", "Tom")),
        (10, ("Ana",)),
        (4, ()),
    ]


def test_the_same_person_twice_is_one() -> None:
    assert said((0, 12, "Tom"), (12, 24, "Tom")) == [(24, ("Tom",))]
