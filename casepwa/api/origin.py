"""Did a page of ours send this? Browsers say so in Origin, with everything that changes something."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from casepwa.api.answers import refusal
from casepwa.settings import settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_SECURE = {"http": False, "ws": False, "https": True, "wss": True}


def is_https(scope: Scope) -> bool:
    """Does the browser speak https, to us or to the proxy that ``public_url`` tells of?"""
    public = settings().public_url
    return _SECURE.get(urlsplit(public).scheme if public else scope.get("scheme", "http"), False)


def is_ours(scope: Scope) -> bool:
    """Is Origin this host's own (or ``public_url``'s), scheme included? A missing one is not."""
    headers = Headers(scope=scope)
    claimed = urlsplit(headers.get("origin", ""))
    public = settings().public_url
    own = urlsplit(public) if public else urlsplit(f"{_web_scheme(scope)}://{headers.get('host', '')}")
    return bool(claimed.netloc) and _place(claimed) == _place(own)


class OriginCheck:
    """ASGI: refuses what would change something at the request of another site's page.

    ``POST``, ``PUT``, ``PATCH`` and ``DELETE`` on any path, and every websocket handshake.
    """

    def __init__(self, app) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        changes = scope["type"] == "websocket" or (
            scope["type"] == "http" and scope["method"] not in SAFE_METHODS
        )
        if not changes or is_ours(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "other origin"})
        else:
            await refusal(403, "other_origin")(scope, receive, send)


def _web_scheme(scope: Scope) -> str:
    return "https" if _SECURE.get(scope.get("scheme", "http"), False) else "http"


def _place(url) -> tuple[str, str, int | None]:
    try:
        port = url.port
    except ValueError:
        return ("", "", None)
    return (url.scheme, (url.hostname or "").lower(), port or {"http": 80, "https": 443}.get(url.scheme))
