"""Browsers for tests of the API: a client whose cookie a person signed in for, on a database of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session
from starlette.testclient import TestClient

from casepwa import database, settings
from casepwa.api import tokens
from casepwa.api.app import make_api
from casepwa.api.origin import OriginCheck
from casepwa.models import Account, Device
from casepwa.models.codes import Surface
from tests import factories
from tests.cast import Person
from tests.databases import sqlite_tables

ORIGIN = "http://testserver"


@contextmanager
def installation(var: Path, monkeypatch, *, url: str | None = None) -> Iterator[None]:
    """An installation of its own under ``var``: a secret key, and the tables at ``url`` or in a file."""
    if url is None:
        (var / "casepwa.db").write_bytes(sqlite_tables())
        url = f"sqlite:///{var / 'casepwa.db'}"
    monkeypatch.setenv("CASEPWA_VAR", str(var))
    monkeypatch.setenv("CASEPWA_DATABASE_URL", url)
    monkeypatch.setenv("CASEPWA_SECRET_KEY", "only for tests, and longer than 32 bytes")
    forget()
    yield
    database.engine().dispose()
    forget()


def forget() -> None:
    settings.settings.cache_clear()
    database.engine.cache_clear()
    tokens._key.cache_clear()


def browser(*, origin: str | None = ORIGIN) -> TestClient:
    """A browser nobody has signed in on, on one of our own pages."""
    return TestClient(
        OriginCheck(make_api()),
        base_url=ORIGIN,
        headers={"origin": origin} if origin else {},
        raise_server_exceptions=False,
    )


def signed_in(
    session: Session, account: Account, *, device: Device | None = None, surface: Surface = Surface.PHONE
) -> TestClient:
    """A browser on which ``account`` signed in just now. Commits ``session``, for the API has its own."""
    now = datetime.now(UTC)
    row = factories.sign_in_session(
        session,
        account_id=account.id,
        device_id=device.id if device else None,
        surface=surface,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(hours=24),
    )
    session.commit()
    client = browser()
    client.cookies.set(tokens.cookie_name(is_https=False), tokens.write(row, at=now))
    return client


def phone_of(person: Person) -> Device:
    """The phone of someone in the cast who has one."""
    assert person.device is not None
    return person.device
