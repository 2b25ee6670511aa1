"""Another relative's number never reaches a reader of the crisis plan, however it stands in a sentence."""

from typing import Any

import pytest
from sqlmodel import Session

from casepwa.casework.family.family_bundle_shapes import FamilyCrisisPlan
from casepwa.models import Allergy
from casepwa.models.codes import SharedKind
from tests import factories
from tests.cast import Cast
from tests.integration.shared_with_family import seen, share


def plan_seen(
    session: Session, cast: Cast, *, on_record: str = "(617) 555-0142", **content: Any
) -> FamilyCrisisPlan:
    """What Rosa reads of a plan, while Jorge's number is ``on_record``."""
    factories.family_member(session, family_id=cast.delgados.id, given_name="Jorge", phone=on_record)
    factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id, content=content)
    share(session, cast, SharedKind.CRISIS_PLAN)
    (luis,) = seen(session, cast)
    assert luis.crisis_plan is not None
    return luis.crisis_plan


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Jorge, 617-555-0142 (7-9 pm)", "Jorge,  (7-9 pm)"),
        ("Jorge, 617-555-0142 8-10 pm", "Jorge,  8-10 pm"),
        ("Jorge, 617.555.0142 24/7", "Jorge,  24/7"),
        ("Jorge, 617-555-0142 2 rings", "Jorge,  2 rings"),
        ("617-555-0142 617-555-0199", " 617-555-0199"),
        ("From 7 617-555-0142 or 8", "From 7  or 8"),
        ("+1 (617) 555-0142, 1-617-555-0142 or 16175550142", ",  or "),
        ("617‑555‑0142", ""),
        ("Jorge: 555-0142, 3 rings", "Jorge: , 3 rings"),
        ("5550142 after 6", " after 6"),
    ],
)
def test_a_relatives_number_is_cut_whatever_stands_beside_it(
    written: str, read: str, session: Session, cast: Cast
) -> None:
    plan = plan_seen(session, cast, never_do=[written])
    assert plan.never_do == [read]


@pytest.mark.parametrize(
    "written",
    [
        "School, 609-555-0142",
        "Case 26175550142",
        "Card 61755501429",
        "Room 5550142003",
        "Call 988, then 911",
    ],
)
def test_a_longer_number_of_somebody_else_stays(written: str, session: Session, cast: Cast) -> None:
    plan = plan_seen(session, cast, never_do=[written])
    assert plan.never_do == [written]


@pytest.mark.parametrize(
    ("on_record", "written"),
    [
        ("617-555-0142 ext. 12", "617-555-0142"),
        ("617-555-0142 or 617-555-0177", "617-555-0177"),
        ("617-555-0142, 617-555-0177", "617-555-0142"),
        ("+44 20 7946 0958", "020 7946 0958"),
        ("+44 20 7946 0958", "+44 (0)20 7946 0958"),
        ("555-0142", "617-555-0142"),
    ],
)
def test_a_number_is_known_however_it_stands_on_record(
    on_record: str, written: str, session: Session, cast: Cast
) -> None:
    plan = plan_seen(session, cast, on_record=on_record, never_do=[f"Jorge: {written} at 8"])
    assert "".join(each for each in plan.never_do[0] if each.isdigit()) in ("8", "6178")


def test_a_call_or_a_step_to_a_relative_goes_whole_and_what_to_do_for_an_allergy_is_cut(
    session: Session, cast: Cast
) -> None:
    how = "Jorge has it, 617-555-0142 24/7"
    factories.made(session, Allergy(client_id=cast.luis.id, substance="Peanuts", what_to_do=how))
    plan = plan_seen(
        session,
        cast,
        calls=[{"label": "Uncle Jorge", "phone": "617-555-0142 (7-9 pm)"}],
        steps=[{"level": "early", "what": "Call Jorge", "phone": "617-555-0142 2 rings"}],
        tell_them={"dispatch_phone": "617-555-0142 24/7"},
    )
    assert plan.calls == []
    assert plan.steps[0].phone is None
    assert "0142" not in plan.model_dump_json()
