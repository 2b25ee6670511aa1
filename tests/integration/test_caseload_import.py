"""An agency's own spreadsheet: 60 awkward people load whole, and a dry run names every bad row."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, col, func, select

from casepwa.casework import caseload
from casepwa.casework.caseload_import import caseload_import, caseload_intake
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

SIXTY = (Path(__file__).parent / "caseloads" / "sixty.csv").read_bytes()
HEADER = "case_number,given_name,family_name,birth_date,phone,case_manager,program"


def row(**cells: str) -> str:
    given = {
        "case_number": "1",
        "given_name": "Ada",
        "family_name": "Ferris",
        "case_manager": "maya@example.test",
        "program": "Targeted case management",
        **cells,
    }
    return ",".join(given.get(name, "") for name in HEADER.split(","))


def file(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def examine(session: Session, cast: Cast, contents: bytes, **options: str) -> Findings:
    return caseload_import.examine(
        session,
        organization_id=cast.organization.id,
        contents=contents,
        at=factories.MONDAY,
        **options,  # type: ignore[arg-type]
    )


def take(session: Session, cast: Cast, contents: bytes) -> caseload_intake.Taken:
    findings = examine(session, cast, contents)
    return caseload_intake.take_in(session, organization_id=cast.organization.id, findings=findings)


def problems(findings: Findings) -> set[tuple[int, str, str]]:
    return {(each.line, each.column, each.error.message_id) for each in findings.problems}


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


def test_a_slip_in_a_column_name_is_told_and_a_strange_column_is_left_out(
    session: Session, cast: Cast
) -> None:
    slipped = file(row()).replace(b"birth_date", b"birthdate")
    assert problems(examine(session, cast, slipped)) == {(1, "birthdate", "import_column_unknown")}
    strange = file(row()).replace(b"birth_date", b"Fax number")
    assert examine(session, cast, strange).not_read == ["fax_number"]
    without = file(row()).replace(b"case_manager", b"Fax number")
    assert problems(examine(session, cast, without)) == {(1, "case_manager", "import_column_missing")}
