"""Devices as tests of every screen hold them: whose they are, and what is on them."""

import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.e2e import maya
from tests.e2e.phone import fixture, seed
from tests.e2e.waits import open_hydrated, signed_in
from tests.server import Server

Caseload = dict[str, Any]
Answer = Callable[[Route], object]

THEO = "01930000-0000-7000-8000-000000000101"
LENA = "01930000-0000-7000-8000-000000000102"
JONAH = "01930000-0000-7000-8000-000000000103"
VISIT_NOW = "01930000-0000-7000-8000-000000000301"
VISIT_LATER = "01930000-0000-7000-8000-000000000303"
VISIT_MISSED = "01930000-0000-7000-8000-000000000304"
VISIT_DONE = "01930000-0000-7000-8000-000000000305"
VISIT_OF_ANOTHER = "01930000-0000-7000-8000-000000000306"
GOAL = "01930000-0000-7000-8000-000000000401"
DRAFT = "01930000-0000-7000-8000-000000000681"
_STORE_NEVER_OPENS = "if (location.pathname === '/') indexedDB.open = () => new EventTarget();"
_STORE_IS_BROKEN = "indexedDB.open = () => { throw new DOMException('the disk is ill', 'UnknownError'); }"
_NO_ANSWER_EVER = "globalThis.fetch = () => new Promise(() => {})"
QUIET = """
DELETE FROM staff_team_supervisor
WHERE account_id = (SELECT id FROM account WHERE email = 'ingrid@demo.test');
UPDATE sharing_grant SET revoked_at = granted_at
WHERE account_id = (SELECT id FROM account WHERE email = 'laura.marchetti@demo.test');
DELETE FROM consent
WHERE signed_by_member_id = (SELECT family_member_id FROM account WHERE email = 'laura.marchetti@demo.test');
"""
"""Nobody works for Ingrid, and nothing is shared with Laura: what the demo agency does not show."""


def device_of(who: str, browser: Browser, server: Server) -> BrowserContext:
    """A browser in the hands of `who`; not yet looking at anything.

    "new": nobody's. One of PHONES: Maya's phone with that on it. Else the name before @demo.test of an
    account, signed in.
    """
    context = browser.new_context(
        base_url=server.url,
        reduced_motion="reduce",
        permissions=["geolocation"],
        geolocation={"latitude": 41.88, "longitude": -87.63, "accuracy": 12},
    )
    page = context.new_page()
    if who == "new":
        context.add_init_script(_STORE_NEVER_OPENS)
        context.route("**/api/v1/session", lambda route: route.abort())
        page.goto("/offline")
    elif who in PHONES:
        caseload, answer = PHONES[who]
        context.route("**/api/v1/sync", answer)
        if who == "phone still opening":
            context.add_init_script(_NO_ANSWER_EVER)
        seed(page, base_url=server.url, caseload=caseload())
        if who == "phone":
            _check_in(page)
        if who == "phone with a broken store":
            context.add_init_script(_STORE_IS_BROKEN)
    else:
        maya.fill_in(page, f"{who}@demo.test")
        signed_in(page)
    return context


def make_quiet(database_file: Path) -> None:
    """Turn a copy of the demo agency into the one of QUIET."""
    with closing(sqlite3.connect(database_file)) as database:
        database.executescript(QUIET)


def _check_in(page: Page) -> None:
    open_hydrated(page, f"/visit/{VISIT_NOW}")
    page.get_by_role("button", name="Check in").click()
    expect(page.get_by_text("Here for")).to_be_visible()


def mid_day() -> Caseload:
    """Maya's caseload with visits of every kind, a draft, and marks: not taken, failed at, and taken."""
    caseload = deepcopy(fixture())
    caseload["me"] |= {"has_visit_word": True}
    held = caseload["bundles"]
    planned = ("planned_start", "planned_end")
    today = {when: held[THEO]["visits"][0][when] for when in planned}
    later = held[JONAH]["visits"][0]
    later |= today
    stamp = {"method": "gps", "place_type": "home", "is_at_place": True, "reason": None}
    jonah_seen = [later["people"][0] | {"outcome": "seen", "outcome_text": "He showed me his room."}]
    held[JONAH]["visits"] += [
        later | {"id": VISIT_MISSED, "status": "missed", "missed_reason": "in_hospital"},
        later
        | {
            "id": VISIT_DONE,
            "status": "checked_out",
            "people": jonah_seen,
            "check_in": stamp | {"happened_at": today["planned_start"]},
            "check_out": stamp | {"happened_at": today["planned_end"]},
        },
        later | {"id": VISIT_OF_ANOTHER, "is_mine": False, "worker": "Omar Haddad"},
    ]
    mark = {"goal_id": GOAL, "objective_id": None, "level": "progress", "line": "Two mornings"}
    facts = (
        {"state": "needs_fix", "error": "goal_is_not_active"},
        {"state": "our_fault", "error": "server_error"},
        {"state": "applied", "error": None},
    )
    draft = {"id": DRAFT, "client_id": THEO, "fields": {"client_id": THEO, "text": "Rosa called back."}}
    return caseload | {"commands": list(_commands(mark, facts)), "drafts": [draft]}


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


def _free_day() -> Caseload:
    caseload = fixture()
    for bundle in caseload["bundles"].values():
        bundle["visits"] = []
    return caseload


def _without_people() -> Caseload:
    return fixture() | {"bundles": {}}


def _coordinator_without_people() -> Caseload:
    caseload = _without_people()
    caseload["me"] |= {"roles": ["care_coordinator"]}
    return caseload


def _never_downloaded() -> Caseload:
    return fixture() | {"bundles": {}, "me": None, "sync": {"last_at": None}}


def _session_is_over(route: Route) -> None:
    route.fulfill(status=401, json={"error": {"id": "not_signed_in", "params": {}}})


def _app_is_too_old(route: Route) -> None:
    route.fulfill(status=409, json={"error": {"id": "needs_update", "params": {}}})


PHONES: dict[str, tuple[Callable[[], Caseload], Answer]] = {
    "phone": (mid_day, lambda route: route.abort()),
    "phone on a free day": (_free_day, lambda route: route.abort()),
    "phone without people": (_without_people, lambda route: route.abort()),
    "coordinator's phone without people": (_coordinator_without_people, lambda route: route.abort()),
    "phone cut off": (_never_downloaded, lambda route: route.abort()),
    "phone still opening": (_never_downloaded, lambda route: route.abort()),
    "phone signed out": (fixture, _session_is_over),
    "phone too old": (fixture, _app_is_too_old),
    "phone with a broken store": (fixture, lambda route: route.abort()),
}
"""Maya's phones: what is in the store, and what becomes of a sync. "phone" is in the middle of a day."""
