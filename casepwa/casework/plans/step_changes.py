"""Next steps changed at a desk, beside the goals: what, why, who, by when; or no longer needed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import audit, caseload, reaches, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.commands import StepPayload
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.plans import next_steps
from casepwa.models import Account, Client, FamilyMember, NextStep, Relationship, TeamMember
from casepwa.models.columns import now

WRITE = Permission.NEXT_STEP_WRITE


@dataclass(frozen=True, kw_only=True)
class OpenStep:
    id: UUID
    edit: int
    what: str
    why: str | None
    owner_account_id: UUID | None
    owner_family_member_id: UUID | None
    owner_role: str | None
    owner: str
    due_on: date | None
    goal_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Who may own a step: staff on the team (``is_staff``) or someone of the family."""

    id: UUID
    name: str
    is_staff: bool


def open_steps(session: Session, *, actor: Actor, client_id: UUID) -> list[OpenStep]:
    """Steps neither done nor withdrawn, the next one due first. Raises ``Denied``."""
    caseload.client_for(session, actor, client_id, WRITE)
    rows = session.exec(
        select(NextStep, Account.name, FamilyMember)
        .outerjoin(Account, col(Account.id) == NextStep.owner_account_id)
        .outerjoin(FamilyMember, col(FamilyMember.id) == NextStep.owner_family_member_id)
        .where(
            NextStep.client_id == client_id,
            col(NextStep.done_at).is_(None),
            col(NextStep.withdrawn_at).is_(None),
        )
        .order_by(col(NextStep.due_on).is_(None), col(NextStep.due_on), col(NextStep.id))
    )
    return [
        OpenStep(
            id=step.id,
            edit=step.edit,
            what=step.what,
            why=step.why,
            owner_account_id=step.owner_account_id,
            owner_family_member_id=step.owner_family_member_id,
            owner_role=step.owner_role,
            owner=staff or (_full(relative) if relative else None) or step.owner_role or "",
            due_on=step.due_on,
            goal_id=step.goal_id,
        )
        for step, staff, relative in rows
    ]


def owners(session: Session, *, actor: Actor, client_id: UUID) -> list[Owner]:
    """Staff on the client's team, then relatives and natural supports, by name. Raises ``Denied``."""
    client = caseload.client_for(session, actor, client_id, WRITE)
    staff = session.exec(
        select(Account.id, Account.name)
        .join(TeamMember, col(TeamMember.account_id) == Account.id)
        .where(TeamMember.client_id == client_id, reaches.is_current(TeamMember, now()))
        .distinct()
        .order_by(col(Account.name))
    )
    relatives = session.exec(
        select(FamilyMember)
        .join(Relationship, col(Relationship.family_member_id) == FamilyMember.id)
        .where(Relationship.client_id == client.id)
        .order_by(col(FamilyMember.given_name), col(FamilyMember.id))
    )
    return [
        *(Owner(id=account_id, name=name, is_staff=True) for account_id, name in staff),
        *(Owner(id=each.id, name=_full(each), is_staff=False) for each in relatives),
    ]


def change(session: Session, *, actor: Actor, payload: StepPayload, saw_edit: int) -> NextStep:
    """Say otherwise what a step is; ``payload.reader_ids`` is not looked at: who saw it still does.

    Raises ``Denied`` (also for another client's step); ``Invalid`` as ``next_steps.add``;
    ``Conflict``: ``step_changed`` with ``by``, ``step_already_done``.
    """
    client = caseload.client_for(session, actor, payload.client_id, WRITE)
    step = _seen(session, client.id, payload.step_id, saw_edit)
    next_steps.check(session, actor, payload, at=now())
    step.what, step.why, step.due_on, step.goal_id = (
        payload.what,
        payload.why or None,
        payload.due_on,
        payload.goal_id,
    )
    step.owner_account_id, step.owner_role = payload.owner_account_id, payload.owner_role or None
    step.owner_family_member_id = payload.owner_family_member_id
    _changed(session, actor, client, step, "changed")
    return step


def withdraw(
    session: Session, *, actor: Actor, client_id: UUID, step_id: UUID, reason: str, saw_edit: int
) -> NextStep:
    """A step is no longer needed: it leaves every list and stays on record.

    Raises ``Denied``; ``Invalid('withdrawal_needs_a_reason')``; ``Conflict`` as ``change``.
    """
    client = caseload.client_for(session, actor, client_id, WRITE)
    step = _seen(session, client.id, step_id, saw_edit)
    if not reason.strip():
        raise Invalid("withdrawal_needs_a_reason")
    step.withdrawn_reason, step.withdrawn_at = reason.strip(), now()
    _changed(session, actor, client, step, "withdrawn")
    return step


def _seen(session: Session, client_id: UUID, step_id: UUID, saw_edit: int) -> NextStep:
    step = session.exec(
        select(NextStep)
        .where(NextStep.id == step_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if step is None or step.client_id != client_id:
        raise Denied(WRITE, client_id=client_id)
    if step.edit != saw_edit:
        by = session.exec(select(Account.name).where(Account.id == step.changed_by_id)).first()
        raise Conflict("step_changed", by=by or "")
    if step.done_at is not None:
        raise Conflict("step_already_done")
    return step


def _changed(session: Session, actor: Actor, client: Client, step: NextStep, what: str) -> None:
    step.edit, step.changed_by_id = step.edit + 1, actor.account_id
    session.add(step)
    session.flush()
    audit.done(
        session, actor, WRITE, client_id=client.id, subject_kind="next_step", subject_id=step.id, step=what
    )
    revisions.raise_for(session, client.id)


def _full(member: FamilyMember) -> str:
    return " ".join(part for part in (member.given_name, member.family_name) if part)
