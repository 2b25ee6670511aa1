"""A safety concern is heard at once, whatever else is wrong with the note that it was told on."""

from typing import Any

import pytest

from casepwa.casework.notes import contact_notes
from casepwa.models import Alarm, ContactNote, SafetyConcern
from casepwa.models.columns import new_id
from tests import factories
from tests.integration.phones import Agency, Json, command


def told(agency: Agency, *, concern: dict[str, Any] | None = None, **values: Any) -> Json:
    luis = agency.cast.luis.id
    concern = concern or factories.concern()
    payload = factories.note_submit(client_id=luis, safety_concern=concern, **values)
    return command("note.submit", payload, client_ids=(luis,))


def alarmed(agency: Agency) -> list[str]:
    """The ids of the concerns that supervisors have been alarmed about."""
    return [str(alarm.concern_id) for alarm in agency.rows(Alarm)]


def test_a_note_refused_for_a_bad_goal_has_alarmed_and_its_phone_knows(agency: Agency) -> None:
    phone = agency.phone(agency.cast.maya)
    written = told(agency, goal_ids=[new_id()])
    concern_id = written["payload"]["safety_concern"]["id"]
    assert phone.verdicts(written) == ["refused: no_such_goal"]
    assert alarmed(agency) == [concern_id]
    assert phone.me is not None
    assert [line["concern_id"] for line in phone.me["alarms"]] == [concern_id]
    (kept,) = agency.rows(SafetyConcern)
    assert (kept.note_id, kept.raised_by_id) == (None, agency.cast.maya.id)


def test_the_mended_note_takes_its_concern_to_itself_without_a_second_alarm(agency: Agency) -> None:
    phone = agency.phone(agency.cast.maya)
    written = told(agency, goal_ids=[new_id()])
    phone.sync(written)
    mended = command("note.submit", written["payload"] | {"goal_ids": []}, client_ids=(agency.cast.luis.id,))
    assert phone.verdicts(mended) == ["applied"]
    (kept,), (note,) = agency.rows(SafetyConcern), agency.rows(ContactNote)
    assert kept.note_id == note.id
    assert len(alarmed(agency)) == 1


def test_a_note_that_waits_for_another_command_holds_no_alarm_back(agency: Agency) -> None:
    phone = agency.phone(agency.cast.maya)
    written = told(agency) | {"after": [str(new_id())]}
    assert phone.verdicts(written) == ["blocked"]
    assert len(alarmed(agency)) == 1


def test_a_fault_of_ours_in_the_note_holds_no_alarm_back(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(contact_notes.note_versions, "written", broken)
    phone = agency.phone(agency.cast.maya)
    assert phone.verdicts(told(agency)) == ["failed: our_fault"]
    assert len(alarmed(agency)) == 1


def test_a_detail_of_the_concern_that_cannot_be_read_holds_no_alarm_back(agency: Agency) -> None:
    phone = agency.phone(agency.cast.maya)
    written = told(agency)
    written["payload"]["safety_concern"]["report_number"] = "9" * 3000
    assert phone.verdicts(written) == ["refused: field_not_right"]
    assert len(alarmed(agency)) == 1


def test_a_stranger_to_the_client_alarms_nobody(agency: Agency) -> None:
    assert agency.phone(agency.cast.charlie).verdicts(told(agency)) == ["refused: not_allowed"]
    assert agency.rows(Alarm) == agency.rows(SafetyConcern) == []


def test_the_same_concern_sent_twice_alarms_once(agency: Agency) -> None:
    phone, written = agency.phone(agency.cast.maya), told(agency)
    phone.post(written)
    phone.sync(written)
    assert len(alarmed(agency)) == 1


def test_a_concern_of_another_under_the_same_id_is_left_as_it_is(agency: Agency) -> None:
    concern = factories.concern()
    first = told(agency, concern=concern)
    agency.phone(agency.cast.maya).sync(first)
    second = told(agency, concern={**concern, "what": "Nothing happened."})
    assert agency.phone(agency.cast.priya).verdicts(second) == ["refused: record_belongs_elsewhere"]
    (kept,) = agency.rows(SafetyConcern)
    assert (kept.what, kept.raised_by_id) == (concern["what"], agency.cast.maya.id)
