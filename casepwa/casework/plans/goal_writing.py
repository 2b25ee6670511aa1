"""Writing goals: a draft until it is active, changed, ended and taken up again. Each change keeps a version.

Case managers on the client's team, coordinators and supervisors. Source: domain.md, "The process".
"""

from uuid import UUID

from sqlmodel import Session, col, func, select

from casepwa.casework import audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.plans import goal_content, goals
from casepwa.casework.plans.goal_content import GoalContent
from casepwa.models import Account, Client, Goal, GoalVersion, Objective
from casepwa.models.codes import Achievement, GoalChange, GoalEnding, Lifecycle
from casepwa.models.columns import now

WRITE = Permission.GOAL_WRITE
DRAFTS = frozenset({Lifecycle.PROPOSED, Lifecycle.PLANNED, Lifecycle.ACCEPTED})
RESUMABLE = frozenset({Lifecycle.ON_HOLD, Lifecycle.COMPLETED, Lifecycle.CANCELLED})
ENDINGS: dict[GoalEnding, tuple[Lifecycle, Achievement | None]] = {
    GoalEnding.ACHIEVED: (Lifecycle.COMPLETED, Achievement.ACHIEVED),
    GoalEnding.NOT_ACHIEVED: (Lifecycle.CANCELLED, Achievement.NOT_ACHIEVED),
    GoalEnding.DISCONTINUED: (Lifecycle.CANCELLED, None),
    GoalEnding.ON_HOLD: (Lifecycle.ON_HOLD, None),
    GoalEnding.ENTERED_IN_ERROR: (Lifecycle.ENTERED_IN_ERROR, None),
    GoalEnding.DROPPED: (Lifecycle.REJECTED, None),
}
"""FHIR R4: what an ending makes of the goal's lifecycle, and of its achievement where it decides that."""

_PLAIN = frozenset(GoalContent.model_fields) - {"objectives"}


def save(
    session: Session,
    *,
    actor: Actor,
    client_id: UUID,
    goal_id: UUID | None,
    content: GoalContent,
    saw_edit: int,
) -> Goal:
    """Keep what a goal says, made upon its ``saw_edit``-th change. ``goal_id`` None: a new draft.

    Raises ``Denied`` (also for another client's goal); ``Invalid``: ``goal_says_nothing``,
    ``goal_has_ended``, ``goal_is_not_whole`` (``missing``) for one that is active;
    ``Conflict('goal_changed')`` with ``by``.
    """
    _hold(session, actor, client_id)
    if not content.says_something():
        raise Invalid("goal_says_nothing")
    if goal_id is None:
        goal = Goal(client_id=client_id, words="", position=_next_position(session, client_id))
        session.add(goal)
        session.flush()
    else:
        goal = _seen(session, client_id, goal_id, saw_edit)
        _keep_before(session, goal)
    if goal.lifecycle == Lifecycle.ACTIVE:
        _require_whole(content)
    elif goal.lifecycle not in DRAFTS:
        raise Invalid("goal_has_ended")
    for part in _PLAIN:
        setattr(goal, part, getattr(content, part))
    _objectives(session, goal, content)
    _changed(session, actor, goal, GoalChange.SAVED)
    return goal


def activate(session: Session, *, actor: Actor, client_id: UUID, goal_id: UUID, saw_edit: int) -> Goal:
    """Make a draft active: on the team's phones at their next sync.

    Raises ``Denied``; ``Conflict('goal_changed')``; ``Invalid``: ``goal_has_ended``, and
    ``goal_is_not_whole`` with ``missing``, every part that is still to be said.
    """
    _hold(session, actor, client_id)
    goal = _seen(session, client_id, goal_id, saw_edit)
    if goal.lifecycle not in DRAFTS:
        raise Invalid("goal_has_ended")
    _keep_before(session, goal)
    _require_whole(goal_content.content_of(goal, objectives_of(session, goal.id)))
    goal.lifecycle = Lifecycle.ACTIVE
    _changed(session, actor, goal, GoalChange.ACTIVATED)
    return goal


def end(
    session: Session,
    *,
    actor: Actor,
    client_id: UUID,
    goal_id: UUID,
    ending: GoalEnding,
    reason: str,
    saw_edit: int,
) -> Goal:
    """End work on a goal, or let it rest. What was marked and said stays on record.

    Raises ``Denied``; ``Conflict('goal_changed')``; ``Invalid``: ``ending_needs_a_reason`` (not for a draft),
    ``goal_has_ended``.
    """
    _hold(session, actor, client_id)
    goal = _seen(session, client_id, goal_id, saw_edit)
    is_draft = goal.lifecycle in DRAFTS
    rests = goal.lifecycle == Lifecycle.ON_HOLD and ending is not GoalEnding.ON_HOLD
    if is_draft != (ending is GoalEnding.DROPPED) or not (
        is_draft or rests or goal.lifecycle == Lifecycle.ACTIVE
    ):
        raise Invalid("goal_has_ended")
    if not is_draft and not reason.strip():
        raise Invalid("ending_needs_a_reason")
    _keep_before(session, goal)
    goal.lifecycle, achievement = ENDINGS[ending]
    goal.achievement = achievement or goal.achievement
    goal.ended_at, goal.ended_reason = now(), reason.strip() or None
    _changed(session, actor, goal, GoalChange.ENDED, reason=goal.ended_reason)
    return goal


