"""The gate of the websocket: nobody passes without a session, and no cookie goes further in.

Reflex keeps a connection's headers in its state and in its log. So the gate reads the cookie, takes it out,
and puts the ids of the verified session in its place; the guard (state/guard.py) looks them up again at every
event. When the session ends, anywhere, its open sockets are closed at once.
"""

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import NAMESPACE_OID, uuid5

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casepwa.api.current import current_actor
from casepwa.bulletins import listening
from casepwa.casework.accounts import sign_in_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.errors import NotSignedIn
from casepwa.database import unit_of_work
from casepwa.off_loop import in_a_thread

SESSION_HEADER = b"x-casepwa-session"
ENDED = 4401
AGAIN_AFTER = 2.0
"""Seconds, after the database did not answer."""
_log = logging.getLogger("casepwa.gate")
_SECRETS = frozenset({b"cookie", b"authorization", b"proxy-authorization"})


class Gate:
    """ASGI: every websocket of ``app`` belongs to a session; ours alone says which."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name.lower() != SESSION_HEADER]
        scope = {**scope, "headers": headers}
        if scope["type"] == "http":
            await self._app(scope, receive, send)
            return
        try:
            actor = await in_a_thread(current_actor, HTTPConnection(scope), is_contact=False)
        except NotSignedIn:
            await send({"type": "websocket.close", "code": ENDED, "reason": "not signed in"})
            return
        await self._while_signed_in(actor, admitted(scope, actor), receive, send)

    async def _while_signed_in(self, actor: Actor, scope: Scope, receive: Receive, send: Send) -> None:
        line = _Line(receive, send)
        with listening(sign_in_sessions.topic(actor.session_id)) as listener:
            watch = asyncio.create_task(self._until_ended(actor, listener, line))
            try:
                await self._app(scope, line.receive, line.send)
            finally:
                watch.cancel()
                line.hang_up()

    async def _until_ended(self, actor: Actor, listener: Any, line: "_Line") -> None:
        stands, within = True, None
        while stands:
            await listener.news(within=within)
            try:
                stands, within = await in_a_thread(_still_stands, actor), None
            except Exception:
                # The database may be away for a while: an ended session still ends its sockets.
                _log.exception("could not look whether a session stands; trying again")
                within = AGAIN_AFTER
        await line.end()


class _Line:
    """A websocket's two directions, with an end that can be put to both from outside."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._ended = asyncio.Event()
        self._pending: asyncio.Future[Message] | None = None

    async def end(self) -> None:
        if not self._ended.is_set():
            self._ended.set()
            await self._send({"type": "websocket.close", "code": ENDED, "reason": "signed out"})

    def hang_up(self) -> None:
        if self._pending is not None:
            self._pending.cancel()

    async def receive(self) -> Message:
        """The next message; one that is being waited for is kept, so that none is lost to the end."""
        if self._pending is None:
            self._pending = asyncio.ensure_future(self._receive())
        ended = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait({self._pending, ended}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ended.cancel()
        if self._ended.is_set():
            return {"type": "websocket.disconnect", "code": ENDED}
        message, self._pending = self._pending.result(), None
        return message

    async def send(self, message: Message) -> None:
        if not self._ended.is_set():
            await self._send(message)


def admitted(scope: Scope, actor: Actor) -> Scope:
    """``scope`` without secrets, with the session's ids, and with a state of this session's own.

    The page's token names its state on the server, and whoever knows it could resume that. Mixed with the
    session's id and roles, one token names another state in every session and after every change of roles.
    """
    kept = [(name, value) for name, value in scope["headers"] if name.lower() not in _SECRETS]
    verified = f"{actor.session_id}.{actor.account_id}".encode()
    asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    query = [(name, _own(actor, value) if name == "token" else value) for name, value in asked]
    return {
        **scope,
        "headers": [*kept, (SESSION_HEADER, verified)],
        "query_string": urlencode(query).encode("latin-1"),
    }


def _still_stands(actor: Actor) -> bool:
    with unit_of_work(readonly=True) as session:
        return sign_in_sessions.stands(session, actor, at=datetime.now(UTC))


def _own(actor: Actor, token: str) -> str:
    return str(uuid5(NAMESPACE_OID, " ".join([str(actor.session_id), *sorted(actor.roles), token])))
