"""What happens next, who does it, by when. Source: domain.md, "The process"."""

from uuid import UUID

from sqlmodel import Session, select

from casepwa.casework import audit, caseload, reaches, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.commands import StepDone, StepPayload
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.models import Account, Client, FamilyMember, Goal, NextStep, Relationship, TeamMember


def add(session: Session, *, actor: Actor, payload: StepPayload, recorded: Recorded) -> NextStep:
    """Add a step. Its owner is one person of the client's team or family, or a role.

    Raises ``Denied``; ``Invalid``: ``step_needs_one_owner``, ``no_such_owner``, ``no_such_goal``,
    ``record_belongs_elsewhere``; ``Conflict('step_already_added')``.
    """
    client = caseload.client_for(session, actor, payload.client_id, Permission.NEXT_STEP_WRITE)
    existing = session.get(NextStep, payload.step_id)
    if existing is not None:
        if existing.client_id != client.id or existing.added_by_id != actor.account_id:
            raise Invalid("record_belongs_elsewhere")
        raise Conflict("step_already_added")
    _check_owner(session, actor, client, payload, recorded)
    if payload.goal_id is not None:
        goal = session.get(Goal, payload.goal_id)
        if goal is None or goal.client_id != client.id:
            raise Invalid("no_such_goal")
    step = NextStep(
        id=payload.step_id,
        client_id=client.id,
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
    session.add(step)
    _done(session, actor, step)
    return step


def done(session: Session, *, actor: Actor, payload: StepDone, recorded: Recorded) -> NextStep:
    """Mark a step done. ``recorded`` stands on the command's receipt; the step keeps when it happened.

    Raises ``Denied``, ``Invalid('no_such_step')``, ``Conflict('step_already_done')``.
    """
    caseload.client_for(session, actor, payload.client_id, Permission.NEXT_STEP_WRITE)
    step = session.exec(select(NextStep).where(NextStep.id == payload.step_id).with_for_update()).first()
    if step is None or step.client_id != payload.client_id:
        raise Invalid("no_such_step")
    if step.done_at is not None:
        raise Conflict("step_already_done")
    step.done_at, step.done_by_id = payload.happened_at, actor.account_id
    _done(session, actor, step)
    return step


def _check_owner(
    session: Session, actor: Actor, client: Client, payload: StepPayload, recorded: Recorded
) -> None:
    named = [payload.owner_account_id, payload.owner_family_member_id, payload.owner_role or None]
    if sum(owner is not None for owner in named) != 1:
        raise Invalid("step_needs_one_owner")
    if payload.owner_account_id not in (None, actor.account_id) and not _account_serves(
        session, client, payload.owner_account_id, recorded
    ):
        raise Invalid("no_such_owner")
    if payload.owner_family_member_id is not None and not _is_of_family(
        session, client, payload.owner_family_member_id, recorded
    ):
        raise Invalid("no_such_owner")


def _account_serves(session: Session, client: Client, account_id: UUID | None, recorded: Recorded) -> bool:
    """Staff on the client's team now, or the account of someone of the family."""
    on_team = session.exec(
        select(TeamMember.id).where(
            TeamMember.client_id == client.id,
            TeamMember.account_id == account_id,
            reaches.is_current(TeamMember, recorded.received_at),
        )
    ).first()
    if on_team is not None:
        return True
    relative = session.exec(select(Account.family_member_id).where(Account.id == account_id)).first()
    return relative is not None and _is_of_family(session, client, relative, recorded)


def _is_of_family(session: Session, client: Client, member_id: UUID, recorded: Recorded) -> bool:
    """Of the household, related to the client, or a natural support on the team."""
    member = session.get(FamilyMember, member_id)
    if member is None:
        return False
    related = session.exec(
        select(Relationship.id).where(
            Relationship.client_id == client.id, Relationship.family_member_id == member_id
        )
    ).first()
    on_team = session.exec(
        select(TeamMember.id).where(
            TeamMember.client_id == client.id,
            TeamMember.family_member_id == member_id,
            reaches.is_current(TeamMember, recorded.received_at),
        )
    ).first()
    return member.family_id == client.family_id or related is not None or on_team is not None


def _done(session: Session, actor: Actor, step: NextStep) -> None:
    session.flush()
    audit.done(
        session,
        actor,
        Permission.NEXT_STEP_WRITE,
        client_id=step.client_id,
        subject_kind="next_step",
        subject_id=step.id,
    )
    session.flush()
    revisions.raise_for(session, step.client_id)
