"""A crisis plan on one page for the family: the plan in force, dated and with its version.

For a reader by name it is what their phone may show; for nobody by name it holds no relative's number, and
under the 42 CFR Part 2 label, or kept private, there is none. Safe places are never on it (domain.md, "Crisis
plan"); nor is the address, which the family knows.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from casepwa.casework import agency_time, caseload, disclosures
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Invalid, NotFound
from casepwa.casework.family import family_shared, relatives_numbers
from casepwa.casework.family.family_bundle_shapes import UnderConsent
from casepwa.casework.family.family_parts import crisis_plans
from casepwa.casework.family.family_shared import Shared
from casepwa.casework.permissions import Permission
from casepwa.casework.plans import crisis_plan_versions
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent
from casepwa.casework.plans.crisis_plan_versions import Published
from casepwa.models import ContentLabel, CrisisPlanVersion, KeptPrivate, Organization
from casepwa.models.codes import PlanStatus, SharedKind
from casepwa.models.columns import now


@dataclass(frozen=True, kw_only=True)
class Copy:
    """``reader``: for whom by name. ``label``: the consent that 42 CFR Part 2 content leaves under."""

    name: str
    content: CrisisPlanContent
    plan: Published
    reader: str | None
    label: UnderConsent | None
    agency: str
    zone: ZoneInfo
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Reader:
    account_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class Offered:
    """``is_for_readers_only``: there is no copy for nobody by name."""

    readers: tuple[Reader, ...]
    is_for_readers_only: bool


def offered(session: Session, *, actor: Actor, client_id: UUID) -> Offered:
    """For whom the plan may be printed today: family accounts that see it. Raises ``Denied``."""
    caseload.client_for(session, actor, client_id, Permission.CRISIS_PLAN_READ)
    shared = family_shared.about_clients(session, [client_id], at=now()).get(client_id, [])
    return Offered(
        readers=tuple(
            Reader(account_id=each.tie.account.id, name=each.tie.account.name)
            for each in shared
            if each.has(SharedKind.CRISIS_PLAN)
        ),
        is_for_readers_only=_is_for_readers_only(session, client_id),
    )


def on_paper(session: Session, *, actor: Actor, client_id: UUID, reader_id: UUID | None) -> Copy:
    """The plan in force, about to be printed for the account ``reader_id``: logged as what left the app.

    Raises ``Denied``; ``NotFound('no_crisis_plan_yet')``; ``Invalid``: ``copy_not_for_this_reader`` for whom
    the plan does not reach today, ``copy_needs_a_reader`` where it is under the label or kept private.
    """
    client = caseload.client_for(session, actor, client_id, Permission.CRISIS_PLAN_READ)
    found = session.exec(
        select(CrisisPlanVersion).where(
            CrisisPlanVersion.client_id == client_id, CrisisPlanVersion.status == PlanStatus.ACTIVE
        )
    ).first()
    if found is None:
        raise NotFound("no_crisis_plan_yet")
    made_at = now()
    shared = _shared_with(session, client_id, reader_id, at=made_at)
    reader = shared.tie.account if shared else None
    numbers = relatives_numbers.of_others(
        session, client, reader_member_id=reader.family_member_id if reader else None
    )
    content = crisis_plans.without(CrisisPlanContent.model_validate(found.content), numbers)
    versions = crisis_plan_versions.published(session, actor=actor, client_id=client_id)
    disclosures.on_paper(
        session,
        actor,
        client,
        "crisis_plan",
        permission=Permission.CRISIS_PLAN_READ,
        crisis_plan_version=found.number,
        reader=str(reader.id) if reader else None,
    )
    return Copy(
        name=f"{client.preferred_name or client.given_name} {client.family_name}",
        content=content.model_copy(update={"safe_places": []}),
        plan=next(one for one in versions if one.number == found.number),
        reader=reader.name if reader else None,
        label=shared.label(SharedKind.CRISIS_PLAN) if shared else None,
        agency=session.exec(select(Organization.name).where(Organization.id == actor.organization_id)).one(),
        zone=agency_time.zone_of(session, actor.organization_id),
        made_at=made_at,
    )


def _shared_with(session: Session, client_id: UUID, reader_id: UUID | None, *, at: datetime) -> Shared | None:
    if reader_id is None:
        if _is_for_readers_only(session, client_id):
            raise Invalid("copy_needs_a_reader")
        return None
    shared = family_shared.with_account(session, reader_id, at=at).get(client_id)
    if shared is None or not shared.has(SharedKind.CRISIS_PLAN):
        raise Invalid("copy_not_for_this_reader")
    return shared


def _is_for_readers_only(session: Session, client_id: UUID) -> bool:
    labelled = select(ContentLabel.id).where(
        ContentLabel.client_id == client_id, ContentLabel.kind == SharedKind.CRISIS_PLAN
    )
    private = select(KeptPrivate.id).where(
        KeptPrivate.client_id == client_id,
        KeptPrivate.kind == SharedKind.CRISIS_PLAN,
        col(KeptPrivate.ended_at).is_(None),
    )
    return session.exec(labelled).first() is not None or session.exec(private).first() is not None
