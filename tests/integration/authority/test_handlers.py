"""Every State handler refuses every role without its permission, and everyone without a session."""

from typing import Any

import pytest
from reflex.state import State
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from sqlmodel import Session
from starlette.testclient import TestClient

from casepwa.casework.permissions import granted
from casepwa.models.codes import Surface
from casepwa.models.columns import new_id
from casepwa.state.guard import FRAMEWORK, NO_RULE, Guard
from tests.cast import Cast, Person
from tests.integration import sockets
from tests.integration.authority.doors import HANDLERS, ROOT, Handler, setters
from tests.integration.authority.refusals import CAST, refused
from tests.integration.signed_in import signed_in


def event_of(handler: Handler) -> dict[str, Any]:
    """A payload that the handler's own code could take."""
    return {name: {} if name == "form" else str(new_id()) for name in handler.takes}


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


@pytest.mark.parametrize("setter", setters())
def test_setvar_of_any_state_is_refused_to_everyone(
    setter: str, server: TestClient, site: Session, stage: Cast
) -> None:
    for who in (stage.omar, stage.alma):
        with sockets.tab(server, signed_in(site, who.account, surface=Surface.DESK)) as page:
            answer = page.ask_all(setter, var_name="name", value="Mallory")
            assert "Mallory" not in str(answer)
    assert [action for _, action in refused(site)] == [NO_RULE, NO_RULE]


@pytest.mark.parametrize(
    "header",
    [None, "", "nonsense", f"{new_id()}.{new_id()}"],
    ids=["none", "empty", "nonsense", "of nobody"],  # the same in every process
)
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
