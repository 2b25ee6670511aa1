"""The guard of every event: default deny.

``Guard`` runs before every handler, foreground and background. It finds the session behind the connection
(the gate put its ids there), binds the tab's state to it, and asks for the permission that the handler
declares with ``@requires``. A handler that declares none is refused. Denials are audited.
"""

import functools
import logging
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import reflex as rx
from reflex.istate.proxy import StateProxy
from reflex.middleware.middleware import Middleware
from reflex.state import (
    FrontendEventExceptionState,
    OnLoadInternalState,
    State,
    StateUpdate,
    UpdateVarsInternalState,
)
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext
from reflex_base.utils.format import format_event_handler

from casepwa.casework import audit, storable
from casepwa.casework.accounts import sign_in_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.errors import CaseworkError, Denied, NotSignedIn
from casepwa.casework.permissions import Permission, require
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread
from casepwa.state.session import SessionState

_log = logging.getLogger(__name__)
SESSION_HEADER = "x-casepwa-session"
NO_RULE = "no_rule"

# What Reflex itself sends. `setvar`, which every State has and which calls any setter, is not among them.
FRAMEWORK = frozenset(
    format_event_handler(state.event_handlers[name])
    for state, name in (
        (State, "hydrate"),
        (State, "hydrate_and_load"),
        (State, "set_is_hydrated"),
        (OnLoadInternalState, "on_load_internal"),
        (OnLoadInternalState, "set_is_hydrated"),
        (UpdateVarsInternalState, "update_vars_internal"),
        (FrontendEventExceptionState, "handle_frontend_exception"),
    )
)

# What a page sends first; what the one before it was told of is not about this one.
OPENING = frozenset(
    format_event_handler(state.event_handlers[name])
    for state, name in ((State, "hydrate_and_load"), (OnLoadInternalState, "on_load_internal"))
)

_acting: ContextVar[Actor] = ContextVar("casepwa_acting")


def acting() -> Actor:
    """The verified person behind the event at hand: what a handler hands to casework."""
    return _acting.get()


def requires(
    permission: Permission, *, background: bool = False
) -> Callable[[Callable[..., Awaitable[Any]]], Any]:
    """Makes an event handler, with its rule: the role of the actor must grant ``permission``.

    What the handler raises becomes a notice on the screen; a denial is audited too. An event is no contact
    that keeps a session alive, for pages also send them without anyone: what a person does at a desk reaches
    GET /api/v1/session (assets/offline/desk.js).
    """

    def declare(handler: Callable[..., Awaitable[Any]]) -> Any:
        @functools.wraps(handler)
        async def guarded(self: rx.State, *args: Any, **kwargs: Any) -> Any:
            try:
                return await handler(self, *args, **kwargs)
            except CaseworkError as error:
                await _tell(self, error)
            except Exception:
                _log.exception("%s failed", handler.__qualname__)
                await _tell(self, CaseworkError("our_fault"))

        guarded.permission = permission  # type: ignore[attr-defined]
        return rx.event(background=background)(guarded) if background else rx.event(guarded)

    return declare


def rule_of(name: str) -> Permission | None:
    """The permission that the handler registered as ``name`` declares; None: nobody may call it."""
    registered = RegistrationContext.get().event_handlers.get(name)
    return getattr(registered.handler.fn, "permission", None) if registered else None


class Guard(Middleware):
    """Between every event and its handler."""

    async def preprocess(self, app: Any, state: Any, event: Any) -> StateUpdate | None:
        """None lets the event through; anything else is all that comes of it."""
        told = await state.get_state(SessionState)
        try:
            actor = await _actor()
        except NotSignedIn:
            return await _ended(state, told)
        if (told._session_id or str(actor.session_id)) != str(actor.session_id):
            await in_a_thread(_audit, actor, Denied(Permission.OWN_SESSION))
            return StateUpdate()
        if told.is_ended or (told._session_id and set(told.roles) != actor.roles):
            return await _ended(state, told)
        if not told._session_id:
            told._session_id, told._account_id = str(actor.session_id), str(actor.account_id)
            told.name, told.roles = actor.name, sorted(actor.roles)
        _acting.set(actor)
        event.payload.update({name: storable.json(value) for name, value in event.payload.items()})
        if event.name in FRAMEWORK:
            if event.name in OPENING:
                told.notice, told.notice_params = "", {}
            return None
        permission = rule_of(event.name)
        try:
            if permission is None:
                raise Denied(NO_RULE)
            require(actor, permission)
        except Denied as denied:
            await _tell_audited(told, actor, denied)
            delta = await state._get_resolved_delta()
            state._clean()
            return StateUpdate(delta=delta)
        return None


async def _actor() -> Actor:
    """The person behind the connection that the event at hand came through."""
    headers = EventContext.get().router_data.get("headers") or {}
    session_id, _, account_id = str(headers.get(SESSION_HEADER, "")).partition(".")
    try:
        ids = {"session_id": UUID(session_id), "account_id": UUID(account_id)}
    except ValueError as error:
        raise NotSignedIn("not_signed_in") from error
    return await in_a_thread(_who, **ids)


async def still_acting(permission: Permission) -> Actor:
    """For a loop that pushes, before each push: the actor as of now. Raises ``NotSignedIn``, ``Denied``."""
    before = acting()
    if before.session_id is None:
        raise NotSignedIn("not_signed_in")
    actor = await in_a_thread(_who, session_id=before.session_id, account_id=before.account_id)
    require(actor, permission)
    _acting.set(actor)
    return actor


def _who(*, session_id: UUID, account_id: UUID) -> Actor:
    with unit_of_work(readonly=True) as session:
        return sign_in_sessions.actor_of(
            session, session_id=session_id, account_id=account_id, at=datetime.now(UTC)
        )


async def _ended(state: Any, told: SessionState) -> StateUpdate:
    """Everything that this tab had loaded goes, here and in the browser."""
    state.reset()
    told.is_ended = True
    delta = await state._get_resolved_delta()
    state._clean()
    return StateUpdate(delta=delta)


async def _tell(handler_state: Any, error: CaseworkError) -> None:
    """Show an error on the screen of whoever called; write a denial down."""
    if isinstance(error, Denied):
        await in_a_thread(_audit, acting(), error)
    if isinstance(handler_state, StateProxy):  # a background handler's: changed only while it is held
        async with handler_state:
            _say(await handler_state.get_state(SessionState), error)
    else:
        _say(await handler_state.get_state(SessionState), error)


async def _tell_audited(told: SessionState, actor: Actor, error: Denied) -> None:
    await in_a_thread(_audit, actor, error)
    _say(told, error)


def _say(told: SessionState, error: CaseworkError) -> None:
    told.is_ended = told.is_ended or isinstance(error, NotSignedIn)
    told.notice, told.notice_params = error.message_id, error.params


def _audit(actor: Actor, error: Denied) -> None:
    with unit_of_work() as session:
        audit.denied(session, actor, error)
