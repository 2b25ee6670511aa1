"""The team at a glance: only one's own team, only counts and who is out, words only when opened."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from casepwa.casework.caseloads import team_overview
from casepwa.casework.errors import Denied
from casepwa.casework.plans import plan_proposals
from casepwa.models import ContactNote, CrisisPlanProposal, ReadEvent, VisitStamp
from casepwa.models.codes import LocationMethod, NoteStatus, ProposalStatus, Role, StampKind, VisitStatus
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, person


@pytest.fixture
def sol(session: Session, cast: Cast):
    """Supervises the other team."""
    sol = person(
        session,
        organization=cast.organization,
        name="Sol Weber",
        title="Supervisor",
        roles=(Role.SUPERVISOR,),
    )
    factories.supervises(session, account_id=sol.id, staff_team_id=cast.south.id)
    return sol


def proposal(session: Session, cast: Cast, **values: object) -> CrisisPlanProposal:
    given = {
        "client_id": cast.luis.id,
        "section": "never_do",
        "proposal": "Do not say his father's name.",
        "proposed_by_id": cast.maya.id,
        "recorded_at": factories.MONDAY,
        **values,
    }
    return factories.made(session, CrisisPlanProposal(**given))


def test_a_supervisor_sees_the_workers_of_their_own_team(session: Session, cast: Cast, sol) -> None:
    names = [worker.name for worker in team_overview.workers(session, actor=cast.omar.actor)]
    assert names == ["Maya Brooks", "Priya Raman"]
    assert [worker.name for worker in team_overview.workers(session, actor=sol.actor)] == ["Charlie Webb"]


def test_people_and_notes_are_counted(session: Session, cast: Cast) -> None:
    for status in (NoteStatus.SUBMITTED, NoteStatus.SUBMITTED, NoteStatus.RETURNED, NoteStatus.APPROVED):
        factories.made(session, ContactNote(client_id=cast.luis.id, author_id=cast.maya.id, status=status))
    maya = team_overview.workers(session, actor=cast.omar.actor)[0]
    assert (maya.people, maya.notes_waiting, maya.notes_returned) == (3, 2, 1)


def test_a_client_twice_on_a_team_counts_once(session: Session, cast: Cast) -> None:
    factories.team_member(session, client_id=cast.luis.id, account_id=cast.maya.id, role="other")
    assert team_overview.workers(session, actor=cast.omar.actor)[0].people == 3


def test_who_is_out_is_shown_with_since_when_and_until_when(session: Session, cast: Cast, sol) -> None:
    visit = factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id, cast.ana.id),
        status=VisitStatus.CHECKED_IN,
    )
    stamp = VisitStamp(
        visit_id=visit.id,
        kind=StampKind.CHECK_IN,
        happened_at=factories.MONDAY + timedelta(minutes=4),
        recorded_at=factories.MONDAY,
        method=LocationMethod.PLACE_TYPE,
        place_type="home",
    )
    factories.made(session, stamp)
    factories.visit(
        session, organization_id=cast.organization.id, worker_id=cast.maya.id, client_ids=(cast.ada.id,)
    )
    (out,) = team_overview.out_now(session, actor=cast.omar.actor)
    assert (out.worker, out.people, out.since) == (
        "Maya Brooks",
        ("Ana Delgado", "Luis Delgado"),
        factories.MONDAY + timedelta(minutes=4),
    )
    assert out.expected_end == visit.planned_end
    assert team_overview.out_now(session, actor=sol.actor) == []


def test_open_proposals_are_listed_without_their_words(session: Session, cast: Cast, sol) -> None:
    proposal(session, cast)
    proposal(session, cast, status=ProposalStatus.DECLINED)
    (listed,) = plan_proposals.open_ones(session, actor=cast.omar.actor)
    assert (listed.client, listed.section, listed.by) == ("Luis Delgado", "never_do", "Maya Brooks")
    assert "father" not in repr(listed)
    assert plan_proposals.open_ones(session, actor=sol.actor) == []


def test_opening_a_proposal_is_a_logged_read_of_that_client(session: Session, cast: Cast) -> None:
    one = proposal(session, cast)
    said = plan_proposals.words(session, actor=cast.omar.actor, proposal_id=one.id)
    session.flush()
    assert said == "Do not say his father's name."
    read = session.exec(select(ReadEvent)).one()
    assert (read.account_id, read.client_id, read.what) == (cast.omar.id, cast.luis.id, "crisis_plan")


def test_another_teams_proposal_and_none_at_all_are_refused_alike(session: Session, cast: Cast, sol) -> None:
    one = proposal(session, cast)
    refused = []
    for proposal_id in (one.id, new_id()):
        with pytest.raises(Denied) as denied:
            plan_proposals.words(session, actor=sol.actor, proposal_id=proposal_id)
        refused.append(denied.value.message_id)
    assert refused[0] == refused[1]
    assert session.exec(select(ReadEvent)).first() is None


def test_nobody_but_a_supervisor_sees_a_team(session: Session, cast: Cast) -> None:
    for one in (cast.maya, cast.priya, cast.rosa, cast.charlie, cast.alma):
        for look in (team_overview.workers, team_overview.out_now):
            with pytest.raises(Denied):
                look(session, actor=one.actor)
