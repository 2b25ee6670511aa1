"""Above every desk screen of a supervisor, live: who is overdue, and complaints that nobody has answered."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from casepwa import database
from casepwa.casework.caseloads import desk_news
from casepwa.casework.commands import MessageSend
from casepwa.casework.errors import Denied
from casepwa.casework.family import complaints, family_messages
from casepwa.casework.safety import safety_checks, safety_timers
from casepwa.casework.visits import visits
from casepwa.models import FamilyMessage, FamilyMessageAbout, Visit
from casepwa.models.codes import Role, SharedKind, Surface
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, person, play
from tests.integration import sockets
from tests.integration.signed_in import signed_in

NEWS = "casepwa___state___desk_news____desk_news_state"
CASELOADS = "casepwa___state___caseloads____caseloads_state"
LIST = "casepwa___state___complaints____complaints_state"


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    factories.grant(
        site,
        account_id=cast.rosa.id,
        client_id=cast.luis.id,
        granted_by_id=cast.maya.id,
        kind=SharedKind.CRISIS_PLAN,
    )
    site.commit()
    return cast


@pytest.fixture
def omar(site: Session, stage: Cast) -> Iterator[sockets.Tab]:
    """Omar's open screen, with no news on it yet."""
    browser: TestClient = signed_in(site, stage.omar.account, surface=Surface.DESK)
    with sockets.running() as server, sockets.tab(server, browser) as page:
        page.hydrated()
        for state in (NEWS, LIST):
            page.send(f"{state}.look")
            page.send(f"{state}.follow")
        page.hydrated()
        yield page


def out_overdue(session: Session, cast: Cast, *, minutes: int) -> Visit:
    """Maya is with Luis, and should have been back."""
    end = datetime.now(UTC) - timedelta(minutes=minutes)
    began = end - timedelta(hours=1)
    visit = factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id,),
        planned_start=began,
        planned_end=end,
    )
    payload = factories.visit_check_in(visit_id=visit.id, happened_at=began, expected_end=end)
    recorded = factories.recorded(began, received_at=began)
    visits.check_in(session, actor=cast.maya.actor, payload=payload, recorded=recorded)
    safety_timers.raise_due(session, at=datetime.now(UTC))
    return visit


def complained(session: Session, cast: Cast) -> FamilyMessage:
    payload = MessageSend.model_validate(
        {
            "message_id": new_id(),
            "client_id": cast.luis.id,
            "kind": "complaint",
            "text": "No one called back for a week.",
        }
    )
    return family_messages.send(
        session, actor=cast.rosa.actor, payload=payload, recorded=factories.recorded(datetime.now(UTC))
    )


def test_an_overdue_visit_stands_above_every_screen_until_it_is_marked_safe(
    omar: sockets.Tab, stage: Cast
) -> None:
    with database.unit_of_work() as session:
        visit = out_overdue(session, stage, minutes=17)
        visit_id = visit.id
    urgent = omar.until("urgent")["urgent"]
    assert (urgent["worker"], urgent["standing"], urgent["overdue"]) == ("Maya Brooks", "overdue", 17)
    with database.unit_of_work() as session:
        safety_checks.mark_safe(session, actor=stage.omar.actor, subject_id=visit_id, how="phone")
    while omar.until("urgent")["urgent"]["id"]:
        pass


def test_a_complaint_arrives_on_the_open_list_and_counts_until_somebody_is_on_it(
    omar: sockets.Tab, stage: Cast
) -> None:
    with database.unit_of_work() as session:
        message_id = complained(session, stage).id
    heard: dict[str, object] = {}
    while not {"rows", "new_complaints"} <= heard.keys():
        heard |= omar.hear()
    assert heard["new_complaints"] == 1
    assert [row["text"] for row in heard["rows"]] == ["No one called back for a week."]  # type: ignore[union-attr]
    with database.unit_of_work() as session:
        complaints.acknowledge(session, actor=stage.omar.actor, message_id=message_id)
    assert omar.until("new_complaints")["new_complaints"] == 0


def test_resolving_without_a_word_is_answered_at_the_box_of_that_complaint(
    omar: sockets.Tab, stage: Cast
) -> None:
    with database.unit_of_work() as session:
        said = {"message_id": str(complained(session, stage).id), "what": "resolve"}
    omar.until("rows")
    omar.send(f"{LIST}.handle", form={**said, "answer": " "})
    heard = omar.until("error")
    assert (heard["error"], heard["error_on"]) == ("resolving_says_how", said["message_id"])
    omar.send(f"{LIST}.handle", form={**said, "answer": "We called them today."})
    assert omar.until("error")["error"] == ""


def test_a_complaint_does_not_count_for_whom_it_names_nor_for_another_team(
    session: Session, cast: Cast
) -> None:
    factories.grant(
        session,
        account_id=cast.rosa.id,
        client_id=cast.luis.id,
        granted_by_id=cast.maya.id,
        kind=SharedKind.CRISIS_PLAN,
    )
    sol = person(
        session,
        organization=cast.organization,
        name="Sol Weber",
        title="Supervisor",
        roles=(Role.SUPERVISOR,),
    )
    factories.supervises(session, account_id=sol.id, staff_team_id=cast.south.id)

    def counted() -> tuple[int, int]:
        omars = desk_news.of_desk(session, actor=cast.omar.actor)
        return omars.complaints, desk_news.of_desk(session, actor=sol.actor).complaints

    row = complained(session, cast)
    assert counted() == (1, 0)
    factories.made(session, FamilyMessageAbout(message_id=row.id, account_id=cast.omar.id))
    assert counted() == (0, 1)


@pytest.mark.parametrize("name", ["maya", "priya", "rosa", "charlie", "alma"])
def test_nobody_else_has_the_news(session: Session, cast: Cast, name: str) -> None:
    with pytest.raises(Denied):
        desk_news.of_desk(session, actor=getattr(cast, name).actor)


def test_the_caseloads_offer_workers_of_other_teams_and_ask_their_supervisor(
    omar: sockets.Tab, stage: Cast, site: Session
) -> None:
    sol = person(
        site, organization=stage.organization, name="Sol Weber", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(site, account_id=sol.id, staff_team_id=stage.south.id)
    site.commit()
    omar.send(f"{CASELOADS}.look", path=f"/caseloads?worker={stage.maya.id}")
    [charlie] = omar.until("board")["board"]["elsewhere"]
    assert charlie["name"] == "Charlie Webb"
    form = {
        "from_id": str(stage.maya.id),
        "to_id": charlie["id"],
        "on": (datetime.now(UTC) + timedelta(days=2)).date().isoformat(),
        "reason": "The family moved south",
        f"person:{stage.luis.id}": "on",
    }
    omar.send(f"{CASELOADS}.transfer", form=form)
    while not (taken := omar.until("taken")["taken"])["to_worker"]:
        pass
    assert (taken["to_worker"], taken["is_asked"]) == ("Charlie Webb", True)
