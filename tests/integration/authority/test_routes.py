"""Every API route refuses the anonymous, every role without its permission, and Charlie."""

import pytest
from sqlmodel import Session

from casepwa.casework import permissions
from casepwa.casework.permissions import granted
from casepwa.models.codes import Surface
from casepwa.models.columns import new_id
from tests.cast import Cast
from tests.integration.authority.doors import ROUTES, Route
from tests.integration.authority.refusals import CAST, refused
from tests.integration.signed_in import browser, phone_of, signed_in


def path_to(route: Route, stage: Cast) -> str:
    """The route's address about a record of Maya's, which Charlie must not reach."""
    found = route.path.format(
        client_id=stage.luis.id, device_id=phone_of(stage.maya).id, account_id=stage.rosa.id
    )
    return found + ("?before=2026-03-02T15:00:00Z" if "notes" in route.path else "")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_refuses_who_is_not_signed_in(route: Route, stage: Cast) -> None:
    answer = browser().request(route.method, path_to(route, stage), json={})
    assert (answer.status_code, answer.json()["error"]["id"]) == (401, "not_signed_in")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_refuses_every_role_without_its_permission(
    route: Route, site: Session, stage: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those that every role may use today: the right is taken from all, and then nobody has it."""
    assert route.permission is not None
    people = [getattr(stage, name) for name in CAST]
    beyond = [one for one in people if not granted(one.actor.roles, route.permission)]
    if not beyond:
        without = {role: rights - {route.permission} for role, rights in permissions.GRANTS.items()}
        monkeypatch.setattr(permissions, "GRANTS", without)
        beyond = people
    for one in beyond:
        client = signed_in(site, one.account, surface=Surface.DESK)
        answer = client.request(route.method, path_to(route, stage), json={})
        assert (answer.status_code, answer.json()["error"]["id"]) == (403, "not_allowed")
    assert refused(site) == [(one.id, str(route.permission)) for one in beyond]


CHARLIE_GETS = {
    "/api/v1/devices/{device_id}": (404, "device_not_found"),
    "/api/v1/clients/{client_id}/notes": (403, "not_allowed"),
    "/api/v1/preview/{account_id}": (403, "not_allowed"),
    "/api/v1/clients/{client_id}/brief.pdf": (403, "not_allowed"),
    "/api/v1/clients/{client_id}/crisis-plan.pdf": (403, "not_allowed"),
}


def test_every_route_about_a_record_is_tried_by_charlie() -> None:
    assert {route.path for route in ROUTES if "{" in route.path} == CHARLIE_GETS.keys()


@pytest.mark.parametrize("route", [one for one in ROUTES if "{" in one.path], ids=lambda one: one.path)
def test_every_route_refuses_charlie_a_record_of_mayas(route: Route, site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.charlie.account, device=stage.charlie.device)
    answer = client.request(route.method, path_to(route, stage))
    assert (answer.status_code, answer.json()["error"]["id"]) == CHARLIE_GETS[route.path]
    assert "Luis" not in answer.text
    nobodys = path_to(route, stage).replace(str(stage.luis.id), str(new_id()))
    assert client.request(route.method, nobodys).text == answer.text
