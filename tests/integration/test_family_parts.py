"""What stands in a family's bundle: lines of notes, the copy of the crisis plan, goals with their marks."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from casepwa.casework.family.family_bundle_shapes import PART2_NOTICE
from casepwa.models import (
    ContactNote,
    ContentLabel,
    GoalMark,
    GoalMarkAmendment,
    SharedLine,
    SharedLineReader,
)
from casepwa.models.codes import ConsentScope, NoteStatus, SharedKind
from tests import factories
from tests.cast import Cast, Person
from tests.integration.shared_with_family import consent, seen, share


def line(session: Session, cast: Cast, *, status: NoteStatus, reader: Person) -> None:
    note = factories.made(session, ContactNote(client_id=cast.luis.id, author_id=cast.maya.id, status=status))
    kept = SharedLine(
        note_id=note.id,
        client_id=cast.luis.id,
        text="He laughed twice.",
        written_by_id=cast.maya.id,
        recorded_at=factories.MONDAY,
    )
    factories.made(session, kept)
    factories.made(session, SharedLineReader(line_id=kept.id, account_id=reader.id))


@pytest.mark.parametrize("status", [NoteStatus.SUBMITTED, NoteStatus.RETURNED])
def test_a_line_waits_for_the_approval_of_its_note(status: NoteStatus, session: Session, cast: Cast) -> None:
    share(session, cast, SharedKind.SHARED_LINE)
    line(session, cast, status=status, reader=cast.rosa)
    (luis,) = seen(session, cast)
    assert luis.lines == []


def test_a_line_is_shown_to_its_named_reader_while_lines_are_shared(session: Session, cast: Cast) -> None:
    grant = share(session, cast, SharedKind.SHARED_LINE)
    line(session, cast, status=NoteStatus.APPROVED, reader=cast.rosa)
    (luis,) = seen(session, cast)
    assert [one.text for one in luis.lines] == ["He laughed twice."]
    grant.revoked_at = datetime.now(UTC)
    session.flush()
    assert seen(session, cast) == []


def test_a_line_that_names_another_reader_is_not_shown(session: Session, cast: Cast) -> None:
    share(session, cast, SharedKind.SHARED_LINE)
    line(session, cast, status=NoteStatus.APPROVED, reader=cast.priya)
    (luis,) = seen(session, cast)
    assert luis.lines == []


def test_the_copy_of_the_crisis_plan_has_no_safe_places_and_no_relatives_number(
    session: Session, cast: Cast
) -> None:
    factories.family_member(session, family_id=cast.delgados.id, given_name="Jorge", phone="(609) 555-0177")
    plan = {
        "calls": [
            {"label": "Mobile crisis", "phone": "609-555-0199", "is_mobile_crisis": True},
            {"label": "Uncle Jorge", "phone": "609.555.0177"},
        ],
        "what_helps": {"family_and_friends": ["Jorge on 609 555 0177, after work"]},
        "steps": [{"level": "early", "what": "Call Jorge", "phone": "+1 609-555-0177"}],
        "safe_places": [{"name": "Aunt Bea", "address": "9 secret road"}],
    }
    factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id, content=plan)
    share(session, cast, SharedKind.SHARED_LINE)
    (luis,) = seen(session, cast)
    assert luis.crisis_plan is None
    share(session, cast, SharedKind.CRISIS_PLAN)
    (luis,) = seen(session, cast)
    assert luis.crisis_plan is not None
    assert [call.label for call in luis.crisis_plan.calls] == ["Mobile crisis"]
    assert luis.crisis_plan.family_and_friends == ["Jorge on , after work"]
    assert luis.crisis_plan.steps[0].phone is None
    assert luis.crisis_plan.safe_places == []
    share(session, cast, SharedKind.SAFE_PLACES)
    (luis,) = seen(session, cast)
    assert luis.crisis_plan is not None
    assert [place.name for place in luis.crisis_plan.safe_places] == ["Aunt Bea"]


def test_a_part_of_a_goal_is_done_while_its_latest_mark_that_stands_says_so(
    session: Session, cast: Cast
) -> None:
    goal = factories.goal(session, client_id=cast.luis.id)
    objective = factories.objective(session, goal_id=goal.id)
    share(session, cast, SharedKind.GOAL, goal)
    now = datetime.now(UTC)

    def mark(level: str, days_ago: int) -> GoalMark:
        at = now - timedelta(days=days_ago)
        given = {"objective_id": objective.id, "level": level, "happened_at": at, "received_at": at}
        return factories.goal_mark_row(
            session, client_id=cast.luis.id, goal_id=goal.id, marked_by_id=cast.maya.id, **given
        )

    def is_met() -> bool:
        (luis,) = seen(session, cast)
        (part,) = luis.goals[0].working_on
        return part.is_met

    assert not is_met()
    mark("met", 300)
    assert is_met()
    slipped = mark("slipped", 2)
    mark("met", 3)
    assert not is_met()
    amended = {"kind": "undone", "amended_by_id": cast.maya.id, "recorded_at": now}
    factories.made(session, GoalMarkAmendment(goal_mark_id=slipped.id, **amended))
    assert is_met()


def under_the_label(session: Session, cast: Cast, kind: SharedKind, item_id: UUID | None = None) -> None:
    """The label, and Rosa's consent of its own."""
    values = {"client_id": cast.luis.id, "kind": kind, "item_id": item_id, "labelled_by_id": cast.maya.id}
    factories.made(session, ContentLabel(**values))
    consent(session, cast, recipient_account_id=cast.rosa.id, scope=ConsentScope.SUBSTANCE_USE)


