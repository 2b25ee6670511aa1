"""Serves the finished front end: pages by their route, files by their name, each with the right cache rule.

The site may be swapped by a new build while this runs (casepwa/runtime/publish.py), so nothing about it is
remembered beyond its modification time.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from casepwa.api.headers import WORKER_POLICY, page_policy

RECORD = ".casepwa.json"
FALLBACK = "__spa-fallback.html"
NOT_FOUND = "404.html"
WORKER = "sw.js"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
A_DAY = "public, max-age=86400"


class Site:
    """An ASGI app over one directory of finished pages and files."""

    def __init__(self, directory: Path, *, routes: Iterable[str]) -> None:
        self._directory = directory
        self._routes = [_pattern(route) for route in routes]
        self._files = PrecompressedStaticFiles(
            directory=directory, check_dir=False, html=False, encodings=["brotli", "gzip"]
        )
        self._record: tuple[int, dict[str, list[str]]] = (0, {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request for a page or a file."""
        response = await self._respond(scope)
        await response(scope, receive, send)

    async def _respond(self, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("Method not allowed", 405, {"Allow": "GET, HEAD"})
        path: str = scope["path"]
        name, status = self._file_for(path)
        try:
            response = await self._files.get_response(name, scope)
        except HTTPException as problem:
            return PlainTextResponse("Not found", problem.status_code, {"Cache-Control": "no-store"})
        response.headers["Cache-Control"] = cache_rule(name)
        if name == WORKER:
            response.headers["Content-Security-Policy"] = WORKER_POLICY
        elif name.endswith(".html"):
            response.headers["Content-Security-Policy"] = page_policy(
                self._inline_scripts().get(f"/{name}", [])
            )
        if status != 200 and response.status_code == 200:
            response.status_code = status
        return response

    def _file_for(self, path: str) -> tuple[str, int]:
        """The file that answers `path`, and its status: a page, a page with parameters, a file, or none."""
        name = path.strip("/")
        if any(part.startswith(".") for part in name.split("/")):
            return NOT_FOUND, 404
        page = f"{name or 'index'}.html"
        if (self._directory / page).is_file():
            return page, 200
        if "/assets/" not in path and "." not in name.rsplit("/", 1)[-1]:
            return (FALLBACK, 200) if self._is_route(path) else (NOT_FOUND, 404)
        return name, 200

    def _is_route(self, path: str) -> bool:
        return any(pattern.fullmatch(path.rstrip("/") or "/") for pattern in self._routes)

    def _inline_scripts(self) -> dict[str, list[str]]:
        record = self._directory / RECORD
        changed = record.stat().st_mtime_ns
        if self._record[0] != changed:
            content: dict[str, Any] = json.loads(record.read_text("utf-8"))
            self._record = (changed, content["inline_scripts"])
        return self._record[1]


def cache_rule(name: str) -> str:
    """How long a browser may keep the file `name` without asking."""
    if name.startswith("assets/"):
        return FOR_EVER
    if name.startswith(("icons/", "screenshots/")):
        return A_DAY
    return ASK_FIRST


def _pattern(route: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\[\w+\\\]", "[^/]+", re.escape(route)))
