"""Who may do what, for everything that can be called: each State handler, API route and command kind.

Each refuses an anonymous caller, every role without its permission, and Charlie; denials are audited. What is
added without a rule makes the first test fail.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import reflex as rx
from fastapi import FastAPI
from reflex.state import State
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext
from sqlmodel import Session, select
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient

from casepwa.api.app import make_api
from casepwa.casework import commands, permissions
from casepwa.casework.command_kinds import KINDS
from casepwa.casework.permissions import Permission, granted
from casepwa.models import Alarm, AuditEvent, CrisisPlanProposal
from casepwa.models.codes import Role, Surface
from casepwa.models.columns import new_id
from casepwa.state.guard import FRAMEWORK, NO_RULE, Guard
from tests import factories
from tests.cast import Cast, Person, person, play
from tests.integration import authority, sockets
from tests.integration.authority import ROOT, Handler, Route
from tests.integration.phones import Agency, command
from tests.integration.signed_in import browser, phone_of, signed_in
from tests.integration.test_charlie import ATTEMPTS, denials, written

sockets.load_app()
HANDLERS = authority.handlers()
ROUTES = [route for route in authority.routes(make_api()) if route[:2] not in authority.PUBLIC]
CAST = ("maya", "omar", "priya", "rosa", "charlie", "alma")


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


@pytest.fixture
def server(stage: Cast) -> Iterator[TestClient]:
    with sockets.running() as client:
        yield client


# -- everything has a rule ----------------------------------------------------------------------------


def test_everything_that_can_be_called_has_a_rule() -> None:
    assert authority.without_rule(make_api()) == []


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

    (found,) = authority.without_rule(make_api())
    assert found.endswith("forgotten.erase_everything")


def test_a_plain_public_method_is_a_handler_too_and_is_found(registry: RegistrationContext) -> None:
    class Overlooked(rx.State):
        def export_all(self) -> None:
            """Not even decorated, and callable by any client."""

    (found,) = authority.without_rule(make_api())
    assert found.endswith("overlooked.export_all")


def test_a_route_added_without_a_rule_is_found() -> None:
    app: FastAPI = make_api()

    @app.get("/api/v1/everything")
    def everything() -> None:
        """Says nowhere who may."""

    app.router.routes.append(Mount("/api/v1/raw", PlainTextResponse("anything")))
    app.mount("/api/v1/mounted", FastAPI())
    assert authority.without_rule(app) == [
        "GET /api/v1/everything",
        "ANY /api/v1/raw",
        "ANY /api/v1/mounted",
    ]


def test_a_kind_of_command_added_without_a_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(commands.PAYLOADS, "record.erase", commands.Payload)
    assert authority.without_rule(make_api()) == ["record.erase"]


def test_reflex_opens_no_other_door() -> None:
    """Its upload endpoint, for one, would take files of any size from anyone."""
    from casepwa.casepwa import app

    assert app._api is not None
    paths = {getattr(route, "path", "") for route in app._api.routes}
    assert paths <= {"/ping", "/ping/", "/_health", "/_health/", "/_event", "/"}


# -- handlers -----------------------------------------------------------------------------------------


def event_of(handler: Handler) -> dict[str, Any]:
    """A payload that the handler's own code could take."""
    return {name: {} if name == "form" else str(new_id()) for name in handler.takes}


def refused(site: Session) -> list[tuple[Any, str]]:
    site.expire_all()
    events = site.exec(select(AuditEvent).where(AuditEvent.outcome == "denied")).all()
    site.commit()
    return [(event.account_id, event.action) for event in events]


@pytest.mark.parametrize("name", CAST)
def test_every_handler_refuses_every_role_without_its_permission(
    name: str, server: TestClient, site: Session, stage: Cast
) -> None:
    who: Person = getattr(stage, name)
    browser = signed_in(site, who.account, surface=Surface.DESK)
    beyond = [one for one in HANDLERS if one.permission and not granted(who.actor.roles, one.permission)]
    assert beyond
    expected = sorted((who.id, str(one.permission)) for one in beyond)
    with sockets.tab(server, browser) as page:
        before = screens(page.hydrated())
        for handler in beyond:
            page.send(handler.name, **event_of(handler))
        for _ in range(50):  # they are served side by side: ask again until all have been
            if len(refused(site)) == len(beyond):
                break
            page.hydrated()
        assert screens(page.hydrated()) == before
    assert sorted(refused(site)) == expected


