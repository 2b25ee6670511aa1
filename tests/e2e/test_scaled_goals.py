"""Goal Attainment Scaling on a phone: a mark with its level, made with no network, arrives with it."""

from uuid import UUID

from playwright.sync_api import BrowserContext, expect

from tests.e2e import maya
from tests.e2e.conftest import Ask
from tests.e2e.waits import hydrated, open_hydrated

SCALED = """
SELECT goal.id, goal.client_id, goal.words, json_extract(goal.scale, '$[3]') AS words_of_plus_1 FROM goal
JOIN team_member ON team_member.client_id = goal.client_id
JOIN account ON account.id = team_member.account_id
WHERE account.email = 'maya@demo.test'
AND goal.lifecycle = 'active' AND goal.is_scaled LIMIT 1
"""
MARKS = "SELECT level, scaled_level FROM goal_mark WHERE goal_id = ? ORDER BY received_at DESC, id DESC"


def test_a_scaled_goal_is_marked_with_its_level_offline_and_arrives(held: BrowserContext, ask: Ask) -> None:
    [goal] = ask(SCALED)
    before = len(ask(MARKS, goal["id"]))
    page = held.new_page()
    maya.sign_in(page)
    open_hydrated(page, f"/people/{UUID(goal['client_id'])}/goals")
    held.set_offline(True)
    page.reload()
    hydrated(page)

    section = page.locator("section").filter(has_text=goal["words"])
    section.locator("label").get_by_text("Progress", exact=True).last.tap()
    sheet = page.get_by_role("dialog", name="Where on the scale?")
    expect(sheet.get_by_role("button")).to_have_count(7)  # five levels, none, Close
    sheet.get_by_role("button", name=f"+1, more than expected {goal['words_of_plus_1']}").tap()
    expect(section.get_by_role("button", name=f"+1: {goal['words_of_plus_1']}").first).to_be_visible()
    maya.waiting(page, 1)
    assert len(ask(MARKS, goal["id"])) == before

    held.set_offline(False)
    maya.all_sent(page)
    marks = [(row["level"], row["scaled_level"]) for row in ask(MARKS, goal["id"])]
    assert len(marks) == before + 1
    assert marks[0] == ("progress", 1)
