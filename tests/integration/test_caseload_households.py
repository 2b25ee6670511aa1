"""Rows of one household in a caseload file: what they share, and where they must not differ."""

import pytest
from sqlmodel import Session, col, select

from casepwa.models import Client, Family, FamilyMember
from tests.cast import Cast
from tests.integration.caseload_sheets import HEADER, examine, problems, row, sheet, take

CONTACT = {
    "family_key": "F",
    "contact_1_name": "Rosa Ferris",
    "contact_1_phone": "",
    "contact_1_best_hours": "",
    "contact_1_safe_to_call": "",
    "contact_1_safe_to_leave_message": "",
    "contact_1_note": "",
}


def siblings(*said: dict[str, str]) -> bytes:
    """A file of one household, each child's row naming the mother as ``said``."""
    lines = [HEADER + "," + ",".join(CONTACT)]
    for number, each in enumerate(said, start=1):
        lines.append(",".join([row(case_number=str(number)), *{**CONTACT, **each}.values()]))
    return "\n".join(lines).encode()


def test_what_one_siblings_row_leaves_out_of_their_mother_anothers_says(session: Session, cast: Cast) -> None:
    contents = siblings(
        {"contact_1_safe_to_leave_message": "yes"},
        {"contact_1_phone": "609-555-0123", "contact_1_safe_to_call": "no"},
        {"contact_1_safe_to_call": "yes", "contact_1_best_hours": "after 5"},
    )
    take(session, cast, contents)
    mother = session.exec(select(FamilyMember).where(FamilyMember.import_key == "rosa ferris")).one()
    assert (mother.phone, mother.best_hours) == ("609-555-0123", "after 5")
    assert (mother.safe_to_call, mother.safe_to_text, mother.safe_to_leave_message) == (False, True, True)


def test_two_numbers_or_hours_of_one_mother_are_told(session: Session, cast: Cast) -> None:
    contents = siblings(
        {},
        {"contact_1_phone": "609-555-0123", "contact_1_best_hours": "after 5"},
        {"contact_1_phone": "609-555-0199", "contact_1_best_hours": "mornings"},
    )
    assert problems(examine(session, cast, contents)) == {
        (4, "contact_1_phone", "import_contact_differs"),
        (4, "contact_1_best_hours", "import_contact_differs"),
    }


HOME = "family_key,street,city,postal_code,confidential_place,contact_1_name,contact_1_phone"
STORED = "F,4 Elm Street,Trenton,08608,,Rosa Ferris,609-555-0123"


def at_home(number: str, cells: str) -> bytes:
    return f"{HEADER},{HOME}\n{row(case_number=number)},{cells}\n".encode()


def test_a_second_file_says_who_comes_into_a_household_that_is_here(session: Session, cast: Cast) -> None:
    assert examine(session, cast, at_home("1", STORED)).joining == []
    take(session, cast, at_home("1", STORED))
    for cells in ("F,4 elm  street,,,,Rosa Ferris,", "F,,,,,,"):
        findings = examine(session, cast, at_home("2", cells))
        assert (findings.problems, findings.joining) == ([], [2])


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ("F,9 Oak Street,,,,,", "street", "import_family_here_differs"),
        ("F,,Camden,,,,", "city", "import_family_here_differs"),
        ("F,,,08101,,,", "postal_code", "import_family_here_differs"),
        ("F,,,,yes,,", "confidential_place", "import_family_here_differs"),
        ("F,,,,,rosa ferris,609-555-0199", "contact_1_phone", "import_contact_here_differs"),
    ],
)
def test_a_family_key_of_strangers_is_told_without_what_the_records_say(
    session: Session, cast: Cast, cells: str, column: str, said: str
) -> None:
    take(session, cast, at_home("1", STORED))
    findings = examine(session, cast, at_home("2", cells))
    assert problems(findings) == {(2, column, said)}
    (problem,) = findings.problems
    assert set(problem.error.params) <= {"name"}


def test_what_is_not_safe_is_never_lost_on_a_contact_who_is_here(session: Session, cast: Cast) -> None:
    take(session, cast, siblings({}))
    contents = siblings({}, {"contact_1_safe_to_call": "no"})
    assert problems(examine(session, cast, contents)) == {
        (3, "contact_1_safe_to_call", "import_contact_here_differs")
    }


def test_two_addresses_of_one_household_are_told_whichever_rows_have_them(
    session: Session, cast: Cast
) -> None:
    lines = [
        f"{row(case_number=str(n))},F,{street},,,,," for n, street in enumerate(("", "1 A St", "2 B St"))
    ]
    contents = "\n".join([f"{HEADER},{HOME}", *lines]).encode()
    assert problems(examine(session, cast, contents)) == {(4, "street", "import_family_differs")}


def test_the_name_of_a_household_may_stand_in_any_of_its_rows(session: Session, cast: Cast) -> None:
    family = {"family_key": "F"}
    take(session, cast, sheet(family, {**family, "household_name": "The Elm Street house"}, family))
    assert household_names(session) == {"The Elm Street house"}


def test_a_household_that_no_row_names_is_called_after_its_first_person(session: Session, cast: Cast) -> None:
    take(session, cast, sheet({"family_key": "F"}, {"family_key": "F", "family_name": "Delgado"}))
    assert household_names(session) == {"Ferris"}


def test_two_names_of_one_household_are_told(session: Session, cast: Cast) -> None:
    names = ("", "Elm Street", "Oak Street")
    contents = sheet(*({"family_key": "F", "household_name": name} for name in names))
    assert problems(examine(session, cast, contents)) == {(4, "household_name", "import_family_differs")}


def household_names(session: Session) -> set[str]:
    taken_in = select(Client.family_id).where(col(Client.import_key).is_not(None))
    return set(session.exec(select(Family.name).where(col(Family.id).in_(taken_in))))
