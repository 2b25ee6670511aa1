"""The caseloads of 20 workers and 600 people: the screen opens, and a worker on it."""

from pathlib import Path

from playwright.sync_api import Page
from sqlmodel import Session

from bench import beside_raw
from bench.browser import tap_to_painted
from bench.desk import PEOPLE, WORKERS
from bench.desk_screen import at_desk
from bench.figures import beside, line
from casepwa.casework.actors import Actor
from casepwa.casework.caseloads import caseloads, covers, transfers_ahead
from tests.e2e.waits import holds

OPEN = f"document.querySelectorAll('tbody tr').length === {WORKERS}"
PEOPLE_SHOWN = f"document.querySelectorAll('aside li').length === {PEOPLE // WORKERS}"


def casework(prepared: Path, actor: Actor, *, runs: int) -> None:
    """Print what casework takes for it, beside its own SQL alone."""

    def opening(session: Session) -> None:
        people = sum(load.people for load in caseloads.of_teams(session, actor=actor))
        if people != PEOPLE:
            raise RuntimeError(f"{people} people, not {PEOPLE}")
        transfers_ahead.of_teams(session, actor=actor)
        covers.of_teams(session, actor=actor)

    def one_worker(session: Session) -> None:
        first = caseloads.of_teams(session, actor=actor)[0]
        caseloads.of_worker(session, actor=actor, worker_id=first.worker_id)

    for label, work in (("open", opening), ("open a worker", one_worker)):
        ours, raw = beside_raw.measured(prepared, work, runs=runs)
        line(f"caseloads, casework: {label}", beside(ours, raw, "its SQL"))


def screen(origin: str, *, runs: int) -> None:
    """Print what the supervisor waits for, beside a bare page with the same table."""
    with at_desk(origin, "/caseloads", lambda page: page.get_by_role("table"), runs=runs) as (desk, page):
        desk.opens("caseloads", "/caseloads", OPEN)
        desk.taps("caseloads: open a worker", lambda: _open_worker(page))


def _open_worker(page: Page) -> float:
    page.bring_to_front()
    page.goto("/caseloads")
    holds(page, f"() => {OPEN}")
    return tap_to_painted(page, page.locator("tbody tr a").first.click, PEOPLE_SHOWN)
