"""Planned visits taken in from a caseload file."""

from datetime import datetime, timedelta
from uuid import UUID

from casepwa.casework.caseload_import.caseload_making import SERVICE_TYPE, Making
from casepwa.casework.caseload_import.caseload_people import NewHousehold, NewPerson, NewVisit
from casepwa.casework.visits import places
from casepwa.models import (
    Visit,
    VisitClient,
)
from casepwa.models.columns import new_id


def visit(
    intake: Making, person: NewPerson, client_id: UUID, household: NewHousehold, planned: NewVisit
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
