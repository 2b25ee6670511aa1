"""Telephone cells of a caseload file: one number that can be called, or a problem by line and column."""

import pytest
from sqlmodel import Session

from tests.cast import Cast
from tests.integration.caseload_sheets import examine, problems, sheet

OWN = ("phone", "contact_1_phone")
CRISIS = {
    "crisis_mobile_team": "{}",
    "crisis_dispatch": "{}",
    "crisis_calls": "Line | {}",
    "crisis_steps_crisis": "Call | Line | {}",
    "crisis_safe_places": "Home | | {}",
}


def everywhere(written: str) -> bytes:
    crisis = {column: cell.format(written) for column, cell in CRISIS.items()}
    return sheet({"contact_1_name": "Rosa Ferris", **dict.fromkeys(OWN, written), **crisis})


@pytest.mark.parametrize(
    "written", ["609-555-0132 / 609-555-0133", "6095550132.0", "6095550132 6095550133", "2016-02-29"]
)
def test_what_is_not_one_number_is_told(session: Session, cast: Cast, written: str) -> None:
    found = problems(examine(session, cast, everywhere(written)))
    assert found == {(2, column, "import_not_a_phone") for column in (*OWN, *CRISIS)}


@pytest.mark.parametrize("written", ["988", "211", "741741"])
def test_crisis_lines_have_few_digits_and_nobodys_own_number_has(
    session: Session, cast: Cast, written: str
) -> None:
    findings = examine(session, cast, everywhere(written))
    assert problems(findings) == {(2, column, "import_not_a_phone") for column in OWN}
    plan = findings.people[0].plan
    assert plan
    assert [call.phone for call in plan.content.calls] == [written, written]
    assert (plan.content.tell_them.dispatch_phone, plan.content.steps[0].phone) == (written, written)


def test_a_number_with_an_extension_is_kept_as_written(session: Session, cast: Cast) -> None:
    assert examine(session, cast, everywhere("609-555-0132 ext. 12")).problems == []
