"""Takes the people of an examined caseload file in: all of them, in the caller's transaction, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from casepwa.casework import caseload_intake_plans, name_sounds, places, rules
from casepwa.casework.caseload_checks import Surroundings
from casepwa.casework.caseload_import import Findings
from casepwa.casework.caseload_people import NewContact, NewHousehold, NewPerson, NewVisit
from casepwa.casework.errors import Invalid
from casepwa.casework.rule_shapes import ReviewCadence
from casepwa.models import (
    Allergy,
    AuditEvent,
    Client,
    Coverage,
    Episode,
    Family,
    FamilyMember,
    Medication,
    Payer,
    Program,
    Relationship,
    SafetyAlert,
    SettingStay,
    TeamMember,
    Visit,
    VisitClient,
)
from casepwa.models.codes import AlertKind, Role, Setting, SupportKind, TeamRole
from casepwa.models.columns import new_id

SERVICE_TYPE = "T1017"
"""Targeted case management (HCPCS): what a program made by an import serves, until someone says otherwise."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    people: int
    families: int
    contacts: int
    goals: int
    visits: int
    plans: int


class _Intake:
    """Rows in the making, and what has been made of households and contacts so far."""

    def __init__(self, session: Session, organization_id: UUID, findings: Findings) -> None:
        assert findings.surroundings is not None
        self.session = session
        self.organization_id = organization_id
        self.at = findings.at
        self.today = findings.at.astimezone(findings.zone).date()
        self.zone = findings.zone
        self.around: Surroundings = findings.surroundings
        self.programs = dict(self.around.programs)
        self.payers = dict(self.around.payers)
        self.families = dict(self.around.families)
        self.members = dict(self.around.members)
        self.visits: dict[tuple[str, str, datetime, str], UUID] = {}
        self.made = dict.fromkeys(("families", "contacts", "goals", "visits", "plans"), 0)
        book = rules.book(session, organization_id=organization_id)
        self.review_after = timedelta(days=book.value(ReviewCadence, on=self.today).crisis_plan_days)


def take_in(session: Session, *, organization_id: UUID, findings: Findings) -> Taken:
    """Make the rows of every new person of ``findings``, flushed.

    Raises ``Invalid('import_has_problems', count)``: then nothing was made.
    """
    if findings.problems:
        raise Invalid("import_has_problems", count=len(findings.problems))
    if findings.surroundings is None or not findings.people:
        return Taken(people=0, families=0, contacts=0, goals=0, visits=0, plans=0)
    intake = _Intake(session, organization_id, findings)
    _found(intake, findings)
    households = _households(findings.people)
    for person in findings.people:
        _person(intake, person, households[person.household.key])
    session.add(AuditEvent(action="caseload.import", ids={"people": len(findings.people), **intake.made}))
    session.flush()
    return Taken(people=len(findings.people), **intake.made)


def _found(intake: _Intake, findings: Findings) -> None:
    for name in findings.new_programs:
        program = Program(organization_id=intake.organization_id, name=name, service_type=SERVICE_TYPE)
        intake.session.add(program)
        intake.programs[name] = program.id
    for name in findings.new_payers:
        payer = Payer(organization_id=intake.organization_id, name=name)
        intake.session.add(payer)
        intake.payers[name] = payer.id
    intake.session.flush()


def _households(people: Sequence[NewPerson]) -> dict[str, NewHousehold]:
    """One for each key: of every cell, the first row that fills it."""
    found: dict[str, NewHousehold] = {}
    for person in people:
        known = found.get(person.household.key)
        found[person.household.key] = known.filled_by(person.household) if known else person.household
    return found


def _family(intake: _Intake, household: NewHousehold) -> UUID:
    if household.key not in intake.families:
        family = Family(
            organization_id=intake.organization_id,
            name=household.name,
            street=household.street,
            city=household.city,
            state=household.state,
            postal_code=household.postal_code,
            county=household.county,
            is_confidential=household.is_confidential,
            latitude=household.latitude,
            longitude=household.longitude,
            opened_on=intake.today,
            import_key=household.key,
        )
        intake.session.add(family)
        intake.families[household.key] = family.id
        intake.made["families"] += 1
        intake.session.flush()
    return intake.families[household.key]


def _person(intake: _Intake, person: NewPerson, household: NewHousehold) -> None:
    session, family_id = intake.session, _family(intake, household)
    client = Client(
        organization_id=intake.organization_id,
        family_id=family_id,
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        name_sound=name_sounds.sound_of(person.given_name, person.family_name),
        import_key=person.case_number,
        created_at=intake.at,
        **person.facts,  # type: ignore[arg-type]
    )
    session.add(client)
    session.flush()
    _care(intake, person, client.id)
    _health(intake, person, client.id)
    if household.is_confidential:
        stay = SettingStay(
            client_id=client.id,
            setting=Setting.SHELTER,
            place_name=household.name,
            address=household.street,
            is_confidential=True,
            starts_on=min(person.opened_on, intake.today),
        )
        session.add(stay)
    for contact in person.contacts:
        _contact(intake, client.id, family_id, household.key, contact)
    intake.made["goals"] += caseload_intake_plans.goals(session, client.id, person, at=intake.at)
    for visit in person.visits:
        _visit(intake, person, client.id, household, visit)
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


