"""The active crisis plan: on the phone of everyone who may be called when it matters."""

from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import CrisisPlan
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent
from casepwa.models import Account, CrisisPlanVersion
from casepwa.models.codes import PlanStatus


def of(session: Session, viewer: Viewer) -> dict[UUID, CrisisPlan]:
    author, publisher = aliased(Account), aliased(Account)
    rows = session.exec(
        select(CrisisPlanVersion, author.name, publisher.name)
        .join(author, col(author.id) == CrisisPlanVersion.author_id)
        .join(publisher, col(publisher.id) == CrisisPlanVersion.published_by_id)
        .where(
            col(CrisisPlanVersion.client_id).in_(viewer.wanted), CrisisPlanVersion.status == PlanStatus.ACTIVE
        )
    )
    return {
        plan.client_id: CrisisPlan(
            version=plan.number,
            content=CrisisPlanContent.model_validate(plan.content),
            author=author_name,
            published_by=publisher_name,
            published_at=plan.published_at,
            review_due_on=plan.review_due_on,
        )
        for plan, author_name, publisher_name in rows
        if plan.published_at is not None
    }
