"""The approval desk with 500 notes waiting: it opens, filters, approves a batch of 50."""

from pathlib import Path

from playwright.sync_api import Page
from sqlmodel import Session

from bench import beside_raw
from bench.browser import tap_to_painted
from bench.desk import BATCH, WAITING
from bench.desk_screen import at_desk
from bench.figures import beside, line
from casepwa.casework.actors import Actor
from casepwa.casework.approvals import approval_batches, approval_figures, approval_queue, saved_phrases
from casepwa.casework.approvals.approval_batches import Chosen
from casepwa.casework.approvals.approval_queue import Asked
from casepwa.casework.safety import alarm_desk
from tests.e2e.waits import holds

ROWS = "document.querySelectorAll('a[data-row]').length"
OPEN = f"{ROWS} === {BATCH}"
FLAGGED = f"{ROWS} > 0 && {ROWS} < {BATCH}"
SAYS = (
    "[...document.querySelectorAll('[role=status]')].some((one) => one.innerText.startsWith('{n} waiting'))"
)


def casework(prepared: Path, actor: Actor, *, runs: int) -> None:
    """Print what casework takes for it, beside its own SQL alone."""

    def opening(session: Session) -> None:
        approval_queue.waiting(session, actor=actor, asked=Asked())
        approval_figures.by_worker(session, actor=actor)
        saved_phrases.of(session, actor=actor)
        alarm_desk.open_alarms(session, actor=actor)

    def filtering(session: Session) -> None:
        approval_queue.waiting(session, actor=actor, asked=Asked(is_flagged=True))

    def approving(session: Session) -> None:
        rows = approval_queue.waiting(session, actor=actor, asked=Asked()).rows
        chosen = [Chosen(note_id=one.note_id, version=one.version, sha256=one.sha256) for one in rows]
        done = approval_batches.approve(session, actor=actor, chosen=chosen)
        if len(done.approved) != BATCH:
            raise RuntimeError(f"{len(done.approved)} of {BATCH} approved: {done.left_out[:1]}")

    for label, work in (("open", opening), ("filter", filtering), (f"approve {BATCH}", approving)):
        ours, raw = beside_raw.measured(prepared, work, runs=runs)
        line(f"approvals, casework: {label}", beside(ours, raw, "its SQL"))


def screen(origin: str, *, runs: int) -> None:
    """Print what the supervisor waits for, beside a bare page with the same rows."""
    with at_desk(
        origin, "/approvals", lambda page: page.get_by_role("list", name="Notes waiting"), runs=runs
    ) as (desk, page):
        desk.opens("approvals", "/approvals", OPEN)
        desk.taps("approvals: flagged only", lambda: _filter(page))
        desk.taps(f"approvals: approve {BATCH}", lambda: _approve(page))


def _filter(page: Page) -> float:
    page.bring_to_front()
    page.goto("/approvals")
    holds(page, f"() => {OPEN}")
    return tap_to_painted(page, page.get_by_text("Flagged only").click, FLAGGED)


def _approve(page: Page) -> float:
    """All 50 of the first page, which is then undone."""
    page.bring_to_front()
    page.goto("/approvals")
    holds(page, f"() => {OPEN}")
    page.evaluate(
        "document.querySelectorAll('li input[type=checkbox]:enabled').forEach((box) => box.click())"
    )
    button = page.get_by_role("button", name=f"Approve {BATCH} selected")
    took = tap_to_painted(page, button.click, SAYS.format(n=WAITING - BATCH))
    page.get_by_role("button", name="Undo").click()
    holds(page, f"() => {SAYS.format(n=WAITING)}")
    return took
