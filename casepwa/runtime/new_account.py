"""`casepwa create-account`: asks for what was not said, and makes a member of staff who can sign in."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import available_timezones

import typer
from sqlmodel import Session

from casepwa.casework import agencies
from casepwa.casework.accounts import accounts, passwords
from casepwa.casework.errors import CaseworkError, Conflict, Invalid
from casepwa.database import unit_of_work
from casepwa.models import Organization
from casepwa.models.codes import Role

Say = Callable[[CaseworkError], str]

STAFF = {
    Role.CASE_MANAGER: "sees their own people, on a phone, with and without a network",
    Role.CARE_COORDINATOR: "the same, and publishes crisis plans",
    Role.SUPERVISOR: "hears alarms and sees the work of their team, at a desk",
    Role.ADMINISTRATOR: "accounts, devices and the audit trail; no clinical text",
}


def create(
    *,
    email: str,
    name: str,
    roles: list[Role],
    agency: str | None,
    team: str | None,
    title: str | None,
    say: Say,
) -> None:
    """Make the account, asking on the terminal for what is empty, and say what was made."""
    email = _asked("Email", _free_email, say, email)
    name = name or typer.prompt("Name, as colleagues know it")
    roles = roles or _asked_roles()
    home = _agency(agency)
    if team is None and set(roles) != {Role.ADMINISTRATOR}:
        team = _asked_team(home)
    password = _asked_password(email, name, say)
    with unit_of_work() as session:  # only now: nobody waits for a person to type
        organization = home.found_in(session)
        group = agencies.team(session, organization_id=organization.id, name=team) if team else None
        made = accounts.create(
            session,
            organization_id=organization.id,
            email=email,
            name=name,
            roles=roles,
            password=password,
            title=title or ", ".join(role.value.replace("_", " ") for role in roles).capitalize(),
            staff_team_id=group.id if group else None,
        )
        if group and Role.SUPERVISOR in roles:
            agencies.put_in_charge(session, account_id=made.id, staff_team_id=group.id)
    typer.echo(f"{made.name} <{made.email}> can sign in to {organization.name}.")


@dataclass(frozen=True, kw_only=True)
class _Home:
    """The agency that the account is for: one that is there, or one to be founded."""

    name: str
    time_zone: str | None = None
    teams: tuple[str, ...] = ()

    def found_in(self, session: Session) -> Organization:
        if self.time_zone is None:
            return agencies.named(session, self.name)
        return agencies.found(session, name=self.name, time_zone=self.time_zone)


def _agency(name: str | None) -> _Home:
    """The one that is meant; the first account of an installation founds it."""
    with unit_of_work(readonly=True) as session:
        if agencies.all_of(session):
            home = agencies.named(session, name)
            teams = tuple(team.name for team in agencies.teams_of(session, home.id))
            return _Home(name=home.name, teams=teams)
    typer.echo("This is the first account of this installation.")
    founded: str = name or typer.prompt("Name of the agency")
    zone = typer.prompt("Its time zone", default="America/New_York")
    while zone not in available_timezones():
        zone = typer.prompt("No such time zone; for example America/Chicago", default="America/New_York")
    return _Home(name=founded, time_zone=zone)


def _asked_roles() -> list[Role]:
    typer.echo("Roles:")
    for role, about in STAFF.items():
        typer.echo(f"  {role.value:<18} {about}")
    while True:
        said = typer.prompt("Which (several with commas)")
        try:
            chosen = [Role(part.strip().lower().replace(" ", "_")) for part in said.split(",")]
        except ValueError:
            continue
        if all(role in STAFF for role in chosen):
            return chosen


def _asked_team(home: _Home) -> str:
    if not home.teams:
        return typer.prompt("Team (a new one is made)")
    return typer.prompt(f"Team ({', '.join(home.teams)}; a new name makes a new team)")


def _free_email(email: str) -> str:
    with unit_of_work(readonly=True) as session:
        accounts.require_free_email(session, email)
    return email


def _asked_password(email: str, name: str, say: Say) -> str:
    typer.echo(f"A password of at least {passwords.MIN_LENGTH} characters: a few unrelated words do well.")

    def good(password: str) -> str:
        passwords.require_good(password, email=email, name=name)
        return password

    return _asked("Password", good, say, secret=True)


def _asked(
    words: str, check: Callable[[str], str], say: Say, given: str = "", *, secret: bool = False
) -> str:
    """Ask until the answer is one that ``check`` takes, saying why each other is not."""
    while True:
        try:
            return check(given or typer.prompt(words, hide_input=secret, confirmation_prompt=secret))
        except (Invalid, Conflict) as error:
            typer.echo(say(error), err=True)
            given = ""