def _care(intake: _Intake, person: NewPerson, client_id: UUID) -> None:
    """Episode, payer, and the workers who now have this person on their caseload."""
    episode = Episode(
        client_id=client_id,
        program_id=intake.programs[person.program],
        referral_source=person.referral_source,
        opened_on=person.opened_on,
    )
    intake.session.add(episode)
    intake.session.flush()
    if person.payer:
        coverage = Coverage(
            episode_id=episode.id,
            payer_id=intake.payers[person.payer],
            member_number=person.member_number,
            starts_on=person.opened_on,
        )
        intake.session.add(coverage)
    manager = intake.around.workers[person.case_manager]
    is_manager = Role.CASE_MANAGER in manager.roles
    members = [(manager.account_id, TeamRole.CASE_MANAGER if is_manager else TeamRole.CARE_COORDINATOR)]
    if person.care_coordinator and person.care_coordinator != person.case_manager:
        coordinator = intake.around.workers[person.care_coordinator]
        members.append((coordinator.account_id, TeamRole.CARE_COORDINATOR))
    intake.session.add_all(
        TeamMember(client_id=client_id, account_id=account_id, role=role, starts_at=intake.at)
        for account_id, role in members
    )


def _health(intake: _Intake, person: NewPerson, client_id: UUID) -> None:
    for substance, reaction, what_to_do, severe in person.allergies:
        allergy = Allergy(
            client_id=client_id,
            substance=substance or "",
            reaction=reaction,
            what_to_do=what_to_do,
            is_severe=severe is not None,
        )
        intake.session.add(allergy)
    for name, dose, schedule in person.medications:
        medication = Medication(client_id=client_id, name=name or "", dose=dose, schedule=schedule)
        intake.session.add(medication)
    for title, detail in person.safety_alerts:
        alert = SafetyAlert(client_id=client_id, kind=AlertKind.OTHER, title=title or "", detail=detail)
        intake.session.add(alert)


def _contact(intake: _Intake, client_id: UUID, family_id: UUID, family_key: str, contact: NewContact) -> None:
    """A member of the household is one row, however many of its people name them."""
    key = (family_key, contact.key)
    if key not in intake.members:
        given, _, family_name = contact.name.partition(" ")
        member = FamilyMember(
            family_id=family_id,
            given_name=given,
            family_name=family_name or None,
            support_kind=SupportKind.NATURAL_SUPPORT if contact.natural_support else SupportKind.FAMILY,
            language=contact.language,
            phone=contact.phone,
            safe_to_call=contact.safe_to_call,
            safe_to_text=contact.safe_to_text,
            safe_to_leave_message=contact.safe_to_leave_message,
            best_hours=contact.best_hours,
            name_to_use=contact.name_to_use,
            reach_note=contact.note,
            import_key=contact.key,
        )
        intake.session.add(member)
        intake.session.flush()
        intake.members[key] = member.id
        intake.made["contacts"] += 1
    relationship = Relationship(
        client_id=client_id,
        family_member_id=intake.members[key],
        relation=contact.relation,
        lives_with=contact.lives_with,
        custody=contact.custody,
        protective_order=contact.protective_order,
        is_emergency_contact=contact.emergency,
    )
    intake.session.add(relationship)


def _visit(
    intake: _Intake, person: NewPerson, client_id: UUID, household: NewHousehold, planned: NewVisit
) -> None:
    """People of one household at the same hour and place are one visit."""
    starts_at = datetime.combine(planned.day, planned.start, intake.zone)
    key = (household.key, person.case_manager, starts_at, planned.place)
    if key not in intake.visits:
        homes = places.of_clients(intake.session, [client_id], on=planned.day).values()
        place = places.of_visit(homes, place_type=planned.place, address=None)
        visit = Visit(
            id=new_id(),
            organization_id=intake.organization_id,
            worker_id=intake.around.workers[person.case_manager].account_id,
            service_type=SERVICE_TYPE,
            purpose=planned.purpose,
            planned_start=starts_at,
            planned_end=starts_at + timedelta(minutes=planned.minutes),
            place_type=place.place_type,
            address=place.address,
            is_confidential=place.is_confidential,
            latitude=place.latitude,
            longitude=place.longitude,
            recorded_at=intake.at,
            received_at=intake.at,
        )
        intake.session.add(visit)
        intake.session.flush()
        intake.visits[key] = visit.id
        intake.made["visits"] += 1
    intake.session.add(VisitClient(visit_id=intake.visits[key], client_id=client_id))
