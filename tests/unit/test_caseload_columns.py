"""The columns of a caseload file, and the page that explains them."""

import csv
from pathlib import Path

import pytest

from casepwa.casework.caseload_import import caseload_columns, name_sounds

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_tells_of_every_column() -> None:
    page = (DOCS / "import.md").read_text("utf-8")
    for column in caseload_columns.PLAIN:
        needed = " (needed)" if column.is_needed else ""
        assert f"| `{column.name}`{needed} | " in page
        assert column.about.replace("|", "\\|") in page
    for kind, columns in caseload_columns.REPEATED.items():
        for column in columns:
            assert f"| `{kind}_1_{column.name}` | " in page


def test_the_example_has_only_known_columns() -> None:
    with (DOCS / "caseload-example.csv").open(encoding="utf-8", newline="") as file:
        names = csv.DictReader(file).fieldnames or []
    assert set(caseload_columns.NEEDED) <= set(names)
    assert all(caseload_columns.is_known(name) for name in names)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("birthdate", "birth_date"),
        ("given_names", "given_name"),
        ("contact_2_phones", "contact_2_phone"),
        ("contact_01_name", "contact_1_name"),
        ("contact_002_phones", "contact_2_phone"),
        ("fax_number", None),
        ("contact_2_shoe_size", None),
    ],
)
def test_a_slip_is_told_from_a_column_of_their_own(written: str, meant: str | None) -> None:
    assert caseload_columns.meant_by(written) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("José", "Ramírez"), ("Jose", "Ramirez")),
        (("Catherine", "Price"), ("Kathryn", "Pryce")),
        (("Siân", "O'Brien"), ("Sian", "O’Brien")),
        (("Ana", "García-López"), ("ANA", "Garcia Lopez")),
        (("Łukasz", "Żółć"), ("Lukasz", "Zolc")),
        (("Minh", "Đặng"), ("Minh", "Dang")),
        (("Søren", "Ægir"), ("SOREN", "AEGIR")),
        (("Œdile", "Groß"), ("Oedile", "Gross")),
        (("Guðrún", "Þórsdóttir"), ("Gudrun", "Thorsdottir")),
        (("Işıl", "İnan"), ("Isil", "Inan")),
        (("Ħanna", "Ǿrsted"), ("Hanna", "Orsted")),
    ],
)
def test_names_that_sound_alike_have_one_sound(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert name_sounds.sound_of(*one) == name_sounds.sound_of(*other)


def test_names_in_other_scripts_have_a_sound_too() -> None:
    assert name_sounds.sound_of("李", "小龙") != name_sounds.sound_of("王", "芳") != ""
