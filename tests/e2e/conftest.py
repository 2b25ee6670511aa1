"""One production server a test session, and a phone and a tablet that look at it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, sync_playwright

from casepwa.runtime import build
from tests.browser import launch
from tests.server import Server, serving

PHONE: ViewportSize = {"width": 390, "height": 844}
TABLET: ViewportSize = {"width": 1024, "height": 768}


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
    context.close()
    assert not complaints, "\n".join(complaints)


def refused_by_policy(message: ConsoleMessage) -> list[str]:
    """What the content security policy stopped: a style={...} in Python does (use class_name), eval too."""
    return [message.text] if "Content Security Policy" in message.text else []


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    """A page on the phone."""
    return phone.new_page()
