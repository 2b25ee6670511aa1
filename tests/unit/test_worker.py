"""What a phone keeps: the phone screens' chunks and nothing of the server screens."""

import json
from pathlib import Path

import pytest

from casepwa.offline import worker

MANIFEST = {
    "entry": {"module": "/assets/entry-1.js", "imports": ["/assets/react-1.js"], "css": []},
    "routes": {
        "root": {"id": "root", "path": "", "module": "/assets/root-1.js", "imports": [], "css": []},
        "today": {"id": "today", "path": "today", "module": "/assets/today-1.js", "imports": []},
        "person": {
            "id": "person",
            "path": "people/:client_id",
            "module": "/assets/person-1.js",
            "imports": [],
        },
        "desk": {"id": "desk", "path": "approvals", "module": "/assets/desk-1.js", "imports": []},
    },
}
CHUNKS = {
    "today-1.js": 'import{a}from"./store-1.js";const b=()=>import(`./later-1.js`)',
    "desk-1.js": 'import{a}from"./charts-1.js"',
}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    assets = tmp_path / "assets"
    assets.mkdir()
    names = ["entry", "react", "root", "today", "person", "desk", "store", "later", "charts"]
    for name in [f"{name}-1.js" for name in names]:
        (assets / name).write_text(CHUNKS.get(name, ""))
    (assets / "manifest-1.js").write_text(f"window.__reactRouterManifest={json.dumps(MANIFEST)};")
    (assets / "__reflex_global_styles-1.css").write_text("")
    for page in ("today.html", "approvals.html", "__spa-fallback.html", "boot.js"):
        (tmp_path / page).write_text(page)
    return tmp_path


def urls(built: Path) -> set[str]:
    return {str(entry["url"]) for entry in worker.precache(built)}


def test_a_phone_screen_brings_what_its_chunk_imports_now_and_later(built: Path) -> None:
    wanted = {
        f"/assets/{name}-1.js" for name in ("entry", "react", "root", "today", "person", "store", "later")
    }
    assert wanted <= urls(built)


def test_a_server_screen_and_its_chunks_stay_on_the_server(built: Path) -> None:
    assert urls(built).isdisjoint({"/assets/desk-1.js", "/assets/charts-1.js", "/approvals.html"})


def test_pages_styles_and_the_boot_script_are_kept(built: Path) -> None:
    kept = urls(built)
    assert {"/today.html", "/__spa-fallback.html", "/boot.js", "/assets/__reflex_global_styles-1.css"} <= kept


def test_what_has_no_hash_in_its_name_gets_a_revision_that_follows_its_content(built: Path) -> None:
    before = {entry["url"]: entry["revision"] for entry in worker.precache(built)}
    (built / "today.html").write_text("changed")
    after = {entry["url"]: entry["revision"] for entry in worker.precache(built)}
    assert before["/today.html"] != after["/today.html"]
    assert before["/boot.js"] == after["/boot.js"]
    assert before["/assets/today-1.js"] is None
