"""The app's own Reflex plugin: tokens into Tailwind, npm packages, and the work after a build."""

import re
import shutil
from pathlib import Path
from typing import Any

from reflex.plugins import Plugin

from casepwa.offline.catalogue import static_files
from casepwa.offline.worker import build_worker

TOKENS = Path(__file__).with_name("tokens.css")
BAKED_ORIGIN = re.compile(rb"""(["'`])(https?|wss?)://localhost:8000""")

# All are bundled, so to npm they are development packages; named as the others Reflex would hand them to
# its loader of dynamic components and put each one whole into the first chunk.
PACKAGES = (
    "dexie@4.4.7",
    "workbox-precaching@7.4.1",
    "workbox-routing@7.4.1",
    "fake-indexeddb@6.2.8",  # for the JavaScript tests
    "axe-core@4.14.1",  # for the end-to-end tests of accessibility
)


class OfflinePlugin(Plugin):
    """Adds to every build what Reflex does not know: design tokens, npm packages, one origin, the worker."""

    def get_frontend_development_dependencies(self, **context: Any) -> list[str]:
        """Packages for the device store and the service worker, pinned (and locked in reflex.lock/)."""
        return list(PACKAGES)

    def pre_compile(self, **context: Any) -> None:
        """Put the design tokens behind Tailwind's own style sheet."""
        tokens = TOKENS.read_text("utf-8")
        context["add_modify_task"]("styles/tailwind.css", lambda css: f"{css}\n{tokens}")

    def get_static_assets(self, **context: Any) -> list[tuple[Path, str]]:
        """The catalogues of visible words, as JSON."""
        return static_files()

    def post_build(self, **context: Any) -> None:
        """Let the built pages talk to whichever origin served them; bundle boot script and service worker."""
        static_dir: Path = context["static_dir"]
        use_page_origin(static_dir)
        build_worker(static_dir.resolve(), static_dir.resolve().parent.parent)
        shutil.rmtree(static_dir / "offline")  # sources, bundled by now


def use_page_origin(static_dir: Path) -> int:
    """Replace the address baked into the build by the page's own origin; returns how many files changed.

    Reflex writes the server's address into the bundle at build time. Served under any other name or port
    the websocket would go astray.
    """
    changed = 0
    for chunk in (static_dir / "assets").glob("*.js"):
        text = chunk.read_bytes()
        fixed = BAKED_ORIGIN.sub(_origin_expression, text)
        if fixed != text:
            chunk.write_bytes(fixed)
            changed += 1
    return changed


def _origin_expression(match: re.Match[bytes]) -> bytes:
    quote, scheme = match.groups()
    # At prerender there is no location; nothing is fetched then.
    origin = b"globalThis.location?.origin"
    if scheme.startswith(b"ws"):
        origin += b".replace(/^http/,`ws`)"
    return b"(" + origin + b"??``)+" + quote
