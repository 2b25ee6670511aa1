"""Planned visits taken in from a caseload file."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import select

from casepwa.casework import revisions
from casepwa.casework.caseload_import.caseload_making import SERVICE_TYPE, Making
from casepwa.casework.caseload_import.caseload_people import NewPerson, NewVisit
from casepwa.casework.caseload_import.caseload_surroundings import Together
from casepwa.casework.visits import places
from casepwa.casework.visits.places import Place
from casepwa.models import (
    Visit,
    VisitClient,
)
from casepwa.models.columns import new_id


def visit(intake: Making, person: NewPerson, client_id: UUID, family_id: UUID, planned: NewVisit) -> None:
    """People of one household at the same hour and place are one visit, whichever file brought them."""
    homes = places.of_clients(intake.session, [client_id], on=planned.day).values()
    place = places.of_visit(homes, place_type=planned.place, address=None)
    together = Together(
        family_id=family_id,
        worker_id=intake.around.workers[person.case_manager].account_id,
        starts_at=planned.starts_at,
        place_type=place.place_type,
        address=place.address,
    )
    visit_id = intake.visits.get(together)
    if visit_id is None:
        visit_id = intake.visits[together] = _planned(intake, together, planned, place)
    else:
        revisions.raise_for(intake.session, *_people(intake, visit_id))
    intake.session.add(VisitClient(visit_id=visit_id, client_id=client_id))


def _people(intake: Making, visit_id: UUID) -> list[UUID]:
    return list(intake.session.exec(select(VisitClient.client_id).where(VisitClient.visit_id == visit_id)))


def _planned(intake: Making, together: Together, planned: NewVisit, place: Place) -> UUID:
    visit = Visit(
        id=new_id(),
        organization_id=intake.organization_id,
        worker_id=together.worker_id,
        service_type=SERVICE_TYPE,
        purpose=planned.purpose,
        planned_start=planned.starts_at,
        planned_end=planned.starts_at + timedelta(minutes=planned.minutes),
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
    intake.made["visits"] += 1
    return visit.id
