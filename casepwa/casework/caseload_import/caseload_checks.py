"""What the rows of a caseload file must agree on: with each other, and with who works here."""

from collections.abc import Sequence

from casepwa.casework.caseload_import.caseload_cells import Problem
from casepwa.casework.caseload_import.caseload_people import OF_MEMBER, SAFE, NewPerson
from casepwa.casework.caseload_import.caseload_surroundings import Surroundings
from casepwa.casework.errors import Invalid
from casepwa.models.codes import Role

_CARERS = frozenset({Role.CASE_MANAGER, Role.CARE_COORDINATOR})
_PUBLISHERS = frozenset({Role.CARE_COORDINATOR, Role.SUPERVISOR})
_HOUSEHOLD = ("street", "city", "state", "postal_code", "county", "latitude", "longitude")
_STORED = ("street", "city", "postal_code")
"""What tells a household from another one."""


def of_people(people: Sequence[NewPerson], around: Surroundings) -> list[Problem]:
    problems: list[Problem] = []
    households: dict[tuple[str, str], tuple[int, object]] = {}
    contacts: dict[tuple[str, str, str], tuple[int, str]] = {}
    for person in people:
        problems += _workers(person, around)
        if person.program in around.ended:
            problems.append(_problem(person, "program", "import_program_ended", program=person.program))
        problems += _household(person, households)
        problems += _contacts(person, contacts)
        problems += _stored_household(person, around)
        problems += _stored_contacts(person, around)
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
        elif not worker.can_sign_in:
            found.append(_problem(person, column, "import_account_locked", email=email))
        elif not worker.roles & needed:
            roles = ", ".join(sorted(role.replace("_", " ") for role in needed))
            found.append(_problem(person, column, "import_account_role", email=email, roles=roles))
    worker = around.workers.get(person.case_manager)
    if person.plan and not person.plan.published_by and worker and worker.supervisor_id is None:
        found.append(_problem(person, "crisis_published_by", "import_publisher_missing"))
    return found


def _household(person: NewPerson, seen: dict[tuple[str, str], tuple[int, object]]) -> list[Problem]:
    """What one row says about the household, another must not deny; it may leave it out.

    ``seen``: where each thing was said first, and what; by household and column.
    """
    household, found = person.household, list[Problem]()
    said = {name: getattr(household, name) for name in _HOUSEHOLD}
    said["household_name"] = household.name
    for name, mine in {**said, "confidential_place": "yes" if household.is_confidential else "no"}.items():
        if mine is None:
            continue
        line, other = seen.setdefault((household.key, name), (person.line, mine))
        if mine != other:
            found.append(_problem(person, name, "import_family_differs", line=line, other=str(other)))
    return found


def _contacts(person: NewPerson, seen: dict[tuple[str, str, str], tuple[int, str]]) -> list[Problem]:
    """One name in one household is one person: two numbers for them cannot both be right.

    ``seen``: where each thing was said first, and what; by household, contact and column.
    """
    found: list[Problem] = []
    for contact in person.contacts:
        for name in OF_MEMBER:
            mine = getattr(contact, name)
            if mine is None:
                continue
            line, other = seen.setdefault((person.household.key, contact.key, name), (person.line, mine))
            if mine != other:
                said = {"name": contact.name, "line": line, "other": other}
                found.append(_problem(person, f"{contact.at}{name}", "import_contact_differs", **said))
    return found


def _stored_household(person: NewPerson, around: Surroundings) -> list[Problem]:
    """A key that names other people's household would put this person into it. What the records say is not
    told: who takes in a file may not read them."""
    family = around.families.get(person.household.key)
    if family is None:
        return []
    found = [
        _problem(person, name, "import_family_here_differs")
        for name in _STORED
        if not _agrees(getattr(person.household, name), getattr(family, name))
    ]
    if person.household.is_confidential != family.is_confidential:
        found.append(_problem(person, "confidential_place", "import_family_here_differs"))
    return found


def _stored_contacts(person: NewPerson, around: Surroundings) -> list[Problem]:
    """A contact who is here is left as they are: what the file says otherwise would be lost."""
    found: list[Problem] = []
    for contact in person.contacts:
        member = around.members.get((person.household.key, contact.key))
        if member is None:
            continue
        for name in OF_MEMBER:
            stored = member.reach_note if name == "note" else getattr(member, name)
            if not _agrees(getattr(contact, name), stored):
                column = f"{contact.at}{name}"
                found.append(_problem(person, column, "import_contact_here_differs", name=contact.name))
        for name in SAFE:
            if getattr(contact, name) is False and getattr(member, name):
                column = f"{contact.at}{name}"
                found.append(_problem(person, column, "import_contact_here_differs", name=contact.name))
    return found


def _agrees(said: str | None, stored: str | None) -> bool:
    """What is left out says nothing."""
    return said is None or said.casefold().split() == (stored or "").casefold().split()


def _problem(person: NewPerson, column: str, message_id: str, **params: object) -> Problem:
    return Problem(line=person.line, column=column, error=Invalid(message_id, **params))
