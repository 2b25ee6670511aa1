"""An agency's own spreadsheet: 60 awkward people load whole, and a dry run names every bad row."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, col, func, select

from casepwa.casework import caseload
from casepwa.casework.caseload_import import caseload_files, caseload_intake
from casepwa.casework.caseload_import.caseload_import import Findings
from casepwa.casework.errors import Invalid
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent
from casepwa.models import (
    Client,
    CrisisPlanVersion,
    Family,
    FamilyMember,
    Goal,
    Relationship,
    VisitClient,
)
from tests import factories
from tests.cast import Cast
from tests.integration.caseload_sheets import HEADER, examine, file, problems, row, sheet, take

SIXTY = (Path(__file__).parent / "caseloads" / "sixty.csv").read_bytes()


def count(session: Session) -> dict[str, int]:
    connection = session.connection()
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in SQLModel.metadata.sorted_tables
    }


def test_sixty_awkward_people_are_taken_in(session: Session, cast: Cast) -> None:
    taken = take(session, cast, SIXTY)
    assert taken.people == 60
    assert taken.plans == 20
    assert len(caseload.clients_of(session, cast.maya.actor, at=factories.MONDAY)) == 60 + 3
    imported = {
        client.import_key: client
        for client in session.exec(select(Client).where(col(Client.import_key).is_not(None)))
    }
    assert imported["00001"].birth_date == date(2012, 2, 29)
    assert (imported["00006"].given_name, imported["00006"].family_name) == ("Łucja", "Żółć")
    assert imported["00008"].family_name == "Smith, Jr."
    assert imported["00014"].given_name == 'Robert "Bo"'
    assert imported["00020"].given_name == '=HYPERLINK("http://example.test")'
    assert imported["00009"].name_sound
    ramirez = session.get_one(Family, imported["00001"].family_id)
    assert (ramirez.street, ramirez.postal_code) == ('12 Linden Street, Apt "B"', "08608")
    assert imported["00001"].family_id == imported["00002"].family_id


def test_four_siblings_have_one_mother_and_are_visited_together(session: Session, cast: Cast) -> None:
    take(session, cast, SIXTY)
    mother = session.exec(select(FamilyMember).where(FamilyMember.import_key == "ngozi okafor sr.")).one()
    children = session.exec(
        select(Relationship.client_id).where(Relationship.family_member_id == mother.id)
    ).all()
    assert len(children) == 4
    visits = session.exec(select(VisitClient.visit_id).where(col(VisitClient.client_id).in_(children))).all()
    assert len(visits) == 4
    assert len(set(visits)) == 1


def test_the_same_visit_twice_in_one_row_is_told(session: Session, cast: Cast) -> None:
    columns = ",".join(f"visit_{n}_{part}" for n in (1, 2, 3) for part in ("date", "start", "place"))
    planned = "2026-04-01,9:30,,2026-04-01,09:30 AM,home,2026-04-01,9:30,school"
    contents = f"{HEADER},{columns}\n{row()},{planned}".encode()
    assert problems(examine(session, cast, contents)) == {(2, "visit_2_start", "import_visit_twice")}


def test_severe_may_stand_last_wherever_that_is(session: Session, cast: Cast) -> None:
    listed = "Peanut | severe; Milk | hives | Severe; Egg | | wait | severe; Severe; Bee | rash | pen"
    findings = examine(session, cast, f"{HEADER},allergies\n{row()},{listed}".encode())
    assert findings.people[0].allergies == (
        ("Peanut", None, None, "severe"),
        ("Milk", "hives", None, "severe"),
        ("Egg", None, "wait", "severe"),
        ("Severe", None, None, None),
        ("Bee", "rash", "pen", None),
    )
    fourth = f"{HEADER},allergies\n{row()},Bee | rash | pen | mild".encode()
    assert problems(examine(session, cast, fourth)) == {(2, "allergies", "import_not_severe")}


def test_goals_and_crisis_plans_come_with_their_people(session: Session, cast: Cast) -> None:
    take(session, cast, SIXTY)
    client = session.exec(select(Client).where(Client.import_key == "00001")).one()
    goal = session.exec(select(Goal).where(Goal.client_id == client.id)).one()
    assert (goal.lifecycle, goal.words) == ("active", "“I want to ride the bus,\nwithout a fight.”")
    plan = session.exec(select(CrisisPlanVersion).where(CrisisPlanVersion.client_id == client.id)).one()
    content = CrisisPlanContent.model_validate(plan.content)
    assert (plan.status, plan.published_by_id) == ("active", cast.omar.id)
    assert [call.label for call in content.calls] == ["Mobile crisis", "Rosa, mother", "Dr. Whitcomb"]
    assert content.tell_them.how_to_communicate == "Low voice,\none person."
    assert content.never_do == ["Do not touch", "Do not block the door"]


def test_a_crisis_plan_that_says_nothing_is_none(session: Session, cast: Cast) -> None:
    def found(column: str, cell: str) -> Findings:
        return examine(session, cast, f"{HEADER},{column}\n{row()},{cell}".encode())

    for column, cell in (("crisis_hotline_since", "2019"), ("crisis_helps_own", "-")):
        findings = found(column, cell)
        assert (findings.problems, findings.people[0].plan) == ([], None)
    for column, cell in (
        ("crisis_published_on", "2026-01-05"),
        ("crisis_published_by", "omar@example.test"),
    ):
        assert problems(found(column, cell)) == {(2, column, "import_plan_empty")}
    assert found("crisis_weapons", "None in the home").people[0].plan


def test_a_goal_that_is_not_whole_is_only_proposed(session: Session, cast: Cast) -> None:
    take(session, cast, SIXTY)
    client = session.exec(select(Client).where(Client.import_key == "00002")).one()
    assert session.exec(select(Goal.lifecycle).where(Goal.client_id == client.id)).one() == "proposed"


def test_taking_it_in_twice_changes_nothing(session: Session, cast: Cast) -> None:
    take(session, cast, SIXTY)
    before = count(session)
    findings = examine(session, cast, SIXTY)
    assert (len(findings.known), findings.problems, findings.likenesses) == (60, [], [])
    caseload_intake.take_in(session, organization_id=cast.organization.id, findings=findings)
    assert count(session) == before


def test_possible_duplicates_are_listed_and_not_merged(session: Session, cast: Cast) -> None:
    factories.client(
        session,
        organization_id=cast.organization.id,
        family_id=cast.delgados.id,
        given_name="Bjorn",
        family_name="Nystrom",
        birth_date=None,
        name_sound="BJRN NSTRM",
        import_key="A-17",
    )
    likes = {
        (like.name, like.other_name, like.other_case_number)
        for like in examine(session, cast, SIXTY).likenesses
    }
    assert likes == {
        ("Jose Ramirez", "José Ramírez", None),
        ("Kathryn Pryce", "Catherine Price", None),
        ("Björn Nyström", "Bjorn Nystrom", "A-17"),
    }
    assert take(session, cast, SIXTY).people == 60


def test_a_dry_run_names_every_bad_cell_with_its_line_in_the_file(session: Session, cast: Cast) -> None:
    contents = file(
        row(case_number="1", given_name='"Ada\nMaria"'),
        row(case_number="2", given_name=""),
        row(case_number="3", birth_date="2015-02-29"),
        row(case_number="4", birth_date="42064"),
        row(case_number="5", birth_date="2031-01-01"),
        row(case_number="6", phone="6.09555E+09"),
        row(case_number="7", phone="call her sister"),
        row(case_number="8", case_manager="nobody@example.test"),
        row(case_number="9", case_manager="rosa@example.test"),
        row(case_number="1"),
        row(case_number="10") + ",too,many",
        "",
        row(case_number="11", program=""),
    )
    findings = examine(session, cast, contents)
    assert problems(findings) == {
        (4, "given_name", "import_value_missing"),
        (5, "birth_date", "import_not_a_day"),
        (6, "birth_date", "import_day_number"),
        (7, "birth_date", "import_day_ahead"),
        (8, "phone", "import_rounded_number"),
        (9, "phone", "import_not_a_phone"),
        (10, "case_manager", "import_account_unknown"),
        (11, "case_manager", "import_account_role"),
        (12, "case_number", "import_case_number_twice"),
        (13, "", "import_too_many_cells"),
        (15, "program", "import_value_missing"),
    }
    before = count(session)
    with pytest.raises(Invalid, match="import_has_problems"):
        caseload_intake.take_in(session, organization_id=cast.organization.id, findings=findings)
    assert count(session) == before


@pytest.mark.parametrize("column", ["case_number", "family_key", "member_number", "postal_code"])
def test_a_number_that_excel_rounded_is_nobodys(session: Session, cast: Cast, column: str) -> None:
    def found(number: str) -> set[tuple[int, str, str]]:
        cells = {**dict(zip(HEADER.split(","), row().split(","), strict=True)), column: number}
        return problems(examine(session, cast, f"{','.join(cells)}\n{','.join(cells.values())}".encode()))

    assert found("1.23457E+12") == {(2, column, "import_rounded_number")}
    assert found("2E10") == set()


@pytest.mark.parametrize("column", ["case_manager", "care_coordinator", "crisis_published_by"])
def test_a_locked_account_takes_over_nobody(session: Session, cast: Cast, column: str) -> None:
    cast.priya.account.locked_at = factories.MONDAY
    columns = ["care_coordinator", "crisis_published_by", "crisis_weapons"]
    cells = ",".join(
        "priya@example.test" if name == column else "none" * (name == "crisis_weapons") for name in columns
    )
    manager = {"case_manager": "priya@example.test"} if column == "case_manager" else {}
    contents = f"{HEADER},{','.join(columns)}\n{row(**manager)},{cells}".encode()
    assert problems(examine(session, cast, contents)) == {(2, column, "import_account_locked")}


def test_a_plan_is_not_published_by_a_locked_supervisor(session: Session, cast: Cast) -> None:
    contents = f"{HEADER},crisis_weapons\n{row()},none".encode()
    assert not examine(session, cast, contents).problems
    cast.omar.account.locked_at = factories.MONDAY
    assert problems(examine(session, cast, contents)) == {
        (2, "crisis_published_by", "import_publisher_missing")
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_excels_delimiters_and_its_byte_order_mark_are_read(
    session: Session, cast: Cast, delimiter: str, mark: bytes
) -> None:
    contents = mark + file(row(given_name="Zoë")).decode().replace(",", delimiter).encode()
    findings = examine(session, cast, contents)
    assert not findings.problems
    assert findings.people[0].given_name == "Zoë"


def test_days_are_read_as_declared(session: Session, cast: Cast) -> None:
    contents = file(row(birth_date="02/29/2016"), row(case_number="2", birth_date="2016-02-29"))
    findings = examine(session, cast, contents, date_format="MM/DD/YYYY")
    assert not findings.problems
    assert {person.birth_date for person in findings.people} == {date(2016, 2, 29)}
    assert (2, "birth_date", "import_not_a_day") in problems(examine(session, cast, contents))


def test_months_in_words_are_read_and_shown_as_declared(session: Session, cast: Cast) -> None:
    contents = sheet({"birth_date": "29-Feb-2016"}, {"birth_date": "29-Hornung-2016"})
    findings = examine(session, cast, contents, date_format="DD-MMM-YYYY")
    assert findings.people[0].birth_date == date(2016, 2, 29)
    assert problems(findings) == {(3, "birth_date", "import_not_a_day")}
    assert findings.problems[0].error.params["today"] == "02-Mar-2026"


@pytest.mark.parametrize("declared", ["MM/YYYY", "MM/DD/YYYY HH:MM", "%Q"])
def test_a_way_of_writing_days_that_is_not_whole_is_told(session: Session, cast: Cast, declared: str) -> None:
    assert problems(examine(session, cast, file(row()), date_format=declared)) == {
        (0, "", "import_date_format")
    }


def test_two_digits_of_a_birth_year_are_never_ahead(session: Session, cast: Cast) -> None:
    born = {"02/29/68": date(1968, 2, 29), "03/02/26": date(2026, 3, 2), "03/03/26": date(1926, 3, 3)}
    lines = [row(case_number=str(n), birth_date=said) for n, said in enumerate(born)]
    findings = examine(session, cast, file(*lines), date_format="MM/DD/YY")
    assert not findings.problems
    assert [person.birth_date for person in findings.people] == list(born.values())
    whole = file(row(birth_date="2030-01-01"))
    assert problems(examine(session, cast, whole, date_format="MM/DD/YY")) == {
        (2, "birth_date", "import_day_ahead")
    }
    opened = file(row()).replace(b"birth_date", b"opened_on").replace(b"Ferris,,", b"Ferris,03/03/26,")
    assert problems(examine(session, cast, opened, date_format="MM/DD/YY")) == {
        (2, "opened_on", "import_day_ahead")
    }


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ("a,b".encode("utf-16"), "import_is_utf16"),
        (b"PK\x03\x04rest", "import_is_workbook"),
        (file(row(given_name="Zoë")).decode().encode("windows-1252"), "import_not_utf8"),
        (b"", "import_empty"),
        (file(row(given_name='"Ada')), "import_open_quote"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    session: Session, cast: Cast, contents: bytes, said: str
) -> None:
    assert [each.error.message_id for each in examine(session, cast, contents).problems] == [said]


def test_windows_letters_are_read_when_declared(session: Session, cast: Cast) -> None:
    contents = file(row(given_name="Zoë")).decode().encode("windows-1252")
    findings = examine(session, cast, contents, encoding="windows-1252")
    assert findings.people[0].given_name == "Zoë"


@pytest.mark.parametrize("encoding", ["undefined", "no such thing", "hex", "utf\x00-8"])
def test_an_encoding_that_is_none_is_told(session: Session, cast: Cast, encoding: str) -> None:
    findings = examine(session, cast, file(row()), encoding=encoding)
    assert problems(findings) == {(0, "", "import_no_such_encoding")}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_lines_of_a_cell_stay_apart_however_they_end(session: Session, cast: Cast, end: str) -> None:
    contents = sheet({"street": f"12 Elm{end}Apt 3", "allergies": f"Peanut{end}Latex"})
    (person,) = examine(session, cast, contents).people
    assert person.household.street == "12 Elm Apt 3"
    assert [allergy[0] for allergy in person.allergies] == ["Peanut", "Latex"]


def test_a_slip_in_a_column_name_is_told_and_a_strange_column_is_left_out(
    session: Session, cast: Cast
) -> None:
    slipped = file(row()).replace(b"birth_date", b"birthdate")
    assert problems(examine(session, cast, slipped)) == {(1, "birthdate", "import_column_unknown")}
    strange = file(row()).replace(b"birth_date", b"Fax number")
    assert examine(session, cast, strange).not_read == ["fax_number"]
    without = file(row()).replace(b"case_manager", b"Fax number")
    assert problems(examine(session, cast, without)) == {(1, "case_manager", "import_column_missing")}


def test_no_column_goes_without_a_word(session: Session, cast: Cast) -> None:
    def renamed(name: str) -> Findings:
        contents = file(row(), row(case_number="2", phone="609-555-0123"))
        return examine(session, cast, contents.replace(b"phone", name.encode()))

    assert problems(renamed("contact_01_phone")) == {(1, "contact_01_phone", "import_column_unknown")}
    (unnamed,) = renamed("").problems
    assert (unnamed.line, unnamed.error.message_id) == (1, "import_column_unnamed")
    assert unnamed.error.params == {"place": "E", "line": 3}
    beyond = renamed("contact_21_phone")
    assert (beyond.not_read, beyond.people[1].contacts) == (["contact_21_phone"], ())


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_the_spreadsheet_calls_them(place: int, letters: str) -> None:
    assert caseload_files.letters(place) == letters
