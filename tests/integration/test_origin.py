"""Only our own pages may change anything or open a socket, whatever cookie rides along."""

import asyncio
from typing import Any

import pytest
from sqlmodel import Session

from casepwa.api import origin, tokens
from casepwa.api.app import make_api
from casepwa.settings import settings
from tests.cast import Cast, play
from tests.integration.authority import doors
from tests.integration.signed_in import browser, signed_in


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


FOREIGN = [
    "https://evil.test",
    "http://evil.test",
    "null",
    "http://testserver.evil.test",
    "http://evil.test/testserver",
    "https://testserver",
    "http://testserver:8001",
    "http://testserver@evil.test",
    "http://testserver:99999",
    "",
]


@pytest.mark.parametrize("claimed", FOREIGN)
def test_a_foreign_page_cannot_sign_anyone_out_or_in(claimed: str, site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.maya.account)
    for method, json in (("POST", {"email": "a@b.test", "password": "x"}), ("DELETE", None)):
        answer = client.request(method, "/api/v1/session", json=json, headers={"origin": claimed})
        assert (answer.status_code, answer.json()["error"]["id"]) == (403, "other_origin")
    assert client.get("/api/v1/session").status_code == 200


def test_a_request_that_changes_something_says_where_it_comes_from(stage: Cast) -> None:
    assert browser(origin=None).delete("/api/v1/session").status_code == 403


def test_reading_needs_no_origin_because_it_changes_nothing(stage: Cast) -> None:
    assert browser(origin=None).get("/api/v1/health").status_code == 200


def test_every_route_that_changes_something_is_behind_the_check(stage: Cast) -> None:
    """Whatever is added later: no method but the safe ones comes through from elsewhere."""
    for route in doors.routes(make_api()):
        path = route.path.replace("{", "").replace("}", "")
        answer = browser(origin="https://evil.test").request(route.method, path)
        refused = (answer.status_code, answer.json()["error"]["id"] if answer.is_error else "")
        assert (refused == (403, "other_origin")) == (route.method not in origin.SAFE_METHODS), route


def test_behind_a_proxy_the_public_address_is_the_only_origin(
    stage: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEPWA_PUBLIC_URL", "https://case.example.org")
    settings.cache_clear()
    assert browser(origin="https://case.example.org").delete("/api/v1/session").status_code == 204
    assert browser(origin="https://case.example.org:443").delete("/api/v1/session").status_code == 204
    assert browser(origin="http://case.example.org").delete("/api/v1/session").status_code == 403
    assert browser(origin="http://testserver").delete("/api/v1/session").status_code == 403
    deleted = browser(origin="https://case.example.org").delete("/api/v1/session")
    assert deleted.headers["set-cookie"].startswith(tokens.cookie_name(is_https=True))
    assert "Secure" in deleted.headers["set-cookie"]


@pytest.mark.parametrize(
    ("claimed", "opens"), [("http://testserver", True), ("https://evil.test", False), (None, False)]
)
def test_a_socket_opens_only_from_our_own_pages(claimed: str | None, opens: bool, stage: Cast) -> None:
    reached: list[str] = []
    sent: list[dict[str, Any]] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope["path"])

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("nothing is read before it is let in")

    headers = [(b"host", b"testserver")] + ([(b"origin", claimed.encode())] if claimed else [])
    scope = {"type": "websocket", "path": "/_event/", "scheme": "ws", "headers": headers}
    asyncio.run(origin.OriginCheck(inner)(scope, receive, send))
    assert bool(reached) is opens
    assert [message["type"] for message in sent] == ([] if opens else ["websocket.close"])
