"""Goals that were shared by name: in their words, what is worked on, how it went. No staff's line."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.viewers import MARKS_REACH_BACK
from casepwa.casework.family.family_bundle_shapes import Celebration, FamilyGoal, FamilyMark, WorkingOn
from casepwa.casework.family.family_parts.watching import Watching
from casepwa.casework.plans.goals import objectives_met
from casepwa.models import Account, Goal, GoalMark, GoalMarkAmendment, Objective
from casepwa.models.codes import Lifecycle, MarkAmendmentKind, MarkLevel, SharedKind

CELEBRATIONS_REACH_BACK = timedelta(days=90)
_SHOWN = (Lifecycle.ACTIVE, Lifecycle.ON_HOLD, Lifecycle.COMPLETED)


def of(session: Session, watching: Watching) -> list[FamilyGoal]:
    goals = _goals(session, watching)
    objectives = _objectives(session, goals)
    met = objectives_met(session, [goal.id for goal in goals])
    marks = _marks(session, watching, goals)
    return [
        FamilyGoal(
            id=goal.id,
            words=goal.words,
            speaker=goal.speaker,
            progress=goal.achievement,
            is_finished=goal.lifecycle == Lifecycle.COMPLETED,
            working_on=[
                WorkingOn(
                    id=each.id, what=each.what, is_met=each.lifecycle == Lifecycle.COMPLETED or each.id in met
                )
                for each in objectives
                if each.goal_id == goal.id
            ],
            marks=[
                FamilyMark(id=mark.id, level=mark.level, happened_at=mark.happened_at)
                for mark, _ in marks
                if mark.goal_id == goal.id
            ],
            readers=watching.readers(SharedKind.GOAL, goal.id),
            label=watching.shared.label(SharedKind.GOAL, goal.id),
        )
        for goal in goals
    ]


def celebrations(session: Session, watching: Watching) -> list[Celebration]:
    """What was met of the shared goals in the last 90 days, the latest first."""
    goals = {goal.id: goal for goal in _goals(session, watching)}
    words = {each.id: each.what for each in _objectives(session, list(goals.values()))}
    since = watching.at - CELEBRATIONS_REACH_BACK
    met = [
        (mark, by)
        for mark, by in _marks(session, watching, list(goals.values()))
        if mark.level == MarkLevel.MET and mark.happened_at >= since
    ]
    return [
        Celebration(
            id=mark.id,
            goal_id=mark.goal_id,
            what=words.get(mark.objective_id, goals[mark.goal_id].words)
            if mark.objective_id
            else goals[mark.goal_id].words,
            by=by,
            happened_at=mark.happened_at,
            label=watching.shared.label(SharedKind.GOAL, mark.goal_id),
        )
        for mark, by in reversed(met)
    ]


def _goals(session: Session, watching: Watching) -> list[Goal]:
    return list(
        session.exec(
            select(Goal)
            .where(
                Goal.client_id == watching.client_id,
                col(Goal.id).in_(watching.shared.items(SharedKind.GOAL)),
                col(Goal.lifecycle).in_(_SHOWN),
            )
            .order_by(col(Goal.position), col(Goal.created_at), col(Goal.id))
        )
    )


def _objectives(session: Session, goals: list[Goal]) -> list[Objective]:
    return list(
        session.exec(
            select(Objective)
            .where(
                col(Objective.goal_id).in_([goal.id for goal in goals]),
                col(Objective.lifecycle).in_(_SHOWN),
            )
            .order_by(col(Objective.position), col(Objective.id))
        )
    )


def _marks(session: Session, watching: Watching, goals: list[Goal]) -> list[tuple[GoalMark, str]]:
    """Oldest first, with who marked; without undone and entered-in-error ones."""
    gone: set[UUID] = set(
        session.exec(
            select(GoalMarkAmendment.goal_mark_id)
            .join(GoalMark, col(GoalMark.id) == GoalMarkAmendment.goal_mark_id)
            .where(GoalMark.client_id == watching.client_id, GoalMarkAmendment.kind != MarkAmendmentKind.LINE)
        )
    )
    rows = session.exec(
        select(GoalMark, Account.name)
        .join(Account, col(Account.id) == GoalMark.marked_by_id)
        .where(
            col(GoalMark.goal_id).in_([goal.id for goal in goals]),
            col(GoalMark.happened_at) >= watching.at - MARKS_REACH_BACK,
        )
        .order_by(col(GoalMark.happened_at), col(GoalMark.id))
    )
    return [(mark, by) for mark, by in rows if mark.id not in gone]
