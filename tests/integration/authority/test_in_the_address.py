"""A record of another team or agency in a page's address is not opened."""

from typing import Any

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from casepwa.models.codes import Surface
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast
from tests.integration import sockets
from tests.integration.authority import out_of_reach_notes
from tests.integration.authority.doors import HANDLERS, Handler, called, short
from tests.integration.authority.out_of_reach import IN_ADDRESS
from tests.integration.authority.out_of_reach_safety import alarm, overdue
from tests.integration.authority.refusals import (
    administrator_of_another_agency,
    refused,
    supervisor_of_another_team,
)
from tests.integration.signed_in import signed_in


def test_an_alarm_of_another_team_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    address = f"/supervisor?alarm={alarm(site, stage).id}"
    sol = supervisor_of_another_team(site, stage)
    looked = called("supervisor_state.look")
    with sockets.tab(server, signed_in(site, sol.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        answer = page.ask(looked.name, path=address)
        assert answer["notice"] == "not_allowed"
    assert (sol.id, "alarm.read") in refused(site)


def test_another_teams_worker_or_client_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    """Charlie is not of Omar's team; Ben is Charlie's."""
    tried = {
        "caseloads_state.look": (stage.omar, f"/caseloads?worker={stage.charlie.id}", "caseloads.read"),
        "brief_state.look": (stage.charlie, f"/clients/{stage.luis.id}/brief", "client.read"),
    }
    for name, (who, path, permission) in tried.items():
        handler = called(name)
        with sockets.tab(server, signed_in(site, who.account, surface=Surface.DESK)) as page:
            page.ask("hydrate")
            answers = str(page.ask_all(handler.name, path=path))
        assert "not_allowed" in answers
        assert "Ben" not in answers
        assert "Luis" not in answers
        assert (who.id, permission) in refused(site)


def test_an_account_of_another_agency_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    ada = administrator_of_another_agency(site)
    looked = called("account_state.look")
    with sockets.tab(server, signed_in(site, ada.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        answers = str(page.ask_all(looked.name, path=f"/admin/account?id={stage.maya.id}"))
    assert "account_not_found" in answers
    assert "Maya" not in answers


def test_an_account_screen_without_an_account_is_no_refusal(
    server: TestClient, site: Session, stage: Cast
) -> None:
    ada = administrator_of_another_agency(site)
    looked = called("account_state.look")
    with sockets.tab(server, signed_in(site, ada.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        answers = str(page.ask_all(looked.name, path="/admin/account"))
    assert "gone" in answers
    assert "not_allowed" not in answers
    assert refused(site) == []


def test_a_worker_of_another_team_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    """Neither on the board nor on call: not by a supervisor elsewhere, not by a colleague."""
    address = f"/on-call?visit={overdue(site, stage).id}"
    sol = supervisor_of_another_team(site, stage)
    looked = called("visits_now_state.look")
    for who in (sol, stage.charlie, stage.priya):
        with sockets.tab(server, signed_in(site, who.account, surface=Surface.DESK)) as page:
            page.ask("hydrate")
            answer = page.ask_all(looked.name, path=address)
            assert "not_allowed" in str(answer)
            assert "Maya" not in str(answer)
    assert len([action for _, action in refused(site) if action == "escalation.read"]) == 3


@pytest.mark.parametrize("handler", [one for one in HANDLERS if short(one) in IN_ADDRESS], ids=short)
def test_a_client_out_of_reach_in_the_address_is_not_opened(
    handler: Handler, server: TestClient, site: Session, stage: Cast
) -> None:
    """A supervisor of another team of the same agency types the address of Luis, a client of Maya's."""
    factories.crisis_plan(
        site, client_id=stage.luis.id, author_id=stage.priya.id, content={"never_do": ["secret words"]}
    )
    site.commit()
    sol = supervisor_of_another_team(site, stage)
    said: dict[str, Any] = {"form": {"review_due_on": "2030-01-01", "saw_edit": "1"}, "number": 1}
    payload = {name: said.get(name, str(new_id())) for name in handler.takes}
    with sockets.tab(server, signed_in(site, sol.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        path = f"/clients/{stage.luis.id}/crisis/edit"
        answers = str(page.ask_all(handler.name, path=path, **payload)) + str(page.ask_all("hydrate"))
    assert "secret" not in answers
    assert "Luis" not in answers
    assert "not_allowed" in answers
    assert [account for account, _ in refused(site)] == [sol.id]


def test_a_note_of_another_team_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    version = out_of_reach_notes.waiting(site, stage)
    sol = supervisor_of_another_team(site, stage)
    looked = called("approvals_state.look")
    with sockets.tab(server, signed_in(site, sol.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        answer = page.ask(looked.name, path=f"/approvals?note={version.note_id}")
        assert answer["notice"] == "not_allowed"
        assert "secret" not in str(page.ask_all("hydrate"))
    assert (sol.id, "contact_note.review") in refused(site)


def test_a_person_whom_the_tab_had_open_is_gone_under_an_address_out_of_reach(
    server: TestClient, site: Session, stage: Cast
) -> None:
    """Priya opens Luis, then types the address of Ben, who is Charlie's: no name stands above the refusal."""
    pages = {
        "brief_state.look": "brief",
        "sharing_state.look": "sharing",
        "goal_edit_state.look": "goals/edit",
        "crisis_edit_state.look": "crisis/edit",
    }
    with sockets.tab(server, signed_in(site, stage.priya.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        for name, screen in pages.items():
            looked = called(name).name
            opened = page.ask_all(looked, path=f"/clients/{stage.luis.id}/{screen}")
            assert "Luis" in str(opened)
            assert "not_allowed" in str(page.ask_all(looked, path=f"/clients/{stage.ben.id}/{screen}"))
            assert "Luis" not in str(page.ask_all("hydrate"))
