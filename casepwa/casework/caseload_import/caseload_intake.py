"""Takes the people of an examined caseload file in: all of them, in the caller's transaction, or none."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.casework.caseload_import import (
    caseload_intake_care,
    caseload_intake_contacts,
    caseload_intake_plans,
    caseload_intake_visits,
    name_sounds,
)
from casepwa.casework.caseload_import.caseload_import import Findings
from casepwa.casework.caseload_import.caseload_making import SERVICE_TYPE, Making
from casepwa.casework.caseload_import.caseload_people import NewHousehold, NewPerson
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission
from casepwa.models import (
    AuditEvent,
    Client,
    Payer,
    Program,
    SettingStay,
)
from casepwa.models.codes import Setting


@dataclass(frozen=True, kw_only=True)
class Taken:
    people: int
    families: int
    contacts: int
    goals: int
    visits: int
    plans: int


def take_in(
    session: Session, *, organization_id: UUID, findings: Findings, actor: Actor | None = None
) -> Taken:
    """Make the rows of every new person of ``findings``, flushed. ``actor``: None for the command line.

    Raises ``Invalid('import_has_problems', count)``: then nothing was made.
    """
    if findings.problems:
        raise Invalid("import_has_problems", count=len(findings.problems))
    if findings.surroundings is None or not findings.people:
        return Taken(people=0, families=0, contacts=0, goals=0, visits=0, plans=0)
    intake = Making(
        session,
        organization_id=organization_id,
        around=findings.surroundings,
        at=findings.at,
        zone=findings.zone,
    )
    _found(intake, findings)
    households = caseload_intake_contacts.households(findings.people)
    for person in caseload_intake_contacts.agreed(findings.people):
        make(intake, person, households[person.household.key])
    event = AuditEvent(
        account_id=actor.account_id if actor else None,
        session_id=actor.session_id if actor else None,
        action=Permission.CASELOAD_IMPORT,
        ids={"people": len(findings.people), **intake.made},
    )
    session.add(event)
    session.flush()
    return Taken(people=len(findings.people), **intake.made)


def _found(intake: Making, findings: Findings) -> None:
    for name in findings.new_programs:
        program = Program(organization_id=intake.organization_id, name=name, service_type=SERVICE_TYPE)
        intake.session.add(program)
        intake.programs[name] = program.id
    for name in findings.new_payers:
        payer = Payer(organization_id=intake.organization_id, name=name)
        intake.session.add(payer)
        intake.payers[name] = payer.id
    intake.session.flush()


def make(intake: Making, person: NewPerson, household: NewHousehold) -> UUID:
    """The rows of one person, and of their household where it is new; returns the client's id."""
    session, family_id = intake.session, caseload_intake_contacts.family(intake, household)
    client = Client(
        organization_id=intake.organization_id,
        family_id=family_id,
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        name_sound=name_sounds.sound_of(person.given_name, person.family_name),
        import_key=person.case_number or None,
        created_at=intake.at,
        **person.facts,  # type: ignore[arg-type]
    )
    session.add(client)
    session.flush()
    caseload_intake_care.care(intake, person, client.id)
    caseload_intake_care.health(intake, person, client.id)
    if household.is_confidential:
        stay = SettingStay(
            client_id=client.id,
            setting=Setting.SHELTER,
            place_name=household.called,
            address=household.street,
            is_confidential=True,
            starts_on=min(person.opened_on, intake.today),
        )
        session.add(stay)
    for contact in person.contacts:
        caseload_intake_contacts.contact(intake, client.id, family_id, household.key, contact)
    intake.made["goals"] += caseload_intake_plans.goals(session, client.id, person, at=intake.at)
    for visit in person.visits:
        caseload_intake_visits.visit(intake, person, client.id, family_id, visit)
    if person.plan is not None:
        caseload_intake_plans.crisis_plan(
            session,
            client.id,
            person.plan,
            case_manager=intake.around.workers[person.case_manager],
            publisher=intake.around.workers.get(person.plan.published_by or ""),
            zone=intake.zone,
            at=intake.at,
            review_after=intake.review_after,
        )
        intake.made["plans"] += 1
    return client.id