def screens(hydrated: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What every screen's State holds: their defaults, while nothing has been loaded."""
    return {
        name: values
        for name, values in hydrated.items()
        if "casepwa___state" in name and not name.endswith("session_state")
    }


@pytest.mark.parametrize("setter", authority.setters())
def test_setvar_of_any_state_is_refused_to_everyone(
    setter: str, server: TestClient, site: Session, stage: Cast
) -> None:
    for who in (stage.omar, stage.alma):
        with sockets.tab(server, signed_in(site, who.account, surface=Surface.DESK)) as page:
            answer = page.ask_all(setter, var_name="name", value="Mallory")
            assert "Mallory" not in str(answer)
    assert [action for _, action in refused(site)] == [NO_RULE, NO_RULE]


@pytest.mark.parametrize("header", [None, "", "nonsense", f"{new_id()}.{new_id()}"])
def test_no_event_is_served_without_a_session_even_past_the_gate(header: str | None, site: Session) -> None:
    """As if the gate were not there: the guard alone refuses hydration and every handler."""
    import asyncio

    from casepwa.state.session import SessionState

    async def tried(name: str) -> tuple[Any, dict[str, Any]]:
        headers = {} if header is None else {"x-casepwa-session": header}
        context = EventContext(
            token="t",
            state_manager=None,  # type: ignore[arg-type]
            enqueue_impl=None,  # type: ignore[arg-type]
            router_data={"headers": headers},
        )
        token = EventContext.set(context)
        try:
            state = State(_reflex_internal_init=True)  # type: ignore[call-arg]
            update = await Guard().preprocess(None, state, Event(name=name, payload={}))
        finally:
            EventContext.reset(token)
        told = await state.get_state(SessionState)
        assert told.is_ended
        return update, dict(update.delta if update else {})

    async def all_of_them() -> None:
        for name in (*(f"{ROOT}{one.name}" for one in HANDLERS), *FRAMEWORK):
            update, delta = await tried(name)
            assert update is not None
            assert all(
                value in (True, False, "", [], {}, None, 0) or "is_ended" in key
                for key, value in _flat(delta)
            )

    asyncio.run(all_of_them())


def _flat(delta: dict[str, Any]) -> list[tuple[str, Any]]:
    return [
        (name, value)
        for state, values in delta.items()
        for name, value in values.items()
        if state.endswith("session_state")
    ]


# -- a supervisor of another team, an administrator of another agency ---------------------------------

NO_RECORD = {"audit_state.search": "puts filters into the address; the trail is the agency's own"}


def _alarm(site: Session, stage: Cast) -> Alarm:
    return factories.made(site, Alarm(kind="help", raised_by_id=stage.maya.id, recorded_at=factories.MONDAY))


def _proposal(site: Session, stage: Cast) -> CrisisPlanProposal:
    row = CrisisPlanProposal(
        client_id=stage.luis.id,
        section="never_do",
        proposal="secret words",
        proposed_by_id=stage.maya.id,
        recorded_at=factories.MONDAY,
    )
    return factories.made(site, row)


OUT_OF_REACH: dict[str, Any] = {
    "supervisor_state.settle": lambda site, stage: {
        "form": {"alarm_id": str(_alarm(site, stage).id), "how": "secret words"}
    },
    "team_state.open_proposal": lambda site, stage: {"proposal_id": str(_proposal(site, stage).id)},
    "accounts_state.end_sessions": lambda site, stage: {"account_id": str(stage.maya.id)},
}


def short(handler: Handler) -> str:
    return handler.name.rsplit("____", 1)[-1]


def test_every_handler_that_is_told_a_record_is_tried_with_one_out_of_reach() -> None:
    takes = {short(one) for one in HANDLERS if one.takes}
    assert takes == OUT_OF_REACH.keys() | NO_RECORD.keys()


@pytest.mark.parametrize("handler", [one for one in HANDLERS if short(one) in OUT_OF_REACH], ids=short)
def test_the_right_role_does_not_reach_a_record_of_another_team_or_agency(
    handler: Handler, server: TestClient, site: Session, stage: Cast
) -> None:
    elsewhere = factories.organization(site, name="Bridge")
    sol = person(
        site, organization=stage.organization, name="Sol Weber", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(site, account_id=sol.id, staff_team_id=stage.south.id)
    ada = person(site, organization=elsewhere, name="Ada Boss", title="Boss", roles=(Role.ADMINISTRATOR,))
    payload = OUT_OF_REACH[short(handler)](site, stage)
    who = next(one for one in (sol, ada) if granted(one.actor.roles, Permission(str(handler.permission))))
    signed_in(site, stage.maya.account)
    with sockets.tab(server, signed_in(site, who.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        answers = str(page.ask_all(handler.name, **payload)) + str(page.ask_all("hydrate"))
    assert "secret" not in answers
    assert "not_allowed" in answers or "account_not_found" in answers
    site.expire_all()
    assert all(alarm.settled_at is None for alarm in site.exec(select(Alarm)))
    assert browser_of_maya_still_works(site, stage)


def browser_of_maya_still_works(site: Session, stage: Cast) -> bool:
    from casepwa.models import SignInSession

    rows = site.exec(select(SignInSession).where(SignInSession.account_id == stage.maya.id)).all()
    return bool(rows) and all(row.ended_at is None for row in rows)


def test_an_alarm_of_another_team_in_the_address_is_not_opened(
    server: TestClient, site: Session, stage: Cast
) -> None:
    alarm = _alarm(site, stage)
    sol = person(
        site, organization=stage.organization, name="Sol Weber", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(site, account_id=sol.id, staff_team_id=stage.south.id)
    looked = next(one for one in HANDLERS if short(one) == "supervisor_state.look")
    with sockets.tab(server, signed_in(site, sol.account, surface=Surface.DESK)) as page:
        page.ask("hydrate")
        answer = page.ask(looked.name, path=f"/supervisor?alarm={alarm.id}")
        assert answer["notice"] == "not_allowed"
    assert (sol.id, "alarm.read") in refused(site)


# -- routes -------------------------------------------------------------------------------------------


def path_to(route: Route, stage: Cast) -> str:
    """The route's address about a record of Maya's, which Charlie must not reach."""
    found = route.path.format(client_id=stage.luis.id, device_id=phone_of(stage.maya).id)
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


# -- command kinds ------------------------------------------------------------------------------------


def test_every_kind_of_command_has_a_permission_and_is_tried() -> None:
    assert commands.PAYLOADS.keys() == KINDS.keys()
    assert all(isinstance(kind.permission, Permission) for kind in KINDS.values())
    assert ATTEMPTS.keys() | {"alarm.help"} == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_role_without_a_commands_permission_is_refused_it_and_audited(
    kind: str, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Maya with every other right of her role, about her own client. test_charlie.py has the other half."""
    permission = KINDS[kind].permission
    payload = (
        ATTEMPTS[kind](agency)
        if kind in ATTEMPTS
        else {"alarm_id": str(new_id()), "happened_at": factories.MONDAY.isoformat()}
    )
    about = (agency.cast.luis.id,) if kind in ATTEMPTS else ()
    without = {role: rights - {permission} for role, rights in permissions.GRANTS.items()}
    monkeypatch.setattr(permissions, "GRANTS", without)
    before = written(agency)
    verdicts = agency.phone(agency.cast.maya).verdicts(command(kind, payload, client_ids=about))
    assert verdicts == ["refused: not_allowed"]
    assert written(agency) == before
    assert [(one.account_id, one.action) for one in denials(agency)] == [
        (agency.cast.maya.id, str(permission))
    ]
