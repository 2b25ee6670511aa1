"""No byte that somebody is sent holds a word that is not for them: families, separated parents, other staff.

Every text of every row holds a word of its own (``secret_words``). Each person then asks for everything that
can be asked for: a sync, every route, every screen's websocket, with the ids of records they may not see.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from casepwa.api.app import make_api
from casepwa.casework.family import family_calendar
from casepwa.models import (
    Account,
    Appointment,
    Consent,
    ContactNote,
    ContentLabel,
    FamilyMessage,
    FamilyMessageAbout,
    FamilyMessageEvent,
    KeptPrivate,
    NextStep,
    Relationship,
    SharedLine,
    SharedLineReader,
    TeamMember,
)
from casepwa.models.codes import Custody, Role, SharedKind, Surface
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, Person, person, play
from tests.factories import made
from tests.integration import secret_words, sockets, whole_record
from tests.integration.authority import doors
from tests.integration.phones import Phone, command
from tests.integration.secret_words import (
    FAMILY_MAY_SEE,
    NOT_WORDS,
    STAFF_ONLY,
    Ground,
    planting,
    text_columns,
)
from tests.integration.signed_in import signed_in

sockets.load_app()
SOON = datetime.now(UTC) + timedelta(days=3)
CONTENT = {
    "calls": [{"label": "Mobile crisis", "phone": "609-555-0199", "who": "anyone"}],
    "tell_them": {"how_to_communicate": "Low voice", "weapons": "None", "ask_for": "A trained officer"},
    "what_helps": {"own": ["Stairs"], "people_and_places": ["Yard"], "family_and_friends": ["Inés"]},
    "never_do": ["Do not block the door"],
    "steps": [{"level": "early", "what": "Ask", "who": "Rosa", "phone": "609-555-0110"}],
    "warning_signs": ["Hood up"],
    "triggers": ["Noise"],
    "making_safer": ["Drawer locked"],
    "over_looks_like": "Talks again",
    "medications": ["Methylphenidate"],
    "safe_places": [{"name": "Aunt", "address": "9 Hill Road", "phone": "609-555-0111"}],
}


@dataclass
class World:
    """Rosa and ``hector`` are Luis's separated parents; ``for_rosa``, ``for_hector``: rows each may see."""

    cast: Cast
    ground: Ground
    session: Session
    hector: Person
    for_rosa: set[tuple[str, Any]]
    for_hector: set[tuple[str, Any]]

    def phone(self, who: Person) -> Phone:
        return Phone(person=who, browser=signed_in(self.session, who.account, device=who.device))


def test_every_text_column_says_who_may_see_it() -> None:
    columns = set(text_columns())
    listed = NOT_WORDS | FAMILY_MAY_SEE | STAFF_ONLY
    assert sorted(columns - listed) == [], "say in secret_words.py who may see these"
    assert sorted(listed - columns) == []
    assert len(NOT_WORDS) + len(FAMILY_MAY_SEE) + len(STAFF_ONLY) == len(listed)


@pytest.fixture
def world(site: Session) -> Iterator[World]:
    """Everything that a record can hold, twice: shared with a parent, and not."""
    with planting() as ground:
        cast = play(site)
        whole_record.write(site, cast)
        father = factories.family_member(site, family_id=cast.delgados.id, given_name="Hector")
        factories.relationship(
            site, client_id=cast.luis.id, family_member_id=father.id, custody=Custody.JOINT, relation="father"
        )
        hector = person(
            site,
            organization=cast.organization,
            name="Hector Delgado",
            title="Parent",
            roles=(Role.FAMILY,),
            family_member_id=father.id,
        )
        uncle = factories.family_member(site, family_id=cast.delgados.id, given_name="Jorge")
        factories.relationship(
            site, client_id=cast.luis.id, family_member_id=uncle.id, protective_order="Stays away"
        )
        world = World(cast, ground, site, hector, set(), set())
        for who, may_see in ((cast.rosa, world.for_rosa), (hector, world.for_hector)):
            share_with(world, who, may_see)
        keep_back(world)
        site.commit()
        yield world


