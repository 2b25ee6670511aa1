"""Goal marks: append-only, amended by their author, and what they do to the goal."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from casepwa.casework.commands import GoalMarkAmended
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.plans import goals
from casepwa.models import AuditEvent, Goal, GoalMark, GoalMarkAmendment
from casepwa.models.codes import Lifecycle
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MONDAY


@pytest.fixture
def goal(session: Session, cast: Cast) -> Goal:
    """An active goal of Luis."""
    return factories.goal(session, client_id=cast.luis.id)


def mark(session: Session, person: Person, goal: Goal, **values: Any) -> GoalMark:
    recorded = values.pop("recorded", None) or factories.recorded()
    payload = factories.goal_mark(**{"client_id": goal.client_id, "goal_id": goal.id, **values})
    return goals.mark(session, actor=person.actor, payload=payload, recorded=recorded)


def amend(
    session: Session, person: Person, marked: GoalMark, kind: str, *, after: float = 5, **values: Any
) -> GoalMarkAmendment:
    given = {"amendment_id": new_id(), "client_id": marked.client_id, **values}
    payload = GoalMarkAmended.model_validate({"mark_id": marked.id, "kind": kind, **given})
    at = factories.recorded(MONDAY + timedelta(seconds=after))
    return goals.amend(session, actor=person.actor, payload=payload, recorded=at)


def test_a_mark_is_kept_with_its_line_and_its_goal_follows(session: Session, cast: Cast, goal: Goal) -> None:
    before = cast.luis.revision
    made = mark(session, cast.maya, goal, level="met", line="Five mornings of five")
    assert (made.line, made.marked_by_id, goal.achievement) == (
        "Five mornings of five",
        cast.maya.id,
        "achieved",
    )
    session.refresh(cast.luis)
    assert cast.luis.revision == before + 1
    event = session.exec(select(AuditEvent).where(AuditEvent.subject_id == goal.id)).one()
    assert (event.action, event.ids) == ("goal.mark", {"mark": str(made.id)})


def test_a_mark_that_arrives_late_does_not_overrule_a_newer_one(
    session: Session, cast: Cast, goal: Goal
) -> None:
    mark(session, cast.maya, goal, level="met", happened_at=MONDAY)
    mark(session, cast.priya, goal, level="slipped", happened_at=MONDAY - timedelta(days=1))
    assert goal.achievement == "achieved"


def test_a_mark_dated_in_the_future_counts_as_of_its_receipt(
    session: Session, cast: Cast, goal: Goal
) -> None:
    mark(session, cast.maya, goal, level="met", happened_at=MONDAY + timedelta(days=3 * 365))
    assert goal.achievement == "achieved"
    later = factories.recorded(MONDAY + timedelta(hours=1))
    at = MONDAY + timedelta(hours=1)
    mark(session, cast.priya, goal, level="slipped", happened_at=at, recorded=later)
    assert goal.achievement == "worsening"


def test_a_mark_is_only_for_a_goal_of_that_client(session: Session, cast: Cast, goal: Goal) -> None:
    of_ana = factories.goal(session, client_id=cast.ana.id)
    for goal_id in (of_ana.id, new_id()):
        with pytest.raises(Invalid, match="no_such_goal") as refusal:
            mark(session, cast.maya, goal, goal_id=goal_id)
        assert refusal.value.params == {}


@pytest.mark.parametrize(
    "lifecycle", [each for each in Lifecycle if each is not Lifecycle.ACTIVE], ids=lambda each: each.value
)
def test_only_an_active_goal_is_marked(
    session: Session, cast: Cast, goal: Goal, lifecycle: Lifecycle
) -> None:
    goal.lifecycle = lifecycle
    session.flush()
    with pytest.raises(Invalid, match="goal_is_not_active"):
        mark(session, cast.maya, goal)


def test_an_objective_belongs_to_the_marked_goal(session: Session, cast: Cast, goal: Goal) -> None:
    own = factories.objective(session, goal_id=goal.id)
    other = factories.objective(session, goal_id=factories.goal(session, client_id=cast.luis.id).id)
    assert mark(session, cast.maya, goal, objective_id=own.id).objective_id == own.id
    for objective_id in (other.id, new_id()):
        with pytest.raises(Invalid, match="no_such_objective"):
            mark(session, cast.maya, goal, objective_id=objective_id)


def test_an_objective_met_does_not_achieve_a_goal_with_two(session: Session, cast: Cast, goal: Goal) -> None:
    bag, bed = (factories.objective(session, goal_id=goal.id) for _ in range(2))
    mark(session, cast.maya, goal, objective_id=bag.id, level="met")
    assert goal.achievement == "improving"
    mark(session, cast.maya, goal, objective_id=bed.id, level="met")
    assert goal.achievement == "achieved"


def test_a_scaled_level_is_only_for_a_scaled_goal(session: Session, cast: Cast, goal: Goal) -> None:
    with pytest.raises(Invalid, match="goal_is_not_scaled"):
        mark(session, cast.maya, goal, scaled_level=1)
    goal.is_scaled = True
    session.flush()
    assert mark(session, cast.maya, goal, scaled_level=-2).scaled_level == -2


def test_a_mark_names_only_an_own_visit_to_that_client(session: Session, cast: Cast, goal: Goal) -> None:
    def visit(worker: Person, *client_ids: UUID) -> UUID:
        return factories.visit(
            session, organization_id=cast.organization.id, worker_id=worker.id, client_ids=client_ids
        ).id

    assert mark(session, cast.maya, goal, visit_id=visit(cast.maya, cast.luis.id)).visit_id
    for visit_id in (visit(cast.priya, cast.luis.id), visit(cast.maya, cast.ana.id), new_id()):
        with pytest.raises(Invalid, match="no_such_visit"):
            mark(session, cast.maya, goal, visit_id=visit_id)


def test_the_same_mark_again_is_one_mark(session: Session, cast: Cast, goal: Goal) -> None:
    first = mark(session, cast.maya, goal)
    again = mark(session, cast.maya, goal, mark_id=first.id)
    assert again.id == first.id
    assert len(session.exec(select(GoalMark)).all()) == 1


@pytest.mark.parametrize(
    "other", [{"level": "met"}, {"line": "Other words"}, {"happened_at": MONDAY + timedelta(minutes=1)}]
)
def test_a_known_mark_id_with_other_content_changes_nothing(
    session: Session, cast: Cast, goal: Goal, other: dict[str, object]
) -> None:
    first = mark(session, cast.maya, goal)
    with pytest.raises(Conflict, match="mark_was_made_otherwise"):
        mark(session, cast.maya, goal, mark_id=first.id, **other)


def test_another_persons_mark_id_is_not_taken_over(session: Session, cast: Cast, goal: Goal) -> None:
    first = mark(session, cast.maya, goal)
    of_ana = factories.goal(session, client_id=cast.ana.id)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        mark(session, cast.priya, goal, mark_id=first.id)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        mark(session, cast.maya, of_ana, mark_id=first.id)


def test_a_mark_recorded_before_losing_the_client_lands_flagged(session: Session, cast: Cast) -> None:
    of_ben = factories.goal(session, client_id=cast.ben.id)
    with pytest.raises(Denied):
        mark(session, cast.maya, of_ben)
    late = factories.recorded(late=frozenset({cast.ben.id}))
    assert mark(session, cast.maya, of_ben, recorded=late).is_late_right


def test_an_undo_leaves_both_rows_and_takes_the_mark_out_of_the_goal(
    session: Session, cast: Cast, goal: Goal
) -> None:
    mark(session, cast.maya, goal, level="progress", happened_at=MONDAY - timedelta(days=1))
    wrong = mark(session, cast.maya, goal, level="met")
    amendment = amend(session, cast.maya, wrong, "undone")
    assert goal.achievement == "improving"
    assert session.get(GoalMark, wrong.id) is not None
    assert (amendment.goal_mark_id, amendment.kind) == (wrong.id, "undone")


def test_undo_is_for_the_moment_and_entered_in_error_for_later(
    session: Session, cast: Cast, goal: Goal
) -> None:
    wrong = mark(session, cast.maya, goal, level="met")
    with pytest.raises(Invalid, match="too_late_to_undo"):
        amend(session, cast.maya, wrong, "undone", after=61)
    amend(session, cast.maya, wrong, "entered_in_error", after=86_400, reason="Wrong child")
    assert goal.achievement == "in-progress"


@pytest.mark.parametrize("kind", ["undone", "entered_in_error", "line"])
def test_a_mark_that_was_withdrawn_stays_withdrawn(
    session: Session, cast: Cast, goal: Goal, kind: str
) -> None:
    wrong = mark(session, cast.maya, goal)
    amend(session, cast.maya, wrong, "undone")
    with pytest.raises(Conflict, match="mark_already_withdrawn"):
        amend(session, cast.maya, wrong, kind, line="A line")


def test_a_line_can_be_added_and_bettered_and_has_words(session: Session, cast: Cast, goal: Goal) -> None:
    made = mark(session, cast.maya, goal)
    assert amend(session, cast.maya, made, "line", after=3600, line="He packed it").line == "He packed it"
    assert amend(session, cast.maya, made, "line", after=3700, line="He packed it himself")
    with pytest.raises(Invalid, match="line_needs_words"):
        amend(session, cast.maya, made, "line", line="  ")


def test_only_its_author_amends_a_mark(session: Session, cast: Cast, goal: Goal) -> None:
    made = mark(session, cast.maya, goal)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        amend(session, cast.priya, made, "undone")
    with pytest.raises(Denied):
        amend(session, cast.charlie, made, "undone")


def test_an_amendment_names_the_marks_own_client(session: Session, cast: Cast, goal: Goal) -> None:
    made = mark(session, cast.maya, goal)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        amend(session, cast.maya, made, "undone", client_id=cast.ana.id)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        amend(session, cast.maya, made, "undone", mark_id=new_id())


def test_an_amendments_id_is_used_once(session: Session, cast: Cast, goal: Goal) -> None:
    made, other = mark(session, cast.maya, goal), mark(session, cast.maya, goal)
    amendment = amend(session, cast.maya, made, "line", line="Once")
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        amend(session, cast.maya, other, "undone", amendment_id=amendment.id)
