"""The boxes for a number in a crisis plan: one number each that a phone can dial."""

import pytest

from casepwa.casework.plans.crisis_plan_content import (
    CrisisPlanContent,
    PlanCall,
    PlanStep,
    SafePlace,
    TellThem,
    not_one_number,
)


@pytest.mark.parametrize(
    "phone", ["609-555-0132", "609-555-0132 ext. 12", "609-555-0132, extension 12", "988", "2-1-1", "#77", ""]
)
def test_one_number_with_or_without_its_extension_is_taken(phone: str) -> None:
    plan = CrisisPlanContent(
        calls=[PlanCall(label="Mobile crisis", phone=phone)],
        tell_them=TellThem(dispatch_phone=phone),
        steps=[PlanStep(level="early", what="Call", phone=phone)],
        safe_places=[SafePlace(name="Aunt Pilar", phone=phone)],
    )
    assert not_one_number(plan) is None


@pytest.mark.parametrize("phone", ["609-555-0132 / 609-555-0133", "988 or 911", "ask Pilar", "12"])
def test_two_numbers_and_words_are_named_by_their_section(phone: str) -> None:
    plans = {
        "calls": CrisisPlanContent(calls=[PlanCall(label="Mobile crisis", phone=phone)]),
        "tell_them": CrisisPlanContent(tell_them=TellThem(dispatch_phone=phone)),
        "steps": CrisisPlanContent(steps=[PlanStep(level="early", what="Call", phone=phone)]),
        "safe_places": CrisisPlanContent(safe_places=[SafePlace(name="Aunt Pilar", phone=phone)]),
    }
    for section, plan in plans.items():
        assert not_one_number(plan) == (section, phone)
