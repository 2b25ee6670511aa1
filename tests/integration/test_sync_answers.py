"""Bundles down: what differs, who left, until when; and whose request it is at all (offline.md)."""

import gzip
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select

from casepwa import database
from casepwa.api import sync as api_sync
from casepwa.casework.errors import Busy
from casepwa.casework.sync import sync
from casepwa.models import BundleDelivery, CommandReceipt, Device, NextStep, TeamMember, VisitClient
from tests import factories
from tests.cast import Person
from tests.integration.phones import Agency, agency_on, command


def leaves(agency: Agency, person: Person, client_id: Any) -> None:
    """``person`` is off the client's team from now on."""
    member = agency.session.exec(
        select(TeamMember).where(TeamMember.account_id == person.id, TeamMember.client_id == client_id)
    ).one()
    member.ends_at = datetime.now(UTC)
    agency.change(member)


def test_a_first_sync_brings_everyone_on_the_caseload_and_me(agency: Agency):
    cast, phone = agency.cast, agency.phone(agency.cast.maya)
    answer = phone.sync()
    assert set(phone.bundles) == {str(one.id) for one in (cast.luis, cast.ana, cast.ada)}
    assert phone.me is not None
    assert phone.me["name"] == "Maya Brooks"
    assert [one["name"] for one in phone.me["colleagues"]] == ["Omar Haddad", "Priya Raman"]
    assert (answer["more"], answer["removed"]) == (False, [])
    given = agency.rows(BundleDelivery)
    assert {str(one.client_id): one.tag for one in given} == phone.have
    (device,) = [one for one in agency.rows(Device) if one.id == phone.device_id]
    assert device.last_sync_at is not None


def test_a_second_sync_brings_nothing(agency: Agency):
    phone = agency.phone(agency.cast.maya)
    phone.sync()
    answer = phone.sync()
    assert (answer["bundles"], answer["me"], answer["removed"]) == ([], None, [])


def test_a_lost_answer_costs_nothing(agency: Agency):
    phone = agency.phone(agency.cast.maya)
    phone.post()
    assert len(phone.sync()["bundles"]) == 3


