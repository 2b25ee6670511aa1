"""A paper as PDF: its words, its page, its footer."""

from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from casepwa.papers.paper import PART_2_NOTICE, Line, Paper, Section
from casepwa.papers.printing import printed

AT = datetime(2026, 3, 10, 14, 30, tzinfo=ZoneInfo("America/New_York"))


def pages(*sections: Section, **more: Any) -> list[str]:
    paper = Paper(
        title="Łucja Müñoz-Đặng",
        facts=("9 years old",),
        sections=sections,
        language="en",
        agency="Harbor",
        version="Version 4, in force since March 2, 2026.",
        printed_by="Omar Haddad",
        printed_at=AT,
        **more,
    )
    return [page.extract_text() for page in PdfReader(BytesIO(printed(paper))).pages]


def lines(n: int) -> tuple[Line, ...]:
    return tuple(Line(label=f"Step {i}.", text="Call the school about the plan. " * 3) for i in range(n))


def test_names_print_with_their_accents_and_the_footer_says_when_who_and_which_version() -> None:
    (text,) = pages(Section(title="Alerts", lines=(Line(label="Dog", text="In the yard; call ahead"),)))
    assert "Łucja Müñoz-Đặng" in text
    assert "Dog In the yard; call ahead" in text
    assert "Version 4, in force since March 2, 2026." in text
    assert "Printed March 10, 2026, 2:30 PM by Omar Haddad. Page 1 of 1" in text


def test_more_than_fits_in_large_type_is_set_smaller_on_one_page() -> None:
    (text,) = pages(Section(title="Open steps", lines=lines(45)))
    assert "Step 44." in text


def test_what_does_not_fit_even_in_small_type_goes_on_and_is_never_cut() -> None:
    first, second = pages(Section(title="Open steps", lines=lines(90)), has_part_2=True)
    assert "Page 1 of 2" in first
    assert "Step 89." in second
    assert "Page 2 of 2" in second
    assert PART_2_NOTICE in first
    assert PART_2_NOTICE in second


def test_only_what_holds_substance_use_content_carries_its_notice() -> None:
    (text,) = pages(Section(title="Goals", lines=(), empty="No goal is active."))
    assert PART_2_NOTICE not in text
    assert "No goal is active." in text


@pytest.mark.parametrize("text", ["**not bold** <b>&amp;</b>", "x" * 400, "first\nsecond", "😀 安"])
def test_typed_text_is_printed_as_it_stands_or_at_least_prints(text: str) -> None:
    (page,) = pages(Section(title="Notes", lines=(Line(text=text),)))
    if text.startswith("**"):
        assert text in page


@pytest.mark.parametrize("typed", ["محمد", "王芳", "👩\u200d👧", "✓ ✓"])
def test_letters_that_cannot_be_printed_are_marked_and_the_page_says_so(typed: str) -> None:
    (text,) = pages(Section(title="Calls", lines=(Line(label=typed, text="555-0100", note=f"Aunt {typed}"),)))
    assert typed not in text
    assert "555-0100" in text
    assert "Aunt �" in text
    assert "�: letters that cannot be printed here. Read them in the app." in text


def test_every_page_with_marks_has_room_for_all_its_notices() -> None:
    first, second = pages(Section(title="Open steps", lines=(Line(text="芳"), *lines(90))), has_part_2=True)
    for page in (first, second):
        assert PART_2_NOTICE in page
        assert "Read them in the app." in page
        assert "Confidential." in page


def test_an_accent_typed_apart_from_its_letter_is_printed_with_it() -> None:
    (text,) = pages(Section(title="Calls", lines=(Line(text="Jose\u0301\ufe0f"),)))
    assert "José" in text
    assert "Read them in the app." not in text
