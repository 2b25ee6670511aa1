"""What the rows of a caseload file must agree on: with each other, and with who works here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.caseload_import.caseload_cells import Problem
from casepwa.casework.caseload_import.caseload_people import NewContact, NewPerson
from casepwa.casework.errors import Invalid
from casepwa.models import (
    Account,
    AccountRole,
    Family,
    FamilyMember,
    Payer,
    Program,
    StaffTeamSupervisor,
)
from casepwa.models.codes import Role

_CARERS = frozenset({Role.CASE_MANAGER, Role.CARE_COORDINATOR})
_PUBLISHERS = frozenset({Role.CARE_COORDINATOR, Role.SUPERVISOR})
_HOUSEHOLD = ("street", "city", "state", "postal_code", "county", "latitude", "longitude")


@dataclass(frozen=True, kw_only=True)
class Worker:
    account_id: UUID
    roles: frozenset[str]
    supervisor_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Who and what is here already. ``workers`` by email; ``ended``: programs that take nobody in;
    ``members`` by family and name key.
    """

    workers: Mapping[str, Worker]
    programs: Mapping[str, UUID]
    ended: frozenset[str]
    payers: Mapping[str, UUID]
    families: Mapping[str, UUID]
    members: Mapping[tuple[str, str], UUID]


def look_around(session: Session, *, organization_id: UUID, people: Sequence[NewPerson]) -> Surroundings:
    """The accounts, programs, payers and households that ``people`` may point at."""
    here = Account.organization_id == organization_id
    accounts = session.exec(select(Account).where(here)).all()
    roles: dict[UUID, set[str]] = {}
    for account_id, role in session.exec(
        select(AccountRole.account_id, AccountRole.role)
        .join(Account, col(Account.id) == AccountRole.account_id)
        .where(here)
    ):
        roles.setdefault(account_id, set()).add(role)
    in_charge = dict(
        session.exec(
            select(StaffTeamSupervisor.staff_team_id, StaffTeamSupervisor.account_id).order_by(
                col(StaffTeamSupervisor.account_id).desc()
            )
        ).all()
    )
    families = dict(
        session.exec(
            select(Family.import_key, Family.id).where(
                Family.organization_id == organization_id, col(Family.import_key).is_not(None)
            )
        ).all()
    )
    members = session.exec(
        select(Family.import_key, FamilyMember.import_key, FamilyMember.id)
        .join(Family, col(Family.id) == FamilyMember.family_id)
        .where(
            Family.organization_id == organization_id,
            col(FamilyMember.import_key).is_not(None),
            col(Family.import_key).is_not(None),
        )
    )
    return Surroundings(
        workers={
            account.email: Worker(
                account_id=account.id,
                roles=frozenset(roles.get(account.id, ())),
                supervisor_id=in_charge.get(account.staff_team_id) if account.staff_team_id else None,
            )
            for account in accounts
        },
        programs=dict(
            session.exec(
                select(Program.name, Program.id).where(Program.organization_id == organization_id)
            ).all()
        ),
        ended=frozenset(
            session.exec(
                select(Program.name).where(
                    Program.organization_id == organization_id, col(Program.ended_on).is_not(None)
                )
            )
        ),
        payers=dict(
            session.exec(select(Payer.name, Payer.id).where(Payer.organization_id == organization_id)).all()
        ),
        families={key: family_id for key, family_id in families.items() if key},
        members={(family, name): member for family, name, member in members if family and name},
    )


def of_people(people: Sequence[NewPerson], around: Surroundings) -> list[Problem]:
    problems: list[Problem] = []
    first_of: dict[str, NewPerson] = {}
    contacts: dict[tuple[str, str], tuple[int, NewContact]] = {}
    for person in people:
        problems += _workers(person, around)
        if person.program in around.ended:
            problems.append(_problem(person, "program", "import_program_ended", program=person.program))
        problems += _household(person, first_of.setdefault(person.household.key, person))
        problems += _contacts(person, contacts)
    return problems


def _workers(person: NewPerson, around: Surroundings) -> list[Problem]:
    found: list[Problem] = []
    asked = [("case_manager", person.case_manager, _CARERS)] if person.case_manager else []
    if person.care_coordinator:
        asked.append(("care_coordinator", person.care_coordinator, frozenset({Role.CARE_COORDINATOR})))
    if person.plan and person.plan.published_by:
        asked.append(("crisis_published_by", person.plan.published_by, _PUBLISHERS))
    for column, email, needed in asked:
        worker = around.workers.get(email)
        if worker is None:
            found.append(_problem(person, column, "import_account_unknown", email=email))
        elif not worker.roles & needed:
            roles = ", ".join(sorted(role.replace("_", " ") for role in needed))
            found.append(_problem(person, column, "import_account_role", email=email, roles=roles))
    worker = around.workers.get(person.case_manager)
    if person.plan and not person.plan.published_by and worker and worker.supervisor_id is None:
        found.append(_problem(person, "crisis_published_by", "import_publisher_missing"))
    return found


def _household(person: NewPerson, first: NewPerson) -> list[Problem]:
    """What one row says about the household, another must not deny; it may leave it out."""
    found: list[Problem] = []
    for name in _HOUSEHOLD:
        mine, theirs = getattr(person.household, name), getattr(first.household, name)
        if mine is not None and theirs is not None and mine != theirs:
            found.append(_problem(person, name, "import_family_differs", line=first.line, other=str(theirs)))
    if person.household.is_confidential != first.household.is_confidential:
        found.append(
            _problem(
                person,
                "confidential_place",
                "import_family_differs",
                line=first.line,
                other="yes" if first.household.is_confidential else "no",
            )
        )
    return found


def _contacts(person: NewPerson, seen: dict[tuple[str, str], tuple[int, NewContact]]) -> list[Problem]:
    """One name in one household is one person: two numbers for them cannot both be right."""
    found: list[Problem] = []
    for contact in person.contacts:
        line, other = seen.setdefault((person.household.key, contact.key), (person.line, contact))
        if contact.phone and other.phone and contact.phone != other.phone:
            column = f"{contact.at}phone"
            found.append(
                _problem(
                    person, column, "import_contact_differs", name=contact.name, line=line, other=other.phone
                )
            )
    return found


def _problem(person: NewPerson, column: str, message_id: str, **params: object) -> Problem:
    return Problem(line=person.line, column=column, error=Invalid(message_id, **params))
