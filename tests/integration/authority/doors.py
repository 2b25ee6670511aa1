"""Everything that somebody outside can call, with its rule: read off the running parts, not off a list."""

import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

from fastapi import FastAPI
from fastapi.routing import APIRoute
from reflex_base.registry import RegistrationContext

from casepwa.api.app import make_api
from casepwa.casework.commands import PAYLOADS
from casepwa.casework.permissions import Permission
from casepwa.casework.sync.command_kinds import KINDS
from casepwa.state.guard import FRAMEWORK, rule_of
from tests.integration import sockets

ROOT = "reflex___state____state."
PUBLIC = frozenset(
    {
        ("GET", "/api/v1/health"),
        ("POST", "/api/v1/session"),  # signing in
        ("DELETE", "/api/v1/session"),  # signing out, whoever one was
        ("POST", "/api/v1/join/look"),  # who holds a link is nobody yet
        ("POST", "/api/v1/join"),
        ("GET", "/api/v1/feeds/{token}"),  # a calendar has no cookie: the address is the secret
    }
)


class Handler(NamedTuple):
    """``name``: as an event names it, below the root state. ``takes``: what a caller may pass."""

    name: str
    permission: Permission | None
    takes: tuple[str, ...]


class Route(NamedTuple):
    method: str
    path: str
    permission: Permission | None


def handlers() -> list[Handler]:
    """Every handler of every State that is ours; Reflex's own are ``FRAMEWORK`` and ``setvar``."""
    registered = RegistrationContext.get().event_handlers
    return [
        Handler(
            name.removeprefix(ROOT),
            rule_of(name),
            tuple(inspect.signature(one.handler.fn).parameters)[1:],
        )
        for name, one in registered.items()
        if name not in FRAMEWORK and not name.endswith(".setvar")
    ]


def setters() -> list[str]:
    """``setvar`` of every State, ours and Reflex's."""
    names = RegistrationContext.get().event_handlers
    return [name.removeprefix(ROOT) for name in names if name.endswith(".setvar")]


def routes(app: FastAPI) -> Iterator[Route]:
    """Every route and method of the API with the permission that its ``allowed(...)`` asks for."""
    for route in _flat(app.routes):
        if isinstance(route, APIRoute):
            for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
                yield Route(method, route.path, _rule(route.dependant))
        else:  # a mount, a socket, a bare Starlette route: none of them can say who may
            yield Route("ANY", getattr(route, "path", repr(route)), None)


def _flat(found: Any) -> Iterator[Any]:
    for route in found:
        inside = getattr(getattr(route, "original_router", None), "routes", None)
        if inside is None:
            yield route
        else:
            yield from _flat(inside)


def _rule(dependant: Any) -> Permission | None:
    for one in dependant.dependencies:
        found = getattr(one.call, "permission", None) or _rule(one)
        if found is not None:
            return found
    return None


def without_rule(app: FastAPI) -> list[str]:
    """Whatever can be called and says nowhere who may: must be empty."""
    return [
        *(one.name for one in handlers() if one.permission is None),
        *(f"{one.method} {one.path}" for one in routes(app) if not one.permission and one[:2] not in PUBLIC),
        *(kind for kind in PAYLOADS if kind not in KINDS),
    ]


def short(handler: Handler) -> str:
    """The handler's name as its page writes it: state and verb."""
    return handler.name.rsplit("____", 1)[-1]


sockets.load_app()
HANDLERS = handlers()
ROUTES = [route for route in routes(make_api()) if route[:2] not in PUBLIC]


def called(name: str) -> Handler:
    """The handler of this short name."""
    return next(one for one in HANDLERS if short(one) == name)
