"""The wire between a phone and the API, as bad as a test wants it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlmodel import Session

from casepwa.api import sync as sync_api
from casepwa.casework.sync import sync_commands
from tests.integration import signed_in

FAULTS = (
    "question lost",
    "answer lost",
    "twice",
    "split",
    "reversed",
    "hotel page",
    "proxy page",
    "signed out",
    "somebody else",
    "busy",
    "dies before",
    "dies while",
    "dies after",
    "says 500 while",
)
LOST = {"lost": True}
PAGE = {"type": "text/html", "text": "<html>Welcome to our Wi-Fi</html>"}


class Wire:
    """What lies between the phone and the API. ``coming``: the faults of the next requests, in order."""

    def __init__(self, people: dict[str, str]) -> None:
        self._api = signed_in.browser()
        self._people = people
        self.coming: list[str] = []
        self.broken: set[str] = set()
        """Commands that crash the code which applies them."""

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        fault = self.coming.pop(0) if self.coming else ""
        if fault in {"question lost", "dies before"}:
            return LOST
        if fault == "hotel page":
            return {"status": 200} | PAGE
        if fault == "proxy page":
            return {"status": 502} | PAGE
        if fault == "busy":
            return {"status": 503, "type": "application/json", "text": '{"error": {"id": "busy"}}'}
        said = json.loads(request["body"]) if request.get("body") else None
        if said and fault == "split":
            said["commands"] = said["commands"][: (len(said["commands"]) + 1) // 2]
        if said and fault == "reversed":
            said["commands"].reverse()
        who = {"signed out": "", "somebody else": self._people["charlie"]}.get(fault, self._people["maya"])
        if fault == "twice":
            self._send(request, said, who)
        with self._dying(fault):
            answer = self._send(request, said, who)
        if fault in {"answer lost", "dies while", "dies after"}:
            return LOST
        return answer

    def _send(self, request: dict[str, Any], said: Any, who: str) -> dict[str, Any]:
        headers = {"cookie": who, "content-type": "application/json"}
        body = None if said is None else json.dumps(said)
        answer = self._api.request(request["method"], request["path"], content=body, headers=headers)
        kind = answer.headers.get("content-type", "")
        return {"status": answer.status_code, "type": kind, "text": answer.text}

    @contextmanager
    def _dying(self, fault: str) -> Iterator[None]:
        """Commands in ``broken`` crash; a dying server settles one command and falls at the second, or at
        the end of the first when it dies after."""
        settle, apply = sync_api._settle, sync_commands.apply
        count = 0

        def dying_settle(*args: Any) -> Any:
            nonlocal count
            count += 1
            if fault in {"dies while", "says 500 while"} and count == 2:
                raise RuntimeError("died")
            verdict = settle(*args)
            if fault == "dies after":
                raise RuntimeError("died")
            return verdict

        def breaking_apply(session: Session, sending: Any, queued: Any, **judged: Any) -> Any:
            verdict = apply(session, sending, queued, **judged)
            if str(queued.id) in self.broken:
                raise ZeroDivisionError  # after it has written: nothing of that may stay
            return verdict

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sync_api, "_settle", dying_settle)
            patch.setattr(sync_commands, "apply", breaking_apply)
            yield
