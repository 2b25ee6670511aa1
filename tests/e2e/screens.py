"""Every screen as a browser test opens it: its address, whose it is, words that only the whole of it says."""

from collections.abc import Generator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import maya
from tests.e2e.phone import fixture, seed
from tests.e2e.waits import hydrated
from tests.server import Server

THEO = "01930000-0000-7000-8000-000000000101"
JONAH = "01930000-0000-7000-8000-000000000103"
VISIT_NOW = "01930000-0000-7000-8000-000000000301"
VISIT_LATER = "01930000-0000-7000-8000-000000000303"
GOAL = "01930000-0000-7000-8000-000000000401"
RETURNED_NOTE = "01930000-0000-7000-8000-000000000701"


@dataclass(frozen=True)
class Screen:
    """A page of casepwa.pages: its `route` there, the address here, `words` that only the whole screen says.

    `who`: "phone" (Maya's, filled, in the middle of a day without a signal), "new" (a device of nobody), or
    the name before @demo.test of an account that is signed in.
    """

    route: str
    words: str
    who: str = "phone"
    path: str = ""

    @property
    def address(self) -> str:
        return self.path or self.route


SCREENS = {
    "start": Screen("/", "Opening…", who="new"),
    "sign in": Screen("/sign-in", "Cannot sign in?", who="new"),
    "today": Screen("/today", "Theo and Lena Marchetti"),
    "people": Screen("/people", "Jonah Whitfield"),
    "person": Screen("/people/[client_id]", "Mark progress", path=f"/people/{THEO}"),
    "goals": Screen("/people/[client_id]/goals", "All marks", path=f"/people/{THEO}/goals"),
    "schedule": Screen("/people/[client_id]/visits/new", "Plan visit", path=f"/people/{THEO}/visits/new"),
    "visit before": Screen("/visit/[visit_id]", "Large dog in the yard", path=f"/visit/{VISIT_LATER}"),
    "visit during": Screen("/visit/[visit_id]", "Here for", path=f"/visit/{VISIT_NOW}"),
    "crisis": Screen("/crisis", "Jonah Whitfield"),
    "crisis plan": Screen("/people/[client_id]/crisis", "Never do", path=f"/people/{THEO}/crisis"),
    "no crisis plan": Screen(
        "/people/[client_id]/crisis", "There is no plan for Jonah yet", path=f"/people/{JONAH}/crisis"
    ),
    "note": Screen("/note", "What happened"),
    "note returned": Screen("/note/[draft_id]", "Who was in the room?", path=f"/note/{RETURNED_NOTE}"),
    "outbox": Screen("/outbox", "Fix and resend"),
    "settings": Screen("/settings", "Okafor"),
    "settings signed in": Screen("/settings", "My devices", who="omar"),
    "offline": Screen("/offline", "This screen needs a connection", who="new"),
    "alarms": Screen("/supervisor", "Safety concern", who="omar"),
    "team": Screen("/supervisor/team", "Out now", who="omar"),
    "family": Screen("/family", "Shared with you", who="rosa"),
    "accounts": Screen("/admin", "End sessions", who="admin"),
    "audit trail": Screen("/admin/audit", "What came of it", who="admin"),
}
_STORE_NEVER_OPENS = "if (location.pathname === '/') indexedDB.open = () => new EventTarget();"


def opened(page: Page, screen: Screen) -> Page:
    """The page, when everything of `screen` stands on it."""
    page.goto(screen.address)
    hydrated(page)
    expect(page.get_by_text(screen.words).first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return page


def device_of(who: str, browser: Browser, server: Server) -> BrowserContext:
    """A browser in the hands of `who`, as Screen says; not yet looking at anything."""
    context = browser.new_context(
        base_url=server.url,
        reduced_motion="reduce",  # a colour halfway between two is nobody's fault
        permissions=["geolocation"],
        geolocation={"latitude": 41.88, "longitude": -87.63, "accuracy": 12},
    )
    page = context.new_page()
    if who == "new":
        context.add_init_script(_STORE_NEVER_OPENS)
        page.goto("/offline")
    elif who == "phone":
        context.route("**/api/v1/sync", lambda route: route.abort())
        seed(page, base_url=server.url, caseload=mid_day())
        page.goto(f"/visit/{VISIT_NOW}")
        page.get_by_role("button", name="Check in").click()
        expect(page.get_by_text("Here for")).to_be_visible()
    else:
        maya.fill_in(page, f"{who}@demo.test")
        page.wait_for_url(lambda address: not address.endswith("/sign-in"))
    return context


def mid_day() -> dict[str, Any]:
    """Maya's caseload with a second visit today and three marks: not taken, failed at, and taken."""
    caseload = deepcopy(fixture())
    held = caseload["bundles"]
    planned = ("planned_start", "planned_end")
    held[JONAH]["visits"][0] |= {when: held[THEO]["visits"][0][when] for when in planned}
    mark = {"goal_id": GOAL, "objective_id": None, "level": "progress", "line": "Two mornings"}
    facts = (
        {"state": "needs_fix", "error": "goal_is_not_active"},
        {"state": "our_fault", "error": "server_error"},
        {"state": "applied", "error": None},
    )
    return caseload | {"commands": list(_commands(mark, facts))}


def _commands(mark: dict[str, Any], facts: tuple[dict[str, Any], ...]) -> Generator[dict[str, Any]]:
    at = fixture()["at"]
    for number, one in enumerate(facts, start=1):
        mark_id = f"01930000-0000-7000-8000-00000000065{number}"
        payload = mark | {"mark_id": mark_id, "happened_at": at}
        yield {
            "id": f"01930000-0000-7000-8000-00000000099{number}",
            "seq": number,
            "recorded_at": at,
            "done_at": at if one["state"] == "applied" else None,
            "what": {"kind": "goal.mark", "client_ids": [THEO], "after": [], "payload": payload},
        } | one
