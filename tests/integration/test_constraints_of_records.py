"""The database itself holds the invariants, whatever the code above it forgets: plans, goals, notes."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, SQLModel

from casepwa.models import (
    AuditEvent,
    CoachingComment,
    ContactNote,
    ContactNoteAmendment,
    ContactNoteComment,
    ContactNoteGoal,
    ContactNoteReading,
    ContactNoteReview,
    ContactNoteVersion,
    ContactNoteWithdrawal,
    GoalMark,
    GoalMarkAmendment,
    NamedSecond,
    ReadEvent,
    VisitStamp,
    codes,
)
from tests import factories
from tests.cast import Cast
from tests.integration.refusals import refused

MONDAY = factories.MONDAY


def stamp(**values: Any) -> VisitStamp:
    given = {
        "kind": codes.StampKind.CHECK_IN,
        "happened_at": MONDAY,
        "recorded_at": MONDAY,
        "method": codes.LocationMethod.GPS,
        "latitude": 40.2,
        "longitude": -74.7,
        "accuracy_m": 12.0,
    }
    return VisitStamp(**{**given, **values})


def note_version(session: Session, cast: Cast) -> ContactNoteVersion:
    note = factories.made(session, ContactNote(client_id=cast.luis.id, author_id=cast.maya.id))
    return factories.made(
        session,
        ContactNoteVersion(
            note_id=note.id,
            number=1,
            contacted=["client"],
            outcome=codes.ContactOutcome.SEEN,
            contact_type=codes.ContactType.FACE_TO_FACE,
            started_at=MONDAY,
            ended_at=MONDAY,
            minutes=30,
            text="Seen at home.",
            submitted_by_id=cast.maya.id,
            recorded_at=MONDAY,
            sha256="0" * 64,
        ),
    )


def test_a_client_has_one_active_crisis_plan(session: Session, cast: Cast) -> None:
    factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id)
    with pytest.raises(DatabaseError), session.begin_nested():
        factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id, number=2)
    factories.crisis_plan(
        session, client_id=cast.luis.id, author_id=cast.priya.id, number=2, status=codes.PlanStatus.SUPERSEDED
    )
    factories.crisis_plan(session, client_id=cast.ana.id, author_id=cast.priya.id)


def test_a_published_crisis_plan_says_by_whom(session: Session, cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="a_published_plan_says_by_whom"), session.begin_nested():
        factories.crisis_plan(
            session, client_id=cast.luis.id, author_id=cast.priya.id, published_by_id=None, published_at=None
        )


@pytest.mark.parametrize("missing", ["measure", "target", "due_on", "owner", "strength"])
def test_an_active_goal_is_whole(session: Session, cast: Cast, missing: str) -> None:
    with pytest.raises(DatabaseError, match="an_active_goal_is_whole"), session.begin_nested():
        factories.goal(session, client_id=cast.luis.id, **{missing: None})
    factories.goal(session, client_id=cast.luis.id, lifecycle=codes.Lifecycle.PROPOSED, **{missing: None})


def test_a_goal_is_scaled_between_minus_two_and_two(session: Session, cast: Cast) -> None:
    goal = factories.goal(session, client_id=cast.luis.id)
    mark = GoalMark(
        client_id=cast.luis.id,
        goal_id=goal.id,
        level=codes.MarkLevel.MET,
        scaled_level=3,
        marked_by_id=cast.maya.id,
        happened_at=MONDAY,
        recorded_at=MONDAY,
    )
    assert "gas_is_minus2_to_2" in refused(session, mark)


def _around_the_note(session: Session, cast: Cast, version: ContactNoteVersion) -> list[SQLModel]:
    review = ContactNoteReview(
        note_id=version.note_id,
        version=1,
        decision=codes.ReviewDecision.RETURNED,
        comment="Which school?",
        reviewer_id=cast.omar.id,
        sha256=version.sha256,
    )
    factories.made(session, review)
    rows = [
        ContactNoteComment(review_id=review.id, number=1, starts=0, ends=4, quote="Seen", text="By whom?"),
        ContactNoteWithdrawal(review_id=review.id, withdrawn_by_id=cast.omar.id),
        ContactNoteReading(version_id=version.id, account_id=cast.omar.id),
        ContactNoteAmendment(
            note_id=version.note_id,
            version=1,
            kind=codes.NoteAmendmentKind.ADDENDUM,
            text="He called again.",
            reason="Came later",
            author_id=cast.maya.id,
            recorded_at=MONDAY,
            sha256="0" * 64,
        ),
        CoachingComment(
            note_id=version.note_id,
            version=1,
            text="Well seen.",
            worker_id=cast.maya.id,
            by_id=cast.omar.id,
        ),
    ]
    return [factories.made(session, row) for row in rows]


def append_only_rows(session: Session, cast: Cast) -> list[SQLModel]:
    """One kept row of every append-only table."""
    goal = factories.goal(session, client_id=cast.luis.id)
    visit = factories.visit(
        session, organization_id=cast.organization.id, worker_id=cast.maya.id, client_ids=(cast.luis.id,)
    )
    mark = GoalMark(
        client_id=cast.luis.id,
        goal_id=goal.id,
        level=codes.MarkLevel.PROGRESS,
        marked_by_id=cast.maya.id,
        happened_at=MONDAY,
        recorded_at=MONDAY,
    )
    factories.made(session, mark)
    version = note_version(session, cast)
    return [
        mark,
        version,
        factories.made(
            session,
            GoalMarkAmendment(
                goal_mark_id=mark.id,
                kind=codes.MarkAmendmentKind.UNDONE,
                amended_by_id=cast.maya.id,
                recorded_at=MONDAY,
            ),
        ),
        factories.made(session, ContactNoteGoal(version_id=version.id, goal_id=goal.id)),
        factories.made(
            session,
            ContactNoteReview(
                note_id=version.note_id,
                version=1,
                decision=codes.ReviewDecision.APPROVED,
                reviewer_id=cast.omar.id,
                sha256=version.sha256,
            ),
        ),
        *_around_the_note(session, cast, version),
        factories.made(session, stamp(visit_id=visit.id)),
        factories.made(session, AuditEvent(action="client.read")),
        factories.made(
            session,
            ReadEvent(account_id=cast.maya.id, client_id=cast.luis.id, what="person", read_at=MONDAY),
        ),
    ]


WITHOUT_A_ROW_HERE = {
    "coaching_reading",
    "family_message",
    "family_message_about",
    "family_message_event",
    "goal_version",
    "safety_check",
    "safety_concern_addition",
    "safety_escalation",
    "safety_escalation_reading",
    "safety_escalation_told",
    "visit_word_use",
}
"""Their triggers are compared with the models in test_migrations.py; nothing here fires them."""


def test_what_is_append_only_is_never_changed_and_never_deleted(session: Session, cast: Cast) -> None:
    rows = append_only_rows(session, cast)
    tables = {table.name for table in SQLModel.metadata.tables.values() if table.info.get("append_only")}
    tried = {str(row.__tablename__) for row in rows}
    assert tables - tried == WITHOUT_A_ROW_HERE
    for table in sorted(tried):
        column = next(iter(SQLModel.metadata.tables[table].primary_key)).name
        for verb in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match=f"{table} is append-only"), session.begin_nested():
                session.connection().execute(text(verb))


def test_a_return_says_what_to_mend(session: Session, cast: Cast) -> None:
    version = note_version(session, cast)
    silent = ContactNoteReview(
        note_id=version.note_id,
        version=1,
        decision=codes.ReviewDecision.RETURNED,
        reviewer_id=cast.omar.id,
        sha256=version.sha256,
    )
    assert "a_return_says_what_to_mend" in refused(session, silent)


@pytest.mark.parametrize(("starts", "ends", "quote"), [(0, 0, "Seen"), (0, 4, ""), (4, 4, "x"), (-1, 2, "x")])
def test_a_comment_is_pinned_to_words_or_to_the_whole(
    session: Session, cast: Cast, starts: int, ends: int, quote: str
) -> None:
    version = note_version(session, cast)
    review = _around_the_note(session, cast, version)[0]
    assert isinstance(review, ContactNoteComment)
    odd = ContactNoteComment(
        review_id=review.review_id, number=2, starts=starts, ends=ends, quote=quote, text="Hm?"
    )
    assert "pinned_to_words_or_to_the_whole" in refused(session, odd)


def test_nobody_is_their_own_second(session: Session, cast: Cast) -> None:
    own = NamedSecond(account_id=cast.omar.id, second_id=cast.omar.id, starts_at=MONDAY)
    assert "nobody_is_their_own_second" in refused(session, own)


def test_a_step_has_an_owner_and_says_who_did_it(session: Session, cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="a_step_has_an_owner"), session.begin_nested():
        factories.next_step(session, client_id=cast.luis.id, added_by_id=cast.maya.id, owner_role=None)
    with pytest.raises(DatabaseError, match="done_says_by_whom"), session.begin_nested():
        factories.next_step(session, client_id=cast.luis.id, added_by_id=cast.maya.id, done_at=MONDAY)