def share_with(world: World, who: Person, may_see: set[tuple[str, Any]]) -> None:
    """One of each kind for this parent alone, a message and a consent of theirs."""
    site, cast, luis = world.session, world.cast, world.cast.luis

    def grant(kind: SharedKind, row: Any = None) -> Any:
        factories.grant(
            site,
            account_id=who.id,
            client_id=luis.id,
            granted_by_id=cast.maya.id,
            kind=kind,
            item_id=getattr(row, "id", None),
        )
        if row is not None:
            may_see.add((row.__tablename__, row.id))
        return row

    goal = grant(SharedKind.GOAL, factories.goal(site, client_id=luis.id))
    objective = factories.objective(site, goal_id=goal.id)
    factories.goal_mark_row(
        site,
        client_id=luis.id,
        goal_id=goal.id,
        objective_id=objective.id,
        marked_by_id=cast.maya.id,
        level="met",
        line="A hard morning",
        happened_at=datetime.now(UTC) - timedelta(days=1),
    )
    step = factories.next_step(
        site,
        client_id=luis.id,
        added_by_id=cast.maya.id,
        why="Because",
        owner_family_member_id=who.account.family_member_id,
    )
    grant(SharedKind.NEXT_STEP, step)
    grant(
        SharedKind.APPOINTMENT,
        made(site, Appointment(client_id=luis.id, title="Dentist", starts_at=SOON, place="Elm Street")),
    )
    visit = factories.visit(
        site,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(luis.id,),
        planned_start=SOON,
        planned_end=SOON + timedelta(hours=1),
    )
    grant(SharedKind.VISIT, visit)
    member = site.exec(
        select(TeamMember).where(TeamMember.client_id == luis.id, TeamMember.account_id == cast.maya.id)
    ).one()
    grant(SharedKind.TEAM_MEMBER, member)
    grant(SharedKind.SHARED_LINE)
    note = made(site, ContactNote(client_id=luis.id, author_id=cast.maya.id, status="approved"))
    line = made(
        site,
        SharedLine(
            note_id=note.id, client_id=luis.id, text="x", written_by_id=cast.maya.id, recorded_at=SOON
        ),
    )
    made(site, SharedLineReader(line_id=line.id, account_id=who.id))
    told = made(
        site,
        FamilyMessage(
            client_id=luis.id, from_account_id=who.id, kind="complaint", text="x", recorded_at=SOON
        ),
    )
    made(site, FamilyMessageAbout(message_id=told.id, account_id=cast.maya.id))
    answer = made(site, FamilyMessageEvent(message_id=told.id, kind="answered", text="x", by_id=cast.omar.id))
    consent = made(
        site,
        Consent(
            client_id=luis.id,
            scope="information",
            information="x",
            purpose="x",
            recipient_name="School",
            signed_by_member_id=who.account.family_member_id,
            signed_on=factories.YEAR_START,
            expires_on=SOON.date() + timedelta(days=300),
            recorded_by_id=cast.maya.id,
        ),
    )
    staff = [cast.maya, cast.priya, cast.omar]
    may_see |= {
        ("objective", objective.id),
        ("shared_line", line.id),
        ("family_message", told.id),
        ("family_message_event", answer.id),
        ("consent", consent.id),
        ("client", luis.id),
        ("organization", cast.organization.id),
        ("family_member", who.account.family_member_id),
        *(("account", one.id) for one in (*staff, who)),
    }
    assert who.device is not None
    may_see.add(("device", who.device.id))


def keep_back(world: World) -> None:
    """What nobody of the family may see although a grant names it; the crisis plan is Rosa's alone."""
    site, cast = world.session, world.cast
    luis = cast.luis
    for plan in site.exec(select(secret_words.casepwa.models.CrisisPlanVersion)):
        site.delete(plan)
    site.flush()
    plan = factories.crisis_plan(site, client_id=luis.id, author_id=cast.priya.id, content=CONTENT)
    factories.grant(
        site,
        account_id=cast.rosa.id,
        client_id=luis.id,
        granted_by_id=cast.maya.id,
        kind=SharedKind.CRISIS_PLAN,
    )
    world.for_rosa.add(("crisis_plan_version", plan.id))
    allergies = site.exec(select(secret_words.casepwa.models.Allergy)).all()
    world.for_rosa |= {("allergy", row.id) for row in allergies}
    for table in (KeptPrivate, ContentLabel):
        goal = factories.goal(site, client_id=luis.id)
        step = factories.next_step(site, client_id=luis.id, added_by_id=cast.maya.id, goal_id=goal.id)
        by: dict[str, Any] = {"marked_by_id" if table is KeptPrivate else "labelled_by_id": cast.maya.id}
        made(site, table(client_id=luis.id, kind=SharedKind.GOAL, item_id=goal.id, **by))
        for who in (cast.rosa, world.hector):
            for kind, row in ((SharedKind.GOAL, goal), (SharedKind.NEXT_STEP, step)):
                factories.grant(
                    site,
                    account_id=who.id,
                    client_id=luis.id,
                    granted_by_id=cast.maya.id,
                    kind=kind,
                    item_id=row.id,
                )
    factories.goal(site, client_id=cast.ana.id)
    factories.next_step(site, client_id=cast.ana.id, added_by_id=cast.maya.id)


