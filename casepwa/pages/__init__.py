"""Every screen, one a file. A new page is added to PAGES: a module with ROUTE, TITLE and page()."""

import reflex as rx

from casepwa.pages import (
    crisis,
    crisis_plan,
    goals,
    note,
    note_draft,
    offline,
    outbox,
    people,
    person,
    schedule,
    settings,
    sign_in,
    start,
    today,
    visit,
)

PAGES = (
    start,
    sign_in,
    today,
    people,
    person,
    goals,
    schedule,
    visit,
    crisis,
    crisis_plan,
    note,
    note_draft,
    outbox,
    settings,
    offline,
)


def register(app: rx.App) -> None:
    """Add every page of PAGES to `app`."""
    for page in PAGES:
        app.add_page(page.page, route=page.ROUTE, title=page.TITLE)
