"""A contact note from one submission to the next: versions, signatures, units, flags, refusals."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.notes import contact_notes, note_versions, signatures
from casepwa.models import AuditEvent, ContactNote, ContactNoteGoal, ContactNoteVersion, Episode, Visit
from casepwa.models.codes import NoteStatus, RuleName
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MONDAY


def submit(session: Session, person: Person, *, at: datetime = MONDAY, **values: Any) -> ContactNote:
    recorded = values.pop("recorded", None) or factories.recorded(at)
    payload = factories.note_submit(**values)
    kept = contact_notes.submit(session, actor=person.actor, payload=payload, recorded=recorded)
    return session.get_one(ContactNote, kept.id)


def version_of(session: Session, note: ContactNote, number: int | None = None) -> ContactNoteVersion:
    return session.exec(
        select(ContactNoteVersion).where(
            ContactNoteVersion.note_id == note.id, ContactNoteVersion.number == (number or note.version)
        )
    ).one()


def visit_of(session: Session, person: Person, cast: Cast, *client_ids: UUID) -> Visit:
    return factories.visit(
        session, organization_id=cast.organization.id, worker_id=person.id, client_ids=client_ids
    )


def test_a_first_submission_is_version_one_with_three_times(session: Session, cast: Cast) -> None:
    recorded = factories.recorded(
        MONDAY + timedelta(minutes=1), received_at=MONDAY + timedelta(hours=6), clock_offset_ms=900
    )
    note = submit(session, cast.maya, client_id=cast.luis.id, recorded=recorded)
    kept = version_of(session, note)
    assert (note.version, note.status, note.author_id) == (1, "submitted", cast.maya.id)
    assert (kept.ended_at, kept.recorded_at, kept.received_at, kept.clock_offset_ms) == (
        MONDAY,
        MONDAY + timedelta(minutes=1),
        MONDAY + timedelta(hours=6),
        900,
    )


def test_a_note_leaves_an_audit_event_without_words_and_moves_the_bundle(
    session: Session, cast: Cast
) -> None:
    before = cast.luis.revision
    note = submit(session, cast.maya, client_id=cast.luis.id, text="A secret word: heliotrope.")
    event = session.exec(select(AuditEvent).where(AuditEvent.subject_id == note.id)).one()
    assert (event.action, event.client_id, event.account_id) == (
        "contact_note.write",
        cast.luis.id,
        cast.maya.id,
    )
    assert "heliotrope" not in event.model_dump_json()
    session.refresh(cast.luis)
    assert cast.luis.revision == before + 1


def test_the_signature_holds_over_what_the_database_gives_back(session: Session, cast: Cast) -> None:
    goal = factories.goal(session, client_id=cast.luis.id)
    other = factories.goal(session, client_id=cast.luis.id)
    note = submit(
        session,
        cast.maya,
        client_id=cast.luis.id,
        goal_ids=[other.id, goal.id],
        text="Él dijo “mañana”. \U0001f642",
        contacted_names=["Rosa"],
        purpose="monitoring",
        started_at=MONDAY - timedelta(minutes=10, microseconds=123_000),
    )
    session.expire_all()
    kept = version_of(session, note)
    goal_ids = session.exec(
        select(ContactNoteGoal.goal_id).where(ContactNoteGoal.version_id == kept.id)
    ).all()
    content = note_versions.content_signed(kept, client_id=note.client_id, goal_ids=set(goal_ids))
    assert signatures.of(content) == kept.sha256
    assert signatures.of(content | {"text": "Something else"}) != kept.sha256


def test_a_returned_note_is_mended_as_the_next_version_and_the_first_stays(
    session: Session, cast: Cast
) -> None:
    note = submit(session, cast.maya, client_id=cast.luis.id, text="First words.")
    note.status = NoteStatus.RETURNED
    session.flush()
    submit(session, cast.maya, client_id=cast.luis.id, note_id=note.id, builds_on=1, text="Better words.")
    assert (note.version, note.status) == (2, "submitted")
    assert version_of(session, note, 1).text == "First words."
    assert version_of(session, note, 2).text == "Better words."


def test_a_submission_that_builds_on_an_older_version_is_told_so(session: Session, cast: Cast) -> None:
    note = submit(session, cast.maya, client_id=cast.luis.id)
    submit(session, cast.maya, client_id=cast.luis.id, note_id=note.id, builds_on=1)
    for stale in (0, 1, 3):
        with pytest.raises(Conflict, match="note_changed_meanwhile") as conflict:
            submit(session, cast.maya, client_id=cast.luis.id, note_id=note.id, builds_on=stale)
        assert conflict.value.params == {"version": 2}


def test_a_note_nobody_knows_cannot_be_built_on(session: Session, cast: Cast) -> None:
    with pytest.raises(Conflict, match="note_changed_meanwhile"):
        submit(session, cast.maya, client_id=cast.luis.id, builds_on=1)


def test_an_approved_note_is_locked(session: Session, cast: Cast) -> None:
    note = submit(session, cast.maya, client_id=cast.luis.id)
    note.status = NoteStatus.APPROVED
    session.flush()
    with pytest.raises(Conflict, match="note_is_approved"):
        submit(session, cast.maya, client_id=cast.luis.id, note_id=note.id, builds_on=1)


def test_a_colleague_cannot_write_into_anothers_note(session: Session, cast: Cast) -> None:
    note = submit(session, cast.maya, client_id=cast.luis.id)
    with pytest.raises(Invalid, match="record_belongs_elsewhere") as refusal:
        submit(session, cast.priya, client_id=cast.luis.id, note_id=note.id, builds_on=1)
    assert refusal.value.params == {}


def test_a_note_does_not_move_to_another_client(session: Session, cast: Cast) -> None:
    note = submit(session, cast.maya, client_id=cast.luis.id)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        submit(session, cast.maya, client_id=cast.ana.id, note_id=note.id, builds_on=1)


def test_who_may_not_reach_the_client_learns_nothing_of_the_note(session: Session, cast: Cast) -> None:
    note = submit(session, cast.maya, client_id=cast.luis.id)
    for note_id in (note.id, new_id()):
        with pytest.raises(Denied) as denial:
            submit(session, cast.charlie, client_id=cast.luis.id, note_id=note_id, builds_on=1)
        assert (denial.value.message_id, denial.value.params) == ("not_allowed", {})


def test_a_note_cannot_end_before_it_starts(session: Session, cast: Cast) -> None:
    with pytest.raises(Invalid, match="note_ends_before_it_starts"):
        submit(session, cast.maya, client_id=cast.luis.id, started_at=MONDAY + timedelta(minutes=1))


def test_a_contact_takes_at_most_a_day(session: Session, cast: Cast) -> None:
    with pytest.raises(Invalid, match="note_longer_than_a_day"):
        submit(session, cast.maya, client_id=cast.luis.id, started_at=MONDAY - timedelta(hours=25))


def test_a_note_belongs_only_to_an_own_visit_with_this_client(session: Session, cast: Cast) -> None:
    own = visit_of(session, cast.maya, cast, cast.luis.id)
    others = visit_of(session, cast.priya, cast, cast.luis.id)
    siblings = visit_of(session, cast.maya, cast, cast.ana.id)
    assert submit(session, cast.maya, client_id=cast.luis.id, visit_id=own.id).visit_id == own.id
    for visit_id in (others.id, siblings.id, new_id()):
        with pytest.raises(Invalid, match="no_such_visit"):
            submit(session, cast.maya, client_id=cast.luis.id, visit_id=visit_id)


def test_a_note_names_only_goals_of_its_client(session: Session, cast: Cast) -> None:
    of_ana = factories.goal(session, client_id=cast.ana.id)
    for goal_id in (of_ana.id, new_id()):
        with pytest.raises(Invalid, match="no_such_goal"):
            submit(session, cast.maya, client_id=cast.luis.id, goal_ids=[goal_id])


def test_a_note_recorded_before_losing_the_client_lands_flagged_and_shares_nothing(
    session: Session, cast: Cast
) -> None:
    late = factories.recorded(late=frozenset({cast.ben.id}))
    note = submit(
        session,
        cast.maya,
        client_id=cast.ben.id,
        recorded=late,
        share={"id": new_id(), "text": "He did well.", "reader_ids": []},
    )
    kept = version_of(session, note)
    assert kept.is_late_right
    assert {"late_right", "share_left_out"} <= set(kept.flags)


# -- units ------------------------------------------------------------------------------------------


def rounding(session: Session, cast: Cast, policy: str, **values: Any) -> None:
    value = {"policy": policy, **values.pop("value", {})}
    factories.rule(
        session,
        organization_id=cast.organization.id,
        name=RuleName.UNITS_ROUNDING,
        value=value,
        **{"payer_id": cast.payer.id, **values},
    )


@dataclass(frozen=True)
class Noted:
    note_id: UUID
    work: str
    units: int | None
    flags: list[str]


def noted(session: Session, cast: Cast, minutes: int, **values: Any) -> Noted:
    """A call of ``minutes`` with Rosa about Luis."""
    began = values.pop("began", MONDAY)
    note = submit(
        session,
        cast.maya,
        client_id=cast.luis.id,
        started_at=began,
        ended_at=began + timedelta(minutes=minutes),
        minutes=minutes,
        at=began + timedelta(minutes=minutes),
        **values,
    )
    version = version_of(session, note)
    return Noted(note.id, version.work, units_of(session, note.id), version.flags)


def units_of(session: Session, note_id: UUID) -> int | None:
    return session.exec(select(ContactNote.units).where(ContactNote.id == note_id)).one()


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


# -- flags ------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("names", "is_flagged"),
    [
        ([], True),
        (["Mr. Lee"], True),
        (["Ms. Ortiz"], False),
        (["rosa", "Ms. Ortiz"], False),
        (["Rosa", "Mr. Lee"], True),
        (["Priya Raman", "Ms. Ortiz"], False),
    ],
)
def test_a_collateral_contact_without_a_release_is_listen_only(
    session: Session, cast: Cast, names: list[str], is_flagged: bool
) -> None:
    team = {"client_id": cast.luis.id, "role": "teacher"}
    factories.team_member(session, **team, name="Ms. Ortiz", may_hear=True)
    factories.team_member(session, **team, name="Mr. Lee", may_hear=False)
    note = submit(session, cast.maya, client_id=cast.luis.id, contacted=["collateral"], contacted_names=names)
    assert ("listen_only" in version_of(session, note).flags) is is_flagged
