"""The app's own Reflex plugin: tokens into Tailwind, npm packages, and the work after a build."""

import re
from pathlib import Path
from typing import Any

from reflex.plugins import Plugin

TOKENS = Path(__file__).with_name("tokens.css")
BAKED_ORIGIN = re.compile(rb"""(["'`])(https?|wss?)://localhost:8000""")


class OfflinePlugin(Plugin):
    """Adds to every build what Reflex does not know: design tokens, npm packages, one origin."""

    def get_frontend_dependencies(self, **context: Any) -> list[str]:
        """Packages that run in the browser."""
        return ["dexie@4.4.7"]

    def pre_compile(self, **context: Any) -> None:
        """Put the design tokens behind Tailwind's own style sheet."""
        tokens = TOKENS.read_text("utf-8")
        context["add_modify_task"]("styles/tailwind.css", lambda css: f"{css}\n{tokens}")

    def post_build(self, **context: Any) -> None:
        """Let the built pages talk to whichever origin served them."""
        use_page_origin(context["static_dir"])


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
    origin = (
        b"globalThis.location?.origin"
        if scheme.startswith(b"http")
        else b"globalThis.location?.origin.replace(/^http/,`ws`)"
    )
    return b"(" + origin + b"??'')+" + quote
