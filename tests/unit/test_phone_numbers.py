"""What can be called, of all that a spreadsheet holds under “phone”."""

import pytest

from casepwa.casework import phone_numbers


@pytest.mark.parametrize(
    "written",
    [
        "+1 (609) 555-0132",
        "609.555.0132",
        "6095550132",
        "555-0132",
        "2016229",
        "609-555-0132 ext. 12",
        "609-555-0132 x12",
        "609-555-0132 #12",
        "609-555-0132, extension 12",
        "609/555-0132",
        "609 – 555 – 0132",
        "609.555.0000",
        "+44 20 7946 0958",
        "011 44 20 7946 0958",
        "+49 (0)30 / 1234567",
    ],
)
def test_numbers_are_taken_as_people_write_them(written: str) -> None:
    assert phone_numbers.is_phone(written)
    assert phone_numbers.is_crisis_line(written)


@pytest.mark.parametrize(
    "written",
    [
        "609-555-0132 / 609-555-0133",
        "555-0132 / 555-0133",
        "555-0132 – 555-0133",
        "555-0132 - 555-0133",
        "5550132 5550133",
        "5550132-5550133",
        "6095550132 6095550133",
        "6095550132.0",
        "+16095550132.0",
        "6095550132.00",
        "2016-02-29",
        "2016/02/29",
        "20160229",
        "02/29/2016",
        "29.2.2016",
        "1234567890123456",
        "call her sister",
        "12",
        "",
    ],
)
def test_what_is_not_one_number_is_not_dialled(written: str) -> None:
    assert not phone_numbers.is_phone(written)
    assert not phone_numbers.is_crisis_line(written)


@pytest.mark.parametrize("written", ["988", "211", "741741", "741-741", "2-1-1", "#77"])
def test_short_numbers_are_crisis_lines_and_nobodys_own(written: str) -> None:
    assert phone_numbers.is_crisis_line(written)
    assert not phone_numbers.is_phone(written)
