"""The page of an invitation: what it says to a family and to a colleague, and in which language."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.accessible import in_both_themes, runs_sideways
from tests.e2e.waits import hydrated

WELCOME = {
    "name": "Ines Rey",
    "email": "ines@example.test",
    "agency": "Harbor Family Services",
    "expires_at": "2099-03-12T15:00:00Z",
}


def invitation(page: Page, *, is_family: bool) -> list[dict[str, Any]]:
    """Open a link that is good; returns what the page sends when the password is set."""
    sent: list[dict[str, Any]] = []

    def join(route: Route) -> None:
        sent.append(json.loads(route.request.post_data or "{}"))
        route.fulfill(status=422, json={"error": {"id": "password_too_short", "params": {"limit": 15}}})

    page.route("**/api/v1/join/look", lambda route: route.fulfill(json=WELCOME | {"is_family": is_family}))
    page.route("**/api/v1/join", join)
    page.goto("/join/a-link")
    hydrated(page)
    return sent


@pytest.mark.parametrize(
    ("is_family", "words", "not_said"),
    [
        (True, "You will see what your team shares with you.", "You then work in the app"),
        (False, "You then work in the app with this email and password.", "your team shares"),
    ],
)
def test_it_says_what_comes_next_to_whom(page: Page, is_family: bool, words: str, not_said: str) -> None:
    invitation(page, is_family=is_family)
    expect(page.get_by_role("heading", name="Hello, Ines Rey")).to_be_visible()
    made = "Harbor Family Services made you an account. Choose a password that only you know."
    expect(page.get_by_text(made)).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text(not_said)).to_have_count(0)
    expect(page.get_by_label("Email")).to_have_value("ines@example.test")
    expect(page.get_by_text("This link works once, until")).to_be_visible()
    assert not in_both_themes(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert not runs_sideways(page)


def test_the_language_of_the_page_goes_with_the_account(page: Page) -> None:
    sent = invitation(page, is_family=True)
    page.get_by_role("button", name="Español").click()
    expect(page.locator("html[lang=es]")).to_be_attached()
    expect(page.get_by_role("heading", name="Hola, Ines Rey")).to_be_visible()
    expect(page.get_by_text("Verá lo que su equipo comparte con usted.")).to_be_visible()
    page.get_by_label("Elija una contraseña").fill("corta")
    page.get_by_role("button", name="Guardar y entrar").click()
    expect(page.get_by_role("alert").filter(has_text="15")).to_be_visible()
    assert [(one["language"], one["token"]) for one in sent] == [("es", "a-link")]
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Hello, Ines Rey")).to_be_visible()
