"""No body is kept in memory beyond what a person types, before anyone asks who sends it."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casepwa.api.answers import refusal

MOST_BYTES = 64 * 1024
BOUND_BY_THEIR_ROUTE = frozenset({"/api/v1/sync", "/api/v1/caseload-file"})
"""These read in pieces, once they know who is asking, up to a limit of their own (``bodies.read_bytes``)."""


class BodyLimit:
    """ASGI: 413 ``too_large`` beyond ``MOST_BYTES``, announced or sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["path"] in BOUND_BY_THEIR_ROUTE:
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced) > MOST_BYTES:
            await refusal(413, "too_large")(scope, receive, send)
        else:
            await self._app(scope, _counted(receive), send)


def _counted(receive: Receive) -> Receive:
    read = 0

    async def next_piece() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MOST_BYTES:
            raise HTTPException(413)
        return message

    return next_piece
