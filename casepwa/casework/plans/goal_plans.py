"""A client's goals as their editor shows them: at every stage, with marks, readers and the T score."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import caseload
from casepwa.casework.actors import Actor
from casepwa.casework.family import family_shared
from casepwa.casework.permissions import Permission
from casepwa.casework.plans import gas, goal_content, goal_writing, goals
from casepwa.casework.plans.goal_content import GoalContent, GoalDifference
from casepwa.models import (
    Account,
    Client,
    Goal,
    GoalMark,
    GoalMarkAmendment,
    GoalVersion,
    Objective,
    ReadEvent,
)
from casepwa.models.codes import Lifecycle, SharedKind
from casepwa.models.columns import now

_GONE = frozenset({Lifecycle.REJECTED, Lifecycle.ENTERED_IN_ERROR})


@dataclass(frozen=True, kw_only=True)
class GoalMarked:
    """A mark that stands. ``about``: the objective's words, None for the goal itself."""

    id: UUID
    level: str
    scaled_level: int | None
    happened_at: datetime
    by: str
    about: str | None


@dataclass(frozen=True, kw_only=True)
class WrittenGoal:
    """``edit``: what a change must have seen. ``readers``: family accounts that see it."""

    id: UUID
    edit: int
    lifecycle: str
    achievement: str
    content: GoalContent
    missing: tuple[str, ...]
    ended_at: datetime | None
    ended_reason: str | None
    changed_by: str | None
    changed_at: datetime | None
    marks: tuple[GoalMarked, ...]
    readers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Attainment:
    """Goal Attainment Scaling over the active goals that have been rated. ``start``: from the baselines."""

    score: float
    start: float
    goals: int


@dataclass(frozen=True, kw_only=True)
class GoalPlans:
    client: Client
    goals: tuple[WrittenGoal, ...]
    attainment: Attainment | None


@dataclass(frozen=True, kw_only=True)
class GoalStep:
    """One change in a goal's history. ``by``: None for how it stood before the first change here."""

    number: int
    change: str
    lifecycle: str
    by: str | None
    at: datetime
    reason: str | None
    differences: tuple[GoalDifference, ...]


def open_plans(session: Session, *, actor: Actor, client_id: UUID) -> GoalPlans:
    """Every goal of a client but those thrown away or entered in error. The read is logged.

    Raises ``Denied``.
    """
    client = caseload.client_for(session, actor, client_id, Permission.GOAL_WRITE)
    at = now()
    rows = session.exec(
        select(Goal, Account.name)
        .outerjoin(Account, col(Account.id) == Goal.changed_by_id)
        .where(Goal.client_id == client_id, col(Goal.lifecycle).not_in(_GONE))
        .order_by(col(Goal.position), col(Goal.created_at), col(Goal.id))
    ).all()
    marks = _marks(session, client_id)
    shared = family_shared.about_clients(session, {client_id}, at=at).get(client_id, [])
    written = tuple(
        _written(
            goal,
            goal_writing.objectives_of(session, goal.id),
            changed_by,
            tuple(marks.get(goal.id, ())),
            tuple(one.tie.account.name for one in shared if goal.id in one.items(SharedKind.GOAL)),
        )
        for goal, changed_by in rows
    )
    session.add(
        ReadEvent(
            account_id=actor.account_id,
            client_id=client_id,
            device_id=actor.device_id,
            what="goals",
            read_at=at,
        )
    )
    return GoalPlans(client=client, goals=written, attainment=attainment(written))


def history(session: Session, *, actor: Actor, client_id: UUID, goal_id: UUID) -> list[GoalStep]:
    """What became of a goal, the latest change first. Raises ``Denied``; another client's goal has none."""
    caseload.client_for(session, actor, client_id, Permission.GOAL_WRITE)
    rows = session.exec(
        select(GoalVersion, Account.name)
        .outerjoin(Account, col(Account.id) == GoalVersion.author_id)
        .where(GoalVersion.goal_id == goal_id, GoalVersion.client_id == client_id)
        .order_by(col(GoalVersion.number))
    ).all()
    found: list[GoalStep] = []
    before = GoalContent()
    for version, by in rows:
        content = GoalContent.model_validate(version.content)
        step = GoalStep(
            number=version.number,
            change=version.change,
            lifecycle=version.lifecycle,
            by=by,
            at=version.at,
            reason=version.reason,
            differences=tuple(goal_content.differences(before, content)),
        )
        found.append(step)
        before = content
    return found[::-1]


def attainment(written: Sequence[WrittenGoal]) -> Attainment | None:
    """None while no active scaled goal has been rated. A goal not rated yet is not counted."""
    rated = [
        (one, level)
        for one in written
        if one.lifecycle == Lifecycle.ACTIVE
        and one.content.is_scaled
        and (level := next((m.scaled_level for m in reversed(one.marks) if m.scaled_level is not None), None))
        is not None
    ]
    if not rated:
        return None
    weights = [one.content.weight for one, _ in rated]
    return Attainment(
        score=gas.t_score([level for _, level in rated], weights),
        start=gas.t_score([one.content.scale_baseline or 0 for one, _ in rated], weights),
        goals=len(rated),
    )


def _written(
    goal: Goal,
    objectives: Sequence[Objective],
    changed_by: str | None,
    marks: tuple[GoalMarked, ...],
    readers: tuple[str, ...],
) -> WrittenGoal:
    content = goal_content.content_of(goal, objectives)
    return WrittenGoal(
        id=goal.id,
        edit=goal.edit,
        lifecycle=goal.lifecycle,
        achievement=goal.achievement,
        content=content,
        missing=tuple(goal_content.missing(content)),
        ended_at=goal.ended_at,
        ended_reason=goal.ended_reason,
        changed_by=changed_by,
        changed_at=goal.changed_at,
        marks=marks,
        readers=readers,
    )


def _marks(session: Session, client_id: UUID) -> dict[UUID, list[GoalMarked]]:
    gone = select(GoalMarkAmendment.goal_mark_id).where(col(GoalMarkAmendment.kind).in_(goals.WITHDRAWN))
    rows = session.exec(
        select(GoalMark, Account.name, Objective.what)
        .join(Account, col(Account.id) == GoalMark.marked_by_id)
        .outerjoin(Objective, col(Objective.id) == GoalMark.objective_id)
        .where(GoalMark.client_id == client_id, col(GoalMark.id).not_in(gone))
        .order_by(col(GoalMark.happened_at), col(GoalMark.recorded_at), col(GoalMark.id))
    )
    found: dict[UUID, list[GoalMarked]] = {}
    for mark, by, about in rows:
        marked = GoalMarked(
            id=mark.id,
            level=mark.level,
            scaled_level=mark.scaled_level,
            happened_at=mark.happened_at,
            by=by,
            about=about,
        )
        found.setdefault(mark.goal_id, []).append(marked)
    return found
