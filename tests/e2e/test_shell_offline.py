"""The shell on a phone: kept, opened without a network, and honest about what needs one."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.waits import arrived, hydrated, kept_on_phone, open_hydrated


def test_a_phone_screen_opens_with_no_network_after_one_visit(page: Page, phone: BrowserContext) -> None:
    open_hydrated(page, "/settings")
    kept_on_phone(page)
    phone.set_offline(True)
    page.reload()
    hydrated(page)
    expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()


def test_a_page_that_the_worker_passed_over_is_taken_by_it_too(page: Page, phone: BrowserContext) -> None:
    open_hydrated(page, "/settings")
    kept_on_phone(page)
    with page.expect_navigation():
        phone.new_cdp_session(page).send("Page.reload", {"ignoreCache": True})  # past the worker
    kept_on_phone(page)


def test_a_phone_screen_opens_no_websocket(page: Page) -> None:
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    open_hydrated(page, "/settings")
    kept_on_phone(page)
    assert sockets == []


def test_a_server_screen_says_offline_that_it_needs_a_connection(page: Page, phone: BrowserContext) -> None:
    open_hydrated(page, "/settings")
    kept_on_phone(page)
    phone.set_offline(True)
    page.goto("/approvals")
    hydrated(page)
    expect(page.get_by_role("heading", name="This screen needs a connection")).to_be_visible()
    phone.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    arrived(page, "/sign-in")  # the desk came, and asks who is there


def test_the_service_worker_leaves_the_api_to_the_network(page: Page, phone: BrowserContext) -> None:
    open_hydrated(page, "/settings")
    kept_on_phone(page)
    phone.set_offline(True)
    assert page.evaluate("fetch('/api/v1/health').then(() => 'answered', () => 'no network')") == "no network"


def test_text_size_and_theme_are_there_again_after_a_reload(page: Page) -> None:
    open_hydrated(page, "/settings")
    page.get_by_label("Text size").select_option("150")
    page.get_by_label("Theme").select_option("dark")
    page.reload()
    hydrated(page)
    expect(page.locator("html[data-text='150'].dark")).to_be_attached()
    expect(page.get_by_label("Text size")).to_have_value("150")
    expect(page.get_by_label("Theme")).to_have_value("dark")