def resume(session: Session, *, actor: Actor, client_id: UUID, goal_id: UUID, saw_edit: int) -> Goal:
    """Take a goal up again that rests or had ended: its marks say how far it is. Raises as ``activate``."""
    _hold(session, actor, client_id)
    goal = _seen(session, client_id, goal_id, saw_edit)
    if goal.lifecycle not in RESUMABLE:
        raise Invalid("goal_has_ended")
    _keep_before(session, goal)
    _require_whole(goal_content.content_of(goal, objectives_of(session, goal.id)))
    goal.lifecycle, goal.ended_at, goal.ended_reason = Lifecycle.ACTIVE, None, None
    goal.achievement = goals.reached(session, goal.id)
    _changed(session, actor, goal, GoalChange.RESUMED)
    return goal


def objectives_of(session: Session, goal_id: UUID) -> list[Objective]:
    """What is worked on of a goal, or was when it ended; the caller has authorised."""
    return list(
        session.exec(
            select(Objective)
            .where(
                Objective.goal_id == goal_id,
                col(Objective.lifecycle).in_((Lifecycle.ACTIVE, Lifecycle.COMPLETED)),
            )
            .order_by(col(Objective.position), col(Objective.id))
        )
    )


def _hold(session: Session, actor: Actor, client_id: UUID) -> None:
    """Authorise, then let nobody else change this client's goals until the transaction ends."""
    caseload.client_for(session, actor, client_id, WRITE)
    session.exec(select(Client.id).where(Client.id == client_id).with_for_update()).one()


def _seen(session: Session, client_id: UUID, goal_id: UUID, saw_edit: int) -> Goal:
    goal = session.exec(
        select(Goal).where(Goal.id == goal_id).with_for_update().execution_options(populate_existing=True)
    ).first()
    if goal is None or goal.client_id != client_id:
        raise Denied(WRITE, client_id=client_id)
    if goal.edit != saw_edit:
        by = session.exec(select(Account.name).where(Account.id == goal.changed_by_id)).first()
        raise Conflict("goal_changed", by=by or "")
    return goal


def _require_whole(content: GoalContent) -> None:
    lacks = goal_content.missing(content)
    if lacks:
        raise Invalid("goal_is_not_whole", missing=lacks)


def _next_position(session: Session, client_id: UUID) -> int:
    return session.exec(select(func.count(col(Goal.id))).where(Goal.client_id == client_id)).one()


def _objectives(session: Session, goal: Goal, content: GoalContent) -> None:
    """One that is left out is cancelled, not deleted: its marks stay."""
    known = {each.id: each for each in objectives_of(session, goal.id)}
    for place, said in enumerate(content.objectives):
        row = known.pop(said.id, None) if said.id else None
        if said.id and row is None:
            raise Denied(WRITE, client_id=goal.client_id)
        row = row or Objective(goal_id=goal.id, what=said.what)
        row.what, row.measure, row.target = said.what, said.measure or None, said.target or None
        row.due_on, row.position = said.due_on, place
        session.add(row)
    for left_out in known.values():
        left_out.lifecycle = Lifecycle.CANCELLED
        session.add(left_out)
    session.flush()


def _keep_before(session: Session, goal: Goal) -> None:
    """A goal that came from an import has no version yet: keep how it stood."""
    if goal.edit == 0:
        _version(session, goal, GoalChange.BEFORE, author_id=None)


def _changed(
    session: Session, actor: Actor, goal: Goal, change: GoalChange, *, reason: str | None = None
) -> None:
    goal.edit += 1
    goal.changed_by_id, goal.changed_at = actor.account_id, now()
    session.add(goal)
    session.flush()
    _version(session, goal, change, author_id=actor.account_id, reason=reason)
    audit.done(
        session,
        actor,
        WRITE,
        client_id=goal.client_id,
        subject_kind="goal",
        subject_id=goal.id,
        step=change.value,
        lifecycle=goal.lifecycle,
    )
    revisions.raise_for(session, goal.client_id)


def _version(
    session: Session, goal: Goal, change: GoalChange, *, author_id: UUID | None, reason: str | None = None
) -> None:
    content = goal_content.content_of(goal, objectives_of(session, goal.id))
    session.add(
        GoalVersion(
            goal_id=goal.id,
            client_id=goal.client_id,
            number=goal.edit,
            change=change,
            lifecycle=goal.lifecycle,
            content=content.model_dump(mode="json"),
            reason=reason,
            author_id=author_id,
        )
    )
    session.flush()
