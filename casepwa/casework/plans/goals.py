"""Marks of progress on goals: one tap, append-only. What a goal has achieved follows from its marks.

An undo or a correction is an amendment beside the mark, by its author; both rows stay.
Source: domain.md, "The process".
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, case, exists, func, not_, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from casepwa.casework import audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.appending import append, row_of
from casepwa.casework.commands import GoalMarkAmended, GoalMarkPayload
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.prepared import Prepared
from casepwa.casework.recorded import Recorded
from casepwa.casework.visits import own_visits
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

# Columns, not rows that the session follows: each mark of a long queue asks these.
_MARKS, _GOALS = SQLModel.metadata.tables["goal_mark"].c, SQLModel.metadata.tables["goal"].c
_withdrawn = exists().where(
    col(GoalMarkAmendment.goal_mark_id) == _MARKS.id,
    or_(*(col(GoalMarkAmendment.kind) == kind for kind in sorted(WITHDRAWN))),
)
_as_of = case((_MARKS.happened_at > _MARKS.received_at, _MARKS.received_at), else_=_MARKS.happened_at)
"""A mark dated ahead of its receipt counts as of that: a clock far ahead does not decide for ever."""
_newest_first = (_as_of.desc(), _MARKS.recorded_at.desc(), _MARKS.id.desc())
_said = (
    _MARKS.id,
    _MARKS.objective_id,
    _MARKS.level,
    _MARKS.happened_at,
    _MARKS.recorded_at,
    _MARKS.received_at,
)
_place = func.row_number().over(partition_by=_MARKS.objective_id, order_by=_newest_first)
_standing = (
    select_columns(*_said, _place.label("place"))
    .where(_MARKS.goal_id == bindparam("goal_id"), not_(_withdrawn))
    .subquery()
)
_LATEST = Prepared.of(
    select_columns(*[_standing.c[each.name] for each in _said]).where(_standing.c.place == 1)
)
"""The last standing mark of a goal itself and of each objective: years of marks need not be read."""

_THE_GOAL = Prepared.of(
    select_columns(
        _GOALS.id,
        _GOALS.client_id,
        _GOALS.lifecycle,
        _GOALS.achievement,
        _GOALS.is_scaled,
        _GOALS.ended_at,
        exists().where(_MARKS.id == bindparam("mark_id")).label("is_marked"),
    )
    .where(_GOALS.id == bindparam("goal_id"))
    .with_for_update()
)
_OBJECTIVES = select(Objective.id).where(
    col(Objective.goal_id) == bindparam("goal_id"), col(Objective.lifecycle) == Lifecycle.ACTIVE
)


class Standing(NamedTuple):
    """A mark that stands, as far as ``achievement`` looks at it."""

    id: UUID
    objective_id: UUID | None
    level: str
    happened_at: datetime
    recorded_at: datetime
    received_at: datetime


class Asked(NamedTuple):
    """A goal about to be marked. ``is_marked``: the mark's id is taken."""

    id: UUID
    client_id: UUID
    lifecycle: str
    achievement: str
    is_scaled: bool
    ended_at: datetime | None
    is_marked: bool


