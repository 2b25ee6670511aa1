"""The websocket: who gets in, what goes further in, and that an ended session ends it at once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from casepwa.api import gate
from casepwa.casework.actors import Actor
from casepwa.models import AccountRole, AuditEvent, CaseTransfer, SignInSession
from casepwa.models.codes import Role, Surface
from tests.cast import Cast, person, play
from tests.integration.phones import Agency
from tests.integration.signed_in import phone_of, signed_in
from tests.integration.sockets import SESSION, running, tab

SIGNED_OUT = 4401


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


@pytest.fixture
def server(stage: Cast) -> Iterator[TestClient]:
    with running() as client:
        yield client


@pytest.fixture
def omar(site: Session, stage: Cast) -> TestClient:
    return signed_in(site, stage.omar.account, surface=Surface.DESK)


def refused(server: TestClient, browser: TestClient | None = None, **headers: str) -> int:
    with pytest.raises(WebSocketDisconnect) as closed, tab(server, browser, **headers):
        pass
    return closed.value.code


def test_nobody_gets_in_without_a_session(server: TestClient) -> None:
    assert refused(server) == SIGNED_OUT


def test_a_forged_cookie_does_not_get_in(server: TestClient, omar: TestClient) -> None:
    name, value = next(iter(omar.cookies.items()))
    omar.cookies.set(name, value[:-4] + ("AAAA" if value[-4:] != "AAAA" else "BBBB"))
    assert refused(server, omar) == SIGNED_OUT


def test_the_gates_own_header_is_worth_nothing_from_outside(
    server: TestClient, site: Session, stage: Cast, omar: TestClient
) -> None:
    row = site.exec(select(SignInSession)).one()
    claim = f"{row.id}.{row.account_id}"
    assert refused(server, x_casepwa_session=claim) == SIGNED_OUT
    maya = signed_in(site, stage.maya.account)
    with tab(server, maya, x_casepwa_session=claim) as page:
        answer = page.ask("hydrate")
    assert answer["name"] == "Maya Brooks"
    assert answer["rx_router_headers"]["raw_headers"]["x-casepwa-session"].endswith(str(stage.maya.id))


def test_a_foreign_page_does_not_get_in_with_a_genuine_cookie(server: TestClient, omar: TestClient) -> None:
    assert refused(server, omar, origin="https://evil.test") == 1008


def test_no_cookie_goes_further_in_than_the_gate(server: TestClient, omar: TestClient) -> None:
    cookie = next(iter(omar.cookies.values()))
    with tab(server, omar, authorization="Bearer secret-word") as page:
        answer = page.ask("hydrate")
        from casepwa.casepwa import app

        kept = repr([state.router_data for state in cast(Any, app.state_manager).states.values()])
    for where in (repr(answer), kept):
        assert "x-casepwa-session" in where
        assert cookie not in where
        assert "cookie" not in where
        assert "secret-word" not in where


def test_signing_out_closes_every_tab_of_the_session_at_once(server: TestClient, omar: TestClient) -> None:
    with tab(server, omar, token="one") as first, tab(server, omar, token="two") as second:
        first.ask("hydrate")
        assert server.delete("/api/v1/session", headers=_cookie(omar)).status_code == 204
        assert first.close_code() == SIGNED_OUT
        assert second.close_code() == SIGNED_OUT
    assert refused(server, omar) == SIGNED_OUT


def test_a_fault_of_the_database_does_not_leave_a_socket_open_whose_session_ended(
    server: TestClient, omar: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, faults = gate._still_stands, iter([True, True])

    def fails_twice(actor: Actor) -> bool:
        if next(faults, False):
            raise OperationalError("select", None, Exception("terminating connection"))
        return whole(actor)

    monkeypatch.setattr(gate, "AGAIN_AFTER", 0.05)
    monkeypatch.setattr(gate, "_still_stands", fails_twice)
    with tab(server, omar) as page:
        page.ask("hydrate")
        assert server.delete("/api/v1/session", headers=_cookie(omar)).status_code == 204
        assert page.close_code() == SIGNED_OUT


def test_a_page_that_connects_by_itself_is_no_contact(
    server: TestClient, site: Session, omar: TestClient
) -> None:
    """Networks come and go without anyone: an idle desk is signed out all the same."""
    row = site.exec(select(SignInSession)).one()
    row.last_seen_at = before = datetime.now(UTC) - timedelta(minutes=30)
    site.add(row)
    site.commit()
    for _ in range(2):
        with tab(server, omar) as page:
            page.ask("hydrate")
    site.expire_all()
    assert site.exec(select(SignInSession)).one().last_seen_at == before


def test_signing_a_device_out_elsewhere_closes_its_socket_and_no_other(
    server: TestClient, site: Session, stage: Cast
) -> None:
    lost = signed_in(site, stage.maya.account, device=phone_of(stage.maya))
    here = signed_in(site, stage.maya.account)
    with tab(server, lost) as gone, tab(server, here) as kept:
        gone.ask("hydrate")
        answer = server.delete(f"/api/v1/devices/{phone_of(stage.maya).id}", headers=_cookie(here))
        assert answer.status_code == 204
        assert gone.close_code() == SIGNED_OUT
        assert "is_hydrated" in kept.ask("hydrate")


@pytest.mark.parametrize(
    "change",
    [
        {"ended_at": datetime.now(UTC)},
        {"last_seen_at": datetime.now(UTC) - timedelta(hours=2)},
        {"expires_at": datetime.now(UTC) - timedelta(seconds=1)},
    ],
)
def test_an_open_socket_is_served_nothing_once_its_session_is_over(
    change: dict[str, Any], server: TestClient, site: Session, omar: TestClient
) -> None:
    """Also when nobody told the gate: the guard asks the database at every event."""
    with tab(server, omar) as page:
        page.ask("hydrate")
        row = site.exec(select(SignInSession)).one()
        for name, value in change.items():
            setattr(row, name, value)
        site.add(row)
        site.commit()
        answer = page.ask("hydrate")
        assert answer["is_ended"] is True
        assert answer["name"] == ""


def test_who_loses_a_role_starts_anew(
    server: TestClient, site: Session, stage: Cast, omar: TestClient
) -> None:
    with tab(server, omar) as page:
        assert page.session()["roles"] == ["supervisor"]
        site.delete(site.get_one(AccountRole, (stage.omar.id, Role.SUPERVISOR)))
        site.add(AccountRole(account_id=stage.omar.id, role=Role.CASE_MANAGER))
        site.commit()
        assert page.ask("hydrate")["is_ended"] is True
    with tab(server, omar) as page:
        assert page.session()["roles"] == ["case_manager"]


def test_the_same_token_in_two_sessions_is_two_states(
    server: TestClient, site: Session, stage: Cast, omar: TestClient
) -> None:
    """Knowing another's token gives nothing: not what they loaded, not their place."""
    maya = signed_in(site, stage.maya.account)
    with tab(server, omar, token="shared") as theirs, tab(server, maya, token="shared") as mine:
        assert theirs.session()["name"] == "Omar Haddad"
        assert mine.session()["name"] == "Maya Brooks"
        assert theirs.session()["name"] == "Omar Haddad"


