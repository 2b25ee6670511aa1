"""Planning a visit: half-written and mended plans are kept, each by itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.phone import fixture, seed
from tests.e2e.stored import commands, drafts, until_kept
from tests.e2e.waits import arrived, hydrated, open_hydrated
from tests.server import Server

THEO = "01930000-0000-7000-8000-000000000101"
REFUSED = "01930000-0000-7000-8000-000000000991"
PLAN = f"/people/{THEO}/visits/new"


@pytest.fixture
def caseload() -> dict[str, Any]:
    """Maya's, with a plan that the server did not take."""
    caseload = fixture()
    start = datetime.now(UTC) + timedelta(days=1)
    payload = {
        "visit_id": "01930000-0000-7000-8000-000000000399",
        "client_ids": [THEO],
        "planned_start": start.isoformat(),
        "planned_end": (start + timedelta(hours=1)).isoformat(),
        "place_type": "home",
        "place_name": None,
        "address": None,
        "purpose": "monitoring",
        "going_with": None,
    }
    command = {
        "id": REFUSED,
        "seq": 1,
        "recorded_at": caseload["at"],
        "state": "needs_fix",
        "error": "pair_required",
        "done_at": None,
        "what": {"kind": "visit.schedule", "client_ids": [THEO], "after": [], "payload": payload},
    }
    return caseload | {"commands": [command]}


@pytest.fixture
def maya(phone: BrowserContext, server: Server, caseload: dict[str, Any]) -> Page:
    """Her phone, with nothing reaching the server."""
    phone.route("**/api/v1/sync", lambda route: route.abort())
    page = phone.new_page()
    seed(page, base_url=server.url, caseload=caseload)
    return page


def test_a_refused_plan_is_mended_beside_a_half_written_one(maya: Page) -> None:
    going_with = maya.get_by_label("Who goes with me")
    open_hydrated(maya, PLAN)
    going_with.fill("Half a plan")
    until_kept(maya, "Half a plan")
    open_hydrated(maya, f"{PLAN}?fix={REFUSED}")
    expect(going_with).to_have_value("")
    going_with.fill("Omar Haddad")
    until_kept(maya, "Omar Haddad")
    maya.reload()
    hydrated(maya)
    expect(going_with).to_have_value("Omar Haddad")
    maya.get_by_role("button", name="Plan visit").tap()
    arrived(maya, f"/people/{THEO}")
    old, new = commands(maya, "visit.schedule")
    assert (old["state"], new["payload"]["going_with"]) == ("fixed", "Omar Haddad")
    assert [one["fields"]["going_with"] for one in drafts(maya)] == ["Half a plan"]
