"""Next steps: whose they are, and when they are done."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from casepwa.casework.bundles import bundles
from casepwa.casework.commands import StepDone
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.plans import next_steps, step_changes
from casepwa.models import AuditEvent, NextStep
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MONDAY


def add(session: Session, person: Person, cast: Cast, **values: object) -> NextStep:
    payload = factories.step_add(**{"client_id": cast.luis.id, **values})
    added = next_steps.add(session, actor=person.actor, payload=payload, recorded=factories.recorded())
    return session.get_one(NextStep, added.id)


def owned_by(**owner: object) -> dict[str, Any]:
    return {"owner_role": None, **owner}


def finish(session: Session, person: Person, step: NextStep, **values: object) -> NextStep:
    given = {"step_id": step.id, "client_id": step.client_id, "happened_at": MONDAY, **values}
    payload = StepDone.model_validate(given)
    return next_steps.done(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def test_a_step_says_what_why_who_and_by_when(session: Session, cast: Cast) -> None:
    before = cast.luis.revision
    due_on = MONDAY.date() + timedelta(days=7)
    step = add(session, cast.maya, cast, why="Two buses were missed", due_on=due_on)
    assert (step.why, step.due_on, step.added_by_id) == ("Two buses were missed", due_on, cast.maya.id)
    assert session.exec(select(AuditEvent.action).where(AuditEvent.subject_id == step.id)).all() == [
        "next_step.write"
    ]
    session.refresh(cast.luis)
    assert cast.luis.revision == before + 1


def test_a_step_is_owned_by_one_of_the_clients_own_people(session: Session, cast: Cast) -> None:
    assert add(session, cast.maya, cast, **owned_by(owner_account_id=cast.priya.id)).owner_account_id
    assert add(session, cast.maya, cast, **owned_by(owner_account_id=cast.maya.id)).owner_account_id
    assert add(session, cast.maya, cast, **owned_by(owner_account_id=cast.rosa.id)).owner_account_id
    assert add(session, cast.maya, cast, **owned_by(owner_family_member_id=cast.rosa_member.id))


def test_a_stranger_to_the_client_owns_no_step(session: Session, cast: Cast) -> None:
    strangers = (
        owned_by(owner_account_id=cast.charlie.id),
        owned_by(owner_account_id=new_id()),
        owned_by(owner_family_member_id=cast.ngozi_member.id),
        owned_by(owner_family_member_id=new_id()),
    )
    for owner in strangers:
        with pytest.raises(Invalid, match="no_such_owner") as refusal:
            add(session, cast.maya, cast, **owner)
        assert refusal.value.params == {}


def test_a_colleague_who_left_the_team_owns_no_new_step(session: Session, cast: Cast) -> None:
    factories.team_member(
        session, client_id=cast.ada.id, account_id=cast.priya.id, ends_at=MONDAY - timedelta(days=1)
    )
    with pytest.raises(Invalid, match="no_such_owner"):
        add(session, cast.maya, cast, client_id=cast.ada.id, **owned_by(owner_account_id=cast.priya.id))


def test_a_natural_support_on_the_team_may_own_a_step(session: Session, cast: Cast) -> None:
    pastor = factories.family_member(session, family_id=cast.okafors.id, given_name="Samuel")
    owner = owned_by(owner_family_member_id=pastor.id)
    with pytest.raises(Invalid, match="no_such_owner"):
        add(session, cast.maya, cast, **owner)
    factories.team_member(session, client_id=cast.luis.id, family_member_id=pastor.id, role="natural_support")
    assert add(session, cast.maya, cast, **owner)


def test_a_step_has_exactly_one_owner(session: Session, cast: Cast) -> None:
    nobody = owned_by()
    two = {"owner_role": "Parent", "owner_account_id": cast.priya.id}
    for owner in (nobody, two, {"owner_role": "  "}):
        with pytest.raises(Invalid, match="step_needs_one_owner"):
            add(session, cast.maya, cast, **owner)


def test_a_step_serves_only_a_goal_of_its_client(session: Session, cast: Cast) -> None:
    own = factories.goal(session, client_id=cast.luis.id)
    of_ana = factories.goal(session, client_id=cast.ana.id)
    assert add(session, cast.maya, cast, goal_id=own.id).goal_id == own.id
    for goal_id in (of_ana.id, new_id()):
        with pytest.raises(Invalid, match="no_such_goal"):
            add(session, cast.maya, cast, goal_id=goal_id)


def test_a_known_step_is_not_added_again_nor_taken_over(session: Session, cast: Cast) -> None:
    step = add(session, cast.maya, cast)
    with pytest.raises(Conflict, match="step_already_added"):
        add(session, cast.maya, cast, step_id=step.id)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        add(session, cast.priya, cast, step_id=step.id)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        add(session, cast.maya, cast, step_id=step.id, client_id=cast.ana.id)


def test_a_step_is_done_once_and_says_by_whom(session: Session, cast: Cast) -> None:
    step = finish(session, cast.priya, add(session, cast.maya, cast))
    assert (step.done_at, step.done_by_id) == (MONDAY, cast.priya.id)
    with pytest.raises(Conflict, match="step_already_done"):
        finish(session, cast.maya, step)


def test_a_step_of_another_client_does_not_exist(session: Session, cast: Cast) -> None:
    step = add(session, cast.maya, cast)
    for wrong in ({"client_id": cast.ana.id}, {"step_id": new_id()}):
        with pytest.raises(Invalid, match="no_such_step"):
            finish(session, cast.maya, step, **wrong)


def change(session: Session, who: Person, step: NextStep, *, saw: int = 0, **values: Any) -> NextStep:
    given = {"step_id": step.id, "client_id": step.client_id, "what": "Ask the bus company", **values}
    payload = factories.step_add(**given)  # type: ignore[arg-type]
    return step_changes.change(session, actor=who.actor, payload=payload, saw_edit=saw)


def test_a_step_is_changed_at_a_desk_by_who_saw_it_as_it_is(session: Session, cast: Cast) -> None:
    step = add(session, cast.maya, cast)
    change(session, cast.omar, step, **owned_by(owner_family_member_id=cast.rosa_member.id))
    assert (step.what, step.owner_family_member_id) == ("Ask the bus company", cast.rosa_member.id)
    with pytest.raises(Conflict, match="step_changed") as told:
        change(session, cast.maya, step)
    assert told.value.params == {"by": cast.omar.account.name}
    with pytest.raises(Invalid, match="no_such_owner"):
        change(session, cast.maya, step, saw=1, **owned_by(owner_account_id=cast.charlie.id))
    finish(session, cast.maya, step)
    with pytest.raises(Conflict, match="step_already_done"):
        change(session, cast.maya, step, saw=1)


def test_a_step_that_is_not_needed_leaves_the_lists_with_a_reason(session: Session, cast: Cast) -> None:
    step = add(session, cast.maya, cast)

    def withdraw(who: Person, reason: str) -> NextStep:
        return step_changes.withdraw(
            session, actor=who.actor, client_id=cast.luis.id, step_id=step.id, reason=reason, saw_edit=0
        )

    with pytest.raises(Invalid, match="withdrawal_needs_a_reason"):
        withdraw(cast.maya, " ")
    withdraw(cast.maya, "The school pays")
    assert step_changes.open_steps(session, actor=cast.maya.actor, client_id=cast.luis.id) == []
    bundle = bundles.bundle_of(session, cast.maya.actor, cast.luis.id)
    assert bundle is not None
    assert bundle.steps == []
    did = finish(session, cast.priya, step)
    assert (did.done_by_id, did.withdrawn_reason) == (cast.priya.id, "The school pays"), "both are true"


def test_a_step_out_of_reach_is_not_changed(session: Session, cast: Cast) -> None:
    step = add(session, cast.maya, cast)
    theirs = factories.next_step(session, client_id=cast.ben.id, added_by_id=cast.charlie.id)
    for who, wanted in ((cast.charlie, step), (cast.rosa, step), (cast.alma, step)):
        with pytest.raises(Denied):
            change(session, who, wanted)
    with pytest.raises(Denied):
        change(session, cast.maya, theirs, client_id=cast.luis.id)
