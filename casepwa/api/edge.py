"""The outermost ASGI wrapper: what is the site's, what is the app's, and the headers of every answer."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casepwa.api.headers import ALWAYS, DATA_POLICY, HTTPS_ONLY
from casepwa.api.site import Site

# Everything else is a page or a file of the site.
APP_PATHS = ("/api/", "/_", "/ping")


class Edge:
    """Sends pages and files to the site and the rest to `app`."""

    def __init__(
        self, app: ASGIApp, *, site: Path, routes: Iterable[str], public_url: str | None = None
    ) -> None:
        self._app = app
        self._site = Site(site, routes=routes)
        self._https = (public_url or "").startswith("https://")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http":
            inner = self._app if belongs_to_app(scope["path"]) else self._site
            await inner(scope, receive, self._with_headers(scope, send))
        else:
            await self._app(scope, receive, send)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        https = self._https or scope.get("scheme") == "https"
        wanted: Mapping[str, str] = ALWAYS | HTTPS_ONLY if https else ALWAYS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", DATA_POLICY)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        return send_with_headers


def belongs_to_app(path: str) -> bool:
    """Whether the API or Reflex answers `path`, rather than the site."""
    return path == "/api" or (path.startswith(APP_PATHS) and not path.startswith("/__"))
