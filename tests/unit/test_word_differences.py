"""What changed in a text, word by word, and where pinned words stand now."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casepwa.casework.approvals.pins import Place, find_again
from casepwa.casework.approvals.word_differences import Segment, between


def told(before: str | None, text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in between(before, text)]


def test_without_an_earlier_text_everything_is_as_it_is() -> None:
    assert told(None, "Met Mateo.") == [("same", "Met Mateo.")]


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (
            "He responded well.",
            "He laughed.",
            ["same He", "removed  responded well", "same  ", "added laughed", "same ."],
        ),
        ("One two three.", "One three.", ["same One", "removed  two", "same  three."]),
        ("One three.", "One two three.", ["same One", "same  ", "added two", "same  three."]),
        ("Same words.", "Same   words.", ["same Same   words."]),
        ("Él dijo no.", "Él dijo sí.", ["same Él dijo", "removed  no", "same  ", "added sí", "same ."]),
    ],
)
def test_words_are_compared_not_lines(before: str, text: str, expected: list[str]) -> None:
    assert [" ".join(each) for each in told(before, text)] == expected


@given(st.text(alphabet="ab .\n", max_size=40), st.text(alphabet="ab .\n", max_size=40))
def test_what_is_not_removed_is_the_text(before: str, text: str) -> None:
    assert "".join(one.text for one in between(before, text) if one.kind != "removed") == text


def test_a_run_is_cut_where_pinned_words_begin_and_end() -> None:
    parts = between(None, "Met him at school today.", pinned=[Place(starts=8, ends=17)])
    assert parts == [
        Segment(kind="same", text="Met him "),
        Segment(kind="same", text="at school", is_pinned=True),
        Segment(kind="same", text=" today."),
    ]


def test_twenty_thousand_equal_words_do_not_hold_up_the_desk() -> None:
    begun = time.monotonic()
    between("a " * 10_000, "a " * 9_000 + "b")
    assert time.monotonic() - begun < 5


def test_pinned_words_are_found_nearest_to_where_they_stood() -> None:
    text = "the bus. Then the bus again, and the bus."
    assert find_again(text, quote="the bus", starts=20) == Place(starts=14, ends=21)
    assert find_again(text, quote="the bus", starts=0) == Place(starts=0, ends=7)


def test_words_that_are_gone_and_no_words_are_nowhere() -> None:
    assert find_again("Something else.", quote="the bus", starts=0) is None
    assert find_again("Something else.", quote="", starts=0) is None
