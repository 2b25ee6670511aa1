"""Install app, in Settings: the browser's own question where it has one, else how this device does it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accessible import violations
from tests.e2e.waits import open_hydrated
from tests.server import Server

SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {SAFARI}"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
AGENTS = {
    "Safari on an iPhone": (IPHONE, "iPhone or iPad, in Safari: tap Share, then Add to Home Screen"),
    "Chrome on an iPhone": (IPHONE.replace("Version/18.0", "CriOS/140.0"), "open this page in Safari"),
    "Chrome on Android": (
        f"Mozilla/5.0 (Linux; Android 15; Pixel 9) {CHROME} Mobile Safari/537.36",
        "Android: open the browser’s menu, then Install app",
    ),
    "Safari on a Mac": (
        f"{MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
        "Mac, in Safari: open the File menu, then Add to Dock.",
    ),
    "Firefox on Windows": (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
        "Firefox on a computer cannot install apps",
    ),
    "Edge on Windows": (
        f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/140.0.0.0",
        "Computer, in Chrome or Edge: tap the install sign",
    ),
}
_OFFERED = """() => {
  const offer = new Event("beforeinstallprompt", { cancelable: true });
  offer.prompt = async () => (globalThis.asked = (globalThis.asked ?? 0) + 1);
  dispatchEvent(offer);
  globalThis.browserKeptQuiet = offer.defaultPrevented;
}"""


@pytest.mark.parametrize("name", AGENTS)
def test_how_to_install_is_said_for_this_device_and_for_the_others(
    browser: Browser, server: Server, name: str
) -> None:
    agent, words = AGENTS[name]
    context = browser.new_context(base_url=server.url, user_agent=agent)
    page = context.new_page()
    open_hydrated(page, "/settings")
    expect(page.get_by_text(words)).to_be_visible()
    page.get_by_text("On other devices").click()
    others = page.get_by_role("group").filter(has_text="On other devices").get_by_role("listitem")
    expect(others.first).to_be_visible()
    assert not [one for one in others.all_inner_texts() if words in one]
    context.close()


def test_an_ipad_that_says_it_is_a_mac_is_known_by_its_touch(browser: Browser, server: Server) -> None:
    agent = AGENTS["Safari on a Mac"][0]
    context = browser.new_context(base_url=server.url, user_agent=agent, has_touch=True)
    context.add_init_script("Object.defineProperty(navigator, 'maxTouchPoints', { get: () => 5 })")
    page = context.new_page()
    open_hydrated(page, "/settings")
    expect(page.get_by_text(AGENTS["Safari on an iPhone"][1])).to_be_visible()
    context.close()


def test_where_the_browser_can_ask_the_button_asks_once(page: Page) -> None:
    open_hydrated(page, "/settings")
    expect(page.get_by_role("button", name="Install app")).to_have_count(0)
    page.evaluate(_OFFERED)
    assert page.evaluate("browserKeptQuiet"), "it asks when the person wants it, not on its own"
    button = page.get_by_role("button", name="Install app")
    expect(button).to_be_visible()
    assert not violations(page)
    button.click()
    expect(button).to_have_count(0)
    assert page.evaluate("asked") == 1


def test_an_offer_that_came_before_settings_was_ready_is_still_there(page: Page) -> None:
    page.add_init_script(f"document.addEventListener('DOMContentLoaded', {_OFFERED})")
    open_hydrated(page, "/settings")
    expect(page.get_by_role("button", name="Install app")).to_be_visible()


def test_the_installed_app_says_that_it_is_installed(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'standalone', { get: () => true })")
    open_hydrated(page, "/settings")
    expect(page.get_by_text("Installed on this device.")).to_be_visible()
