"""Next steps that were shared by name: open ones, and those done lately."""

from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.viewers import DONE_STEPS_REACH_BACK
from casepwa.casework.family.family_bundle_shapes import FamilyStep
from casepwa.casework.family.family_parts.watching import Watching
from casepwa.models import Account, FamilyMember, NextStep
from casepwa.models.codes import SharedKind


def of(session: Session, watching: Watching) -> list[FamilyStep]:
    owner, doer = aliased(Account), aliased(Account)
    rows = session.exec(
        select(NextStep, owner.name, FamilyMember.given_name, doer.name)
        .outerjoin(owner, col(owner.id) == NextStep.owner_account_id)
        .outerjoin(FamilyMember, col(FamilyMember.id) == NextStep.owner_family_member_id)
        .outerjoin(doer, col(doer.id) == NextStep.done_by_id)
        .where(
            NextStep.client_id == watching.client_id,
            col(NextStep.withdrawn_at).is_(None),
            col(NextStep.id).in_(watching.shared.items(SharedKind.NEXT_STEP)),
            or_(
                col(NextStep.done_at).is_(None),
                col(NextStep.done_at) >= watching.at - DONE_STEPS_REACH_BACK,
            ),
        )
        .order_by(col(NextStep.due_on).is_(None), col(NextStep.due_on), col(NextStep.id))
    )
    return [
        FamilyStep(
            id=row.id,
            what=row.what,
            why=row.why,
            owner=owner_name or relative or row.owner_role or "",
            is_yours=is_yours(row, watching.account),
            due_on=row.due_on,
            done_at=row.done_at,
            done_by=done_by,
            needs_help_at=row.needs_help_at,
            readers=watching.readers(SharedKind.NEXT_STEP, row.id),
            label=watching.shared.label(SharedKind.NEXT_STEP, row.id),
        )
        for row, owner_name, relative, done_by in rows
    ]


def is_yours(step: NextStep, account: Account) -> bool:
    """Is the step for the person of this account to do?"""
    if step.owner_account_id == account.id:
        return True
    return step.owner_family_member_id is not None and step.owner_family_member_id == account.family_member_id
