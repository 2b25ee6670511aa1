"""A finished build becomes the site that is served; open pages keep the files that they may still ask for."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

from casepwa.runtime.publish import RECORD, made_from, publish


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def build(tmp_path: Path, name: str, page: str = "<p>hello</p>") -> Path:
    made = tmp_path / f"build-{name}"
    (made / "assets").mkdir(parents=True)
    (made / "assets" / f"chunk-{name}.js").write_text(name)
    (made / "index.html").write_text(page)
    return made


def test_the_previous_builds_chunks_stay_for_one_more_build(tmp_path: Path, site: Path) -> None:
    for name in ("one", "two", "three"):
        publish(build(tmp_path, name), site, stamp=name)
    kept = {path.name for path in (site / "assets").iterdir()}
    assert kept == {"chunk-three.js", "chunk-two.js"}


def test_the_site_says_what_it_was_made_from(tmp_path: Path, site: Path) -> None:
    assert made_from(site) is None
    publish(build(tmp_path, "one"), site, stamp="of one")
    assert made_from(site) == "of one"


def test_a_chunk_of_both_builds_is_the_new_one(tmp_path: Path, site: Path) -> None:
    publish(build(tmp_path, "one"), site, stamp="1")
    again = build(tmp_path / "again", "one")
    (again / "assets" / "chunk-one.js").write_text("newer")
    publish(again, site, stamp="2")
    assert (site / "assets" / "chunk-one.js").read_text() == "newer"


def test_only_scripts_that_stand_in_the_page_are_allowed_by_hash(tmp_path: Path, site: Path) -> None:
    page = '<script src="/boot.js"></script><script type="module" async="">go()</script><script></script>'
    publish(build(tmp_path, "one", page), site, stamp="1")
    digest = base64.b64encode(hashlib.sha256(b"go()").digest()).decode()
    record = json.loads((site / RECORD).read_text())
    assert record["inline_scripts"] == {"/index.html": [f"sha256-{digest}"]}
