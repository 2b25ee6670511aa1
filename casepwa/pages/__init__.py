"""Every screen, one a file. A new page is added to PAGES: a module with ROUTE, TITLE and page().

A server-driven screen also has ON_LOAD: the events that open it."""

import reflex as rx

from casepwa.pages import (
    accounts,
    audit,
    crisis,
    crisis_plan,
    family,
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
    supervisor,
    team,
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
    supervisor,
    team,
    family,
    accounts,
    audit,
)


def register(app: rx.App) -> None:
    """Add every page of PAGES to `app`."""
    for page in PAGES:
        on_load = getattr(page, "ON_LOAD", None)
        app.add_page(page.page, route=page.ROUTE, title=page.TITLE, on_load=on_load)
