"""Whatever can be called says who may: nothing is forgotten, and nothing is open by default."""

from collections.abc import Iterator

import pytest
import reflex as rx
from fastapi import FastAPI
from reflex_base.registry import RegistrationContext
from starlette.responses import PlainTextResponse
from starlette.routing import Mount

from casepwa.api.app import make_api
from casepwa.casework import commands
from casepwa.casework.sync.command_kinds import KINDS
from casepwa.state.guard import FRAMEWORK
from tests.integration.authority.doors import HANDLERS, ROUTES, without_rule


def test_everything_that_can_be_called_has_a_rule() -> None:
    assert without_rule(make_api()) == []


def test_the_lists_are_not_empty_by_mistake() -> None:
    assert len(HANDLERS) >= 11
    assert len(ROUTES) >= 5
    assert len(KINDS) >= 13
    assert len(FRAMEWORK) == 7


@pytest.fixture
def registry() -> Iterator[RegistrationContext]:
    """A registry that a test may add to, left as it was."""
    before = RegistrationContext.get()
    token = RegistrationContext.set(before.fork())
    yield RegistrationContext.get()
    RegistrationContext.reset(token)


def test_a_handler_added_without_a_rule_is_found(registry: RegistrationContext) -> None:
    class Forgotten(rx.State):
        @rx.event
        def erase_everything(self) -> None:
            """Says nowhere who may."""

    (found,) = without_rule(make_api())
    assert found.endswith("forgotten.erase_everything")


def test_a_plain_public_method_is_a_handler_too_and_is_found(registry: RegistrationContext) -> None:
    class Overlooked(rx.State):
        def export_all(self) -> None:
            """Not even decorated, and callable by any client."""

    (found,) = without_rule(make_api())
    assert found.endswith("overlooked.export_all")


def test_a_route_added_without_a_rule_is_found() -> None:
    app: FastAPI = make_api()

    @app.get("/api/v1/everything")
    def everything() -> None:
        """Says nowhere who may."""

    app.router.routes.append(Mount("/api/v1/raw", PlainTextResponse("anything")))
    app.mount("/api/v1/mounted", FastAPI())
    assert without_rule(app) == [
        "GET /api/v1/everything",
        "ANY /api/v1/raw",
        "ANY /api/v1/mounted",
    ]


def test_a_kind_of_command_added_without_a_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(commands.PAYLOADS, "record.erase", commands.Payload)
    assert without_rule(make_api()) == ["record.erase"]


def test_reflex_opens_no_other_door() -> None:
    """Its upload endpoint, for one, would take files of any size from anyone."""
    from casepwa.casepwa import app

    assert app._api is not None
    paths = {getattr(route, "path", "") for route in app._api.routes}
    assert paths <= {"/ping", "/ping/", "/_health", "/_health/", "/_event", "/"}
