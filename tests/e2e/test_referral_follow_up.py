"""A referral's follow-up, recorded with no network: it leaves Today, and stands in the database once."""

from uuid import UUID

from playwright.sync_api import BrowserContext, expect

from tests.e2e import maya
from tests.e2e.conftest import Ask
from tests.e2e.waits import hydrated, open_hydrated

DUE = """
SELECT service_link.id, service_link.client_id, service_link.service FROM service_link
JOIN team_member ON team_member.client_id = service_link.client_id AND team_member.ends_at IS NULL
JOIN account ON account.id = team_member.account_id
WHERE account.email = 'maya@demo.test' AND followed_up_on IS NULL
AND status NOT IN ('completed', 'declined', 'unavailable') AND follow_up_due_on <= date('now')
ORDER BY follow_up_due_on LIMIT 1
"""
NOW = "SELECT status, reason, followed_up_on FROM service_link WHERE id = ?"


def test_a_follow_up_is_recorded_offline_leaves_today_and_arrives(held: BrowserContext, ask: Ask) -> None:
    [link] = ask(DUE)
    page = held.new_page()
    maya.sign_in(page)
    held.set_offline(True)
    open_hydrated(page, f"/people/{UUID(link['client_id'])}#services")
    page.get_by_role("button", name=f"Followed up {link['service']}").click()
    sheet = page.get_by_role("dialog", name="Followed up")
    sheet.get_by_label("Where it stands now").select_option("declined")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.get_by_text("Say why.")).to_be_visible()
    sheet.get_by_label("Reason").fill("The waiting list is closed")
    sheet.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name=f"Followed up {link['service']}")).to_have_count(0)
    expect(page.get_by_text("The waiting list is closed")).to_be_visible()
    maya.waiting(page, 1)
    open_hydrated(page, "/outbox")
    expect(page.get_by_text("Referral followed up")).to_be_visible()

    held.set_offline(False)
    page.goto("/today")
    hydrated(page)
    maya.all_sent(page)
    [now] = ask(NOW, link["id"])
    assert (now["status"], now["reason"]) == ("declined", "The waiting list is closed")
    assert now["followed_up_on"] is not None
