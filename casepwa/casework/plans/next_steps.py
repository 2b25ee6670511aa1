"""What happens next, who does it, by when. Source: domain.md, "The process"."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, select

from casepwa.casework import audit, caseload, reaches, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.appending import append, row_of
from casepwa.casework.commands import StepDone, StepHelp, StepPayload
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.family import family_shared, sharing
from casepwa.casework.family.family_parts.steps import is_yours
from casepwa.casework.permissions import Permission
from casepwa.casework.prepared import Prepared
from casepwa.casework.recorded import Recorded
from casepwa.models import Account, Client, FamilyMember, Goal, NextStep, Relationship, TeamMember
from casepwa.models.codes import Role, SharedKind
from casepwa.models.columns import now

_STEPS = SQLModel.metadata.tables["next_step"].c
_ADDED = Prepared.of(
    select_columns(_STEPS.client_id, _STEPS.added_by_id).where(_STEPS.id == bindparam("step_id"))
)


def add(session: Session, *, actor: Actor, payload: StepPayload, recorded: Recorded) -> NextStep:
    """Add a step. Its owner is one person of the client's team or family, or a role.

    ``reader_ids`` see it at once, as far as they may be shared with (domain.md, "Who may see what").
    Raises ``Denied``; ``Invalid``: ``step_needs_one_owner``, ``no_such_owner``, ``no_such_goal``,
    ``record_belongs_elsewhere``; ``Conflict('step_already_added')``.
    """
    caseload.authorise(session, actor, payload.client_id, Permission.NEXT_STEP_WRITE)
    known = _ADDED.first(session, {"step_id": payload.step_id})
    if known is not None:
        if known != (payload.client_id, actor.account_id):
            raise Invalid("record_belongs_elsewhere")
        raise Conflict("step_already_added")
    check(session, actor, payload, at=recorded.received_at)
    step = row_of(
        NextStep,
        id=payload.step_id,
        client_id=payload.client_id,
        goal_id=payload.goal_id,
        what=payload.what,
        why=payload.why or None,
        owner_account_id=payload.owner_account_id,
        owner_family_member_id=payload.owner_family_member_id,
        owner_role=payload.owner_role or None,
        due_on=payload.due_on,
        added_by_id=actor.account_id,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
    )
    append(session, step)
    _done(session, actor, step, Permission.NEXT_STEP_WRITE)
    if payload.reader_ids:
        sharing.share_step(session, actor=actor, step=step, reader_ids=payload.reader_ids)
    return step


def done(session: Session, *, actor: Actor, payload: StepDone, recorded: Recorded) -> NextStep:
    """Mark a step done. ``recorded`` stands on the command's receipt; the step keeps when it happened.

    A family account may finish only what is theirs to do and shared with them. One that is no longer needed
    is done all the same by who had not heard of that: what happened is never refused.
    Raises ``Denied``, ``Invalid('no_such_step')``, ``Conflict('step_already_done')``.
    """
    step = _step_for(session, actor, payload, Permission.NEXT_STEP_FINISH)
    if step.done_at is not None:
        raise Conflict("step_already_done")
    step.done_at, step.done_by_id = payload.happened_at, actor.account_id
    _done(session, actor, step, Permission.NEXT_STEP_FINISH)
    return step


def ask_help(session: Session, *, actor: Actor, payload: StepHelp, recorded: Recorded) -> NextStep:
    """A family asks for help with a step of theirs; asked again, it stays asked as it was first.

    Raises ``Denied``; ``Conflict``: ``step_already_done``, ``step_not_needed`` (no list shows that one any
    more: nobody would hear).
    """
    step = _step_for(session, actor, payload, Permission.NEXT_STEP_ASK_HELP)
    if step.done_at is not None:
        raise Conflict("step_already_done")
    if step.withdrawn_at is not None:
        raise Conflict("step_not_needed")
    step.needs_help_at = step.needs_help_at or payload.happened_at
    _done(session, actor, step, Permission.NEXT_STEP_ASK_HELP)
    return step


def _step_for(
    session: Session, actor: Actor, payload: StepDone | StepHelp, permission: Permission
) -> NextStep:
    """The step, locked. To a family one that is not theirs and one that does not exist are the same."""
    caseload.client_for(session, actor, payload.client_id, permission)
    step = session.exec(select(NextStep).where(NextStep.id == payload.step_id).with_for_update()).first()
    is_family = Role.FAMILY in actor.roles
    if step is None or step.client_id != payload.client_id:
        raise Denied(permission, client_id=payload.client_id) if is_family else Invalid("no_such_step")
    if is_family and not _is_theirs(session, actor, step):
        raise Denied(permission, client_id=payload.client_id)
    return step


def _is_theirs(session: Session, actor: Actor, step: NextStep) -> bool:
    shared = family_shared.with_account(session, actor.account_id, at=now()).get(step.client_id)
    if shared is None or step.id not in shared.items(SharedKind.NEXT_STEP):
        return False
    return is_yours(step, shared.tie.account)


def check(session: Session, actor: Actor, payload: StepPayload, *, at: datetime) -> None:
    """One owner, of this client's team or family, and a goal of theirs. Raises ``Invalid`` as ``add``.

    The caller has authorised the client.
    """
    named = [payload.owner_account_id, payload.owner_family_member_id, payload.owner_role or None]
    if sum(owner is not None for owner in named) != 1:
        raise Invalid("step_needs_one_owner")
    if payload.owner_account_id not in (None, actor.account_id) and not _account_serves(
        session, payload.client_id, payload.owner_account_id, at
    ):
        raise Invalid("no_such_owner")
    if payload.owner_family_member_id is not None and not _is_of_family(
        session, payload.client_id, payload.owner_family_member_id, at
    ):
        raise Invalid("no_such_owner")
    if payload.goal_id is not None:
        goal = session.get(Goal, payload.goal_id)
        if goal is None or goal.client_id != payload.client_id:
            raise Invalid("no_such_goal")


def _account_serves(session: Session, client_id: UUID, account_id: UUID | None, at: datetime) -> bool:
    """Staff on the client's team now, or the account of someone of the family."""
    on_team = session.exec(
        select(TeamMember.id).where(
            TeamMember.client_id == client_id,
            TeamMember.account_id == account_id,
            reaches.is_current(TeamMember, at),
        )
    ).first()
    if on_team is not None:
        return True
    owner = session.exec(select(Account).where(Account.id == account_id)).first()
    if owner is None:
        return False
    if owner.client_id is not None:
        return owner.client_id == client_id
    relative = owner.family_member_id
    return relative is not None and _is_of_family(session, client_id, relative, at)


def _is_of_family(session: Session, client_id: UUID, member_id: UUID, at: datetime) -> bool:
    """Of the household, related to the client, or a natural support on the team."""
    member = session.get(FamilyMember, member_id)
    if member is None:
        return False
    related = session.exec(
        select(Relationship.id).where(
            Relationship.client_id == client_id, Relationship.family_member_id == member_id
        )
    ).first()
    on_team = session.exec(
        select(TeamMember.id).where(
            TeamMember.client_id == client_id,
            TeamMember.family_member_id == member_id,
            reaches.is_current(TeamMember, at),
        )
    ).first()
    return (
        member.family_id == session.get_one(Client, client_id).family_id
        or related is not None
        or on_team is not None
    )


def _done(session: Session, actor: Actor, step: NextStep, permission: Permission) -> None:
    session.flush()
    audit.done(
        session,
        actor,
        permission,
        client_id=step.client_id,
        subject_kind="next_step",
        subject_id=step.id,
    )
    session.flush()
    revisions.raise_for(session, step.client_id)
