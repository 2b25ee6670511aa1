"""The family's copy of the crisis plan, where it was shared. Safe places only by a grant of their own.

Numbers of other relatives and friends, as we have them on record, are left out, also inside a sentence.
"""

from typing import Any, cast

from sqlmodel import Session, col, select

from casepwa.casework.family import relatives_numbers
from casepwa.casework.family.family_bundle_shapes import (
    FamilyAllergy,
    FamilyCrisisPlan,
    FamilyPlanCall,
    FamilyPlanStep,
    FamilySafePlace,
)
from casepwa.casework.family.family_parts.watching import Watching
from casepwa.casework.family.family_ties import age_of
from casepwa.casework.family.relatives_numbers import Numbers
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent
from casepwa.models import Account, Allergy, CrisisPlanVersion
from casepwa.models.codes import PlanStatus, SharedKind


def of(session: Session, watching: Watching) -> FamilyCrisisPlan | None:
    shared = watching.shared
    if not shared.has(SharedKind.CRISIS_PLAN):
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
    client = shared.tie.client
    numbers = relatives_numbers.of_others(session, client, reader_member_id=watching.account.family_member_id)
    plan = without(CrisisPlanContent.model_validate(version.content), numbers)
    places = [
        FamilySafePlace(name=place.name, address=place.address, phone=place.phone)
        for place in plan.safe_places
        if shared.has(SharedKind.SAFE_PLACES)
    ]
    return FamilyCrisisPlan(
        version=version.number,
        calls=[
            FamilyPlanCall(
                label=call.label, phone=call.phone, who=call.who, is_mobile_crisis=call.is_mobile_crisis
            )
            for call in plan.calls
        ],
        name=client.preferred_name or client.given_name,
        age=age_of(client, on=watching.today, unknown=0) or None,
        how_to_communicate=plan.tell_them.how_to_communicate,
        weapons=plan.tell_them.weapons,
        ask_for=plan.tell_them.ask_for,
        dispatch_phone=plan.tell_them.dispatch_phone,
        allergies=_allergies(session, watching, numbers),
        own=plan.what_helps.own,
        people_and_places=plan.what_helps.people_and_places,
        family_and_friends=plan.what_helps.family_and_friends,
        never_do=plan.never_do,
        steps=[
            FamilyPlanStep(level=step.level, what=step.what, who=step.who, phone=step.phone)
            for step in plan.steps
        ],
        warning_signs=plan.warning_signs,
        triggers=plan.triggers,
        making_safer=plan.making_safer,
        over_looks_like=plan.over_looks_like,
        medications=plan.medications,
        safe_places=places,
        published_by=published_by,
        published_at=version.published_at,
        review_due_on=version.review_due_on,
        readers=watching.readers(SharedKind.CRISIS_PLAN),
        label=shared.label(SharedKind.CRISIS_PLAN)
        or (shared.label(SharedKind.SAFE_PLACES) if places else None),
    )


def without(plan: CrisisPlanContent, numbers: Numbers) -> CrisisPlanContent:
    """``plan`` with ``numbers`` cut out; a call to one goes as a whole. Safe places stay as they are."""
    said = plan.model_dump(exclude={"safe_places"})
    said["calls"] = [call for call in said["calls"] if not numbers.has(call["phone"])]
    for each, name in ((said["tell_them"], "dispatch_phone"), *((step, "phone") for step in said["steps"])):
        if each[name] and numbers.has(each[name]):
            each[name] = None
    return CrisisPlanContent(**_cut(said, numbers), safe_places=plan.safe_places)


def _cut(said: Any, numbers: Numbers) -> Any:
    if isinstance(said, dict):
        return {name: _cut(each, numbers) for name, each in cast("dict[str, Any]", said).items()}
    if isinstance(said, list):
        return [_cut(each, numbers) for each in cast("list[Any]", said)]
    return numbers.cut(said) if isinstance(said, str) else said


def _allergies(session: Session, watching: Watching, numbers: Numbers) -> list[FamilyAllergy]:
    rows = session.exec(
        select(Allergy)
        .where(Allergy.client_id == watching.client_id)
        .order_by(col(Allergy.substance), col(Allergy.id))
    )
    return [
        FamilyAllergy(
            substance=row.substance, what_to_do=numbers.cut(row.what_to_do) if row.what_to_do else None
        )
        for row in rows
    ]