# -- everything that can be asked for -----------------------------------------------------------------


def heard(world: World, who: Person, *, surface: Surface = Surface.PHONE) -> str:
    """Every byte that ``who`` is sent who asks for everything, as text."""
    said: list[str] = []
    browser = signed_in(world.session, who.account, device=who.device, surface=surface)
    if who.device is not None:
        phone = world.phone(who)
        attempts = [command(kind, payload, client_ids=about) for kind, payload, about in hostile(world)]
        said += [phone.post(*attempts).text, phone.post().text]
    for route in doors.routes(make_api()):
        for path in paths(world, route.path):
            if (route.method, route.path) != ("DELETE", "/api/v1/session"):
                said.append(browser.request(route.method, path, json={}).text)
    said += ["\n".join(texts) for texts in over_the_socket(world, browser_of(world, who, surface))]
    return "\n".join(said)


def browser_of(world: World, who: Person, surface: Surface) -> TestClient:
    return signed_in(world.session, who.account, device=who.device, surface=surface)


def paths(world: World, route: str) -> list[str]:
    """The route's address about each record that it can be about."""
    cast = world.cast
    found = [
        route.format(client_id=client, account_id=account, device_id=new_id(), token="x" * 32)
        for client in (cast.luis.id, cast.ana.id)
        for account in (cast.rosa.id, world.hector.id)
    ]
    return [f"{path}?before=2027-01-01T00:00:00Z" for path in dict.fromkeys(found)]


def hostile(world: World) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """Commands about what is not theirs: the refusals must not say what they refuse."""
    luis, site = world.cast.luis.id, world.session
    at = datetime.now(UTC).isoformat()
    for step in site.exec(select(NextStep)):
        yield "step.done", {"step_id": str(step.id), "client_id": str(luis), "happened_at": at}, (luis,)
    for row in site.exec(select(Consent)):
        said = {"consent_id": str(row.id), "client_id": str(luis), "happened_at": at}
        yield "consent.withdraw", said, (luis,)
    for message in site.exec(select(FamilyMessage)):
        said = {"message_id": str(message.id), "client_id": str(luis), "kind": "question", "text": "again"}
        yield "message.send", said, (luis,)
    site.commit()


def over_the_socket(world: World, browser: TestClient) -> Iterator[list[str]]:
    """One open page: hydrated, then every handler of every screen asked about these records."""
    cast = world.cast
    form = {
        "client_id": str(cast.luis.id),
        "account_id": str(cast.rosa.id),
        "member_id": str(cast.rosa_member.id),
        "message_id": str(world.session.exec(select(FamilyMessage.id)).first()),
        "kind": "crisis_plan",
        "what": "look",
    }
    world.session.commit()
    with sockets.running() as server, sockets.tab(server, browser) as page:
        texts: list[str] = []
        receive = page._socket.receive_text

        def listened() -> str:
            texts.append(receive())
            return texts[-1]

        page._socket.receive_text = listened  # type: ignore[method-assign]
        page.hydrated()
        for handler in doors.handlers():
            if handler.name.endswith((".sign_out", ".end_sessions", ".follow")):
                continue
            payload = {name: form if name == "form" else str(cast.luis.id) for name in handler.takes}
            page.send(handler.name, path=f"/clients/{cast.luis.id}/sharing", **payload)
            page.hydrated()
        yield texts


def unallowed(world: World, said: str, may_see: set[tuple[str, Any]]) -> list[str]:
    """The columns of which a word was said that this reader may not see."""
    return sorted(
        {
            f"{column} of {row.id}"
            for column, row in world.ground.found(said).values()
            if column not in FAMILY_MAY_SEE or (row.table, row.id) not in may_see
        }
    )


# -- the proofs ---------------------------------------------------------------------------------------