def test_an_idle_desk_is_not_kept_alive_by_its_own_page(
    server: TestClient, site: Session, omar: TestClient
) -> None:
    earlier = datetime.now(UTC) - timedelta(minutes=30)
    with tab(server, omar) as page:
        row = site.exec(select(SignInSession)).one()
        row.last_seen_at = earlier
        site.add(row)
        site.commit()
        page.ask("hydrate")
    site.refresh(row)
    assert row.last_seen_at == earlier


def test_what_reflex_offers_to_everyone_is_refused_and_audited(
    server: TestClient, site: Session, omar: TestClient, stage: Cast
) -> None:
    with tab(server, omar) as page:
        answer = page.ask("setvar", var_name="is_hydrated", value=True)
        assert answer["notice"] == "not_allowed"
    event = site.exec(select(AuditEvent)).one()
    assert (event.account_id, event.action, event.outcome) == (stage.omar.id, "no_rule", "denied")


def test_what_one_page_was_refused_is_not_said_on_the_next(server: TestClient, omar: TestClient) -> None:
    with tab(server, omar) as page:
        assert page.ask("setvar", var_name="is_hydrated", value=True)["notice"] == "not_allowed"
        page.send("hydrate_and_load", path="/caseloads")
        assert page.until("notice")["notice"] == ""


def _cookie(browser: TestClient) -> dict[str, str]:
    return {"cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items())}


def test_what_no_database_can_hold_as_text_is_kept_without_it(agency: Agency) -> None:
    """A NUL, half an emoji: pasted from a broken file, or sent on purpose."""
    cast = agency.cast
    browser = signed_in(agency.session, cast.omar.account, surface=Surface.DESK)
    tom = person(
        agency.session,
        organization=cast.organization,
        name="Tom Adeyemi",
        title="Case manager",
        roles=(Role.CASE_MANAGER,),
        team=cast.north,
    )
    agency.session.commit()
    form = {
        "from_id": str(cast.maya.id),
        "to_id": str(tom.id),
        "on": datetime.now(UTC).date().isoformat(),
        "reason": "A full\0 load \ud83d",
        f"person:{cast.luis.id}": "on",
    }
    with running() as server, tab(server, browser) as page:
        page.hydrated()
        page.send("casepwa___state___caseloads____caseloads_state.transfer", form=form)
        assert page.hydrated()[SESSION].get("notice", "") == ""
    (kept,) = agency.rows(CaseTransfer)
    assert kept.reason == "A full\ufffd load \ufffd"