def mark(session: Session, *, actor: Actor, payload: GoalMarkPayload, recorded: Recorded) -> GoalMark:
    """Add a mark to a goal, or to one of its objectives, and let the goal's achievement follow.

    A mark that was made before the goal ended, and comes after, is kept; what was achieved stays as decided.
    Raises ``Denied``; ``Invalid``: ``no_such_goal``, ``goal_is_not_active``, ``no_such_objective``,
    ``goal_is_not_scaled``, ``no_such_visit``, ``record_belongs_elsewhere``; and for a known mark with other
    content ``Conflict('mark_was_made_otherwise')``.
    """
    caseload.authorise(session, actor, payload.client_id, Permission.GOAL_MARK, late=recorded.late)
    goal = _asked(session, payload.goal_id, payload.mark_id)
    existing = session.get(GoalMark, payload.mark_id) if goal is None or goal.is_marked else None
    if existing is not None:
        if existing.client_id != payload.client_id or existing.marked_by_id != actor.account_id:
            raise Invalid("record_belongs_elsewhere")
        if not _says_the_same(existing, payload):
            raise Conflict("mark_was_made_otherwise")
        return existing
    goal = _to_mark(session, goal, payload)
    visit_id = own_visits.linked(session, actor, visit_id=payload.visit_id, client_id=payload.client_id)
    made = row_of(
        GoalMark,
        id=payload.mark_id,
        client_id=payload.client_id,
        goal_id=goal.id,
        objective_id=payload.objective_id,
        visit_id=visit_id,
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
    caseload.authorise(session, actor, payload.client_id, Permission.GOAL_MARK, late=recorded.late)
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
    goal = _asked(session, marked.goal_id, marked.id)
    assert goal is not None
    _done(session, actor, goal, subject_id=amendment.id)
    return amendment


def achievement(marks: Iterable[GoalMark | Standing], objective_ids: Iterable[UUID]) -> Achievement:
    """What the standing marks of a goal say: the latest decides; met is achieved.

    A mark dated ahead of its receipt counts as of that. With objectives, one met is improvement; the goal is
    achieved when each of ``objective_ids`` (the active ones, looked at only then) was last marked met, or the
    goal itself was.
    """
    latest: dict[UUID | None, GoalMark | Standing] = {}
    last: GoalMark | Standing | None = None
    for each in sorted(marks, key=_in_order):
        latest[each.objective_id] = last = each
    if last is None:
        return Achievement.IN_PROGRESS
    if last.level != MarkLevel.MET:
        return _ACHIEVEMENT[MarkLevel(last.level)]
    return Achievement.ACHIEVED if _all_met(latest, last, objective_ids) else Achievement.IMPROVING


def reached(session: Session, goal_id: UUID) -> Achievement:
    """What the marks of one goal say that it has achieved; the caller has authorised."""
    latest = [Standing(*row) for row in _LATEST.rows(session, {"goal_id": goal_id})]
    return achievement(latest, _objectives(session, goal_id))


def objectives_met(session: Session, goal_ids: Collection[UUID]) -> frozenset[UUID]:
    """Objectives of these goals whose latest standing mark is met; the caller has authorised."""
    standing = (
        select_columns(_MARKS.objective_id, _MARKS.level, _place.label("place"))
        .where(_MARKS.goal_id.in_(goal_ids), _MARKS.objective_id.is_not(None), not_(_withdrawn))
        .subquery()
    )
    met = select_columns(standing.c.objective_id).where(
        standing.c.place == 1, standing.c.level == MarkLevel.MET
    )
    return frozenset(session.connection().execute(met).scalars())


def _in_order(one: GoalMark | Standing) -> tuple[datetime, datetime, UUID]:
    return min(one.happened_at, one.received_at), one.recorded_at, one.id


def _all_met(
    latest: Mapping[UUID | None, GoalMark | Standing],
    last: GoalMark | Standing,
    objective_ids: Iterable[UUID],
) -> bool:
    if last.objective_id is None:
        return True
    return all(each in latest and latest[each].level == MarkLevel.MET for each in objective_ids)


def _asked(session: Session, goal_id: UUID, mark_id: UUID) -> Asked | None:
    """The goal, locked: its achievement is about to follow its marks."""
    row = _THE_GOAL.first(session, {"goal_id": goal_id, "mark_id": mark_id})
    return Asked(*row) if row else None


def _to_mark(session: Session, goal: Asked | None, payload: GoalMarkPayload) -> Asked:
    if goal is None or goal.client_id != payload.client_id:
        raise Invalid("no_such_goal")
    was_active = goal.ended_at is not None and payload.happened_at <= goal.ended_at
    if goal.lifecycle != Lifecycle.ACTIVE and not was_active:
        raise Invalid("goal_is_not_active")
    if payload.objective_id is not None:
        objective = session.get(Objective, payload.objective_id)
        if objective is None or objective.goal_id != goal.id:
            raise Invalid("no_such_objective")
    if payload.scaled_level is not None and not goal.is_scaled:
        raise Invalid("goal_is_not_scaled")
    return goal


def _says_the_same(known: GoalMark, payload: GoalMarkPayload) -> bool:
    beside = payload.visit_id and own_visits.id_beside(payload.visit_id, known.marked_by_id)
    if known.visit_id not in (payload.visit_id, beside):
        return False
    return (
        known.goal_id,
        known.objective_id,
        known.level,
        known.scaled_level,
        known.line,
        known.happened_at,
    ) == (
        payload.goal_id,
        payload.objective_id,
        payload.level,
        payload.scaled_level,
        payload.line or None,
        payload.happened_at,
    )


def _done(session: Session, actor: Actor, goal: Asked, *, subject_id: UUID) -> None:
    if goal.lifecycle == Lifecycle.ACTIVE:
        _follow(session, goal)
    audit.done(
        session,
        actor,
        Permission.GOAL_MARK,
        client_id=goal.client_id,
        subject_kind="goal",
        subject_id=goal.id,
        mark=subject_id,
    )
    revisions.raise_for(session, goal.client_id)


def _follow(session: Session, goal: Asked) -> None:
    says = reached(session, goal.id)
    if says != goal.achievement:
        session.get_one(Goal, goal.id).achievement = says
        session.flush()


def _objectives(session: Session, goal_id: UUID) -> Iterator[UUID]:
    """The active ones, asked for only when someone looks."""
    yield from session.exec(_OBJECTIVES, params={"goal_id": goal_id})
