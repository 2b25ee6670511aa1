"""What no phone of ours sends: wrong types, other people's ids, endless numbers, text no database holds."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casepwa.models import ContactNote, ContactNoteVersion, NextStep, ReadEvent
from casepwa.models.columns import new_id
from tests import factories
from tests.integration import whole_record
from tests.integration.phones import Agency, Json, Phone, command


@pytest.fixture
def phone(agency: Agency) -> Phone:
    return agency.phone(agency.cast.maya)


def step(agency: Agency, **values: Any) -> Json:
    luis = agency.cast.luis.id
    said = command("step.add", factories.step_add(client_id=luis), client_ids=(luis,))
    said["payload"] |= values
    return said


def test_no_body_breaks_the_server(agency: Agency, phone: Phone):
    whole = phone.request()
    for body in (
        b"",
        b"null",
        b"[]",
        b"{",
        b'"x"',
        b"\xff\xfe",
        b"[" * 5_000,
        b'{"format": NaN}',
        json.dumps(whole).replace('"commands": []', '"commands": [{"x": 1e999}]').encode(),
        json.dumps(whole | {"commands": {}}).encode(),
        json.dumps(whole | {"commands": [7]}).encode(),
        json.dumps(whole | {"have": {"no id": "x"}}).encode(),
        json.dumps(whole | {"format": "1e9"}).encode(),
        json.dumps(whole | {"account": 5}).encode(),
        json.dumps(whole | {"sent_at": "0001-01-01T00:00:00+14:00"}).encode(),
        json.dumps(whole | {"surprise": True}).encode(),
    ):
        response = phone.browser.post("/api/v1/sync", content=body)
        assert response.status_code == 422, (body[:60], response.text)
        assert response.json()["error"]["id"] == "not_understood"


def test_a_command_that_is_none_is_refused_and_the_others_go_on(agency: Agency, phone: Phone):
    good = step(agency)
    broken = [
        {"id": str(new_id())},
        {"id": "not an id", "kind": "step.add"},
        step(agency) | {"recorded_at": "0001-01-01T00:00:00+14:00"},
        step(agency) | {"recorded_at": "yesterday"},
        step(agency) | {"client_ids": "all"},
        step(agency) | {"surprise": 1},
        step(agency) | {"payload": None},
    ]
    answer = phone.browser.post("/api/v1/sync", json=phone.request() | {"commands": [*broken, {}, good]})
    assert answer.status_code == 200, answer.text
    heard = {one["id"]: one["verdict"] for one in answer.json()["verdicts"]}
    assert heard == {one["id"]: "refused" for one in broken} | {good["id"]: "applied"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": 5},
        {"what": ["a"]},
        {"what": "x" * 501},
        {"due_on": "2026-02-30"},
        {"goal_id": "not-an-id"},
        {"surprise": "x"},
        {"step_id": None},
    ],
)
def test_wrong_types_are_refused_by_name(agency: Agency, phone: Phone, wrong: Json):
    (field,) = wrong
    (verdict,) = phone.sync(step(agency, **wrong))["verdicts"]
    assert (verdict["verdict"], verdict["error"]) == ("refused", "field_not_right")
    assert verdict["params"]["field"] == f"payload.{field}"
    assert "x" * 50 not in json.dumps(verdict), "what was written is not said back"


def test_half_an_emoji_and_nul_do_not_keep_a_note_from_landing(agency: Agency, phone: Phone):
    said = step(agency, what="cut \ud83d off\u0000")
    body = json.dumps(phone.request(said)).encode()
    assert b"\\ud83d" in body
    response = phone.browser.post("/api/v1/sync", content=body)
    assert [one["verdict"] for one in response.json()["verdicts"]] == ["applied"]
    (kept,) = agency.rows(NextStep)
    assert kept.what == "cut \N{REPLACEMENT CHARACTER} off\N{REPLACEMENT CHARACTER}"
    again = phone.browser.post("/api/v1/sync", content=body)
    assert [one["verdict"] for one in again.json()["verdicts"]] == ["applied"], "the same command is the same"


def test_another_agencys_people_do_not_exist_here(agency: Agency, phone: Phone):
    other = factories.organization(agency.session, name="Elsewhere")
    family = factories.family(agency.session, organization_id=other.id)
    child = factories.client(agency.session, organization_id=other.id, family_id=family.id)
    factories.team_member(agency.session, client_id=child.id, account_id=agency.cast.maya.id)
    agency.session.commit()
    said = command("note.submit", factories.note_submit(client_id=child.id), client_ids=(child.id,))
    nobody = command("note.submit", factories.note_submit(client_id=new_id()), client_ids=(new_id(),))
    nobody["client_ids"] = [nobody["payload"]["client_id"]]
    assert phone.verdicts(said, nobody) == ["refused: not_allowed"] * 2, "both alike"
    assert str(child.id) not in phone.bundles


def test_another_authors_note_cannot_be_written_over(agency: Agency, phone: Phone):
    luis = agency.cast.luis.id
    priya = agency.phone(agency.cast.priya)
    first = command("note.submit", factories.note_submit(client_id=luis), client_ids=(luis,))
    assert priya.verdicts(first) == ["applied"]
    note_id = first["payload"]["note_id"]
    over = factories.note_submit(client_id=luis, note_id=note_id, builds_on=1, text="Mine now")
    assert phone.verdicts(command("note.submit", over, client_ids=(luis,))) == [
        "refused: record_belongs_elsewhere"
    ]
    (version,) = agency.rows(ContactNoteVersion)
    assert version.submitted_by_id == agency.cast.priya.id


def test_charlie_can_do_nothing_to_maya_s_people(agency: Agency):
    cast = agency.cast
    charlie = agency.phone(cast.charlie)
    luis = cast.luis.id
    note = command("note.submit", factories.note_submit(client_id=luis), client_ids=(luis,))
    read = command(
        "read.logged",
        {
            "read_id": str(new_id()),
            "client_id": str(luis),
            "what": "person",
            "read_at": datetime.now(UTC).isoformat(),
            "was_offline": False,
        },
        client_ids=(luis,),
    )
    assert charlie.verdicts(note, read) == ["refused: not_allowed"] * 2
    assert agency.rows(ContactNote) == agency.rows(ReadEvent) == []
    assert set(charlie.bundles) == {str(cast.ben.id)}
    response = charlie.browser.get(
        f"/api/v1/clients/{luis}/notes", params={"before": datetime.now(UTC).isoformat()}
    )
    assert (response.status_code, response.json()["error"]["id"]) == (403, "not_allowed")


def test_older_notes_come_on_demand_newest_first_and_the_reading_is_logged(agency: Agency, phone: Phone):
    cast = agency.cast
    first = datetime.now(UTC) - timedelta(days=400)
    for week in range(25):
        whole_record.note(
            agency.session,
            cast,
            version={"started_at": first + timedelta(weeks=week), "text": f"Week {week}"},
        )
    agency.session.commit()
    agency.session.expunge_all()
    where = f"/api/v1/clients/{cast.luis.id}/notes"
    page = phone.browser.get(where, params={"before": datetime.now(UTC).isoformat()}).json()
    assert [note["text"] for note in page["notes"]] == [f"Week {week}" for week in range(24, 4, -1)]
    assert page["more"]
    rest = phone.browser.get(where, params={"before": page["notes"][-1]["started_at"]}).json()
    assert [note["text"] for note in rest["notes"]] == [f"Week {week}" for week in range(4, -1, -1)]
    assert not rest["more"]
    assert [read.what for read in agency.rows(ReadEvent)] == ["note", "note"]


def test_a_page_of_older_notes_ends_between_two_moments(agency: Agency, phone: Phone) -> None:
    cast = agency.cast
    first = datetime.now(UTC) - timedelta(days=400)
    for number in range(25):  # the 19th to the 22nd, as the pages count them, began in the same moment
        started_at = first - timedelta(weeks=min(number, 18) if number < 22 else number)
        whole_record.note(
            agency.session, cast, version={"started_at": started_at, "text": f"Number {number}"}
        )
    agency.session.commit()
    agency.session.expunge_all()
    where = f"/api/v1/clients/{cast.luis.id}/notes"
    page = phone.browser.get(where, params={"before": datetime.now(UTC).isoformat()}).json()
    rest = phone.browser.get(where, params={"before": page["notes"][-1]["started_at"]}).json()
    assert ([len(page["notes"]), page["more"]], [len(rest["notes"]), rest["more"]]) == (
        [22, True],
        [3, False],
    )
    said = {note["text"] for note in (*page["notes"], *rest["notes"])}
    assert said == {f"Number {number}" for number in range(25)}


def test_older_notes_are_asked_for_before_a_time_that_a_calendar_can_hold(agency: Agency) -> None:
    phone = agency.phone(agency.cast.maya)
    where = f"/api/v1/clients/{agency.cast.luis.id}/notes"
    for before in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-03-02"):
        assert phone.browser.get(where, params={"before": before}).status_code == 422


def test_who_signs_in_as_nobody_with_a_nul_is_told_what_every_stranger_is(agency: Agency) -> None:
    said = {"email": "maya\0@example.test", "password": "no such password here", "device_name": "Pho\0ne"}
    answer = agency.phone(agency.cast.maya).browser.post("/api/v1/session", json=said)
    assert (answer.status_code, answer.json()["error"]["id"]) == (401, "sign_in_failed")
