"""Sheets and an alarm, open: axe, narrow phones, large text, dark, tablets."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.accessible import cut_off, in_both_themes, unfold
from tests.e2e.conftest import Device
from tests.e2e.devices import device_of
from tests.e2e.screens import SCREENS, SHEETS, opened, tappable
from tests.server import Server


@pytest.mark.parametrize("name", SHEETS)
def test_an_open_sheet_reads_well(device: Device, browser: Browser, own_server: Server, name: str) -> None:
    sheet = SHEETS[name]
    page = device(SCREENS[sheet.screen].who)
    page.set_viewport_size({"width": 390, "height": 844})
    if name == "settings-forget-device":  # it is about another device of the same person
        device_of(SCREENS[sheet.screen].who, browser, own_server).close()
    if name == "erase-device":  # it is about a device of the account that is opened
        device_of("charlie", browser, own_server).close()
    unfold(opened(page, SCREENS[sheet.screen]))
    page.evaluate(_NO_DIALLER)
    for tap in sheet.taps:
        tappable(page, tap).click()
    if name == "note-call":
        page.evaluate("window.dispatchEvent(new Event('focus'))")  # back from the call
    dialog = page.locator(f"dialog#{name}[open]")
    expect(dialog).to_be_visible()
    assert not in_both_themes(page)
    for width, height in ((320, 640), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("document.documentElement.dataset.text = '200'")
        assert dialog.evaluate("(dialog) => dialog.scrollWidth <= dialog.clientWidth")
        assert not cut_off(page)
    if name == "note-call":  # else it asks again on the next screen
        tappable(page, "Not now").click()


_NO_DIALLER = (
    "document.addEventListener('click', (e) => e.target.closest('a[href^=tel]') && e.preventDefault(), true)"
)


def test_an_open_alarm_reads_well(device: Device) -> None:
    page = device("omar")
    page.set_viewport_size({"width": 390, "height": 3000})
    opened(page, SCREENS["alarms"]).locator("main a[href*='alarm=']").first.click()
    expect(page.get_by_role("region", name="Alarm", exact=True)).to_be_visible()
    assert not in_both_themes(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.dataset.text = '200'")
    assert not cut_off(page)
