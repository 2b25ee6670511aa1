"""The cast in an installation of its own, and the server that their tabs speak to."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from tests.cast import Cast, play
from tests.integration import sockets


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


@pytest.fixture
def server(stage: Cast) -> Iterator[TestClient]:
    with sockets.running() as client:
        yield client