def test_a_locked_database_is_said_to_be_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with agency_on("sqlite", tmp_path, monkeypatch) as agency:
        maya = agency.cast.maya
        said, engine = agency.phone(maya).request(), database.engine()
        event.listen(engine, "checkout", lambda driver, *_: driver.execute("PRAGMA busy_timeout=0"))
        with closing(sqlite3.connect(str(engine.url.database), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Busy):
                api_sync.answer_to(said, maya.actor, at=datetime.now(UTC))


def test_only_what_changed_comes_again(agency: Agency):
    cast, phone = agency.cast, agency.phone(agency.cast.maya)
    phone.sync()
    cast.ngozi_member.phone = "609-555-0999"
    agency.change(cast.ngozi_member)
    assert [one["client_id"] for one in phone.sync()["bundles"]] == [str(cast.ada.id)]


def test_who_leaves_the_caseload_leaves_the_phone(agency: Agency):
    cast, phone = agency.cast, agency.phone(agency.cast.maya)
    phone.sync()
    leaves(agency, cast.maya, cast.luis.id)
    answer = phone.sync()
    assert answer["removed"] == [str(cast.luis.id)]
    assert str(cast.luis.id) not in phone.bundles


def test_a_removal_whose_answer_was_lost_is_said_again(agency: Agency):
    cast, phone = agency.cast, agency.phone(agency.cast.maya)
    phone.sync()
    leaves(agency, cast.maya, cast.luis.id)
    phone.post()
    assert phone.sync()["removed"] == [str(cast.luis.id)]


def test_who_comes_back_to_the_caseload_comes_back_to_the_phone(agency: Agency):
    cast, phone = agency.cast, agency.phone(agency.cast.maya)
    phone.sync()
    leaves(agency, cast.maya, cast.luis.id)
    phone.sync()
    phone.sync()
    factories.team_member(agency.session, client_id=cast.luis.id, account_id=cast.maya.id)
    agency.session.commit()
    assert [one["client_id"] for one in phone.sync()["bundles"]] == [str(cast.luis.id)]
    assert phone.sync()["removed"] == []


def test_a_bundle_given_for_a_cover_says_until_when_and_says_so_again_when_that_changes(agency: Agency):
    cast, phone = agency.cast, agency.phone(agency.cast.charlie)
    starts, ends = datetime.now(UTC) - timedelta(hours=1), datetime.now(UTC) + timedelta(days=2)
    cover = factories.cover(
        agency.session, absent_id=cast.maya.id, covering_id=cast.charlie.id, starts_at=starts, ends_at=ends
    )
    agency.session.commit()
    phone.sync()
    assert datetime.fromisoformat(phone.until[str(cast.luis.id)] or "") == ends
    assert phone.until[str(cast.ben.id)] is None
    sooner = datetime.now(UTC) + timedelta(hours=1)
    cover.ends_at = sooner
    agency.change(cover)
    phone.sync()
    assert datetime.fromisoformat(phone.until[str(cast.luis.id)] or "") == sooner


def test_an_on_call_worker_holds_little_until_the_shift_ends(agency: Agency):
    cast, phone = agency.cast, agency.phone(agency.cast.charlie)
    ends = datetime.now(UTC) + timedelta(hours=8)
    factories.crisis_plan(agency.session, client_id=cast.luis.id, author_id=cast.priya.id)
    shift = factories.on_call_shift(
        agency.session,
        staff_team_id=cast.north.id,
        account_id=cast.charlie.id,
        starts_at=datetime.now(UTC) - timedelta(hours=1),
        ends_at=ends,
    )
    agency.session.commit()
    phone.sync()
    luis = phone.bundles[str(cast.luis.id)]
    assert luis["crisis_plan"]["content"]["never_do"] == ["Do not block the door"]
    assert (luis["contacts"], luis["team"], luis["notes"]) == ([], [], [])
    assert datetime.fromisoformat(phone.until[str(cast.luis.id)] or "") == ends
    assert phone.me is not None
    (myself,) = [one for one in phone.me["colleagues"] if one["account_id"] == str(cast.charlie.id)]
    assert datetime.fromisoformat(myself["on_call_until"]) == ends, "the phone keeps open to the shift's end"
    shift.ends_at = datetime.now(UTC) - timedelta(minutes=1)
    agency.change(shift)
    assert set(phone.sync()["removed"]) == {str(one.id) for one in (cast.luis, cast.ana, cast.ada)}


def test_an_answer_stays_below_its_limit_says_more_and_begins_with_todays_people(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
):
    cast = agency.cast
    now = datetime.now(UTC)
    factories.visit(
        agency.session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.ada.id,),
        planned_start=now,
        planned_end=now + timedelta(minutes=30),
    )
    agency.session.commit()
    monkeypatch.setattr(sync, "MOST_BYTES", 1)
    phone = agency.phone(cast.maya)
    came = []
    for _ in range(3):
        answer = phone.sync()
        came += [one["client_id"] for one in answer["bundles"]]
        assert len(answer["bundles"]) == 1, "always one, or nothing would ever come"
        assert answer["more"] is (len(came) < 3)
    assert came[0] == str(cast.ada.id)
    assert len(set(came)) == 3


def test_those_just_written_about_come_first(agency: Agency, monkeypatch: pytest.MonkeyPatch):
    cast, phone = agency.cast, agency.phone(agency.cast.maya)
    phone.sync()
    monkeypatch.setattr(sync, "MOST_BYTES", 1)
    cast.ada.school, cast.ana.school = "Oak", "Elm"
    agency.change(cast.ada, cast.ana)
    said = command("step.add", factories.step_add(client_id=cast.luis.id), client_ids=(cast.luis.id,))
    answer = phone.sync(said)
    assert [one["client_id"] for one in answer["bundles"]] == [str(cast.luis.id)]
    assert answer["more"]


def test_a_first_download_makes_nobodys_bundle_once_more_until_all_have_come(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
):
    """A large caseload takes many answers: each costs what it gives, not what came before."""
    monkeypatch.setattr(sync, "MOST_BYTES", 1)
    monkeypatch.setattr(sync, "_MADE_AT_ONCE", 1)
    phone = agency.phone(agency.cast.maya)
    phone.sync()
    (held,) = phone.have
    made: list[set[str]] = []
    seal = sync.bundles.sealed_bundles

    def sealed(session: Any, viewer: Any) -> Any:
        made[-1] |= {str(one) for one in viewer.wanted}
        return seal(session, viewer)

    monkeypatch.setattr(sync.bundles, "sealed_bundles", sealed)
    more = True
    while more:
        made.append(set())
        more = phone.sync()["more"]
    assert held not in made[0]
    assert held in made[-1], "whether it still is so is asked at the end"


