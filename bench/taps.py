"""From the finger going down to the answer painted, offline: what a worker feels all day."""

from collections.abc import Callable

from playwright.sync_api import Page

from bench.browser import phones, tap_to_painted, telling
from bench.figures import Spread, beside, line
from bench.serving import bare_page
from tests.e2e.waits import hydrated

AIM = "p95 under 100 ms"
PERSON_OPEN = "document.querySelector('main a[href$=\"/crisis\"]') !== null"
# textContent: asking for innerText lays the page out, which would be part of the figure.
UNDO = "[...document.querySelectorAll('button')].some((one) => one.textContent.trim() === 'Undo')"
NOTE_SAVED = "!location.pathname.startsWith('/note')"


def report(origin: str, *, runs: int) -> None:
    """Open a person, a search keystroke, a goal mark, a note saved: each from a fresh screen.

    Each in turn with a tap on a bare page, on as slow a phone.
    """
    with bare_page() as bare_origin, phones(bare_origin, origin) as (plain, held):
        bare = plain.page()
        bare.goto("/")
        with telling("signing in"):
            page = held.signed_in()
        held.context.set_offline(True)
        for label, measure in (
            ("open a person", _open_person),
            ("a search keystroke", _search),
            ("mark a goal", _mark_goal),
            ("save a note", _save_note),
        ):
            with telling(label):
                ours, least = [], []
                for _ in range(runs):
                    page.bring_to_front()
                    ours.append(measure(page))
                    bare.bring_to_front()
                    least.append(_tap(bare))
            said = beside(Spread.of(ours), Spread.of(least), "a bare tap")
            line(f"tap to painted: {label}", said, AIM)


def _tap(bare: Page) -> float:
    said = bare.locator("output").inner_text()
    holds = f"document.querySelector('output').innerText.length > {len(said)}"
    return tap_to_painted(bare, bare.get_by_role("button").tap, holds)


def _at(page: Page, path: str, ready: str) -> None:
    page.goto(path)
    hydrated(page)
    page.locator(ready).first.wait_for()


def _open_person(page: Page) -> float:
    _at(page, "/people", "main a[href^='/people/']")
    return tap_to_painted(page, page.locator("main a[href^='/people/']").first.tap, PERSON_OPEN)


def _search(page: Page) -> float:
    _at(page, "/people", "main a[href^='/people/']")
    page.get_by_placeholder("Name, phone, street or goal").focus()
    shown = page.locator("main a[href^='/people/']").count()
    holds = f"document.querySelectorAll(\"main a[href^='/people/']\").length < {shown}"
    return tap_to_painted(page, _press(page, "q"), holds)


def _press(page: Page, key: str) -> Callable[[], None]:
    return lambda: page.keyboard.press(key)


def _mark_goal(page: Page) -> float:
    _at(page, "/people", "main a[href^='/people/']")
    person = page.locator("main a[href^='/people/']").first.get_attribute("href")
    _at(page, f"{person}/goals", "main section")
    another = page.locator("main label:has(input[type=radio]:not(:checked))").first
    return tap_to_painted(page, another.tap, UNDO)


def _save_note(page: Page) -> float:
    _at(page, "/note", "textarea")
    page.get_by_label("Person").click()
    page.get_by_role("option").first.tap()
    page.get_by_role("group", name="Who was contacted").locator("label").nth(1).tap()
    page.get_by_text("Reached", exact=True).tap()
    page.get_by_text("10", exact=True).tap()
    page.get_by_label("What happened").fill("Called to confirm Thursday. She will bring the school letter.")
    return tap_to_painted(page, page.get_by_role("button", name="Submit for approval").tap, NOTE_SAVED)
