"""Makes a finished build the one that is served.

The new site is put together beside the old one and swapped in by rename, so that a server that is running
never serves half a build. The previous build's hashed files stay for one more build: a page that was opened
before a deploy can still load the chunks it needs.
"""

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

RECORD = ".casepwa.json"
_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def publish(build: Path, site: Path, *, stamp: str) -> None:
    """Replace `site` by `build`, keeping the assets that the previous build brought."""
    incoming = site.with_name(site.name + ".new")
    outgoing = site.with_name(site.name + ".old")
    for leftover in (incoming, outgoing):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(build, incoming)
    own = sorted(path.name for path in (incoming / "assets").iterdir())
    for name in _record(site).get("assets", []):
        kept, target = site / "assets" / name, incoming / "assets" / name
        if kept.is_file() and not target.exists():
            shutil.copy2(kept, target)
    record = {"made_from": stamp, "assets": own, "inline_scripts": inline_scripts(incoming)}
    (incoming / RECORD).write_text(json.dumps(record, indent=1), "utf-8")
    if site.exists():
        site.rename(outgoing)
    incoming.rename(site)
    shutil.rmtree(outgoing, ignore_errors=True)


def inline_scripts(site: Path) -> dict[str, list[str]]:
    """For each page, the CSP source of every script that stands in it: `sha256-...`."""
    pages = {}
    for page in sorted(site.glob("**/*.html")):
        found = _INLINE_SCRIPT.findall(page.read_bytes())
        sources = sorted({_source(script) for script in found if script})
        pages["/" + page.relative_to(site).as_posix()] = sources
    return pages


def _source(script: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script).digest()).decode()


def made_from(site: Path) -> str | None:
    """The stamp of the inputs that `site` was built from; None when there is no finished site."""
    return _record(site).get("made_from")


def _record(site: Path) -> dict[str, Any]:
    record = site / RECORD
    return json.loads(record.read_text("utf-8")) if record.is_file() else {}
