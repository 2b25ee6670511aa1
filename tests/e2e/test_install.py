"""A phone may install the app: Chromium itself says whether."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import FLAGS, executable
from tests.e2e.conftest import PHONE
from tests.e2e.waits import kept_on_phone, open_hydrated
from tests.server import Server


@pytest.fixture
def own_profile(browser: Browser, server: Server, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser with a profile on disk: in a private window nothing can be installed."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=executable(),
        args=["--no-sandbox", *FLAGS],
        base_url=server.url,
        viewport=PHONE,
    )
    yield context
    context.close()


def test_chromium_finds_nothing_that_keeps_it_from_being_installed(own_profile: BrowserContext) -> None:
    page = own_profile.new_page()
    open_hydrated(page, "/settings")
    kept_on_phone(page)
    chromium = own_profile.new_cdp_session(page)
    assert chromium.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    manifest: dict[str, Any] = chromium.send("Page.getAppManifest")
    assert manifest["errors"] == []
    said = json.loads(manifest["data"])
    assert {"id", "scope", "start_url", "icons", "screenshots", "shortcuts"} <= said.keys()


def test_every_picture_and_shortcut_of_the_manifest_is_there(own_profile: BrowserContext) -> None:
    said = own_profile.request.get("/manifest.webmanifest").json()
    pictures = [*said["icons"], *said["screenshots"], *(i for s in said["shortcuts"] for i in s["icons"])]
    for picture in pictures:
        answer = own_profile.request.get(picture["src"])
        assert (answer.status, answer.headers["content-type"]) == (200, picture["type"]), picture["src"]
    for shortcut in said["shortcuts"]:
        assert own_profile.request.get(shortcut["url"]).status == 200, shortcut["url"]


def test_there_is_an_icon_that_a_phone_may_cut_to_its_own_shape(own_profile: BrowserContext) -> None:
    icons = own_profile.request.get("/manifest.webmanifest").json()["icons"]
    assert "maskable" in {icon["purpose"] for icon in icons}
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in icons if icon["purpose"] == "any"}
