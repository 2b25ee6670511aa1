"""The database itself holds the invariants, whatever the code above it forgets: plans, goals, notes."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, SQLModel

from casepwa.models import (
    AuditEvent,
    ContactNote,
    ContactNoteGoal,
    ContactNoteReview,
    ContactNoteVersion,
    GoalMark,
    GoalMarkAmendment,
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
        factories.made(session, stamp(visit_id=visit.id)),
        factories.made(session, AuditEvent(action="client.read")),
        factories.made(
            session,
            ReadEvent(account_id=cast.maya.id, client_id=cast.luis.id, what="person", read_at=MONDAY),
        ),
    ]


def test_what_is_append_only_is_never_changed_and_never_deleted(session: Session, cast: Cast) -> None:
    rows = append_only_rows(session, cast)
    tables = {table.name for table in SQLModel.metadata.tables.values() if table.info.get("append_only")}
    assert {row.__tablename__ for row in rows} == tables
    for table in sorted(tables):
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


def test_a_step_has_an_owner_and_says_who_did_it(session: Session, cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="a_step_has_an_owner"), session.begin_nested():
        factories.next_step(session, client_id=cast.luis.id, added_by_id=cast.maya.id, owner_role=None)
    with pytest.raises(DatabaseError, match="done_says_by_whom"), session.begin_nested():
        factories.next_step(session, client_id=cast.luis.id, added_by_id=cast.maya.id, done_at=MONDAY)
