"""Marks of progress on goals: one tap, append-only. What a goal has achieved follows from its marks.

An undo or a correction is an amendment beside the mark, by its author; both rows stay.
Source: domain.md, "The process".
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, exists, func, not_
from sqlmodel import Session, col, select

from casepwa.casework import audit, caseload, own_visits, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.appending import append
from casepwa.casework.commands import GoalMarkAmended, GoalMarkPayload
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.models import Goal, GoalMark, GoalMarkAmendment, Objective
from casepwa.models.codes import Achievement, Lifecycle, MarkAmendmentKind, MarkLevel

UNDO_WITHIN = timedelta(minutes=1)
"""The screen offers an undo for 10 seconds; the rest is for slow hands. Later it is "entered in error"."""

WITHDRAWN = frozenset({MarkAmendmentKind.UNDONE, MarkAmendmentKind.ENTERED_IN_ERROR})

_ACHIEVEMENT = {
    MarkLevel.SLIPPED: Achievement.WORSENING,
    MarkLevel.NO_CHANGE: Achievement.NO_CHANGE,
    MarkLevel.PROGRESS: Achievement.IMPROVING,
}

_withdrawn = exists().where(
    col(GoalMarkAmendment.goal_mark_id) == GoalMark.id, col(GoalMarkAmendment.kind).in_(WITHDRAWN)
)
_newest_first = (col(GoalMark.happened_at).desc(), col(GoalMark.recorded_at).desc(), col(GoalMark.id).desc())
_place = func.row_number().over(partition_by=col(GoalMark.objective_id), order_by=_newest_first)
_standing = (
    select(GoalMark.id, _place.label("place"))
    .where(col(GoalMark.goal_id) == bindparam("goal_id"), not_(_withdrawn))
    .subquery()
)
_LATEST = select(GoalMark).where(col(GoalMark.id).in_(select(_standing.c.id).where(_standing.c.place == 1)))
"""The last standing mark of a goal itself and of each objective: years of marks need not be read."""

_THE_GOAL = select(Goal).where(col(Goal.id) == bindparam("goal_id")).with_for_update()
_OBJECTIVES = select(Objective.id).where(
    col(Objective.goal_id) == bindparam("goal_id"), col(Objective.lifecycle) == Lifecycle.ACTIVE
)


def mark(session: Session, *, actor: Actor, payload: GoalMarkPayload, recorded: Recorded) -> GoalMark:
    """Add a mark to a goal, or to one of its objectives, and let the goal's achievement follow.

    Raises ``Denied``; ``Invalid``: ``no_such_goal``, ``goal_is_not_active``, ``no_such_objective``,
    ``goal_is_not_scaled``, ``no_such_visit``, ``record_belongs_elsewhere``; and for a known mark with other
    content ``Conflict('mark_was_made_otherwise')``.
    """
    caseload.client_for(session, actor, payload.client_id, Permission.GOAL_MARK, late=recorded.late)
    existing = session.get(GoalMark, payload.mark_id)
    if existing is not None:
        if existing.client_id != payload.client_id or existing.marked_by_id != actor.account_id:
            raise Invalid("record_belongs_elsewhere")
        if not _says_the_same(existing, payload):
            raise Conflict("mark_was_made_otherwise")
        return existing
    goal = _goal_to_mark(session, payload)
    own_visits.check_link(session, actor, visit_id=payload.visit_id, client_id=payload.client_id)
    made = GoalMark(
        id=payload.mark_id,
        client_id=payload.client_id,
        goal_id=goal.id,
        objective_id=payload.objective_id,
        visit_id=payload.visit_id,
        level=payload.level,
        scaled_level=payload.scaled_level,
        line=payload.line or None,
        marked_by_id=actor.account_id,
        happened_at=payload.happened_at,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
        is_late_right=recorded.is_late(payload.client_id),
    )
    append(session, made)
    _done(session, actor, goal, subject_id=made.id)
    return made


def amend(
    session: Session, *, actor: Actor, payload: GoalMarkAmended, recorded: Recorded
) -> GoalMarkAmendment:
    """Undo one's own mark, call it entered in error, or give it a line.

    Raises ``Denied``; ``Conflict('mark_already_withdrawn')``; ``Invalid``: ``too_late_to_undo``,
    ``line_needs_words``, ``record_belongs_elsewhere`` (another author's or client's, or no such mark).
    """
    caseload.client_for(session, actor, payload.client_id, Permission.GOAL_MARK, late=recorded.late)
    marked = session.exec(select(GoalMark).where(GoalMark.id == payload.mark_id).with_for_update()).first()
    is_own = marked is not None and marked.marked_by_id == actor.account_id
    if marked is None or not is_own or marked.client_id != payload.client_id:
        raise Invalid("record_belongs_elsewhere")
    if session.get(GoalMarkAmendment, payload.amendment_id) is not None:
        raise Invalid("record_belongs_elsewhere")
    if payload.kind == MarkAmendmentKind.LINE and not payload.line:
        raise Invalid("line_needs_words")
    earlier = session.exec(select(GoalMarkAmendment.kind).where(GoalMarkAmendment.goal_mark_id == marked.id))
    if WITHDRAWN & {MarkAmendmentKind(kind) for kind in earlier}:
        raise Conflict("mark_already_withdrawn")
    is_late = recorded.recorded_at - marked.recorded_at > UNDO_WITHIN
    if payload.kind == MarkAmendmentKind.UNDONE and is_late:
        raise Invalid("too_late_to_undo")
    amendment = GoalMarkAmendment(
        id=payload.amendment_id,
        goal_mark_id=marked.id,
        kind=payload.kind,
        line=payload.line or None,
        reason=payload.reason or None,
        amended_by_id=actor.account_id,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
    )
    session.add(amendment)
    session.flush()
    _done(session, actor, session.get_one(Goal, marked.goal_id), subject_id=amendment.id)
    return amendment


def achievement(marks: Iterable[GoalMark], objective_ids: Iterable[UUID]) -> Achievement:
    """What the standing marks of a goal say: the latest decides; met is achieved.

    With objectives, one met is improvement; the goal is achieved when each of ``objective_ids`` (the active
    ones) was last marked met, or the goal itself was.
    """
    latest: dict[UUID | None, GoalMark] = {}
    last: GoalMark | None = None
    for each in sorted(marks, key=lambda one: (one.happened_at, one.recorded_at, one.id)):
        latest[each.objective_id] = last = each
    if last is None:
        return Achievement.IN_PROGRESS
    if last.level != MarkLevel.MET:
        return _ACHIEVEMENT[MarkLevel(last.level)]
    return Achievement.ACHIEVED if _all_met(latest, last, objective_ids) else Achievement.IMPROVING


def _all_met(latest: Mapping[UUID | None, GoalMark], last: GoalMark, objective_ids: Iterable[UUID]) -> bool:
    if last.objective_id is None:
        return True
    return all(each in latest and latest[each].level == MarkLevel.MET for each in objective_ids)


def _goal_to_mark(session: Session, payload: GoalMarkPayload) -> Goal:
    """The goal, locked: its achievement is about to follow its marks."""
    goal = session.exec(_THE_GOAL, params={"goal_id": payload.goal_id}).first()
    if goal is None or goal.client_id != payload.client_id:
        raise Invalid("no_such_goal")
    if goal.lifecycle != Lifecycle.ACTIVE:
        raise Invalid("goal_is_not_active")
    if payload.objective_id is not None:
        objective = session.get(Objective, payload.objective_id)
        if objective is None or objective.goal_id != goal.id:
            raise Invalid("no_such_objective")
    if payload.scaled_level is not None and not goal.is_scaled:
        raise Invalid("goal_is_not_scaled")
    return goal


def _says_the_same(known: GoalMark, payload: GoalMarkPayload) -> bool:
    return (
        known.goal_id,
        known.objective_id,
        known.visit_id,
        known.level,
        known.scaled_level,
        known.line,
        known.happened_at,
    ) == (
        payload.goal_id,
        payload.objective_id,
        payload.visit_id,
        payload.level,
        payload.scaled_level,
        payload.line or None,
        payload.happened_at,
    )


def _done(session: Session, actor: Actor, goal: Goal, *, subject_id: UUID) -> None:
    latest = session.exec(_LATEST, params={"goal_id": goal.id}).all()
    objectives = session.exec(_OBJECTIVES, params={"goal_id": goal.id})
    goal.achievement = achievement(latest, objectives.all())
    audit.done(
        session,
        actor,
        Permission.GOAL_MARK,
        client_id=goal.client_id,
        subject_kind="goal",
        subject_id=goal.id,
        mark=subject_id,
    )
    session.flush()
    revisions.raise_for(session, goal.client_id)
