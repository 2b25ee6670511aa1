"""Crisis plans: what a worker reads, and what they propose."""

import pytest
from sqlmodel import Session, select

from casepwa.casework.commands import CrisisPlanPropose
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.plans import crisis_plans
from casepwa.models import AuditEvent, CrisisPlanProposal
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, Person


def propose(session: Session, person: Person, cast: Cast, **values: object) -> CrisisPlanProposal:
    given = {
        "proposal_id": new_id(),
        "client_id": cast.luis.id,
        "section": "never_do",
        "proposal": "Do not mention his father.",
        **values,
    }
    payload = CrisisPlanPropose.model_validate(given)
    return crisis_plans.propose(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def test_a_proposal_waits_open_for_a_coordinator(session: Session, cast: Cast) -> None:
    plan = factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id)
    made = propose(session, cast.maya, cast, about_version=plan.number)
    assert (made.status, made.proposed_by_id, made.about_version) == ("open", cast.maya.id, 1)
    event = session.exec(select(AuditEvent).where(AuditEvent.subject_id == made.id)).one()
    assert (event.action, event.client_id) == ("crisis_plan.propose", cast.luis.id)


def test_a_proposal_may_be_about_a_version_superseded_meanwhile(session: Session, cast: Cast) -> None:
    old = {"client_id": cast.luis.id, "author_id": cast.priya.id}
    factories.crisis_plan(session, **old, number=1, status="superseded")
    factories.crisis_plan(session, **old, number=2)
    assert propose(session, cast.maya, cast, about_version=1).about_version == 1


def test_a_first_plan_can_be_proposed(session: Session, cast: Cast) -> None:
    assert propose(session, cast.maya, cast, about_version=None).status == "open"


def test_a_proposal_names_no_draft_and_no_other_clients_version(session: Session, cast: Cast) -> None:
    factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id, status="draft")
    factories.crisis_plan(session, client_id=cast.ana.id, author_id=cast.priya.id, number=2)
    for number in (1, 2, 3):
        with pytest.raises(Invalid, match="no_such_plan_version"):
            propose(session, cast.maya, cast, about_version=number)


def test_a_known_proposal_is_not_overwritten(session: Session, cast: Cast) -> None:
    made = propose(session, cast.maya, cast)
    with pytest.raises(Conflict, match="proposal_already_made"):
        propose(session, cast.maya, cast, proposal_id=made.id, proposal="Other words.")
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        propose(session, cast.priya, cast, proposal_id=made.id)
    assert made.proposal == "Do not mention his father."
