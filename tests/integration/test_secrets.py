"""No byte that somebody is sent holds a word that is not for them: families, separated parents, other staff.

Every text of every row holds a word of its own (``secret_words``). Each person then asks for everything that
can be asked for: a sync, every route, every screen's websocket, with the ids of records they may not see.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from casepwa.casework.family import family_calendar
from casepwa.models import Account, Relationship, TeamMember
from casepwa.models.codes import Surface
from tests.integration.secret_asking import browser_of, heard, unallowed
from tests.integration.secret_sharing import World
from tests.integration.secret_words import FAMILY_MAY_SEE, NOT_WORDS, STAFF_ONLY, text_columns
from tests.integration.secret_world import planted_world


@pytest.fixture
def world(site: Session) -> Iterator[World]:
    """Everything that a record can hold, twice: shared with a parent, and not."""
    with planted_world(site) as world:
        yield world


def test_every_text_column_says_who_may_see_it() -> None:
    columns = set(text_columns())
    listed = NOT_WORDS | FAMILY_MAY_SEE | STAFF_ONLY
    assert sorted(columns - listed) == [], "say in secret_words.py who may see these"
    assert sorted(listed - columns) == []
    assert len(NOT_WORDS) + len(FAMILY_MAY_SEE) + len(STAFF_ONLY) == len(listed)


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
    assert [anyone.get(renewed).status_code for _ in range(40)] == [404] * 40  # a calendar goes on asking
    guessed = feed[:-1] + ("A" if feed[-1] != "A" else "B")
    assert 429 in [anyone.get(guessed).status_code for _ in range(40)]
    assert family_calendar.TITLE["es"] == "Cita"
