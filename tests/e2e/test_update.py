"""A new version on the phone: comes quietly, at the right moment, never under a half-written note."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from casepwa.settings import settings
from tests.e2e.conftest import PHONE, watched
from tests.e2e.phone import seed
from tests.e2e.waits import hydrated, kept_on_phone, open_hydrated
from tests.server import Server, serving

_HALF_WRITTEN = """() => new Promise((taken) => {
  navigator.locks.request("casepwa-half-written", { mode: "shared" }, () => {
    taken();
    return new Promise((release) => (window.saveNote = release));
  });
})"""
_SAVED = "() => saveNote()"
_UPDATE_WAITS = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  await new Promise((waiting) => {
    const look = () => (registration.waiting ? waiting() : setTimeout(look, 20));
    look();
  });
}"""


@pytest.fixture(scope="module")
def own_server(site: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a site that these tests may deploy over."""
    var = tmp_path_factory.mktemp("deploying")
    with serving(var, CASEPWA_SITE=str(var / "site")) as server:
        yield server


@pytest.fixture
def deployed(own_server: Server) -> Path:
    """That site, as it was built."""
    shutil.rmtree(own_server.var / "site", ignore_errors=True)
    return Path(shutil.copytree(settings().site, own_server.var / "site"))


@pytest.fixture
def own_phone(browser: Browser, own_server: Server, deployed: Path) -> Iterator[BrowserContext]:
    yield from watched(browser.new_context(base_url=own_server.url, viewport=PHONE))


@pytest.fixture
def at_settings(own_phone: BrowserContext) -> Page:
    page = own_phone.new_page()
    open_hydrated(page, "/settings")
    kept_on_phone(page)
    return page


def deploy(site: Path, version: str) -> None:
    """Another build: its boot script says which, and its worker keeps that one."""
    boot, worker = site / "boot.js", site / "sw.js"
    replace(boot, f'{boot.read_text()};document.documentElement.dataset.version="{version}"')
    text, found = re.subn(r"(url:`/boot\.js`,revision:`)\w+", rf"\g<1>{version}", worker.read_text())
    assert found == 1
    replace(worker, text)
    for compressed in [*site.glob("boot.js.*"), *site.glob("sw.js.*")]:
        compressed.unlink()


def replace(file: Path, text: str) -> None:
    """Other words in one step: the browser asks for the worker when it likes; half a file is a worker too."""
    written = file.with_name("written")
    written.write_text(text)
    written.replace(file)


def shows(page: Page, version: str) -> None:
    expect(page.locator(f"html[data-version='{version}']")).to_be_attached()


def test_a_new_version_waits_while_the_app_is_open(at_settings: Page, deployed: Path) -> None:
    deploy(deployed, "two")
    at_settings.evaluate(_UPDATE_WAITS)
    expect(at_settings.locator("html[data-version]")).to_have_count(0)


def test_at_the_next_start_it_is_there_before_anything_is_shown(at_settings: Page, deployed: Path) -> None:
    deploy(deployed, "two")
    at_settings.evaluate(_UPDATE_WAITS)
    at_settings.reload()
    shows(at_settings, "two")
    hydrated(at_settings)


def test_a_version_that_does_not_come_keeps_nobody_from_the_app(at_settings: Page, deployed: Path) -> None:
    deploy(deployed, "two")
    worker = deployed / "sw.js"
    assert "SKIP_WAITING" in worker.read_text()
    replace(worker, worker.read_text().replace("SKIP_WAITING", "NEVER"))
    at_settings.evaluate(_UPDATE_WAITS)
    at_settings.reload()
    hydrated(at_settings)
    expect(at_settings.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    expect(at_settings.locator("html[data-version]")).to_have_count(0)


def test_it_also_takes_over_with_no_network(
    at_settings: Page, deployed: Path, own_phone: BrowserContext
) -> None:
    deploy(deployed, "two")
    at_settings.evaluate(_UPDATE_WAITS)
    own_phone.set_offline(True)
    at_settings.reload()
    shows(at_settings, "two")
    hydrated(at_settings)


def test_another_open_window_keeps_the_old_version(at_settings: Page, deployed: Path) -> None:
    deploy(deployed, "two")
    at_settings.evaluate(_UPDATE_WAITS)
    other = at_settings.context.new_page()
    open_hydrated(other, "/settings")
    expect(other.locator("html[data-version]")).to_have_count(0)
    other.close()
    at_settings.reload()
    shows(at_settings, "two")


def test_a_half_written_note_keeps_the_old_version_even_at_a_reload(
    at_settings: Page, deployed: Path
) -> None:
    deploy(deployed, "two")
    at_settings.evaluate(_UPDATE_WAITS)
    at_settings.evaluate(_HALF_WRITTEN)
    at_settings.reload()
    hydrated(at_settings)
    expect(at_settings.locator("html[data-version]")).to_have_count(0)
    at_settings.reload()
    shows(at_settings, "two")


def test_a_tap_takes_the_new_version_on_the_screen_that_is_open(
    own_phone: BrowserContext, own_server: Server, deployed: Path
) -> None:
    page = own_phone.new_page()
    seed(page, base_url=own_server.url)
    open_hydrated(page, "/crisis")
    kept_on_phone(page)
    deploy(deployed, "two")
    page.evaluate(_UPDATE_WAITS)
    page.get_by_role("button", name="Update now").click()
    shows(page, "two")
    hydrated(page)
    expect(page.get_by_text("A new version is ready.")).to_have_count(0)


def test_a_tap_waits_for_the_note_that_is_being_written_in_another_window(
    own_phone: BrowserContext, own_server: Server, deployed: Path
) -> None:
    writing, page = own_phone.new_page(), own_phone.new_page()
    seed(writing, base_url=own_server.url)
    for window in (writing, page):
        open_hydrated(window, "/crisis")
        kept_on_phone(window)
    writing.evaluate(_HALF_WRITTEN)
    deploy(deployed, "two")
    page.evaluate(_UPDATE_WAITS)
    page.get_by_role("button", name="Update now").click()
    expect(
        page.get_by_text("It waits until the note that is being written is saved or closed.")
    ).to_be_visible()
    expect(page.locator("html[data-version]")).to_have_count(0)
    writing.evaluate(_SAVED)
    shows(page, "two")  # one tap was enough
    shows(writing, "two")