def test_who_changed_while_the_rest_was_still_coming_comes_again_at_the_end(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sync, "MOST_BYTES", 1)
    cast, phone = agency.cast, agency.phone(agency.cast.maya)
    phone.sync()
    (held,) = phone.have
    (client,) = [one for one in (cast.luis, cast.ana, cast.ada) if str(one.id) == held]
    client.school = "Oak"
    agency.change(client)
    came, more = [], True
    while more:
        answer = phone.sync()
        came += [one["client_id"] for one in answer["bundles"]]
        more = answer["more"]
    assert len(came) == 3
    assert came[-1] == held
    assert phone.bundles[held]["about"]["school"] == "Oak"


def test_an_answer_is_packed_for_whoever_can_unpack_it(agency: Agency):
    phone = agency.phone(agency.cast.maya)
    plain = phone.browser.post("/api/v1/sync", json=phone.request(), headers={"accept-encoding": "identity"})
    with phone.browser.stream("POST", "/api/v1/sync", json=phone.request()) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        body = b"".join(packed.iter_raw())
    assert json.loads(gzip.decompress(body))["bundles"] == plain.json()["bundles"]
    assert len(body) < len(plain.content) / 2


def error_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["id"]


def test_another_accounts_cookie_applies_nothing_and_drops_nothing(agency: Agency):
    """Maya's outbox is sent while Priya is signed in on the phone."""
    cast = agency.cast
    mayas, priyas = agency.phone(cast.maya), agency.phone(cast.priya)
    said = command("step.add", factories.step_add(client_id=cast.luis.id), client_ids=(cast.luis.id,))
    response = priyas.browser.post("/api/v1/sync", json=mayas.request(said))
    assert error_of(response) == (409, "other_account")
    assert agency.rows(CommandReceipt) == agency.rows(NextStep) == []
    assert mayas.verdicts(said) == ["applied"], "sent again as Maya, it lands"


def test_another_persons_device_is_not_believed(agency: Agency):
    cast, phone = agency.cast, agency.phone(agency.cast.maya)
    assert cast.priya.device is not None
    response = phone.post(device=str(cast.priya.device.id))
    assert error_of(response) == (409, "other_account")


def test_another_device_of_the_same_person_is_not_believed(agency: Agency):
    """Else a late right that one phone has could be used from another."""
    cast, phone = agency.cast, agency.phone(agency.cast.maya)
    other = factories.device(agency.session, account_id=cast.maya.id)
    agency.session.commit()
    assert error_of(phone.post(device=str(other.id))) == (409, "other_account")


def test_a_revoked_device_hears_so(agency: Agency):
    cast, phone = agency.cast, agency.phone(agency.cast.maya)
    assert cast.maya.device is not None
    device = agency.session.get_one(Device, cast.maya.device.id)
    device.revoked_at = datetime.now(UTC)
    agency.change(device)
    assert error_of(phone.post()) == (401, "device_revoked")


@pytest.mark.parametrize("format_number", [0, 2, 99])
def test_a_device_of_another_format_is_told_to_update(agency: Agency, format_number: int):
    phone = agency.phone(agency.cast.maya)
    response = phone.post(format=format_number, whatever_is_new={"a": 1})
    assert error_of(response) == (409, "needs_update")
    assert response.json()["error"]["params"] == {"format": 1}


def test_a_request_too_large_is_not_read(agency: Agency, monkeypatch: pytest.MonkeyPatch):
    phone = agency.phone(agency.cast.maya)
    monkeypatch.setattr(api_sync, "MOST_BYTES", 5_000)
    assert error_of(phone.post(have_me="x" * 6_000)) == (413, "too_large")

    def unannounced():
        yield json.dumps(phone.request(have_me="x" * 6_000)).encode()

    response = phone.browser.post("/api/v1/sync", content=unannounced())
    assert error_of(response) == (413, "too_large")


@pytest.mark.parametrize("who", ["omar", "alma"])
def test_who_has_no_phone_work_cannot_sync(agency: Agency, who: str):
    """Omar supervises at a desk, Alma administers."""
    person: Person = getattr(agency.cast, who)
    device = person.device or factories.device(agency.session, account_id=person.id)
    agency.session.commit()
    phone = agency.phone(Person(account=person.account, device=device, actor=person.actor))
    assert error_of(phone.post()) == (403, "not_allowed")


def test_a_shared_visit_keeps_a_co_client_out_of_sight(agency: Agency):
    cast = agency.cast
    now = datetime.now(UTC)
    visit = factories.visit(
        agency.session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.ada.id,),
        planned_start=now,
        planned_end=now + timedelta(hours=1),
    )
    agency.change(VisitClient(visit_id=visit.id, client_id=cast.ben.id))
    phone = agency.phone(cast.maya)
    text = phone.post().text
    assert str(visit.id) in text
    assert str(cast.ben.id) not in text
