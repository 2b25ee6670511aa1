"""What every desk screen of a supervisor says unasked: who is overdue, new complaints, what is asked."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.casework.caseloads import transfer_requests_seen, transfers
from casepwa.casework.family import complaints
from casepwa.casework.safety import alarms, visits_now
from casepwa.casework.safety.visits_now import Out
from casepwa.casework.visits import own_visits
from casepwa.models.columns import now


@dataclass(frozen=True, kw_only=True)
class News:
    """``urgent``: the most urgent worker who is overdue or calls; ``complaints``: new ones;
    ``transfers``: asked of their teams, and not answered."""

    urgent: Out | None
    complaints: int
    transfers: int


def topics(organization_id: UUID) -> tuple[str, ...]:
    """What ``bulletins`` calls the changes that can be news."""
    return tuple(of.topic(organization_id) for of in (own_visits, alarms, complaints, transfers))


def of_desk(session: Session, *, actor: Actor) -> News:
    """The news for ``actor`` now. Raises ``Denied`` for who supervises nobody by role."""
    new = complaints.new_ones(session, actor=actor)
    outside = visits_now.outside(session, actor=actor, at=now())
    return News(
        urgent=next((row for row in outside if row.is_open), None),
        complaints=new,
        transfers=transfer_requests_seen.how_many_wait(session, actor=actor),
    )
