"""Rules are data: which version is in force, and what holds when nobody chose."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from casepwa.casework.rules import rule_shapes, rules
from casepwa.models.codes import RuleName
from casepwa.models.columns import new_id

DAY = date(2026, 3, 2)
MEDICAID, COUNTY, TCM = new_id(), new_id(), new_id()


def late(hours: int, **where: Any) -> rules.Version:
    given = {"starts_on": date(2026, 1, 1), **where}
    return rules.Version(name=RuleName.LATE_NOTE, value={"hours": hours}, **given)


def hours(*versions: rules.Version, **where: Any) -> int:
    return rules.Book(versions).value(rule_shapes.LateNote, on=DAY, **where).hours


def test_every_rule_name_has_a_shape() -> None:
    assert set(rule_shapes.SHAPES) == set(RuleName)


def test_without_a_choice_the_default_of_the_domain_holds() -> None:
    book = rules.Book(())
    assert book.value(rule_shapes.LateNote, on=DAY).hours == 48
    assert book.value(rule_shapes.VisitLateness, on=DAY).late_after_minutes == 15
    assert book.value(rule_shapes.AtPlaceRadius, on=DAY).meters == 150
    assert book.value(rule_shapes.ReferralFollowUp, on=DAY).days == 30
    assert book.value(rule_shapes.LateRight, on=DAY).days == 14
    assert book.value(rule_shapes.ReviewCadence, on=DAY).crisis_plan_days == 90


def test_rounding_contact_standard_and_hotline_must_be_chosen() -> None:
    book = rules.Book(())
    assert book.chosen(rule_shapes.UnitsRounding, on=DAY) is None
    assert book.chosen(rule_shapes.ContactStandard, on=DAY) is None
    assert book.chosen(rule_shapes.AbuseHotline, on=DAY) is None


def test_payer_wins_over_program_over_organization() -> None:
    versions = (late(10), late(20, program_id=TCM), late(30, payer_id=MEDICAID))
    assert hours(*versions) == 10
    assert hours(*versions, program_id=TCM) == 20
    assert hours(*versions, program_id=TCM, payer_id=MEDICAID) == 30


def test_an_old_rule_of_the_payer_wins_over_a_new_one_of_the_organization() -> None:
    assert hours(late(10, starts_on=DAY), late(30, payer_id=MEDICAID), payer_id=MEDICAID) == 30


def test_another_payers_rule_does_not_apply() -> None:
    assert hours(late(10), late(30, payer_id=MEDICAID), payer_id=COUNTY) == 10
    assert hours(late(10), late(30, payer_id=MEDICAID)) == 10


def test_the_latest_version_that_has_begun_wins() -> None:
    versions = (late(10), late(12, starts_on=DAY), late(14, starts_on=date(2026, 3, 3)))
    assert hours(*versions) == 12


def test_a_rule_is_in_force_from_its_first_day_on() -> None:
    assert hours(late(12, starts_on=DAY)) == 12
    assert hours(late(12, starts_on=date(2026, 3, 3))) == 48


def test_the_phone_gets_defaults_and_choices_by_name() -> None:
    told = rules.Book([late(24)]).in_force(on=DAY)
    assert told["late_note"] == {"hours": 24}
    assert told["at_place_radius"] == {"meters": 150}
    assert told["not_billable"]["kinds"] == sorted(told["not_billable"]["kinds"])
    assert "units_rounding" not in told


def test_a_value_of_the_wrong_shape_is_refused_aloud() -> None:
    with pytest.raises(ValidationError):
        rules.Book([rules.Version(name=RuleName.LATE_NOTE, value={"days": 2}, starts_on=DAY)]).value(
            rule_shapes.LateNote, on=DAY
        )


@pytest.mark.parametrize("value", [{}, {"days": 30, "each_month": True}])
def test_a_cadence_counts_days_or_months_never_both(value: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        rule_shapes.Cadence.model_validate(value)
