"""What happens next: open steps, and those done lately."""

from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.viewers import DONE_STEPS_REACH_BACK, Viewer
from casepwa.casework.bundles.bundle_shapes import Step
from casepwa.models import Account, FamilyMember, NextStep


def of(session: Session, viewer: Viewer) -> dict[UUID, list[Step]]:
    owner, doer = aliased(Account), aliased(Account)
    rows = session.exec(
        select(NextStep, owner.name, FamilyMember, doer.name)
        .outerjoin(owner, col(owner.id) == NextStep.owner_account_id)
        .outerjoin(FamilyMember, col(FamilyMember.id) == NextStep.owner_family_member_id)
        .outerjoin(doer, col(doer.id) == NextStep.done_by_id)
        .where(
            col(NextStep.client_id).in_(viewer.whole),
            col(NextStep.withdrawn_at).is_(None),
            or_(
                col(NextStep.done_at).is_(None),
                col(NextStep.done_at) >= viewer.at - DONE_STEPS_REACH_BACK,
            ),
        )
        .order_by(col(NextStep.due_on), col(NextStep.recorded_at), col(NextStep.id))
    )
    found: dict[UUID, list[Step]] = {}
    for step, owner_name, relative, done_by in rows:
        relative_name = (
            " ".join(part for part in (relative.given_name, relative.family_name) if part) if relative else ""
        )
        line = Step(
            id=step.id,
            what=step.what,
            why=step.why,
            owner=owner_name or relative_name or step.owner_role or "",
            is_mine=step.owner_account_id == viewer.actor.account_id,
            due_on=step.due_on,
            goal_id=step.goal_id,
            done_at=step.done_at,
            done_by=done_by,
            needs_help_at=step.needs_help_at,
        )
        found.setdefault(step.client_id, []).append(line)
    return found
