"""Draws the PNG icons from their SVG sources: `python -m tools.draw_icons`. Commit what changes."""

from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import launch

ICONS = Path(__file__).resolve().parent.parent / "assets" / "icons"
DRAWN = {
    "icon-192.png": ("icon.svg", 192),
    "icon-512.png": ("icon.svg", 512),
    "icon-maskable-512.png": ("icon-maskable.svg", 512),
    "apple-touch-icon.png": ("icon-maskable.svg", 180),
}


def draw(browser: Browser, *, source: Path, size: int, target: Path) -> None:
    """Draw `source` into `target` as a square of `size` px; what the SVG leaves out stays transparent."""
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(f"<style>*{{margin:0}}svg{{display:block}}</style>{source.read_text('utf-8')}")
    page.screenshot(path=target, omit_background=True)
    page.close()


def main() -> None:
    """Draw every icon."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (source, size) in DRAWN.items():
            draw(browser, source=ICONS / source, size=size, target=ICONS / name)
        browser.close()


if __name__ == "__main__":
    main()
