"""Goals and crisis plans of people taken in from a caseload file."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from casepwa.casework.caseload_import.caseload_people import NewPerson
from casepwa.casework.caseload_import.caseload_plans import NewCrisisPlan
from casepwa.casework.caseload_import.caseload_surroundings import Worker
from casepwa.models import CrisisPlanVersion, Goal, Objective
from casepwa.models.codes import Lifecycle, PlanStatus


def goals(session: Session, client_id: UUID, person: NewPerson, *, at: datetime) -> int:
    """A goal with measure, target, day, owner and strength is active; another is proposed, for its author to
    complete. Returns how many were made."""
    for position, described in enumerate(person.goals):
        goal = Goal(
            client_id=client_id,
            words=described.words,
            speaker=person.given_name,
            measure=described.measure,
            target=described.target,
            due_on=described.due_on,
            owner=described.owner,
            strength=described.strength,
            lifecycle=Lifecycle.ACTIVE if described.is_whole else Lifecycle.PROPOSED,
            position=position,
            created_at=at,
        )
        session.add(goal)
        session.flush()
        session.add_all(
            Objective(goal_id=goal.id, what=what, position=place)
            for place, what in enumerate(described.objectives)
        )
    return len(person.goals)


def crisis_plan(
    session: Session,
    client_id: UUID,
    plan: NewCrisisPlan,
    *,
    case_manager: Worker,
    publisher: Worker | None,
    zone: ZoneInfo,
    at: datetime,
    review_after: timedelta,
) -> None:
    """Version 1, active since the day that the file says, its review due ``review_after`` that day."""
    published_by = publisher.account_id if publisher else case_manager.supervisor_id
    published_at = min(at, datetime.combine(plan.published_on, time(12), zone))
    version = CrisisPlanVersion(
        client_id=client_id,
        number=1,
        status=PlanStatus.ACTIVE,
        content=plan.content.model_dump(mode="json"),
        author_id=case_manager.account_id,
        created_at=published_at,
        published_by_id=published_by,
        published_at=published_at,
        review_due_on=plan.published_on + review_after,
    )
    session.add(version)
