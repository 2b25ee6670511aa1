"""A person who reads Spanish: on the family's phone and the worker's, with no network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import maya
from tests.e2e.accessible import cut_off, in_both_themes, runs_sideways, unfold
from tests.e2e.conftest import PHONE, Ask, watched
from tests.e2e.test_first_paint import HOLD_REACT, painted
from tests.e2e.waits import arrived, hydrated, kept_on_phone, open_hydrated
from tests.server import Server

FAMILY = ("/family", "/family/goals", "/family/dates", "/family/team", "/family/crisis", "/family/consents")
LOCALE = "SELECT locale FROM account WHERE email = ?"


def axe(page: Page) -> list[str]:
    """What is wrong with the page as it stands, both themes, at 390 px."""
    unfold(page)
    height: int = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": 390, "height": height + 400})  # nothing half under the dock
    found = [*in_both_themes(page), *cut_off(page)]
    assert not runs_sideways(page)
    page.set_viewport_size(PHONE)
    return found


@pytest.fixture
def mexican(browser: Browser, agency: Server) -> Iterator[BrowserContext]:
    """A phone whose browser speaks Spanish."""
    yield from watched(
        browser.new_context(
            base_url=agency.url, viewport=PHONE, has_touch=True, is_mobile=True, locale="es-MX"
        )
    )


def test_a_familys_phone_speaks_spanish_with_no_network(mexican: BrowserContext) -> None:
    page = mexican.new_page()
    open_hydrated(page, "/sign-in")
    expect(page.get_by_role("heading", name="Iniciar sesión")).to_be_visible()
    expect(page).to_have_title("Iniciar sesión")
    page.get_by_label("Correo electrónico").fill("gabriela.morales@demo.test")
    page.get_by_label("Contraseña", exact=True).fill(maya.PASSWORD)
    page.get_by_role("button", name="Iniciar sesión", exact=True).click()
    arrived(page, "/family")
    expect(page.get_by_role("status").filter(has_text="Todo enviado")).to_be_visible(timeout=30_000)
    kept_on_phone(page)

    mexican.set_offline(True)
    found = []
    for path in FAMILY:
        open_hydrated(page, path)
        expect(page.locator("html[lang=es]")).to_be_attached()
        expect(page.get_by_role("button", name="Salir rápido")).to_be_visible()
        found += [f"{path}: {one}" for one in axe(page)]
    assert not found
    open_hydrated(page, "/family/team")
    page.get_by_role("radio", name="Pregunta").check()
    page.get_by_label("Sus palabras").fill("¿Puede venir la abuela?")
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_text("Guardado en este teléfono. Sin enviar todavía.")).to_be_visible()
    expect(page.get_by_text("1 en espera")).to_be_visible()


def test_a_worker_who_chose_spanish_on_the_way_in_has_it_at_the_first_paint(
    held: BrowserContext, ask: Ask
) -> None:
    page = held.new_page()
    open_hydrated(page, "/sign-in")
    page.get_by_role("button", name="Español").click()
    page.get_by_label("Correo electrónico").fill("maya@demo.test")
    page.get_by_label("Contraseña", exact=True).fill(maya.PASSWORD)
    page.get_by_role("button", name="Iniciar sesión", exact=True).click()
    arrived(page, "/today")
    expect(page.get_by_role("status").filter(has_text="Todo enviado")).to_be_visible(timeout=30_000)
    assert [row["locale"] for row in ask(LOCALE, "maya@demo.test")] == ["es"]
    kept_on_phone(page)

    held.set_offline(True)
    found = []
    for path in ("/today", "/note"):
        open_hydrated(page, path)
        expect(page.locator("html[lang=es]")).to_be_attached()
        found += [f"{path}: {one}" for one in axe(page)]
    assert not found
    page.close()
    page = held.new_page()
    page.add_init_script(HOLD_REACT)
    painted(page, "/today")
    expect(page.locator("casepwa-first").get_by_role("heading", level=1, name="Hoy")).to_be_visible()
    page.evaluate("letReactStart()")
    hydrated(page)
    expect(page.get_by_role("heading", level=1, name="Hoy")).to_be_visible()

    open_hydrated(page, "/settings")
    page.get_by_label("Idioma").select_option("en")
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    held.set_offline(False)
    maya.all_sent(page)
