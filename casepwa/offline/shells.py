"""The pages that the service worker answers with, made from React Router's own after a build.

A screen whose path has parameters gets a page that already knows its chunks; React Router's fallback would
find them out one after the other. A screen that is painted first (first_paint.py) starts React when it is
painted.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

from casepwa.offline.first_paint import name_of
from casepwa.offline.routes import PHONE_ROUTES

FALLBACK = "__spa-fallback.html"
FOLDER = "shells"

_PRELOADS = re.compile(r'<link rel="modulepreload" href="([^"]+)"/>')
_IMPORTS = re.compile(r'<script type="module" async="">(.*?)</script>', re.DOTALL)
_STATIC = re.compile(r'import (?:\* as (\w+) from )?("[^"]+");')
_BOOT = '<script src="/boot.js"></script>'


class NotAsExpected(ValueError):
    """React Router wrote a page in another way than this version of it does."""


def build_shells(static_dir: Path, manifest: dict[str, Any], first: dict[str, str]) -> dict[str, str]:
    """Write a shell for each phone screen that gains by one; returns route -> its address.

    `manifest` is React Router's; `first` says which script paints a route first.

    Raises:
        NotAsExpected: the page has no preloads or no start script to change.
    """
    modules = {_as_reflex(entry): entry for entry in manifest["routes"].values()}
    shells: dict[str, str] = {}
    for route in PHONE_ROUTES:
        if route not in modules or ("[" not in route and route not in first):
            continue
        page = static_dir / (FALLBACK if "[" in route else f"{route.strip('/')}.html")
        entry = modules[route]
        text = shell(page.read_text("utf-8"), [entry["module"], *entry["imports"]], first.get(route))
        shells[route] = f"/{FOLDER}/{name_of(route)}.html"
        target = static_dir / shells[route].lstrip("/")
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, "utf-8")
    return shells


def shell(page: str, chunks: list[str], first: str | None) -> str:
    """`page` with `chunks` among its preloads; with `first`, that script before all else, React after it."""
    preloads = list(dict.fromkeys([*_PRELOADS.findall(page), *chunks]))
    imports = _IMPORTS.search(page)
    if len(preloads) == len(chunks) or imports is None or _BOOT not in page:
        raise NotAsExpected("a prerendered page without preloads, start script or boot script")
    bare = _PRELOADS.sub("", page)
    if first is None:
        links = "".join(f'<link rel="modulepreload" href="{html.escape(one)}"/>' for one in preloads)
        return bare.replace("</head>", f"{links}</head>")
    started = bare.replace(imports.group(1), _after_first(imports.group(1), preloads))
    return started.replace(_BOOT, f'<script src="{first}"></script>{_BOOT}')


def _after_first(imports: str, preloads: list[str]) -> str:
    """The same imports, begun when casepwaPainted is settled; all chunks asked for at once."""

    def when_asked(found: re.Match[str]) -> str:
        name, address = found.groups()
        return (f"const {name} = " if name else "") + f"await import({address});"

    lazily = _STATIC.sub(when_asked, imports)
    if lazily == imports:
        raise NotAsExpected("a start script without imports")
    return (
        "await globalThis.casepwaPainted;\n"
        f"for (const href of {json.dumps(preloads)}) {{\n"
        '  const link = document.createElement("link");\n'
        '  document.head.append(Object.assign(link, { rel: "modulepreload", href }));\n'
        f"}}\n{lazily}"
    )


def _as_reflex(entry: dict[str, Any]) -> str:
    """React Router writes :client_id where Reflex writes [client_id]."""
    return "/" + re.sub(r":(\w+)\??", r"[\1]", str(entry.get("path") or "").strip("/"))
