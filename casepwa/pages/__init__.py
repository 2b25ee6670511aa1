"""Every screen, one a file. A new page is added to PAGES: a module with ROUTE, TITLE and page()."""

import reflex as rx

from casepwa.pages import note, note_draft, offline, settings

PAGES = (offline, settings, note, note_draft)


def register(app: rx.App) -> None:
    """Add every page of PAGES to `app`."""
    for page in PAGES:
        app.add_page(page.page, route=page.ROUTE, title=page.TITLE)
