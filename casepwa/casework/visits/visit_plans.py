"""What a visit is planned to be: who, when, where, for what, with whom.

Coordinates of the place come from the client's record, never from the phone; a confidential one has none.
"""

from uuid import UUID

from sqlmodel import Session

from casepwa.casework import coverages
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.commands import VisitSchedule
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.casework.visits import own_visits, places
from casepwa.models import Visit, VisitClient
from casepwa.models.codes import VisitStatus


def schedule(session: Session, *, actor: Actor, payload: VisitSchedule, recorded: Recorded) -> Visit:
    """Plan a visit, or plan an own one anew while it has not begun.

    Raises ``Denied`` unless ``actor`` may plan for every client; ``Conflict`` when it has begun; ``Invalid``:
    ``visit_ends_before_it_starts``, ``record_belongs_elsewhere``.
    """
    client_ids = own_visits.together(session, actor, payload.client_ids, Permission.VISIT_PLAN, recorded)
    visit = own_visits.found(session, payload.visit_id)
    if visit is not None:
        if visit.worker_id != actor.account_id or set(own_visits.clients_of(session, visit)) != set(
            client_ids
        ):
            raise Invalid("record_belongs_elsewhere")
        own_visits.must_stand(visit, VisitStatus.PLANNED)
    visit = lay_down(session, actor, visit, payload, client_ids, recorded)
    own_visits.done(session, actor, Permission.VISIT_PLAN, visit, client_ids, recorded)
    return visit


def lay_down(
    session: Session,
    actor: Actor,
    visit: Visit | None,
    plan: VisitSchedule,
    client_ids: list[UUID],
    recorded: Recorded,
) -> Visit:
    """Make a visit from its plan, or plan an existing one anew. The caller has authorised all clients.

    Raises ``Invalid('visit_ends_before_it_starts')``.
    """
    if plan.planned_end <= plan.planned_start:
        raise Invalid("visit_ends_before_it_starts")
    day = day_of(plan.planned_start, zone_of(session, actor.organization_id))
    homes = places.of_clients(session, client_ids, on=day)
    place = places.of_visit(
        [homes[client_id] for client_id in client_ids],
        place_type=plan.place_type,
        address=plan.address or None,
    )
    if visit is None:
        served = coverages.on_day(session, client_ids[0], day)
        visit = Visit(
            id=plan.visit_id,
            organization_id=actor.organization_id,
            worker_id=actor.account_id,
            service_type=served.service_type if served else "not_in_a_program",
            planned_start=plan.planned_start,
            planned_end=plan.planned_end,
            place_type=plan.place_type,
            recorded_at=recorded.recorded_at,
            received_at=recorded.received_at,
        )
        session.add(visit)
        session.flush()
        session.add_all(VisitClient(visit_id=visit.id, client_id=client_id) for client_id in client_ids)
    visit.purpose = plan.purpose
    visit.planned_start, visit.planned_end = plan.planned_start, plan.planned_end
    visit.place_type, visit.place_name = plan.place_type, plan.place_name or None
    visit.address, visit.is_confidential = place.address, place.is_confidential
    visit.latitude, visit.longitude = place.latitude, place.longitude
    visit.going_with = plan.going_with or None
    session.flush()
    return visit
