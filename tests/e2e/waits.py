"""What end-to-end tests wait for, instead of sleeping."""

from playwright.sync_api import Page

_HYDRATED = """() => {
  const main = document.querySelector("main");
  return main && Object.keys(main).some((key) => key.startsWith("__reactFiber"));
}"""
_KEPT = """async () => {
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return;
  const worker = navigator.serviceWorker;
  await new Promise((done) => worker.addEventListener("controllerchange", done, { once: true }));
}"""


def open_hydrated(page: Page, path: str) -> None:
    """Go to `path` and return when React has taken the page over: what is tapped from now on counts."""
    page.goto(path)
    hydrated(page)


def hydrated(page: Page) -> None:
    """Return when React has taken over the page's <main>."""
    page.wait_for_function(_HYDRATED)


def kept_on_phone(page: Page) -> None:
    """Return when the service worker holds the shell and controls this page: it now works offline."""
    page.evaluate(_KEPT)