def test_a_line_carries_the_notice_when_all_lines_are_under_the_label(session: Session, cast: Cast) -> None:
    share(session, cast, SharedKind.SHARED_LINE)
    line(session, cast, status=NoteStatus.APPROVED, reader=cast.rosa)
    under_the_label(session, cast, SharedKind.SHARED_LINE)
    (luis,) = seen(session, cast)
    assert [one.label.notice for one in luis.lines if one.label] == [PART2_NOTICE]


def test_a_plan_with_labelled_safe_places_carries_the_notice_where_they_stand_in_it(
    session: Session, cast: Cast
) -> None:
    plan = {"safe_places": [{"name": "Aunt Bea"}]}
    factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id, content=plan)
    share(session, cast, SharedKind.CRISIS_PLAN)
    under_the_label(session, cast, SharedKind.SAFE_PLACES)
    (luis,) = seen(session, cast)
    assert luis.crisis_plan is not None
    assert luis.crisis_plan.label is None
    share(session, cast, SharedKind.SAFE_PLACES)
    (luis,) = seen(session, cast)
    assert luis.crisis_plan is not None
    assert luis.crisis_plan.label is not None
    assert luis.crisis_plan.label.notice == PART2_NOTICE


def test_a_celebration_of_a_labelled_goal_carries_the_notice(session: Session, cast: Cast) -> None:
    goal = factories.goal(session, client_id=cast.luis.id)
    factories.goal_mark_row(
        session,
        client_id=cast.luis.id,
        goal_id=goal.id,
        marked_by_id=cast.maya.id,
        level="met",
        happened_at=datetime.now(UTC) - timedelta(days=1),
    )
    share(session, cast, SharedKind.GOAL, goal)
    under_the_label(session, cast, SharedKind.GOAL, goal.id)
    (luis,) = seen(session, cast)
    assert [one.label.notice for one in luis.celebrations if one.label] == [PART2_NOTICE]


def test_marks_come_without_staffs_line_and_what_was_met_is_celebrated(session: Session, cast: Cast) -> None:
    goal = factories.goal(session, client_id=cast.luis.id)
    objective = factories.objective(session, goal_id=goal.id)
    now = datetime.now(UTC)
    for level, day in (("slipped", 9), ("met", 2), ("met", 1)):
        mark = factories.goal_mark_row(
            session,
            client_id=cast.luis.id,
            goal_id=goal.id,
            objective_id=objective.id,
            marked_by_id=cast.maya.id,
            level=level,
            line="secret line",
            happened_at=now - timedelta(days=day),
        )
    amended = {"kind": "undone", "amended_by_id": cast.maya.id, "recorded_at": now}
    factories.made(session, GoalMarkAmendment(goal_mark_id=mark.id, **amended))
    share(session, cast, SharedKind.GOAL, goal)
    (luis,) = seen(session, cast)
    assert [mark.level for mark in luis.goals[0].marks] == ["slipped", "met"]
    assert [one.what for one in luis.celebrations] == ["Bag packed the night before"]
    assert "secret" not in repr(luis)
