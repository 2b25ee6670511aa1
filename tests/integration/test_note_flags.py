"""What makes a note ask for a look: it is kept, with a flag."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from casepwa.models.codes import RuleName
from tests import factories
from tests.cast import Cast
from tests.factories import MONDAY
from tests.integration.noting import noted, rounding, submit, version_of, visit_of


def test_a_short_call_is_kept_with_no_units_and_a_flag(session: Session, cast: Cast) -> None:
    rounding(session, cast, "eight_minute")
    kept = noted(session, cast, 5)
    assert (kept.units, kept.flags) == (0, ["zero_units"])


def test_a_note_two_days_late_is_flagged_by_the_agencys_own_hours(session: Session, cast: Cast) -> None:
    rounding(session, cast, "eight_minute")
    late = factories.recorded(MONDAY + timedelta(hours=50))
    note = submit(session, cast.maya, client_id=cast.luis.id, recorded=late)
    assert version_of(session, note).flags == ["late_entry"]
    factories.rule(
        session, organization_id=cast.organization.id, name=RuleName.LATE_NOTE, value={"hours": 72}
    )
    again = submit(session, cast.maya, client_id=cast.ana.id, recorded=late, contact_type="text")
    assert "late_entry" not in version_of(session, again).flags


def test_mending_a_note_a_week_later_does_not_make_it_late(session: Session, cast: Cast) -> None:
    note = submit(session, cast.maya, client_id=cast.luis.id)
    submit(
        session,
        cast.maya,
        client_id=cast.luis.id,
        note_id=note.id,
        builds_on=1,
        recorded=factories.recorded(MONDAY + timedelta(days=7)),
    )
    assert "late_entry" not in version_of(session, note).flags


def test_overlap_and_duplicate_are_flags_and_a_reason_is_kept(session: Session, cast: Cast) -> None:
    submit(session, cast.maya, client_id=cast.luis.id)
    overlapping = submit(
        session, cast.maya, client_id=cast.ana.id, overlap_reason="Rosa spoke of both children."
    )
    kept = version_of(session, overlapping)
    assert "overlap" in kept.flags
    assert kept.overlap_reason == "Rosa spoke of both children."
    twice = submit(session, cast.maya, client_id=cast.luis.id)
    assert {"overlap", "possible_duplicate"} <= set(version_of(session, twice).flags)


def test_a_colleagues_note_at_the_same_time_is_no_overlap(session: Session, cast: Cast) -> None:
    submit(session, cast.priya, client_id=cast.luis.id)
    assert "overlap" not in version_of(session, submit(session, cast.maya, client_id=cast.luis.id)).flags


def test_siblings_share_a_visits_time_but_not_twice(session: Session, cast: Cast) -> None:
    visit = visit_of(session, cast.maya, cast, cast.luis.id, cast.ana.id)
    for kind, minutes in (("check_in", 0), ("check_out", 50)):
        happened_at = MONDAY + timedelta(minutes=minutes)
        factories.visit_stamp(session, visit_id=visit.id, kind=kind, happened_at=happened_at)
    same = {
        "visit_id": visit.id,
        "contact_type": "face_to_face",
        "outcome": "seen",
        "started_at": MONDAY,
        "ended_at": MONDAY + timedelta(minutes=50),
        "recorded": factories.recorded(MONDAY + timedelta(hours=1)),
    }
    luis = submit(session, cast.maya, client_id=cast.luis.id, minutes=25, text="Luis showed me.", **same)
    ana = submit(session, cast.maya, client_id=cast.ana.id, minutes=26, text="Ana told me.", **same)
    assert version_of(session, luis).flags == ["no_rounding_rule"]
    assert version_of(session, ana).flags == ["more_than_the_visit", "no_rounding_rule"]


def test_a_visit_note_that_names_no_goal_is_flagged_where_there_are_goals(
    session: Session, cast: Cast
) -> None:
    seen: dict[str, Any] = {"contact_type": "face_to_face", "outcome": "seen"}
    first = submit(session, cast.maya, client_id=cast.luis.id, **seen)
    assert "no_goal" not in version_of(session, first).flags
    factories.goal(session, client_id=cast.luis.id)
    second = submit(session, cast.maya, client_id=cast.luis.id, **seen)
    assert "no_goal" in version_of(session, second).flags


def test_a_stay_in_hospital_and_a_lapsed_coverage_are_flags_not_refusals(
    session: Session, cast: Cast
) -> None:
    rounding(session, cast, "eight_minute", payer_id=None)
    factories.setting_stay(session, client_id=cast.luis.id, setting="hospital")
    before_coverage = factories.YEAR_START - timedelta(days=2)
    kept = noted(session, cast, 30)
    assert (kept.units, kept.flags) == (0, ["inpatient"])
    began = MONDAY.replace(year=before_coverage.year, month=before_coverage.month, day=before_coverage.day)
    assert "no_coverage" in noted(session, cast, 30, began=began).flags
