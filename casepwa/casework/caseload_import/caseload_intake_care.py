"""Episode, payer, workers and health of a person taken in from a caseload file."""

from uuid import UUID

from casepwa.casework.caseload_import.caseload_making import Making
from casepwa.casework.caseload_import.caseload_people import NewPerson
from casepwa.models import (
    Allergy,
    Coverage,
    Episode,
    Medication,
    SafetyAlert,
    TeamMember,
)
from casepwa.models.codes import AlertKind, Role, TeamRole


def care(intake: Making, person: NewPerson, client_id: UUID) -> None:
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


def health(intake: Making, person: NewPerson, client_id: UUID) -> None:
    """Allergies, medications and safety alerts."""
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
