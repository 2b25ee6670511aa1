"""When the next contact is due, and what counts as one."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casepwa.casework.caseloads.contact_standard import Contact, Kind, Standing, counted, moment_of, standing
from casepwa.casework.rules.rule_shapes import Cadence, ContactStandard

NEW_YORK = ZoneInfo("America/New_York")
OPENED = date(2026, 1, 10)
MONTHLY_VISIT = ContactStandard(child_face_to_face=Cadence(each_month=True))
EVERY_30_DAYS = ContactStandard(child_face_to_face=Cadence(days=30))


def contact(day: datetime, **values: object) -> Contact:
    given = {"contacted": ["client"], "outcome": "seen", "contact_type": "face_to_face", **values}
    return counted(happened_at=day, **given)


def on(month: int, day: int, hour: int = 15) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def where(standard: ContactStandard | None, *contacts: Contact, today: date = date(2026, 3, 2)) -> Standing:
    return standing(standard, contacts, opened_on=OPENED, today=today, zone=NEW_YORK)


MOMENTS = st.datetimes(datetime(2026, 1, 11, 6), datetime(2032, 3, 2), timezones=st.just(UTC))
CADENCES = st.builds(Cadence, times=st.integers(1, 3), days=st.integers(1, 366)) | st.builds(
    Cadence, times=st.integers(1, 3), each_month=st.just(True)
)


def test_a_child_is_seen_only_face_to_face() -> None:
    assert contact(on(2, 1)).kinds == {Kind.CHILD_FACE_TO_FACE}
    assert contact(on(2, 1), contact_type="video", outcome="reached").kinds == frozenset()
    assert contact(on(2, 1), outcome="seen_alone").kinds == {Kind.CHILD_FACE_TO_FACE}


def test_a_contact_dated_in_the_future_counts_as_of_its_receipt() -> None:
    assert moment_of(on(2, 1), on(2, 3)) == on(2, 1)
    assert moment_of(on(2, 1), on(2, 1) - timedelta(minutes=4)) == on(2, 1), "a clock that is a little ahead"
    assert moment_of(on(9, 1), on(2, 1)) == on(2, 1)


@pytest.mark.parametrize("outcome", ["left_message", "no_answer", "not_seen"])
def test_an_attempt_counts_apart_and_moves_no_due_day(outcome: str) -> None:
    tried = contact(on(2, 20), outcome=outcome)
    assert tried.is_attempt
    assert tried.kinds == frozenset()
    now = where(EVERY_30_DAYS, contact(on(2, 1)), tried)
    assert (now.due_on, now.attempts, now.last_contact_at) == (date(2026, 3, 3), 1, on(2, 1))


def test_attempts_before_the_last_contact_are_history() -> None:
    assert where(EVERY_30_DAYS, contact(on(1, 20), outcome="no_answer"), contact(on(2, 1))).attempts == 0


def test_one_note_can_count_for_child_caregiver_and_collateral() -> None:
    everyone = contact(on(2, 1), contacted=["client", "caregiver", "collateral"])
    assert everyone.kinds == set(Kind)


def test_thirty_days_run_from_the_last_contact() -> None:
    assert where(EVERY_30_DAYS, contact(on(1, 15)), contact(on(2, 1))).due_on == date(2026, 3, 3)


def test_due_today_is_not_yet_overdue() -> None:
    assert not where(EVERY_30_DAYS, contact(on(2, 1)), today=date(2026, 3, 3)).is_overdue
    assert where(EVERY_30_DAYS, contact(on(2, 1)), today=date(2026, 3, 4)).is_overdue


def test_without_a_contact_the_days_run_from_the_opening() -> None:
    assert where(EVERY_30_DAYS).due_on == date(2026, 2, 9)
    assert where(EVERY_30_DAYS).last_contact_at is None


def test_a_contact_before_the_opening_does_not_count() -> None:
    assert where(EVERY_30_DAYS, contact(on(1, 5))).due_on == date(2026, 2, 9)


def test_a_monthly_visit_missed_stays_overdue_until_it_is_made() -> None:
    january = contact(on(1, 20))
    assert where(MONTHLY_VISIT, january).due_on == date(2026, 2, 28)
    assert where(MONTHLY_VISIT, january).is_overdue
    assert where(MONTHLY_VISIT, january, contact(on(3, 1))).due_on == date(2026, 4, 30)


def test_the_month_after_december_is_january() -> None:
    december = contact(datetime(2026, 12, 3, 15, tzinfo=UTC))
    assert where(MONTHLY_VISIT, december).due_on == date(2027, 1, 31)


@given(last=MOMENTS, before=st.lists(MOMENTS))
def test_a_monthly_visit_is_due_on_the_last_day_of_the_next_month(
    last: datetime, before: list[datetime]
) -> None:
    due_on = where(MONTHLY_VISIT, *(contact(each) for each in before if each < last), contact(last)).due_on
    seen_on = last.astimezone(NEW_YORK).date()
    assert due_on is not None
    assert (due_on + timedelta(days=1)).day == 1
    assert (due_on.year - seen_on.year) * 12 + due_on.month - seen_on.month == 1


@given(cadence=CADENCES, known=st.lists(MOMENTS), one_more=MOMENTS)
def test_no_contact_makes_the_next_one_due_sooner(
    cadence: Cadence, known: list[datetime], one_more: datetime
) -> None:
    standard = ContactStandard(child_face_to_face=cadence)
    contacts = [contact(each) for each in known]
    before, after = where(standard, *contacts).due_on, where(standard, *contacts, contact(one_more)).due_on
    assert before is not None
    assert after is not None
    assert before <= after


def test_twice_a_month_is_met_by_the_second_contact() -> None:
    twice = ContactStandard(caregiver=Cadence(times=2, each_month=True))
    once = contact(on(2, 3), contacted=["caregiver"], contact_type="phone", outcome="reached")
    again = contact(on(2, 9), contacted=["caregiver"], contact_type="phone", outcome="reached")
    assert where(twice, once).due_on == date(2026, 1, 31)
    assert where(twice, once, again).due_on == date(2026, 3, 31)


def test_twice_in_thirty_days_runs_from_the_contact_before_the_last() -> None:
    twice = ContactStandard(child_face_to_face=Cadence(times=2, days=30))
    assert where(twice, contact(on(2, 1)), contact(on(2, 20))).due_on == date(2026, 3, 3)


def test_the_earliest_due_of_all_kinds_is_the_clients() -> None:
    both = ContactStandard(child_face_to_face=Cadence(days=30), caregiver=Cadence(days=14))
    now = where(both, contact(on(2, 1), contacted=["client", "caregiver"]))
    assert now.due_on == date(2026, 2, 15)
    assert now.kinds[Kind.CHILD_FACE_TO_FACE].due_on == date(2026, 3, 3)


def test_an_evening_contact_belongs_to_the_agencys_day() -> None:
    evening = contact(datetime(2026, 2, 2, 3, 30, tzinfo=UTC))
    assert where(EVERY_30_DAYS, evening).due_on == date(2026, 3, 3)


def test_without_a_standard_nothing_is_owed() -> None:
    now = where(None, contact(on(2, 1)))
    assert (now.due_on, now.is_overdue, now.last_contact_at) == (None, False, on(2, 1))
