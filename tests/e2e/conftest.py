"""One production server a test session, and a phone and a tablet that look at it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

from casepwa.runtime import build
from tests.browser import launch
from tests.e2e.devices import device_of, make_quiet
from tests.server import DATABASE, Server, database_after, serving

Device = Callable[[str], Page]
Ask = Callable[..., list[sqlite3.Row]]
PHONE: ViewportSize = {"width": 390, "height": 844}
TABLET: ViewportSize = {"width": 1024, "height": 768}

expect.set_options(timeout=15_000)  # a busy machine takes its time


@pytest.fixture(scope="session")
def site() -> None:
    """The front end of this working tree, built if it is not."""
    if not build.is_fresh():
        build.build()


@pytest.fixture(scope="session")
def server(site: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that most tests share, with the demo agency.

    A test that ends its server, or writes what others would stumble over, starts its own.
    """
    with serving(tmp_path_factory.mktemp("var"), after="demo") as running:
        yield running


@pytest.fixture(scope="module")
def agency(site: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a module's own, with the demo agency: what its tests write, no other module sees."""
    with serving(tmp_path_factory.mktemp("agency"), after="demo") as running:
        yield running


@pytest.fixture
def ask(agency: Server) -> Ask:
    """What stands in the database of `agency` now."""

    def rows(sql: str, *values: str) -> list[sqlite3.Row]:
        path = Path(agency.var, DATABASE)
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            return database.execute(sql, values).fetchall()

    return rows


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A new phone, held upright: nothing stored, nobody signed in."""
    with_touch = browser.new_context(
        base_url=server.url, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2
    )
    yield from watched(with_touch)


@pytest.fixture
def held(browser: Browser, agency: Server) -> Iterator[BrowserContext]:
    """A new phone in somebody's hand, of this module's own agency."""
    yield from watched(
        browser.new_context(base_url=agency.url, viewport=PHONE, has_touch=True, is_mobile=True)
    )


@pytest.fixture
def tablet(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A new tablet: nothing stored, nobody signed in."""
    yield from watched(browser.new_context(base_url=server.url, viewport=TABLET, has_touch=True))


def watched(context: BrowserContext) -> Iterator[BrowserContext]:
    """The context; at the end no page may have thrown or have been stopped by the security policy."""
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda message: complaints.extend(refused_by_policy(message)))
    context.set_default_timeout(10_000)
    yield context
    come_to_rest(context)
    context.close()
    assert not complaints, "\n".join(complaints)


def come_to_rest(context: BrowserContext) -> None:
    """No page is on its way to another: Chromium may forget to close one that is, and closing then waits for
    ever (microsoft/playwright issue 41900).
    """
    for page in context.pages:
        while page.url != "about:blank":
            with suppress(PlaywrightError):  # it was just sent elsewhere by its own script
                page.goto("about:blank")


def refused_by_policy(message: ConsoleMessage) -> list[str]:
    """What the content security policy stopped: a style={...} in Python does (use class_name), eval too."""
    return [message.text] if "Content Security Policy" in message.text else []


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    """A page on the phone."""
    return phone.new_page()


@pytest.fixture(scope="module")
def own_server(site: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo agency with a supervisor of nobody and a parent of nothing shared: here an alarm may be read."""
    var = tmp_path_factory.mktemp("quiet")
    shutil.copy(database_after("demo"), var / DATABASE)
    make_quiet(var / DATABASE)
    with serving(var) as running:
        yield running


@pytest.fixture(scope="module")
def device(browser: Browser, own_server: Server) -> Iterator[Device]:
    """The page of the device of `who` (devices.py); made once, text at 100 %, light, in English."""
    pages: dict[str, Page] = {}
    contexts = []

    def page_of(who: str) -> Page:
        if who not in pages:
            contexts.append(watched(device_of(who, browser, own_server)))
            pages[who] = next(contexts[-1]).pages[0]
        pages[who].emulate_media(color_scheme="light")
        pages[who].evaluate("localStorage.removeItem('text-size')")
        pages[who].evaluate("localStorage.setItem('language', 'en')")
        return pages[who]

    yield page_of
    for context in contexts:
        next(context, None)
