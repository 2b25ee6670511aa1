"""Nobody fills the server's memory: a body is bounded before anything of it is kept."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import Session

from casepwa.api.app import make_api
from casepwa.api.body_limit import BOUND_BY_THEIR_ROUTE, MOST_BYTES
from tests.cast import Cast, play
from tests.integration.authority import doors
from tests.integration.signed_in import browser

CHUNK = b" " * 16 * 1024


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


def taking_a_body() -> list[tuple[str, str]]:
    """Every method and path of the API that may come with a body, except the two that read it in pieces."""
    return [
        (route.method, route.path)
        for route in doors.routes(make_api())
        if route.method in ("POST", "PUT", "PATCH") and route.path not in BOUND_BY_THEIR_ROUTE
    ]


@pytest.mark.parametrize(("method", "path"), taking_a_body())
def test_a_body_that_announces_too_much_is_refused_unread(method: str, path: str, stage: Cast) -> None:
    answer = browser().request(method, path, content=b" " * (MOST_BYTES + 1))
    assert (answer.status_code, answer.json()["error"]["id"]) == (413, "too_large")


@pytest.mark.parametrize(("method", "path"), taking_a_body())
def test_a_body_without_an_announced_length_is_cut_off(method: str, path: str, stage: Cast) -> None:
    status, answer, read = asyncio.run(_sent_in_pieces(method, path))
    assert read <= MOST_BYTES + len(CHUNK), "nothing more is read than shows that it is too much"
    assert read == 0 or (status, answer["error"]["id"]) == (413, "too_large")


def test_what_a_person_sends_is_let_through(stage: Cast) -> None:
    said = {"email": "e" * 320, "password": "\N{SNOWMAN}" * 1000}
    assert browser().post("/api/v1/session", json=said).status_code == 401


async def _sent_in_pieces(method: str, path: str) -> tuple[int, Any, int]:
    """Status, answer, and how many bytes the server took of a body that would go on for 16 MiB."""
    pieces: Iterator[bytes] = iter([CHUNK] * 1024)
    sent: list[Any] = []
    read = 0

    async def receive() -> Any:
        nonlocal read
        piece = next(pieces, b"")
        read += len(piece)
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"testserver"), (b"content-type", b"application/json")]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "scheme": "http",
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
        "root_path": "",
    }
    await make_api()(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], json.loads(body), read
