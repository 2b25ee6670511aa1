"""Active goals in the person's words, their objectives, and recent marks."""

from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from casepwa.casework.bundles.bundle_parts.viewers import MARKS_REACH_BACK, Viewer
from casepwa.casework.bundles.bundle_shapes import GoalLine, Mark, ObjectiveLine
from casepwa.models import Account, Goal, GoalMark, GoalMarkAmendment, Objective
from casepwa.models.codes import Lifecycle, MarkAmendmentKind

_MARKS = SQLModel.metadata.tables["goal_mark"].c
_SHOWN = (
    _MARKS.id,
    _MARKS.goal_id,
    _MARKS.objective_id,
    _MARKS.level,
    _MARKS.scaled_level,
    _MARKS.line,
    _MARKS.happened_at,
    _MARKS.marked_by_id,
    SQLModel.metadata.tables["account"].c.name.label("by"),
)
"""Columns, not rows that the session follows: half a year of marks is hundreds of them."""


def of(session: Session, viewer: Viewer) -> dict[UUID, list[GoalLine]]:
    rows = session.exec(
        select(Goal)
        .where(col(Goal.client_id).in_(viewer.whole), Goal.lifecycle == Lifecycle.ACTIVE)
        .order_by(col(Goal.position), col(Goal.created_at), col(Goal.id))
    ).all()
    objectives = _objectives(session, viewer)
    marks = _marks(session, viewer)
    found: dict[UUID, list[GoalLine]] = {}
    for goal in rows:
        line = GoalLine(
            id=goal.id,
            words=goal.words,
            speaker=goal.speaker,
            measure=goal.measure,
            target=goal.target,
            due_on=goal.due_on,
            owner=goal.owner,
            strength=goal.strength,
            achievement=goal.achievement,
            scale=goal.scale if goal.is_scaled else [],
            objectives=objectives.get(goal.id, []),
            marks=marks.get(goal.id, []),
        )
        found.setdefault(goal.client_id, []).append(line)
    return found


def _objectives(session: Session, viewer: Viewer) -> dict[UUID, list[ObjectiveLine]]:
    rows = session.exec(
        select(Objective)
        .join(Goal, col(Goal.id) == Objective.goal_id)
        .where(col(Goal.client_id).in_(viewer.whole), Objective.lifecycle == Lifecycle.ACTIVE)
        .order_by(col(Objective.position), col(Objective.id))
    )
    found: dict[UUID, list[ObjectiveLine]] = {}
    for row in rows:
        line = ObjectiveLine(
            id=row.id, what=row.what, measure=row.measure, target=row.target, due_on=row.due_on
        )
        found.setdefault(row.goal_id, []).append(line)
    return found


def _marks(session: Session, viewer: Viewer) -> dict[UUID, list[Mark]]:
    """Oldest first; undone and entered-in-error ones are left out, a later line stands for the first."""
    since = viewer.at - MARKS_REACH_BACK
    of_these = (col(GoalMark.client_id).in_(viewer.whole), col(GoalMark.happened_at) >= since)
    gone: set[UUID] = set()
    lines: dict[UUID, str | None] = {}
    for amendment in session.exec(
        select(GoalMarkAmendment)
        .join(GoalMark, col(GoalMark.id) == GoalMarkAmendment.goal_mark_id)
        .where(*of_these)
        .order_by(col(GoalMarkAmendment.received_at), col(GoalMarkAmendment.id))
    ):
        if amendment.kind == MarkAmendmentKind.LINE:
            lines[amendment.goal_mark_id] = amendment.line
        else:
            gone.add(amendment.goal_mark_id)
    rows = session.connection().execute(
        select_columns(*_SHOWN)
        .join_from(GoalMark, Account, col(Account.id) == GoalMark.marked_by_id)
        .where(*of_these)
        .order_by(col(GoalMark.happened_at), col(GoalMark.id))
    )
    found: dict[UUID, list[Mark]] = {}
    for mark in rows:
        if mark.id in gone:
            continue
        line = Mark(
            id=mark.id,
            goal_id=mark.goal_id,
            objective_id=mark.objective_id,
            level=mark.level,
            scaled_level=mark.scaled_level,
            line=lines.get(mark.id, mark.line),
            happened_at=mark.happened_at,
            by=mark.by,
            is_mine=mark.marked_by_id == viewer.actor.account_id,
        )
        found.setdefault(mark.goal_id, []).append(line)
    return found
