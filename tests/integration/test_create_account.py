"""`casepwa create-account`: the first account founds the agency; whoever it makes can sign in."""

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner, Result

from casepwa.casework.accounts import accounts
from casepwa.cli import app
from casepwa.models import Account, Organization, StaffTeam, StaffTeamSupervisor
from tests.integration.signed_in import browser

PASSWORD = "our green kettle sings at dusk"


def create(*arguments: str, typed: list[str]) -> Result:
    return CliRunner().invoke(app, ["create-account", *arguments], input="\n".join(typed) + "\n")


def test_the_first_account_is_asked_for_everything_and_can_sign_in(site: Session) -> None:
    answers = ["omar@agency.test", "Omar Haddad", "supervisor", "Harbor", "America/Chicago", "North"]
    result = create(typed=[*answers, PASSWORD, PASSWORD])
    assert result.exit_code == 0, result.output
    assert "Omar Haddad <omar@agency.test> can sign in to Harbor." in result.output
    assert site.exec(select(Organization.time_zone)).one() == "America/Chicago"
    account, team = site.exec(select(Account)).one(), site.exec(select(StaffTeam)).one()
    assert site.get(StaffTeamSupervisor, (team.id, account.id)) is not None
    site.rollback()
    answer = browser().post("/api/v1/session", json={"email": "omar@agency.test", "password": PASSWORD})
    assert answer.json()["first_screen"] == "/approvals"


def test_a_weak_password_is_refused_with_the_reason_and_asked_for_again(site: Session) -> None:
    arguments = (
        "--email",
        "a@b.test",
        "--name",
        "Alma Frost",
        "--role",
        "administrator",
        "--agency",
        "Harbor",
    )
    typed = ["America/New_York", "short", "short", "password12345678", "password12345678", PASSWORD, PASSWORD]
    result = create(*arguments, typed=typed)
    assert result.exit_code == 0, result.output
    assert "at least 15 characters" in result.output
    assert "on a list of passwords that have leaked" in result.output
    assert PASSWORD not in result.output


def test_an_email_that_is_taken_is_said_before_the_password_is_asked_for(site: Session) -> None:
    everything = ("--name", "Al Frost", "--role", "administrator", "--agency", "Harbor")
    create("--email", "a@b.test", *everything, typed=["America/New_York", PASSWORD, PASSWORD])
    result = create(*everything, typed=["A@B.test", "c@d.test", PASSWORD, PASSWORD])
    assert "already an account" in result.output
    assert {account.email for account in site.exec(select(Account))} == {"a@b.test", "c@d.test"}


@pytest.mark.parametrize("role", ["family", "owner", ""])
def test_only_staff_roles_are_taken(role: str, site: Session) -> None:
    result = create("--email", "a@b.test", "--name", "Al", "--role", role, typed=[])
    assert result.exit_code == 2
    assert site.exec(select(Account)).first() is None


def test_with_two_agencies_it_asks_which(site: Session) -> None:
    site.add_all([Organization(name="Harbor"), Organization(name="Bridge")])
    site.commit()
    arguments = ("--email", "a@b.test", "--name", "Al", "--role", "case_manager", "--team", "North")
    assert create(*arguments, typed=[PASSWORD, PASSWORD]).exit_code == 1
    assert create(*arguments, "--agency", "Bridge", typed=[PASSWORD, PASSWORD]).exit_code == 0
    made = accounts.by_email(site, "a@b.test")
    assert made is not None
    assert made.title == "Case manager"
