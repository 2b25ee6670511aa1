"""Flags on a note: what a reviewer should look at, and what is only ordinary."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from casepwa.casework.notes import note_checks
from casepwa.casework.notes.note_checks import Clocks, Flag, Written
from casepwa.models.columns import new_id

TEN = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
LUIS, ANA, VISIT = new_id(), new_id(), new_id()
LATE = timedelta(hours=48)


def note(start: int = 0, length: int = 30, **values: object) -> Written:
    """``start`` and ``length`` in minutes from ten o'clock."""
    began = TEN + timedelta(minutes=start)
    given = {
        "note_id": new_id(),
        "client_id": LUIS,
        "visit_id": None,
        "contact_type": "phone",
        "outcome": "reached",
        "started_at": began,
        "ended_at": began + timedelta(minutes=length),
        "minutes": length,
        "units": 2,
        "work": "case_management",
        "text": "Rosa says the mornings went better this week.",
        **values,
    }
    return Written(**given)


def clocks(written_after: timedelta, *, offset_ms: int = 0) -> Clocks:
    at = TEN + timedelta(minutes=30) + written_after
    return Clocks(first_recorded_at=at, received_at=at, offset_ms=offset_ms)


def test_a_note_written_two_days_after_is_not_late_and_a_minute_later_is() -> None:
    assert note_checks.of_clocks(note(), clocks(LATE), late_after=LATE) == []
    late = note_checks.of_clocks(note(), clocks(LATE + timedelta(minutes=1)), late_after=LATE)
    assert late == [Flag.LATE_ENTRY]


def test_a_note_that_waited_a_week_for_a_signal_is_not_late() -> None:
    waited = replace(clocks(timedelta(minutes=5)), received_at=TEN + timedelta(days=7))
    assert note_checks.of_clocks(note(), waited, late_after=LATE) == []


def test_a_phone_clock_six_minutes_off_is_flagged_and_five_is_not() -> None:
    for minutes, expected in ((5, []), (6, [Flag.CLOCK_SKEW]), (-6, [Flag.CLOCK_SKEW])):
        off = clocks(timedelta(hours=1), offset_ms=minutes * 60_000)
        assert note_checks.of_clocks(note(), off, late_after=LATE) == expected


def test_a_time_that_is_still_to_come_is_flagged() -> None:
    assert note_checks.of_clocks(note(), clocks(timedelta(minutes=-6)), late_after=LATE) == [Flag.FUTURE_TIME]


def test_two_contacts_at_one_time_overlap_whoever_they_are_about() -> None:
    other = note(15, client_id=ANA, contact_type="face_to_face")
    assert note_checks.beside_others(note(), [other], None) == [Flag.OVERLAP]


def test_contacts_that_touch_do_not_overlap() -> None:
    assert note_checks.beside_others(note(), [note(30, client_id=ANA)], None) == []


def test_siblings_seen_on_one_visit_do_not_overlap() -> None:
    here, there = note(visit_id=VISIT), note(visit_id=VISIT, client_id=ANA)
    assert note_checks.beside_others(here, [there], None) == []


def test_an_attempt_takes_no_time_from_another_contact() -> None:
    tried = note(5, 1, outcome="no_answer", client_id=ANA)
    assert note_checks.beside_others(note(), [tried], None) == []
    assert note_checks.beside_others(tried, [note()], None) == []


def test_the_same_worker_person_and_type_within_fifteen_minutes_may_be_a_duplicate() -> None:
    assert Flag.POSSIBLE_DUPLICATE in note_checks.beside_others(note(), [note(15, 5)], None)
    assert note_checks.beside_others(note(0, 10), [note(16, 5)], None) == []
    assert note_checks.beside_others(note(0, 10), [note(15, 5, contact_type="text")], None) == []


def test_a_note_is_not_its_own_duplicate() -> None:
    mended = note()
    assert note_checks.beside_others(mended, [mended], None) == []


LONG = (
    "Visited at home. Luis showed the chart on the fridge and had packed the bag himself "
    "on four of five days."
)


def test_text_copied_from_the_last_note_is_seen_through_small_changes() -> None:
    again = note(text=LONG.replace("four of five", "three of five").upper())
    assert note_checks.beside_others(again, [], LONG) == [Flag.REPEATED_TEXT]


def test_attempts_are_rightly_told_in_the_same_words() -> None:
    assert note_checks.beside_others(note(text=LONG, outcome="no_answer"), [], LONG) == []


def test_new_text_and_short_usual_phrases_are_not_repetition() -> None:
    assert not note_checks.is_repeated("Left a message for Rosa.", "Left a message for Rosa.")
    assert not note_checks.is_repeated(
        LONG, "Rosa called. The school wants a meeting about the bus next week."
    )


def test_more_minutes_than_between_start_and_end_are_flagged() -> None:
    assert note_checks.of_times(note(length=30)) == []
    assert note_checks.of_times(replace(note(length=30), minutes=31)) == [Flag.MINUTES_EXCEED_TIMES]
    assert note_checks.of_times(replace(note(length=30), minutes=10)) == []


def test_half_a_minute_more_is_rounding() -> None:
    short = replace(note(length=0), ended_at=TEN + timedelta(seconds=20), minutes=1)
    assert note_checks.of_times(short) == []


def beside_visit(written: Written, *siblings: Written, is_divided: bool = True) -> list[Flag]:
    return note_checks.beside_visit(
        written, siblings, began=TEN, ended=TEN + timedelta(minutes=50), is_divided=is_divided
    )


def test_a_note_outside_its_visits_times_disagrees_with_it() -> None:
    assert beside_visit(note(0, 50)) == []
    assert beside_visit(note(-5, 30)) == []
    assert beside_visit(note(-6, 30)) == [Flag.VISIT_TIMES_DISAGREE]
    assert beside_visit(note(40, 16)) == [Flag.VISIT_TIMES_DISAGREE]


def test_siblings_together_cannot_claim_more_than_the_visit_where_time_is_divided() -> None:
    luis, ana = replace(note(0, 50), minutes=25), replace(note(0, 50, client_id=ANA), minutes=25)
    assert beside_visit(luis, ana) == []
    assert beside_visit(replace(luis, minutes=26), ana) == [Flag.MORE_THAN_THE_VISIT]
    assert beside_visit(replace(luis, minutes=50), replace(ana, minutes=50), is_divided=False) == []


def test_a_visit_without_a_check_out_is_only_compared_with_its_check_in() -> None:
    open_visit = note_checks.beside_visit(note(0, 90), [], began=TEN, ended=None, is_divided=True)
    assert open_visit == []
