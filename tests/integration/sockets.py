"""A browser tab's websocket, spoken by hand: the whole server in this process, from gate to guard."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

os.environ.update({"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true"})

from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from tests.integration.signed_in import ORIGIN

ROOT = "reflex___state____state"
SESSION = f"{ROOT}.casepwa___state___session____session_state"
NAMESPACE = "/_event,"


def load_app() -> None:
    """Import the app, so that every State is registered."""
    import casepwa.casepwa

    assert casepwa.casepwa


@contextmanager
def running() -> Iterator[TestClient]:
    """The app as it is served, with its event processor running, on the database of the settings."""
    from reflex.istate.manager import StateManager

    from casepwa.api.app import make_api
    from casepwa.casepwa import app

    transformers = app.api_transformer
    assert isinstance(transformers, list)
    app.api_transformer = [make_api(), *transformers[1:]]  # one that has started takes no middleware
    app._state_manager = StateManager.create()  # one that has stopped may hold a task of the loop it ran on
    with TestClient(app(), base_url=ORIGIN, headers={"origin": ORIGIN}) as client:
        yield client


class Tab:
    """One open page: sends events, reads what comes back."""

    def __init__(self, socket: WebSocketTestSession) -> None:
        self._socket = socket
        self._read("0")
        socket.send_text(f"40{NAMESPACE}{{}}")
        self._read("40")

    def send(self, name: str, *, path: str = "/supervisor", **payload: Any) -> None:
        """An event as a page sends it: ``name`` as registered, below the root state."""
        router = {"pathname": path, "asPath": path, "query": {}}
        event = {"name": f"{ROOT}.{name}", "payload": payload, "router_data": router}
        self._socket.send_text(f"42{NAMESPACE}{json.dumps(['event', event])}")

    def ask_all(self, name: str, *, path: str = "/supervisor", **payload: Any) -> dict[str, dict[str, Any]]:
        """Send, and read one answer: variables by their short name, by the state they belong to."""
        self.send(name, path=path, **payload)
        return self._delta()

    def hydrated(self) -> dict[str, dict[str, Any]]:
        """Everything that this tab's states hold now, by state; what came before it is passed over."""
        self.send("hydrate")
        while "is_hydrated" not in (answer := self._delta()).get(ROOT, {}):
            pass
        return answer

    def session(self) -> dict[str, Any]:
        """What the page is told of who sits before it; not what another state calls by the same name."""
        return self.ask_all("hydrate")[SESSION]

    def ask(self, name: str, *, path: str = "/supervisor", **payload: Any) -> dict[str, Any]:
        """Send, and read one answer: variables by their short name, of all states together."""
        self.send(name, path=path, **payload)
        return self.hear()

    def hear(self) -> dict[str, Any]:
        """The next delta, flattened."""
        return {name: value for values in self._delta().values() for name, value in values.items()}

    def _delta(self) -> dict[str, dict[str, Any]]:
        _, update = json.loads(self._read(f"42{NAMESPACE}"))
        return {
            state: {name.removesuffix("_rx_state_"): value for name, value in values.items()}
            for state, values in (update.get("delta") or {}).items()
        }

    def until(self, variable: str) -> dict[str, Any]:
        """The next answer that holds ``variable``."""
        while variable not in (answer := self.hear()):
            pass
        return answer

    def close_code(self, heard: list[str] | None = None) -> int:
        """Wait for the server to close, and say with which code; what comes before goes into ``heard``."""
        heard = [] if heard is None else heard
        try:
            while True:
                heard.append(self._socket.receive_text())
        except WebSocketDisconnect as closed:
            return closed.code

    def _read(self, start: str) -> str:
        while True:
            text = self._socket.receive_text()
            if text == "2":  # ping
                self._socket.send_text("3")
            elif text.startswith(start):
                return text.removeprefix(start)


@contextmanager
def tab(
    server: TestClient, browser: TestClient | None = None, *, token: str = "a-tab", **headers: str
) -> Iterator[Tab]:
    """A page opened on ``browser`` (signed in or not). Raises ``WebSocketDisconnect`` when it is refused."""
    cookies = "; ".join(f"{name}={value}" for name, value in (browser.cookies if browser else {}).items())
    sent = {"upgrade": "websocket", "cookie": cookies} | {k.replace("_", "-"): v for k, v in headers.items()}
    url = f"/_event/?EIO=4&transport=websocket&token={token}"
    with server.websocket_connect(url, headers=sent) as socket:
        yield Tab(socket)
