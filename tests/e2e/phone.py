"""A phone in a browser test: its store filled before the app opens it, with no server involved."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = ROOT / "tests" / "js"
ZONES = ("America/Chicago", "Pacific/Honolulu")
HOURS_LEFT = 3
"""Longer than all tests take: visits of today are not yesterday's before the last of them is over."""


def fixture() -> dict[str, Any]:
    """Maya's small caseload of tests/js/fixture.js with visits today: account, me, bundles, at.

    A copy of one's own: what a test changes in it, no other test sees.
    """
    return json.loads(_printed(_zone()))


@cache
def _zone() -> str:
    """Where the fixture's agency is during these tests: further west when its day is nearly over."""
    return next(zone for zone in ZONES if datetime.now(ZoneInfo(zone)).hour < 24 - HOURS_LEFT)


@cache
def _printed(zone: str) -> str:
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or "node"
    printed = subprocess.run(
        [node, "--import", "./tests/js/setup.js", "tests/js/print_fixture.js"],
        cwd=ROOT,
        env={**os.environ, "FIXTURE_ZONE": zone},
        check=True,
        capture_output=True,
        text=True,
    )
    return printed.stdout


def seed(page: Page, *, base_url: str, caseload: dict[str, Any] | None = None) -> dict[str, Any]:
    """Fill the store of this browser context, then it is as after a sync. Call it before the first screen.

    Leaves `page` on a bare address of the app; returns what was put in.
    """
    caseload = caseload or fixture()
    page.goto(f"{base_url}/api/v1/health")  # same origin, none of our scripts
    page.evaluate(f"{(SCRIPTS / 'seed_browser.js').read_text('utf-8')}; seedBrowser({json.dumps(caseload)})")
    return caseload
