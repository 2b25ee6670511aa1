"""A crisis plan on one page for the family: the plan in force, dated and with its version.

Safe places are never on it (domain.md, "Crisis plan"); nor is the address, which the family knows.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from casepwa.casework import agency_time, caseload, disclosures
from casepwa.casework.actors import Actor
from casepwa.casework.errors import NotFound
from casepwa.casework.permissions import Permission
from casepwa.casework.plans import crisis_plan_versions
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent
from casepwa.casework.plans.crisis_plan_versions import Published
from casepwa.models import CrisisPlanVersion, Organization
from casepwa.models.codes import PlanStatus
from casepwa.models.columns import now


@dataclass(frozen=True, kw_only=True)
class Copy:
    name: str
    content: CrisisPlanContent
    plan: Published
    agency: str
    zone: ZoneInfo
    made_at: datetime


def on_paper(session: Session, *, actor: Actor, client_id: UUID) -> Copy:
    """The plan in force, about to be printed: logged as what left the app.

    Raises ``Denied``; ``NotFound('no_crisis_plan_yet')``.
    """
    client = caseload.client_for(session, actor, client_id, Permission.CRISIS_PLAN_READ)
    found = session.exec(
        select(CrisisPlanVersion).where(
            CrisisPlanVersion.client_id == client_id, CrisisPlanVersion.status == PlanStatus.ACTIVE
        )
    ).first()
    if found is None:
        raise NotFound("no_crisis_plan_yet")
    versions = crisis_plan_versions.published(session, actor=actor, client_id=client_id)
    disclosures.on_paper(
        session,
        actor,
        client,
        "crisis_plan",
        permission=Permission.CRISIS_PLAN_READ,
        crisis_plan_version=found.number,
    )
    content = CrisisPlanContent.model_validate(found.content)
    return Copy(
        name=f"{client.preferred_name or client.given_name} {client.family_name}",
        content=content.model_copy(update={"safe_places": []}),
        plan=next(one for one in versions if one.number == found.number),
        agency=session.exec(select(Organization.name).where(Organization.id == actor.organization_id)).one(),
        zone=agency_time.zone_of(session, actor.organization_id),
        made_at=now(),
    )
