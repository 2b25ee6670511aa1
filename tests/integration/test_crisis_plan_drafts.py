"""Writing a crisis plan: one draft, seen changes only, a coordinator or supervisor publishes."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from casepwa.casework.bundles import bundles
from casepwa.casework.commands import CrisisPlanPropose
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.plans import crisis_plan_drafts, crisis_plan_versions, crisis_plans
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent, PlanStep, WhatHelps
from casepwa.casework.plans.crisis_plan_versions import Change
from casepwa.models import AuditEvent, CrisisPlanProposal, CrisisPlanVersion
from casepwa.models.columns import new_id, now
from tests import factories
from tests.cast import Cast, Person

PLAN = CrisisPlanContent(
    what_helps=WhatHelps(own=["The gray blanket"]),
    never_do=["Do not carry him"],
    steps=[PlanStep(level="early", what="Sit on the stairs", who="Rosa", phone="609-555-0101")],
)


def save(
    session: Session, person: Person, cast: Cast, *, saw: int = 0, plan: CrisisPlanContent = PLAN
) -> int:
    draft = crisis_plan_drafts.save(
        session, actor=person.actor, client_id=cast.luis.id, content=plan, saw_edit=saw
    )
    return draft.edit


def publish(
    session: Session, person: Person, cast: Cast, *, saw: int, due: date | None = None, **more: object
) -> int:
    first, _ = crisis_plan_drafts.longest_review(session, person.actor)
    version = crisis_plan_drafts.publish(
        session,
        actor=person.actor,
        client_id=cast.luis.id,
        saw_edit=saw,
        review_due_on=due or first,
        **more,  # type: ignore[arg-type]
    )
    return version.number


def on_phone(session: Session, cast: Cast) -> int | None:
    bundle = bundles.bundle_of(session, cast.maya.actor, cast.luis.id)
    assert bundle is not None
    return bundle.crisis_plan.version if bundle.crisis_plan else None


def test_two_numbers_in_one_box_are_refused_in_words_and_the_draft_stays(
    session: Session, cast: Cast
) -> None:
    saw = save(session, cast.priya, cast)
    two = "609-555-0101 or 609-555-0102"
    plan = PLAN.model_copy(update={"steps": [PlanStep(level="early", what="Call Rosa", phone=two)]})
    with pytest.raises(Invalid, match="plan_number_not_one") as refused:
        save(session, cast.priya, cast, saw=saw, plan=plan)
    assert refused.value.params == {"section": "steps", "typed": two}
    assert save(session, cast.priya, cast, saw=saw) == saw + 1


def test_a_draft_is_on_no_phone_until_it_is_published(session: Session, cast: Cast) -> None:
    save(session, cast.priya, cast)
    assert on_phone(session, cast) is None
    assert publish(session, cast.priya, cast, saw=1) == 1
    assert on_phone(session, cast) == 1


def test_publishing_supersedes_and_moves_the_tag(session: Session, cast: Cast) -> None:
    factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id)
    revision = cast.luis.revision
    save(session, cast.omar, cast)
    publish(session, cast.omar, cast, saw=1)
    rows = session.exec(select(CrisisPlanVersion).order_by(CrisisPlanVersion.number)).all()  # type: ignore[arg-type]
    assert [(row.number, row.status) for row in rows] == [(1, "superseded"), (2, "active")]
    session.refresh(cast.luis)
    assert cast.luis.revision > revision


def test_a_case_manager_proposes_and_never_writes_or_publishes(session: Session, cast: Cast) -> None:
    save(session, cast.priya, cast)
    for person in (cast.maya, cast.charlie, cast.alma, cast.rosa):
        with pytest.raises(Denied):
            crisis_plan_drafts.open_draft(session, actor=person.actor, client_id=cast.luis.id)
        with pytest.raises(Denied):
            save(session, person, cast, saw=1)
        with pytest.raises(Denied):
            publish(session, person, cast, saw=1, due=date(2030, 1, 1))
        with pytest.raises(Denied):
            crisis_plan_drafts.discard(session, actor=person.actor, client_id=cast.luis.id, saw_edit=1)
        with pytest.raises(Denied):
            crisis_plan_drafts.decline(
                session, actor=person.actor, client_id=cast.luis.id, proposal_id=new_id()
            )


def changes(session: Session, person: Person, cast: Cast, number: int) -> list[Change]:
    return crisis_plan_versions.changes_of(session, actor=person.actor, client_id=cast.luis.id, number=number)


def test_a_draft_is_read_by_those_alone_who_publish(session: Session, cast: Cast) -> None:
    save(session, cast.priya, cast)
    with pytest.raises(Denied):
        changes(session, cast.maya, cast, 1)
    assert changes(session, cast.omar, cast, 1)
    publish(session, cast.priya, cast, saw=1)
    assert changes(session, cast.maya, cast, 1), "what was in force belongs to the whole team"


def test_who_is_on_call_reads_the_plan_in_force_and_not_what_it_was_before(
    session: Session, cast: Cast
) -> None:
    for each in (1, 2):
        plan = PLAN.model_copy(update={"never_do": [f"Do not carry him ({each})"]})
        save(session, cast.priya, cast, plan=plan)
        publish(session, cast.priya, cast, saw=1)
    factories.on_call_shift(
        session,
        staff_team_id=cast.north.id,
        account_id=cast.charlie.id,
        starts_at=now() - timedelta(hours=1),
        ends_at=now() + timedelta(hours=1),
    )
    bundle = bundles.bundle_of(session, cast.charlie.actor, cast.luis.id)
    assert bundle is not None
    assert bundle.crisis_plan is not None
    for number in (1, 2, 3):
        with pytest.raises(Denied):
            changes(session, cast.charlie, cast, number)


def test_nobody_overwrites_or_publishes_what_they_have_not_seen(session: Session, cast: Cast) -> None:
    save(session, cast.priya, cast)
    save(session, cast.omar, cast, saw=1)
    for saw in (0, 1):
        with pytest.raises(Conflict, match="plan_draft_changed") as told:
            save(session, cast.priya, cast, saw=saw)
        assert told.value.params == {"by": cast.omar.account.name}
    with pytest.raises(Conflict, match="plan_draft_changed"):
        publish(session, cast.priya, cast, saw=1)
    crisis_plan_drafts.discard(session, actor=cast.omar.actor, client_id=cast.luis.id, saw_edit=2)
    with pytest.raises(Conflict, match="plan_draft_gone"):
        publish(session, cast.priya, cast, saw=2)


def test_a_plan_that_says_nothing_is_not_published(session: Session, cast: Cast) -> None:
    save(session, cast.priya, cast, plan=CrisisPlanContent(never_do=["Do not shout"]))
    with pytest.raises(Invalid, match="crisis_plan_is_empty"):
        publish(session, cast.priya, cast, saw=1)


def test_the_review_is_ahead_and_within_the_cadence(session: Session, cast: Cast) -> None:
    first, last = crisis_plan_drafts.longest_review(session, cast.priya.actor)
    assert (last - first).days == 89
    save(session, cast.priya, cast)
    with pytest.raises(Invalid, match="review_not_ahead"):
        publish(session, cast.priya, cast, saw=1, due=first - timedelta(days=1))
    with pytest.raises(Invalid, match="review_too_late") as told:
        publish(session, cast.priya, cast, saw=1, due=last + timedelta(days=1))
    assert told.value.params == {"days": 90}
    assert publish(session, cast.priya, cast, saw=1, due=last) == 1


def proposal(session: Session, cast: Cast) -> CrisisPlanProposal:
    payload = CrisisPlanPropose(
        proposal_id=new_id(), client_id=cast.luis.id, section="never_do", proposal="Not his father."
    )
    return crisis_plans.propose(
        session, actor=cast.maya.actor, payload=payload, recorded=factories.recorded()
    )


def test_publishing_answers_the_proposals_it_names_and_no_others(session: Session, cast: Cast) -> None:
    answered, open_still, declined = (proposal(session, cast) for _ in range(3))
    crisis_plan_drafts.decline(
        session, actor=cast.omar.actor, client_id=cast.luis.id, proposal_id=declined.id
    )
    save(session, cast.priya, cast)
    publish(session, cast.priya, cast, saw=1, taken_up=frozenset({answered.id, declined.id}))
    assert [one.status for one in (answered, open_still, declined)] == ["taken_up", "open", "declined"]
    assert answered.decided_by_id == cast.priya.id
    with pytest.raises(Invalid, match="proposal_not_open"):
        crisis_plan_drafts.decline(
            session, actor=cast.omar.actor, client_id=cast.luis.id, proposal_id=answered.id
        )


def test_what_changed_is_told_in_whole_lines(session: Session, cast: Cast) -> None:
    save(session, cast.priya, cast)
    publish(session, cast.priya, cast, saw=1)
    changed = PLAN.model_copy(
        update={"never_do": ["Do not carry him", "Do not shout"], "triggers": ["Sirens"]}
    )
    save(session, cast.priya, cast, plan=changed)
    changes = crisis_plan_versions.changes_of(
        session, actor=cast.omar.actor, client_id=cast.luis.id, number=2
    )
    assert [(one.section, one.gone, one.new) for one in changes] == [
        ("never_do", (), ("Do not shout",)),
        ("triggers", (), ("Sirens",)),
    ]


def test_a_new_order_alone_is_a_change_too() -> None:
    one, two = PLAN.steps[0], PlanStep(level="early", what="Call Rosa")
    (change,) = crisis_plan_versions.differences(
        PLAN.model_copy(update={"steps": [one, two]}), PLAN.model_copy(update={"steps": [two, one]})
    )
    assert change.section == "steps"
    assert change.gone == tuple(reversed(change.new))


def test_every_step_of_it_is_on_the_audit_trail(session: Session, cast: Cast) -> None:
    save(session, cast.priya, cast)
    publish(session, cast.priya, cast, saw=1)
    events = session.exec(
        select(AuditEvent).where(AuditEvent.action == "crisis_plan.publish").order_by(col(AuditEvent.id))
    ).all()
    assert [event.ids.get("step", "published") for event in events] == ["saved", "published"]
