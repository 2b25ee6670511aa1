"""Units over the day's limit: the server and the phone (tests/js/note_flags.test.js) say the same."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from casepwa.casework.notes import note_units
from casepwa.casework.notes.note_checks import Flag, Written
from casepwa.casework.notes.note_units import Circumstances
from casepwa.casework.rules.rule_shapes import NotBillable, UnitsRounding
from tests.factories import MONDAY

CASES = json.loads((Path(__file__).parents[1] / "js" / "day_units.json").read_text("utf-8"))
CLIENT = uuid4()


def written(said: dict[str, Any], *, hours: int, note_id: UUID | None = None) -> Written:
    at = MONDAY + timedelta(hours=hours)
    return Written(
        note_id=note_id or uuid4(),
        client_id=CLIENT,
        visit_id=None,
        contact_type="phone",
        outcome=said.get("outcome", "reached"),
        started_at=at,
        ended_at=at + timedelta(minutes=said["minutes"]),
        minutes=said["minutes"],
        units=None,
        work=said.get("work", "case_management"),
        text="Rosa called.",
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_units_over_the_days_limit(case: dict[str, Any]) -> None:
    rule = case["rule"]
    rounding = {key: rule[key] for key in ("policy", "day_total_then", "day_limit") if key in rule}
    told = Circumstances(
        rounding=UnitsRounding.model_validate(rounding) if rule["policy"] else None,
        not_billable=NotBillable.model_validate({"kinds": rule["not_billable"]})
        if "not_billable" in rule
        else NotBillable(),
        is_covered=True,
        is_inpatient=rule.get("is_inpatient", False),
        transport_given=False,
    )
    others = [written(one, hours=n) for n, one in enumerate(case["others"])]
    _, flags = note_units.counted(written(case["note"], hours=5), others, told)
    assert (Flag.UNITS_OVER_DAY in flags) is case["is_over"]
