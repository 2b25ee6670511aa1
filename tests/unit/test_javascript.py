"""The device's modules, run in Node, and what they share with Python."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casepwa.casework.bundles import bundle_shapes
from casepwa.casework.commands import PAYLOADS
from casepwa.casework.visits import sealed_words
from casepwa.settings import settings

ROOT = Path(__file__).parent.parent.parent
MODULES = sorted((ROOT / "tests" / "js").glob("*.test.js"))
NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or "node"


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE, "--import", "./tests/js/setup.js", *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_the_javascript_tests_pass(module: Path) -> None:
    done = run("--test", "--test-reporter=spec", str(module))
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.fixture(scope="module")
def fixture() -> dict[str, Any]:
    return json.loads(run("tests/js/print_fixture.js").stdout)


def test_the_fixture_is_what_the_server_would_send(fixture: dict[str, Any]) -> None:
    bundle_shapes.Me.model_validate(fixture["me"])
    for bundle in fixture["bundles"].values():
        bundle_shapes.Bundle.model_validate(bundle)
        assert bundle.keys() == bundle_shapes.Bundle.model_fields.keys()


def test_the_device_projects_every_kind_of_command_that_the_server_takes() -> None:
    source = (ROOT / "assets" / "offline" / "project.js").read_text("utf-8")
    kinds = re.findall(r'^  "([a-z_.]+)":', source, re.MULTILINE)
    assert sorted(kinds) == sorted(PAYLOADS)


def test_the_device_asks_for_the_format_that_this_server_speaks() -> None:
    source = (ROOT / "assets" / "offline" / "batch.js").read_text("utf-8")
    assert re.findall(r"^export const FORMAT = (\d+);", source, re.MULTILINE) == [str(bundle_shapes.FORMAT)]


def test_a_word_sealed_on_a_phone_is_opened_by_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEPWA_SECRET_KEY", "only for tests, and longer than 32 bytes")
    settings.cache_clear()
    key = sealed_words.public_key()
    assert key
    words = ["heron", "heron", "ñandú with a longer tail"]
    done = run("tests/js/print_sealed.js", key, *words)
    assert done.returncode == 0, done.stderr
    sealed = json.loads(done.stdout)
    assert [sealed_words.opened(one) for one in sealed] == words
    assert sealed[0] != sealed[1]
    assert len({len(one) for one in sealed}) == 1
    settings.cache_clear()
