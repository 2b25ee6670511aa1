"""Bundles the boot script and the service worker after the front end is built.

Both are ordinary modules in assets/offline/; what they must know of this build (the files to keep on the
phone, the table of routes) is written into a generated entry that calls them.
"""

import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

from casepwa.offline.first_paint import build_first_paint
from casepwa.offline.routes import PHONE_ROUTES, SERVER_ROUTES
from casepwa.offline.shells import FOLDER, build_shells

FALLBACK = "/__spa-fallback.html"
BOOT = "boot.js"
WORKER = "sw.js"
# Beside the screens' own chunks: what they load by address.
ALSO_KEPT = (BOOT, f"{FOLDER}/*.html", "assets/first-*.js", "catalogues/*.json", "icons/icon-192.png")

_MANIFEST = re.compile(r"^window\.__reactRouterManifest=(.*?);?\s*$", re.DOTALL)
_CHUNK = re.compile(r"""["'`](?:\./|/assets/|assets/)([\w.~\[\]()$-]+\.(?:js|css))["'`]""")


def build_worker(static_dir: Path, web: Path) -> None:
    """Write boot.js, sw.js and the pages that it answers with into `static_dir`.

    They are bundled with the rolldown that Vite brought into `web`.
    """
    _bundle(web, static_dir / BOOT, "boot", {"serverRoutes": SERVER_ROUTES})
    shells = build_shells(static_dir, manifest_of(static_dir)[1], build_first_paint(static_dir, web))
    kept = precache(static_dir)
    data = {"precache": kept, "phoneRoutes": PHONE_ROUTES, "shells": shells, "fallback": FALLBACK}
    _bundle(web, static_dir / WORKER, "start", data, module="sw.js")


def precache(static_dir: Path) -> list[dict[str, str | None]]:
    """The files a phone keeps: pages of the phone screens, every chunk these can reach, and boot script.

    Server-driven screens' own chunks are left out. A hashed name is its own revision.
    """
    pages = [page_of(route) for route in PHONE_ROUTES if "[" not in route]
    files = {static_dir / page for page in [*pages, FALLBACK.lstrip("/")]}
    for pattern in ALSO_KEPT:
        files.update(static_dir.glob(pattern))
    files = {path for path in files if path.is_file()} | chunks(static_dir)
    return [_entry(static_dir, path) for path in sorted(files)]


def page_of(route: str) -> str:
    """The file that holds a static route's prerendered page."""
    return "index.html" if route == "/" else f"{route.lstrip('/')}.html"


def chunks(static_dir: Path) -> set[Path]:
    """Every hashed file that some phone screen loads, by React Router's own manifest and the chunks'
    imports.
    """
    assets = static_dir / "assets"
    manifest_file, manifest = manifest_of(static_dir)
    wanted = [manifest["entry"]] + [r for r in manifest["routes"].values() if _is_shell_or_phone(r)]
    first = {manifest_file.name} | {
        address.rsplit("/", 1)[-1] for entry in wanted for address in _addresses(entry)
    }
    found: set[Path] = set()
    waiting = [assets / name for name in first] + list(assets.glob("__reflex_global_styles-*.css"))
    while waiting:
        chunk = waiting.pop()
        if chunk in found or not chunk.is_file():
            continue
        found.add(chunk)
        if chunk != manifest_file and chunk.suffix == ".js":
            waiting += [assets / name for name in _CHUNK.findall(chunk.read_text("utf-8"))]
    return found


def manifest_of(static_dir: Path) -> tuple[Path, dict[str, Any]]:
    """React Router's manifest: its file, and what it says.

    Raises:
        ValueError: when the file does not look like one.
    """
    file = next((static_dir / "assets").glob("manifest-*.js"))
    match = _MANIFEST.match(file.read_text("utf-8"))
    if match is None:
        raise ValueError(f"{file.name} does not look like React Router's manifest")
    return file, json.loads(match.group(1))


def _addresses(entry: dict[str, Any]) -> list[str]:
    return [entry["module"], *entry["imports"], *entry.get("css", [])]


def _is_shell_or_phone(route: dict[str, Any]) -> bool:
    if route["id"] == "root" or route.get("path") == "*":
        return True
    path = "/" + str(route.get("path") or "").strip("/")
    # React Router writes :client_id where Reflex writes [client_id].
    return re.sub(r":(\w+)\??", r"[\1]", path) in PHONE_ROUTES


def _entry(static_dir: Path, path: Path) -> dict[str, str | None]:
    url = "/" + path.relative_to(static_dir).as_posix()
    hashed = url.startswith("/assets/")
    return {"url": url, "revision": None if hashed else hashlib.sha256(path.read_bytes()).hexdigest()[:16]}


def _bundle(web: Path, target: Path, function: str, data: object, module: str = BOOT) -> None:
    work = web / "offline-build"
    work.mkdir(exist_ok=True)
    entry = work / f"{function}.js"
    call = f'import {{ {function} }} from "../public/offline/{module}";\n{function}({json.dumps(data)});\n'
    entry.write_text(call, "utf-8")
    config = work / f"{function}.config.mjs"
    config.write_text(
        f"""export default {{
  input: {json.dumps(str(entry))},
  platform: "browser",
  transform: {{ define: {{ "process.env.NODE_ENV": '"production"' }} }},
  output: {{ file: {json.dumps(str(target))}, format: "iife", minify: true }},
}};
""",
        "utf-8",
    )
    rolldown = web / "node_modules" / ".bin" / "rolldown"
    subprocess.run([rolldown, "-c", config], cwd=web, check=True, capture_output=True, text=True)  # noqa: S603
