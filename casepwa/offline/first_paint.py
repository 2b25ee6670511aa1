"""Bundles what paints a phone screen's first words before React is there (docs/decisions/first-paint.md).

The markup is the screen's own: the page that Reflex compiled is bundled with stand-ins for React, the router
and the code that writes (assets/offline/first/), so that there is one source for both.
"""

import hashlib
import json
import re
import subprocess
from pathlib import Path

# The screens worth it: those that are opened in a hurry.
PAINTED_FIRST = ("/people/[client_id]/crisis", "/today")

# Modules of the app and packages, by how they are imported -> the stand-in in assets/offline/first/.
STAND_INS = {
    "react": "react.js",
    "@emotion/react": "react.js",
    "react-router": "react.js",
    "$/utils/state": "react.js",
    "$/utils/context": "react.js",
    "$/public/offline/snapshot.js": "snapshot.js",
    "$/public/offline/reads.js": "reads.js",
    "$/public/offline/update.js": "update.js",
}
# Only called by a later tap, which React hears: their functions do nothing here.
LATER = ("device", "outbox", "session", "sync", "tabs", "triggers", "views/kept_forms")


def build_first_paint(static_dir: Path, web: Path) -> dict[str, str]:
    """Write one script for each screen of `PAINTED_FIRST` into `static_dir`; returns route -> its address."""
    return {route: _build(static_dir, web, route) for route in PAINTED_FIRST}


def page_module(web: Path, route: str) -> Path:
    """Where Reflex put the compiled page of `route`."""
    parts = [
        f"${part}" if part.startswith("[") else f"[{part}]" for part in route.strip("/").split("/") if part
    ]
    return web / "app" / "routes" / ".".join([*parts, "_index.jsx"])


def name_of(route: str) -> str:
    """A file name for `route`: people-client_id-crisis."""
    return re.sub(r"\W+", "-", route).strip("-")


def _build(static_dir: Path, web: Path, route: str) -> str:
    work = web / "offline-build"
    work.mkdir(exist_ok=True)
    name = name_of(route)
    entry = work / f"first-{name}.js"
    entry.write_text(
        f"import Page from {json.dumps(str(page_module(web, route)))};\n"
        f'import {{ first }} from "$/public/offline/first/start.js";\n'
        f"first({{ route: {json.dumps(route)}, Page }});\n",
        "utf-8",
    )
    made = work / f"first-{name}.made.js"
    facts = {
        "entry": str(entry),
        "made": str(made),
        "web": str(web),
        "standIns": STAND_INS,
        "later": LATER,
    }
    config = work / f"first-{name}.config.mjs"
    config.write_text(
        'import { config } from "../public/offline/first/build.js";\n'
        f"export default config({json.dumps(facts)});\n",
        "utf-8",
    )
    rolldown = web / "node_modules" / ".bin" / "rolldown"
    subprocess.run([rolldown, "-c", config], cwd=web, check=True, capture_output=True, text=True)  # noqa: S603
    content = made.read_bytes()
    target = f"assets/first-{name}-{hashlib.sha256(content).hexdigest()[:8]}.js"
    (static_dir / target).write_bytes(content)
    return f"/{target}"
