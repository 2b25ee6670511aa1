"""The family's copy of the crisis plan, where it was shared. Safe places only by a grant of their own.

Numbers of other relatives and friends, as we have them on record, are left out, also inside a sentence.
"""

import re
from collections.abc import Collection, Iterable

from sqlmodel import Session, col, or_, select

from casepwa.casework.family.family_bundle_shapes import (
    FamilyAllergy,
    FamilyCrisisPlan,
    FamilyPlanCall,
    FamilyPlanStep,
    FamilySafePlace,
)
from casepwa.casework.family.family_parts.watching import Watching
from casepwa.casework.family.family_ties import age_of
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent
from casepwa.models import (
    Account,
    Allergy,
    CrisisPlanVersion,
    FamilyMember,
    Relationship,
    TeamMember,
)
from casepwa.models.codes import PlanStatus, SharedKind, TeamRole

_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-–]{5,}\d")


def of(session: Session, watching: Watching) -> FamilyCrisisPlan | None:
    if not watching.shared.has(SharedKind.CRISIS_PLAN):
        return None
    row = session.exec(
        select(CrisisPlanVersion, Account.name)
        .join(Account, col(Account.id) == CrisisPlanVersion.published_by_id)
        .where(
            CrisisPlanVersion.client_id == watching.client_id, CrisisPlanVersion.status == PlanStatus.ACTIVE
        )
    ).first()
    if row is None:
        return None
    version, published_by = row
    assert version.published_at is not None, "a published plan says when"
    plan, client = CrisisPlanContent.model_validate(version.content), watching.shared.tie.client
    hidden = _numbers_of_others(session, watching)
    return FamilyCrisisPlan(
        version=version.number,
        calls=[
            FamilyPlanCall(
                label=_without(call.label, hidden),
                phone=call.phone,
                who=_maybe(call.who, hidden),
                is_mobile_crisis=call.is_mobile_crisis,
            )
            for call in plan.calls
            if _digits(call.phone) not in hidden
        ],
        name=client.preferred_name or client.given_name,
        age=age_of(client, on=watching.today, unknown=0) or None,
        how_to_communicate=_maybe(plan.tell_them.how_to_communicate, hidden),
        weapons=_maybe(plan.tell_them.weapons, hidden),
        ask_for=_maybe(plan.tell_them.ask_for, hidden),
        dispatch_phone=plan.tell_them.dispatch_phone,
        allergies=_allergies(session, watching),
        own=_all(plan.what_helps.own, hidden),
        people_and_places=_all(plan.what_helps.people_and_places, hidden),
        family_and_friends=_all(plan.what_helps.family_and_friends, hidden),
        never_do=_all(plan.never_do, hidden),
        steps=[
            FamilyPlanStep(
                level=step.level,
                what=_without(step.what, hidden),
                who=_maybe(step.who, hidden),
                phone=None if step.phone and _digits(step.phone) in hidden else step.phone,
            )
            for step in plan.steps
        ],
        warning_signs=_all(plan.warning_signs, hidden),
        triggers=_all(plan.triggers, hidden),
        making_safer=_all(plan.making_safer, hidden),
        over_looks_like=_maybe(plan.over_looks_like, hidden),
        medications=_all(plan.medications, hidden),
        safe_places=[
            FamilySafePlace(name=place.name, address=place.address, phone=place.phone)
            for place in plan.safe_places
            if watching.shared.has(SharedKind.SAFE_PLACES)
        ],
        published_by=published_by,
        published_at=version.published_at,
        review_due_on=version.review_due_on,
        readers=watching.readers(SharedKind.CRISIS_PLAN),
        label=watching.shared.label(SharedKind.CRISIS_PLAN),
    )


def _allergies(session: Session, watching: Watching) -> list[FamilyAllergy]:
    rows = session.exec(
        select(Allergy)
        .where(Allergy.client_id == watching.client_id)
        .order_by(col(Allergy.substance), col(Allergy.id))
    )
    return [FamilyAllergy(substance=row.substance, what_to_do=row.what_to_do) for row in rows]


def _numbers_of_others(session: Session, watching: Watching) -> frozenset[str]:
    """As ten digits: relatives of the client or of the household, friends on the team; not the reader's."""
    client, own = watching.shared.tie.client, watching.account.family_member_id
    related = select(Relationship.family_member_id).where(Relationship.client_id == client.id)
    members = session.exec(
        select(FamilyMember.id, FamilyMember.phone).where(
            or_(FamilyMember.family_id == client.family_id, col(FamilyMember.id).in_(related))
        )
    ).all()
    friends = session.exec(
        select(TeamMember.phone).where(
            TeamMember.client_id == client.id,
            col(TeamMember.role).in_((TeamRole.NATURAL_SUPPORT, TeamRole.PARENT, TeamRole.OTHER)),
            col(TeamMember.account_id).is_(None),
        )
    ).all()
    mine = {_digits(phone) for member_id, phone in members if phone and member_id == own}
    others = {_digits(phone) for member_id, phone in members if phone and member_id != own}
    return frozenset((others | {_digits(phone) for phone in friends if phone}) - mine)


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)[-10:]


def _without(text: str, hidden: Collection[str]) -> str:
    def kept(found: re.Match[str]) -> str:
        return "" if _digits(found[0]) in hidden else found[0]

    return _NUMBER.sub(kept, text) if hidden else text


def _maybe(text: str | None, hidden: Collection[str]) -> str | None:
    return None if text is None else _without(text, hidden)


def _all(texts: Iterable[str], hidden: Collection[str]) -> list[str]:
    return [_without(text, hidden) for text in texts]
