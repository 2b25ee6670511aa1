"""What a worker records of a visit, and what became of it."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, select

from casepwa.casework.commands import VisitExtend, VisitMiss
from casepwa.casework.visits import visits
from casepwa.models import Client, TeamMember, Visit, VisitClient
from tests import factories
from tests.cast import Person
from tests.factories import MONDAY

HOUR = timedelta(hours=1)


def check_in(session: Session, person: Person, visit_id: UUID, **values: object) -> Visit:
    payload = factories.visit_check_in(visit_id=visit_id, **values)
    return visits.check_in(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def check_out(session: Session, person: Person, visit_id: UUID, *client_ids: UUID, **values: object) -> Visit:
    payload = factories.visit_check_out(visit_id=visit_id, client_ids=list(client_ids), **values)
    at = factories.recorded(MONDAY + HOUR)
    return visits.check_out(session, actor=person.actor, payload=payload, recorded=at)


def extend(session: Session, person: Person, visit_id: UUID, until: object) -> Visit:
    payload = VisitExtend(visit_id=visit_id, expected_end=until)  # type: ignore[arg-type]
    return visits.extend(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def miss(session: Session, person: Person, visit_id: UUID, **values: object) -> Visit:
    given = {"happened_at": MONDAY, "reason": "not_home", "next_action": "Try on Thursday", **values}
    payload = VisitMiss.model_validate({"visit_id": visit_id, **given})
    return visits.miss(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def lose(session: Session, person: Person, client: Client) -> None:
    """``client`` leaves the caseload of ``person``."""
    membership = session.exec(
        select(TeamMember).where(TeamMember.account_id == person.id, TeamMember.client_id == client.id)
    ).one()
    membership.ends_at = MONDAY
    session.flush()


def outcomes(session: Session, visit: Visit) -> dict[UUID, str | None]:
    rows = session.exec(select(VisitClient).where(VisitClient.visit_id == visit.id))
    return {row.client_id: row.outcome for row in rows}
