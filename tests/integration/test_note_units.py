"""Units of a note and of a day: as the payer of that day counts, or unknown."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from casepwa.models import ContactNote, Episode
from casepwa.models.codes import RuleName
from tests import factories
from tests.cast import Cast
from tests.factories import MONDAY
from tests.integration.noting import noted, rounding, units_of, version_of


def test_units_follow_the_rule_of_the_payer_of_that_day(session: Session, cast: Cast) -> None:
    rounding(session, cast, "eight_minute")
    rounding(session, cast, "full_unit", payer_id=None)
    assert noted(session, cast, 23).units == 2


def test_each_day_is_counted_as_its_own_payer_says(session: Session, cast: Cast) -> None:
    county = factories.payer(session, organization_id=cast.organization.id, name="County")
    episode = session.exec(select(Episode).where(Episode.client_id == cast.luis.id)).one()
    tomorrow = MONDAY + timedelta(days=1)
    factories.coverage(session, episode_id=episode.id, payer_id=county.id, starts_on=tomorrow.date())
    rounding(session, cast, "full_unit")
    rounding(session, cast, "eight_minute", payer_id=county.id)
    assert noted(session, cast, 10).units == 0
    assert noted(session, cast, 10, began=tomorrow).units == 1


def test_without_a_chosen_rule_units_stay_unknown_and_the_note_lands(session: Session, cast: Cast) -> None:
    kept = noted(session, cast, 23)
    assert kept.units is None
    assert kept.flags == ["no_rounding_rule"]


def test_the_days_notes_are_added_first_where_the_payer_says_so(session: Session, cast: Cast) -> None:
    rounding(session, cast, "day_total", value={"day_limit": 1})
    hour = timedelta(hours=1)
    assert noted(session, cast, 5).units == 0
    assert noted(session, cast, 5, began=MONDAY + hour).units == 1
    over = noted(session, cast, 20, began=MONDAY + 2 * hour)
    assert over.units == 1
    assert "units_over_day" in over.flags
    assert noted(session, cast, 5, began=MONDAY + timedelta(days=1)).units == 0


def test_a_note_mended_to_fewer_minutes_takes_its_units_from_the_day(session: Session, cast: Cast) -> None:
    rounding(session, cast, "day_total")
    first = noted(session, cast, 8)
    second = noted(session, cast, 7, began=MONDAY + timedelta(hours=1))
    third = noted(session, cast, 8, began=MONDAY + timedelta(hours=2))
    assert [first.units, second.units, third.units] == [1, 0, 1]
    before = [version_of(session, session.get_one(ContactNote, one.note_id)) for one in (second, third)]
    mended = noted(session, cast, 2, note_id=first.note_id, builds_on=1)
    assert [mended.units, units_of(session, second.note_id), units_of(session, third.note_id)] == [0, 1, 0]
    after = [version_of(session, session.get_one(ContactNote, one.note_id)) for one in (second, third)]
    assert [one.sha256 for one in before] == [one.sha256 for one in after]


def test_a_note_that_comes_late_is_counted_where_it_happened(session: Session, cast: Cast) -> None:
    rounding(session, cast, "day_total")
    afternoon = noted(session, cast, 10, began=MONDAY + timedelta(hours=4))
    morning = noted(session, cast, 10)
    assert (afternoon.units, morning.units, units_of(session, afternoon.note_id)) == (1, 1, 0)


def test_a_note_moved_to_another_day_leaves_the_first_to_the_others(session: Session, cast: Cast) -> None:
    rounding(session, cast, "day_total")
    moved = noted(session, cast, 10)
    stays = noted(session, cast, 10, began=MONDAY + timedelta(hours=1))
    assert (moved.units, stays.units) == (1, 0)
    tuesday = MONDAY + timedelta(days=1)
    assert noted(session, cast, 10, began=tuesday, note_id=moved.note_id, builds_on=1).units == 1
    assert units_of(session, stays.note_id) == 1


def test_the_day_is_the_agencys_not_the_servers(session: Session, cast: Cast) -> None:
    rounding(session, cast, "day_total")
    evening = MONDAY + timedelta(hours=11)
    late_evening = MONDAY + timedelta(hours=13, minutes=30)
    assert noted(session, cast, 5, began=evening).units == 0
    assert noted(session, cast, 5, began=late_evening).units == 1


def test_an_attempt_and_a_message_left_have_no_units_and_are_ordinary(session: Session, cast: Cast) -> None:
    rounding(session, cast, "eight_minute")
    assert (noted(session, cast, 10, outcome="left_message").units) == 0
    tried = noted(session, cast, 10, outcome="no_answer", began=MONDAY + timedelta(hours=1))
    assert (tried.units, tried.flags) == (0, [])


def test_a_payer_that_pays_for_messages_counts_them(session: Session, cast: Cast) -> None:
    rounding(session, cast, "eight_minute")
    factories.rule(
        session,
        organization_id=cast.organization.id,
        payer_id=cast.payer.id,
        name=RuleName.NOT_BILLABLE,
        value={"kinds": ["travel"]},
    )
    assert noted(session, cast, 10, outcome="left_message").units == 1


@pytest.mark.parametrize("work", ["travel", "direct_service"])
def test_travel_and_direct_service_are_kept_without_units_and_say_so(
    session: Session, cast: Cast, work: str
) -> None:
    rounding(session, cast, "day_total")
    kept = noted(session, cast, 30, work=work)
    assert (kept.work, kept.units, kept.flags) == (work, 0, [work])
    beside = noted(session, cast, 10, began=MONDAY + timedelta(hours=2))
    assert beside.units == 1, "its minutes count for nobody's day"


def test_a_payer_that_pays_for_travel_has_its_minutes_counted(session: Session, cast: Cast) -> None:
    rounding(session, cast, "eight_minute")
    factories.rule(
        session,
        organization_id=cast.organization.id,
        name=RuleName.NOT_BILLABLE,
        value={"kinds": ["direct_service"]},
        payer_id=cast.payer.id,
    )
    assert noted(session, cast, 30, work="travel").units == 2
    assert noted(session, cast, 30, began=MONDAY + timedelta(hours=2), work="direct_service").units == 0
