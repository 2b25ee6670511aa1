"""Every screen in every state: its address, whose device it is on, words that only it says."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.devices import (
    DRAFT,
    JONAH,
    LENA,
    THEO,
    VISIT_DONE,
    VISIT_LATER,
    VISIT_MISSED,
    VISIT_NOW,
    VISIT_OF_ANOTHER,
)
from tests.e2e.waits import hydrated

RETURNED_NOTE = "01930000-0000-7000-8000-000000000701"
NOBODY = "01930000-0000-7000-8000-0000000000ff"
SOURCE = Path(__file__).parent.parent.parent / "casepwa"


MATEO = "01943bea-5300-7b8c-b74b-5eba069ef5b6"
"""Of the demo: omar@demo.test supervises his case manager."""


@dataclass(frozen=True)
class Screen:
    """A page of casepwa.pages: its `route` there, the address here, `words` that only the whole screen says.

    "{first}" in `path` stands for the first person on the People screen of an account that is signed in.
    `who`: whose device, as devices.py names them. `fill` and `taps`: (label, text) typed and controls tapped,
    in this order, to come from the address to the state. `is_opening`: a skeleton is what is to be seen.
    """

    route: str
    words: str
    who: str = "phone"
    path: str = ""
    fill: tuple[tuple[str, str], ...] = ()
    taps: tuple[str, ...] = ()
    is_opening: bool = False

    @property
    def address(self) -> str:
        return self.path or self.route


@dataclass(frozen=True)
class Sheet:
    """A dialog: on which screen, and what is tapped there, in this order, until it is open."""

    screen: str
    taps: tuple[str | re.Pattern[str], ...]


SCREENS = {
    "start": Screen("/", "Opening…", who="new"),
    "sign in": Screen("/sign-in", "Cannot sign in?", who="new"),
    "sign in, no connection": Screen(
        "/sign-in",
        "connection",
        who="new",
        fill=(("Email", "maya@demo.test"), ("Password", "a long pass phrase")),
        taps=("Sign in",),
    ),
    "today": Screen("/today", "Theo and Lena Marchetti"),
    "today, still opening": Screen("/today", "Getting records…", "phone still opening", is_opening=True),
    "today, not downloaded": Screen("/today", "We could not load your people", "phone cut off"),
    "today, no visits": Screen("/today", "No visits today", "phone on a free day"),
    "today, nobody": Screen("/today", "Nobody on your caseload yet", "phone without people"),
    "today, session over": Screen("/today", "Sign in to send.", "phone signed out"),
    "today, too old": Screen("/today", "This app needs an update.", "phone too old"),
    "today, store broken": Screen(
        "/today", "We could not open what this phone keeps", "phone with a broken store"
    ),
    "people": Screen("/people", "Jonah Whitfield"),
    "people, still opening": Screen("/people", "Getting records…", "phone still opening", is_opening=True),
    "people, not downloaded": Screen("/people", "We could not load your people", "phone cut off"),
    "people, nobody": Screen("/people", "Nobody on your caseload yet", "phone without people"),
    "people, nobody, of a coordinator": Screen("/people", "New person", "coordinator's phone without people"),
    "people, none found": Screen("/people", "No one found", fill=(("Search", "zebra"),)),
    "person": Screen("/people/[client_id]", "Mark progress", path=f"/people/{THEO}"),
    "person, not here": Screen("/people/[client_id]", "Not on this phone", path=f"/people/{NOBODY}"),
    "goals": Screen("/people/[client_id]/goals", "All marks", path=f"/people/{THEO}/goals"),
    "goals, scaled": Screen("/people/[client_id]/goals", "sleep over", path=f"/people/{LENA}/goals"),
    "goals, none": Screen("/people/[client_id]/goals", "No goals yet", path=f"/people/{JONAH}/goals"),
    "goals, not here": Screen(
        "/people/[client_id]/goals", "This person is not on this phone", path=f"/people/{NOBODY}/goals"
    ),
    "schedule": Screen("/people/[client_id]/visits/new", "Plan visit", path=f"/people/{THEO}/visits/new"),
    "schedule, not said": Screen(
        "/people/[client_id]/visits/new",
        "Choose the day.",
        path=f"/people/{THEO}/visits/new",
        fill=(("Date", ""), ("Start", "")),
        taps=("Plan visit",),
    ),
    "schedule, not here": Screen(
        "/people/[client_id]/visits/new",
        "This person is not on this phone",
        path=f"/people/{NOBODY}/visits/new",
    ),
    "visit before": Screen("/visit/[visit_id]", "Large dog in the yard", path=f"/visit/{VISIT_LATER}"),
    "visit during": Screen("/visit/[visit_id]", "Here for", path=f"/visit/{VISIT_NOW}"),
    "visit after": Screen("/visit/[visit_id]", "Note to write", path=f"/visit/{VISIT_DONE}"),
    "visit missed": Screen("/visit/[visit_id]", "In hospital", path=f"/visit/{VISIT_MISSED}"),
    "visit of another": Screen(
        "/visit/[visit_id]", "This visit is not on this phone", path=f"/visit/{VISIT_OF_ANOTHER}"
    ),
    "visit, not here": Screen(
        "/visit/[visit_id]", "This visit is not on this phone", path=f"/visit/{NOBODY}"
    ),
    "crisis": Screen("/crisis", "Jonah Whitfield"),
    "crisis, still opening": Screen("/crisis", "Getting records…", "phone still opening", is_opening=True),
    "crisis, not downloaded": Screen("/crisis", "We could not load your people", "phone cut off"),
    "crisis, nobody": Screen("/crisis", "Nobody on your caseload yet", "phone without people"),
    "crisis, none found": Screen("/crisis", "No one found", fill=(("Search", "zebra"),)),
    "crisis plan": Screen("/people/[client_id]/crisis", "Never do", path=f"/people/{THEO}/crisis"),
    "crisis plan, none": Screen(
        "/people/[client_id]/crisis", "There is no plan for Jonah yet", path=f"/people/{JONAH}/crisis"
    ),
    "crisis plan, not here": Screen(
        "/people/[client_id]/crisis", "Not on this phone", path=f"/people/{NOBODY}/crisis"
    ),
    "crisis plan, store broken": Screen(
        "/people/[client_id]/crisis",
        "We could not open what this phone keeps",
        "phone with a broken store",
        path=f"/people/{THEO}/crisis",
    ),
    "crisis plan editor": Screen(
        "/clients/[client_id]/crisis/edit",
        "Making the place safer",
        who="priya",
        path="/clients/{first}/crisis/edit",
    ),
    "crisis plan editor, not yours": Screen(
        "/clients/[client_id]/crisis/edit",
        "You cannot open this",
        who="rosa",
        path=f"/clients/{NOBODY}/crisis/edit",
    ),
    "goal editor": Screen(
        "/clients/[client_id]/goals/edit", "Write a goal", who="priya", path="/clients/{first}/goals/edit"
    ),
    "goal editor, a new goal": Screen(
        "/clients/[client_id]/goals/edit",
        "Strength it builds on",
        who="priya",
        path="/clients/{first}/goals/edit?goal=new",
    ),
    "goal editor, not yours": Screen(
        "/clients/[client_id]/goals/edit",
        "You cannot open this",
        who="rosa",
        path=f"/clients/{NOBODY}/goals/edit",
    ),
    "intake": Screen("/intake", "Look for them", who="omar"),
    "intake, looked": Screen(
        "/intake",
        "Take them in",
        who="omar",
        fill=(("Given name", "Matteo"), ("Family name", "Delgado")),
        taps=("Look for them",),
    ),
    "intake, not yours": Screen("/intake", "You cannot open this", who="rosa"),
    "note": Screen("/note", "What happened"),
    "note, not said": Screen(
        "/note", "Choose who was contacted.", path=f"/note?client={THEO}", taps=("Submit for approval",)
    ),
    "note, safety concern": Screen(
        "/note",
        "What you saw or heard",
        path=f"/note?client={THEO}",
        taps=("More", "Safety concern", "Child abuse or neglect"),
    ),
    "note, shared": Screen(
        "/note", "Line for the family", path=f"/note?client={THEO}", taps=("More", "Share with family")
    ),
    "note returned": Screen("/note/[draft_id]", "Who was in the room?", path=f"/note/{RETURNED_NOTE}"),
    "note, own draft": Screen("/note/[draft_id]", "Saved on this phone", path=f"/note/{DRAFT}"),
    "note, not here": Screen(
        "/note/[draft_id]", "This note is not being written here", path=f"/note/{NOBODY}"
    ),
    "outbox": Screen("/outbox", "Fix and resend"),
    "outbox, nothing": Screen("/outbox", "Nothing waits here", "phone without people"),
    "settings": Screen("/settings", "Okafor"),
    "settings, nobody": Screen("/settings", "Nobody is signed in on this device.", who="new"),
    "settings signed in": Screen("/settings", "My devices", who="omar"),
    "offline": Screen("/offline", "This screen needs a connection", who="new"),
    "not found": Screen("404", "There is no page at this address", who="new", path="/an-old-link"),
    "approvals": Screen("/approvals", "waiting, safety first", who="omar"),
    "approvals, none": Screen("/approvals", "Nothing is waiting", who="ingrid"),
    "approvals, not yours": Screen("/approvals", "This screen is not for your account", who="rosa"),
    "alarms": Screen("/supervisor", "Safety concern", who="omar"),
    "alarms, none": Screen("/supervisor", "No alarms", who="ingrid"),
    "alarms, not yours": Screen("/supervisor", "This screen is not for your account", who="rosa"),
    "caseloads": Screen("/caseloads", "Arrange cover", who="omar"),
    "caseloads, not yours": Screen("/caseloads", "This screen is not for your account", who="admin"),
    "cover": Screen("/cover", "Give cover", who="omar"),
    "cover, not yours": Screen("/cover", "This screen is not for your account", who="rosa"),
    "brief refused": Screen(
        "/clients/[client_id]/brief",
        "You cannot open this",
        who="omar",
        path=f"/clients/{THEO}/brief",
    ),
    "team": Screen("/supervisor/team", "Out now", who="omar"),
    "team, nobody": Screen("/supervisor/team", "Nobody of your team is at a visit.", who="ingrid"),
    "team, not yours": Screen("/supervisor/team", "This screen is not for your account", who="admin"),
    "visits now": Screen("/visits-now", "Back by", who="omar"),
    "visits now, not yours": Screen("/visits-now", "This screen is not for your account", who="rosa"),
    "on call": Screen("/on-call", "Nothing has reached you", who="charlie"),
    "on call, not yours": Screen("/on-call", "This screen is not for your account", who="admin"),
    "family": Screen("/family", "For the team", who="rosa"),
    "family, nothing shared": Screen("/family", "Nothing is shared with you yet", who="laura.marchetti"),
    "family, still opening": Screen("/family", "Getting records…", "phone still opening", is_opening=True),
    "family, not downloaded": Screen("/family", "We could not get your page", "phone cut off"),
    "family, store broken": Screen(
        "/family", "We could not open what this phone keeps", "phone with a broken store"
    ),
    "family, of staff": Screen("/family", "Theo and Lena Marchetti"),
    "family goals": Screen("/family/goals", "Who can see this", who="rosa"),
    "family dates": Screen("/family/dates", "Coming up", who="rosa"),
    "family team": Screen("/family/team", "Your words", who="rosa"),
    "family team, not said": Screen(
        "/family/team", "Write a few words first.", who="rosa", taps=("Complaint", "Send")
    ),
    "family crisis plan": Screen("/family/crisis", "Never do", who="rosa"),
    "family crisis plan, store broken": Screen(
        "/family/crisis", "We could not open what this phone keeps", "phone with a broken store"
    ),
    "family crisis plan, none": Screen("/family/crisis", "There is no plan here yet", who="laura.marchetti"),
    "sharing": Screen(
        "/clients/[client_id]/sharing",
        "Sharing with the family",
        who="priya",
        path="/clients/{first}/sharing",
    ),
    "preview, not yours": Screen(
        "/preview/[account_id]", "You cannot open this", who="admin", path=f"/preview/{NOBODY}"
    ),
    "sharing, not yours": Screen(
        "/clients/[client_id]/sharing", "You cannot open this", who="rosa", path=f"/clients/{NOBODY}/sharing"
    ),
    "join, no good": Screen(
        "/join/[token]", "This link cannot be used", who="new", path="/join/nothing-that-was-ever-given"
    ),
    "complaints": Screen("/complaints", "Nobody can delete one.", who="omar"),
    "complaints, none": Screen("/complaints", "No complaint waits", who="ingrid"),
    "family outbox": Screen("/family/outbox", "All that you did is sent", who="laura.marchetti"),
    "family settings": Screen("/family/settings", "In danger now?", who="rosa"),
    "family consents": Screen(
        "/family/consents", "mornings and the bus go", "rosa", fill=(("Child", "For Mateo"),)
    ),
    "accounts": Screen("/admin", "End sessions", who="admin"),
    "accounts, none fits": Screen("/admin", "Nobody fits these filters", who="admin", path="/admin?find=qqq"),
    "accounts, not yours": Screen("/admin", "This screen is not for your account", who="omar"),
    "account": Screen(
        "/admin/account", "Team they work in", who="admin", path="/admin", taps=("Open Charlie Nguyen",)
    ),
    "account, not there": Screen("/admin/account", "This account is not there", who="admin"),
    "account, not yours": Screen("/admin/account", "This screen is not for your account", who="omar"),
    "invite": Screen("/admin/invite", "Make the link", who="admin"),
    "invite, not yours": Screen("/admin/invite", "This screen is not for your account", who="maya"),
    "roster": Screen("/admin/roster", "Add the shift", who="admin"),
    "roster, changing a shift": Screen(
        "/admin/roster", "Save shift", who="admin", taps=("Change the shift of Tom Adeyemi",)
    ),
    "roster, not yours": Screen("/admin/roster", "This screen is not for your account", who="omar"),
    "rules": Screen("/admin/rules", "Add the program", who="admin"),
    "rules, not yours": Screen("/admin/rules", "This screen is not for your account", who="omar"),
    "rule": Screen("/admin/rule", "Add the version", who="admin", path="/admin/rule?name=contact_standard"),
    "rule, with choices": Screen(
        "/admin/rule", "Add the version", who="admin", path="/admin/rule?name=units_rounding"
    ),
    "rule, not said": Screen(
        "/admin/rule",
        "Enter a number from 1 to 1000.",
        who="admin",
        path="/admin/rule?name=caseload",
        fill=(("Full load of the whole agency", "many"),),
        taps=("Add the version",),
    ),
    "rule, no such": Screen("/admin/rule", "There is no such rule", who="admin"),
    "rule, not yours": Screen("/admin/rule", "This screen is not for your account", who="omar"),
    "import": Screen("/admin/import", "Up to 20 MB", who="admin"),
    "import, no file": Screen("/admin/import", "Choose a file first.", who="admin", taps=("Try the file",)),
    "import, not yours": Screen("/admin/import", "This screen is not for your account", who="omar"),
    "audit trail": Screen("/admin/audit", "What came of it", who="admin"),
    "audit trail, nothing fits": Screen(
        "/admin/audit", "Nothing fits these filters", who="admin", path="/admin/audit?until=2000-01-01"
    ),
    "audit trail, not yours": Screen("/admin/audit", "This screen is not for your account", who="rosa"),
}
SEEN_ELSEWHERE = {
    "No goal is written yet": "everyone of the demo has goals",
    "Choose an alarm": "beside the list on a tablet: the screen of alarms at 1024",
    "The alarms could not be opened": "a fault of the server alone shows it",
    "The board could not be opened": "a fault of the server alone shows it",
    "Choose a worker": "beside the board on a tablet: the screen of visits now at 1024",
}
"""Titles of blank states that stand on no screen above, and why."""

SHEETS = {
    "desk-more": Sheet("approvals", ("More",)),
    "reach": Sheet("person", ("Call",)),
    "note-call": Sheet("person", ("Call", "Call Rosa Marchetti")),
    "add-step": Sheet("person", ("Add a step",)),
    "amend-note": Sheet("person", (re.compile("^Add to this note"),)),
    "step-done": Sheet("person", ("Done Call the school about reading help",)),
    "follow-up": Sheet("person", ("Followed up Reading help",)),
    "missed-visit": Sheet("today", ("No one home , Jonah Whitfield",)),
    "propose": Sheet("crisis plan", ("Propose a change",)),
    "goal-scale": Sheet("goals, scaled", ("Progress",)),
    "goal-in-error": Sheet("goals", ("Entered in error",)),
    "outbox-fix": Sheet("outbox", ("Fix and resend",)),
    "visit-check-out": Sheet("visit during", ("Check out",)),
    "visit-more-time": Sheet("visit during", (re.compile(r"^\+15 min"),)),
    "visit-help": Sheet("visit during", ("I need help",)),
    "withdraw": Sheet("family consents", (re.compile("^Withdraw "),)),
    "family-step-done": Sheet("family", (re.compile("^Done "),)),
    "settings-sign-out": Sheet("settings", ("Sign out on this device",)),
    "erase-device": Sheet("account", (re.compile("^Sign out and erase"),)),
    "settings-forget-device": Sheet("settings signed in", (re.compile("^Sign out (?!on this)"),)),
}
"""By the dialog's id in the page."""


