"""The Chromium that tests and tools drive: the system's, or else the one Playwright downloaded."""

import shutil

from playwright.sync_api import Browser, Playwright

# Without the background-networking flags Chromium calls home at every start.
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str | None:
    """The system's Chromium, if it has one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium. `--no-sandbox` is needed as root and harmless: it only opens our own pages."""
    return playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox", *FLAGS])
