"""A contact note from one submission to the next: versions, signatures, refusals."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.notes import note_versions, signatures
from casepwa.models import AuditEvent, ContactNoteGoal
from casepwa.models.codes import NoteStatus
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast
from tests.factories import MONDAY
from tests.integration.noting import submit, version_of, visit_of


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
    visit = visit_of(session, cast.maya, cast, cast.luis.id)
    note = submit(
        session,
        cast.maya,
        client_id=cast.luis.id,
        visit_id=visit.id,
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
    assert content["visit_id"] == visit.id
    for changed in ({"text": "Something else"}, {"visit_id": None}):
        assert signatures.of(content | changed) != kept.sha256


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