def opened(page: Page, screen: Screen) -> Page:
    """The page, when everything of `screen` stands on it."""
    page.goto(screen.address.format(first=_first_person(page)) if "{" in screen.address else screen.address)
    hydrated(page)
    for label, text in screen.fill:
        box = page.get_by_label(label, exact=True).or_(page.get_by_role("combobox", name=label)).first
        expect(box).to_be_visible()
        if box.evaluate("(one) => one.tagName") == "SELECT":
            box.select_option(label=text)
        else:
            box.fill(text)
    for name in screen.taps:
        tappable(page, name).click()
    expect(page.get_by_text(screen.words).first).to_be_visible()
    if not screen.is_opening:
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return page


def _first_person(page: Page) -> str:
    page.goto("/people")
    row = page.locator("a[href^='/people/']").first
    expect(row).to_be_visible()
    return str(row.get_attribute("href")).rsplit("/", 1)[-1]


def tappable(page: Page, name: str | re.Pattern[str]) -> Locator:
    """The first button, link, chip or summary of this name."""
    roles = ("button", "link", "checkbox")
    found = page.locator("summary, label:has(input[type=radio], input[type=checkbox])").get_by_text(
        name, exact=True
    )
    for role in roles:
        found = found.or_(page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]
    return found.first


def titles_of_blanks() -> set[str]:
    """What `states.blank(t("…"), ...)` says anywhere: every empty, failed, gone and forbidden state."""
    return {title for source in _sources() for title in _blanks(ast.parse(source.read_text("utf-8")))}


def _sources() -> Iterator[Path]:
    for layer in ("pages", "components"):
        yield from (SOURCE / layer).rglob("*.py")


def _blanks(module: ast.Module) -> Iterator[str]:
    for call in ast.walk(module):
        match call:
            case ast.Call(
                func=ast.Attribute(attr="blank") | ast.Name(id="blank"),
                args=[ast.Call(args=[ast.Constant(value=str(title)), *_]), *_],
            ):
                yield title
            case _:
                pass


def ids_of_sheets() -> set[str]:
    """The id of every dialog that `sheet(ID, ...)` makes anywhere."""
    text = "\n".join(source.read_text("utf-8") for source in _sources())
    names = set(re.findall(r"\bsheet\(\s*([A-Z_]+),", text))
    constants = re.findall(r'^([A-Z_]+) = "(.+)"$', text, re.MULTILINE)
    return {id_ for name, id_ in constants if name in names}
