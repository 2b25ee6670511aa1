"""Phones for tests of the sync API: what a device holds, sends and hears, without a browser around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response
from pydantic import BaseModel
from sqlmodel import Session, SQLModel, select
from starlette.testclient import TestClient

from casepwa import database
from casepwa.casework.bundles.bundle_shapes import FORMAT
from casepwa.models.columns import new_id
from tests.cast import Cast, Person, play
from tests.databases import database_with_tables
from tests.integration import signed_in

Json = dict[str, Any]


def command(kind: str, payload: BaseModel | Json, *, client_ids: tuple[UUID, ...] = (), **more: Any) -> Json:
    """What an outbox holds: ids and times as text."""
    said = payload.model_dump(mode="json") if isinstance(payload, BaseModel) else payload
    found = {
        "id": str(new_id()),
        "kind": kind,
        "client_ids": [str(each) for each in client_ids],
        "recorded_at": datetime.now(UTC).isoformat(),
        "after": [],
        "payload": said,
    }
    return found | more


@dataclass
class Phone:
    """One person's store on one browser, signed in. ``have``: client id -> tag, kept as a device does."""

    person: Person
    browser: TestClient
    have: dict[str, str] = field(default_factory=dict)
    until: dict[str, str | None] = field(default_factory=dict)
    bundles: dict[str, Json] = field(default_factory=dict)
    me: Json | None = None
    me_tag: str | None = None

    @property
    def device_id(self) -> UUID:
        assert self.person.device is not None
        return self.person.device.id

    def request(self, *commands: Json, **over: Any) -> Json:
        unsent: dict[str, list[str]] = {}
        for one in commands:
            for client_id in one["client_ids"]:
                unsent.setdefault(client_id, []).append(one["id"])
        said = {
            "format": FORMAT,
            "account": str(self.person.id),
            "device": str(self.device_id),
            "sent_at": datetime.now(UTC).isoformat(),
            "have": self.have,
            "have_me": self.me_tag,
            "unsent": unsent,
            "commands": list(commands),
            "storage_kept": None,
        }
        return said | over

    def post(self, *commands: Json, **over: Any) -> Response:
        """Send, and forget the answer: as a phone does whose signal went."""
        return self.browser.post("/api/v1/sync", json=self.request(*commands, **over))

    def sync(self, *commands: Json, **over: Any) -> Json:
        """Send, and take in the answer."""
        response = self.post(*commands, **over)
        assert response.status_code == 200, response.text
        answer = response.json()
        for given in answer["bundles"]:
            self.have[given["client_id"]] = given["tag"]
            self.until[given["client_id"]] = given["until"]
            self.bundles[given["client_id"]] = given["bundle"]
        for client_id in answer["removed"]:
            for store in (self.have, self.until, self.bundles):
                store.pop(client_id, None)
        if answer["me"]:
            self.me, self.me_tag = answer["me"], answer["me_tag"]
        return answer

    def verdicts(self, *commands: Json, **over: Any) -> list[str]:
        """Send; each command's verdict in the order sent, with its error: ``applied``, ``refused: x``."""
        heard = {one["id"]: one for one in self.sync(*commands, **over)["verdicts"]}
        return [say(heard[one["id"]]) for one in commands]


def say(verdict: Json) -> str:
    return ": ".join(part for part in (verdict["verdict"], verdict["error"]) if part)


@dataclass
class Agency:
    """The cast in an installation of its own, committed; ``session`` reads and changes what is stored."""

    cast: Cast
    session: Session

    def phone(self, person: Person) -> Phone:
        return Phone(
            person=person,
            browser=signed_in.signed_in(self.session, person.account, device=person.device),
        )

    def rows(self, table: type[SQLModel]) -> list[Any]:
        """What is stored now, whoever stored it."""
        with Session(database.engine()) as session:
            return list(session.exec(select(table)))

    def change(self, *rows: SQLModel) -> None:
        self.session.add_all(rows)
        self.session.commit()


@contextmanager
def agency_on(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Agency]:
    """An installation on ``kind`` of database with the cast in it."""
    with database_with_tables(kind, folder) as engine:
        url = engine.url.render_as_string(hide_password=False)
        with signed_in.installation(folder, monkeypatch, url=url), Session(database.engine()) as session:
            session.expire_on_commit = False
            cast = play(session)
            session.commit()
            session.expunge_all()  # else looking at the cast would open a transaction, and hold up the API
            yield Agency(cast=cast, session=session)
