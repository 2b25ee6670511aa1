"""How many active goals of some people are getting on: marked Progress or Met lately, as last marked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from casepwa.models import Goal, GoalMark, GoalMarkAmendment
from casepwa.models.codes import Lifecycle, MarkAmendmentKind, MarkLevel

LATELY = timedelta(days=30)
_GETS_ON = frozenset({MarkLevel.PROGRESS, MarkLevel.MET})


@dataclass(frozen=True, kw_only=True)
class Progress:
    active: int
    progressing: int


def of(session: Session, client_ids: SelectOfScalar[UUID], *, at: datetime) -> dict[UUID, Progress]:
    """By client id, of those with an active goal among whom the statement ``client_ids`` names.

    The last mark of the last 30 days counts; undone and entered-in-error ones do not.
    """
    lately = (col(GoalMark.client_id).in_(client_ids), col(GoalMark.happened_at) >= at - LATELY)
    gone = set(
        session.exec(
            select(GoalMarkAmendment.goal_mark_id)
            .join(GoalMark, col(GoalMark.id) == GoalMarkAmendment.goal_mark_id)
            .where(*lately, GoalMarkAmendment.kind != MarkAmendmentKind.LINE)
        )
    )
    marks = session.exec(
        select(GoalMark.id, GoalMark.goal_id, GoalMark.level)
        .where(*lately)
        .order_by(col(GoalMark.happened_at), col(GoalMark.id))
    )
    last = {goal_id: level for mark_id, goal_id, level in marks if mark_id not in gone}
    found: dict[UUID, Progress] = {}
    for client_id, goal_id in session.exec(
        select(Goal.client_id, Goal.id).where(
            col(Goal.client_id).in_(client_ids), Goal.lifecycle == Lifecycle.ACTIVE
        )
    ):
        before = found.get(client_id, Progress(active=0, progressing=0))
        found[client_id] = Progress(
            active=before.active + 1, progressing=before.progressing + (last.get(goal_id) in _GETS_ON)
        )
    return found