def test_rosa_is_sent_what_was_shared_with_her_and_no_other_word(world: World) -> None:
    said = heard(world, world.cast.rosa)
    both = world.for_rosa | {("account", world.hector.id)}  # who else can see this is said by name
    assert unallowed(world, said, both) == []
    shown = {column for column, _ in world.ground.found(said).values()}
    expected = {
        "goal.words",
        "next_step.what",
        "next_step.why",
        "objective.what",
        "appointment.title",
        "shared_line.text",
        "crisis_plan_version.content",
        "consent.information",
        "family_message.text",
        "family_message_event.text",
        "team_member.duty",
        "allergy.substance",
    }
    assert expected <= shown, "nothing is proved by silence"


def test_separated_parents_learn_nothing_of_each_other_in_either_direction(world: World) -> None:
    for who, may_see, other in (
        (world.cast.rosa, world.for_rosa, world.hector),
        (world.hector, world.for_hector, world.cast.rosa),
    ):
        said = heard(world, who)
        assert unallowed(world, said, may_see | {("account", other.id)}) == []
        of_the_other = {column for column, row in world.ground.found(said).values() if row.id == other.id}
        assert of_the_other <= {"account.name"}
        assert "goal.words" in {column for column, _ in world.ground.found(said).values()}


def luis_and_home(world: World) -> frozenset[tuple[str, Any]]:
    """Every row about Luis and Ana, their home and their relatives."""
    cast = world.cast
    members = {row.family_member_id for row in world.session.exec(select(Relationship))}
    members -= {cast.ngozi_member.id}
    world.session.commit()
    found = world.ground.about(
        ("client", cast.luis.id),
        ("client", cast.ana.id),
        ("family", cast.delgados.id),
        *(("family_member", one) for one in members),
    )
    return frozenset(row for row in found if row[0] not in ("account", "device", "sign_in_session"))


def test_charlie_is_sent_no_word_about_mayas_clients(world: World) -> None:
    about, said = luis_and_home(world), heard(world, world.cast.charlie)
    found = world.ground.found(said).values()
    assert [column for column, row in found if (row.table, row.id) in about] == []
    assert {"client.given_name", "family.street"} <= {column for column, _ in found}, "Ben is his"


def test_an_administrator_is_sent_no_word_of_a_record(world: World) -> None:
    said = heard(world, world.cast.alma, surface=Surface.DESK)
    found = world.ground.found(said).values()
    own = {"account", "organization", "staff_team", "device", "sign_in_session", "program", "payer"}
    assert sorted({column for column, row in found if row.table not in own}) == []
    assert "account.email" in {column for column, _ in found}


def test_maya_is_sent_no_word_about_luis_after_she_has_left_his_team(world: World) -> None:
    cast, about = world.cast, luis_and_home(world)

    def of_luis() -> set[str]:
        found = world.ground.found(heard(world, cast.maya)).values()
        return {column for column, row in found if (row.table, row.id) in about}

    assert {"contact_note_version.text", "client.medical_summary"} <= of_luis()
    for member in world.session.exec(select(TeamMember).where(TeamMember.account_id == cast.maya.id)):
        if member.client_id != cast.ada.id:
            member.ends_at = datetime.now(UTC) - timedelta(minutes=1)
    world.session.commit()
    assert of_luis() == set()


def test_a_suspended_parent_is_sent_nothing_of_the_child(world: World) -> None:
    account = world.session.get_one(Account, world.cast.rosa.id)
    account.suspended_at = datetime.now(UTC)
    world.session.commit()
    found = world.ground.found(heard(world, world.cast.rosa)).values()
    assert {row.table for _, row in found} <= {"account", "organization", "device", "sign_in_session"}


def test_the_calendar_says_appointment_and_nothing_else(world: World) -> None:
    rosa = world.cast.rosa
    browser = browser_of(world, rosa, Surface.PHONE)
    file = browser.get("/api/v1/calendar")
    assert file.headers["content-type"].startswith("text/calendar")
    summaries = [line for line in file.text.splitlines() if line.startswith("SUMMARY")]
    assert summaries == ["SUMMARY:Appointment"] * 2
    assert "LOCATION" not in file.text
    assert world.ground.found(file.text) == {}
    feed = browser.post("/api/v1/calendar/feed").json()["path"]
    anyone = TestClient(browser.app, base_url=str(browser.base_url))
    assert anyone.get(feed).text.count("BEGIN:VEVENT") == 2
    assert browser.get("/api/v1/calendar/feed").json() == {"is_open": True, "path": None}
    renewed = browser.post("/api/v1/calendar/feed").json()["path"]
    assert anyone.get(feed).status_code == 404
    assert browser.delete("/api/v1/calendar/feed").status_code == 204
    assert anyone.get(renewed).status_code == 404
    assert family_calendar.TITLE["es"] == "Cita"
