"""A rule as a form: every rule can be typed, what cannot be is refused at its part."""

import math

import pytest

from casepwa.casework.errors import Invalid
from casepwa.casework.rules import rule_forms, rule_shapes
from casepwa.casework.rules.rule_shapes import SHAPES, Defaulted, Ruled
from casepwa.models.codes import RuleName
from casepwa.offline import catalogue
from casepwa.state.rule_rows import parts_of

CHOSEN: dict[RuleName, Ruled] = {
    RuleName.UNITS_ROUNDING: rule_shapes.UnitsRounding(policy="day_total", day_limit=16),
    RuleName.CONTACT_STANDARD: rule_shapes.ContactStandard.model_validate(
        {"child_face_to_face": {"days": 30}, "caregiver": {"times": 2, "each_month": True}}
    ),
    RuleName.ABUSE_HOTLINE: rule_shapes.AbuseHotline(name="State hotline", phone="800-555-0199"),
}


def example(name: RuleName) -> Ruled:
    shape = SHAPES[name]
    return shape() if issubclass(shape, Defaulted) else CHOSEN[name]


def typed(name: RuleName) -> dict[str, str]:
    """The form as the page fills it, sent back untouched."""
    form: dict[str, str] = {}
    for part in parts_of(name, example(name)):
        if part.kind == "many":
            form |= {f"{part.name}:{code}": "on" for code in part.chosen}
        elif part.kind == "cadence":
            form |= {f"{part.name}.every": part.every, f"{part.name}.times": str(part.times)}
            form[f"{part.name}.days"] = part.days
        elif part.kind == "weights":
            form |= {tier.name: tier.weight for tier in part.tiers}
        else:
            form[part.name] = part.chosen[0] if part.kind == "choice" else part.text
    return form


@pytest.mark.parametrize("name", RuleName)
def test_a_form_sent_back_untouched_says_the_same(name: RuleName) -> None:
    assert rule_forms.read(SHAPES[name], typed(name)) == example(name)


@pytest.mark.parametrize("name", RuleName)
def test_every_rule_and_part_has_its_words(name: RuleName) -> None:
    known = catalogue.source_ids()
    for part in parts_of(name, None):
        assert f"rule_part.{part.code}" in known
        assert all(f"rule_choice.{option.code}" in known for option in part.options)
    assert {f"rule.{name}", f"rule_about.{name}"} <= known.keys()


@pytest.mark.parametrize("name", RuleName)
def test_every_number_has_both_ends(name: RuleName) -> None:
    for part in rule_forms.parts(SHAPES[name]):
        if part.kind in ("whole", "number", "text", "weights"):
            assert part.low < part.high < math.inf


@pytest.mark.parametrize(
    ("name", "part", "wrong", "says"),
    [
        (RuleName.LATE_NOTE, "hours", "", "rule_whole_number"),
        (RuleName.LATE_NOTE, "hours", "1.5", "rule_whole_number"),
        (RuleName.LATE_NOTE, "hours", "10" * 30, "rule_whole_number"),
        (RuleName.LATE_NOTE, "hours", "two days", "rule_whole_number"),
        (RuleName.DESK_SESSION, "idle_hours", "0.001", "rule_number"),
        (RuleName.DESK_SESSION, "idle_hours", "nan", "rule_number"),
        (RuleName.DESK_SESSION, "idle_hours", "inf", "rule_number"),
        (RuleName.UNITS_ROUNDING, "policy", "whatever", "rule_choice"),
        (RuleName.UNITS_ROUNDING, "day_limit", "0", "rule_whole_number"),
        (RuleName.ABUSE_HOTLINE, "phone", " ", "rule_text"),
        (RuleName.ABUSE_HOTLINE, "name", "x" * 500, "rule_text"),
        (RuleName.CONTACT_STANDARD, "caregiver.every", "hourly", "rule_cadence"),
        (RuleName.CONTACT_STANDARD, "child_face_to_face.days", "", "rule_whole_number"),
        (RuleName.CASELOAD, "weights.1", "heavy", "rule_number"),
    ],
)
def test_what_cannot_be_is_refused_at_its_part(name: RuleName, part: str, wrong: str, says: str) -> None:
    with pytest.raises(Invalid) as refused:
        rule_forms.read(SHAPES[name], typed(name) | {part: wrong})
    assert (refused.value.message_id, refused.value.params["part"]) == (says, part.split(".")[0])


def test_a_caseload_needs_a_weight() -> None:
    form = {
        name: "" if name.startswith("weights.") else said for name, said in typed(RuleName.CASELOAD).items()
    }
    with pytest.raises(Invalid) as refused:
        rule_forms.read(SHAPES[RuleName.CASELOAD], form)
    assert refused.value.message_id == "rule_weights"


def test_a_decimal_comma_is_read() -> None:
    form = typed(RuleName.CASELOAD) | {"weights.2": "1,75"}
    found = rule_forms.read(SHAPES[RuleName.CASELOAD], form)
    assert isinstance(found, rule_shapes.Caseload)
    assert found.weights[2] == 1.75
