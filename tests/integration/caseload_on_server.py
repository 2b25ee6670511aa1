"""A server with Maya's caseload that tests can begin again and again."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from casepwa import database
from casepwa.api import tokens
from tests import factories
from tests.cast import Person, play
from tests.integration import signed_in


@dataclass
class Installation:
    """A server with Maya's caseload, made anew from a template for each example."""

    folder: Path
    template: Path
    maya: Person
    people: dict[str, str]
    """Name -> session cookie."""
    clients: dict[str, str]
    goals: dict[str, str]
    """Client id -> the id of an active goal."""
    steps: dict[str, str]

    def begin(self) -> None:
        database.engine().dispose()
        for old in self.folder.glob("casepwa.db*"):
            old.unlink()
        shutil.copy(self.template, self.folder / "casepwa.db")


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    """Maya, Charlie and Maya's clients, each with a goal, in an installation of its own under ``folder``."""
    with pytest.MonkeyPatch.context() as monkeypatch, signed_in.installation(folder, monkeypatch):
        with Session(database.engine(), expire_on_commit=False) as session:
            cast = play(session)
            clients = {"luis": cast.luis, "ana": cast.ana, "ada": cast.ada}
            goals, steps = {}, {}
            for client in clients.values():
                made = factories.goal(session, client_id=client.id)
                goals[str(client.id)] = str(made.id)
                step = factories.next_step(session, client_id=client.id, added_by_id=cast.maya.id)
                steps[str(client.id)] = str(step.id)
            people = {"maya": _cookie(session, cast.maya), "charlie": _cookie(session, cast.charlie)}
            session.commit()
        database.engine().dispose()
        shutil.copy(folder / "casepwa.db", folder / "template.db")
        yield Installation(
            folder=folder,
            template=folder / "template.db",
            maya=cast.maya,
            people=people,
            clients={name: str(client.id) for name, client in clients.items()},
            goals=goals,
            steps=steps,
        )


def _cookie(session: Session, person: Person) -> str:
    now = datetime.now(UTC)
    row = factories.sign_in_session(
        session,
        account_id=person.account.id,
        device_id=person.device.id if person.device else None,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=2),
    )
    return f"{tokens.cookie_name(is_https=False)}={tokens.write(row, at=now)}"
