"""Commands up: each applied exactly once, or refused in words, whatever the network does (offline.md)."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casepwa.api.sync import answer_to
from casepwa.casework.sync import command_kinds
from casepwa.models import (
    AuditEvent,
    CommandReceipt,
    ContactNote,
    ContactNoteVersion,
    CrisisPlanProposal,
    GoalMark,
    NextStep,
    ReadEvent,
    Visit,
)
from casepwa.models.columns import new_id
from tests import factories
from tests.integration.phones import Agency, Json, Phone, command, say


def note(agency: Agency, **values: Any) -> Json:
    luis = agency.cast.luis.id
    return command("note.submit", factories.note_submit(client_id=luis, **values), client_ids=(luis,))


def step(agency: Agency, what: str = "Ask about the bus pass", **more: Any) -> Json:
    luis = agency.cast.luis.id
    return command("step.add", factories.step_add(client_id=luis, what=what), client_ids=(luis,), **more)


def maya(agency: Agency) -> Phone:
    return agency.phone(agency.cast.maya)


def test_a_note_lands_once_with_its_receipt_and_comes_back_in_the_bundle(agency: Agency):
    now = datetime.now(UTC)
    phone, written = maya(agency), note(agency, started_at=now - timedelta(minutes=10), ended_at=now)
    answer = phone.sync(written)
    assert [say(one) for one in answer["verdicts"]] == ["applied"]
    luis = phone.bundles[str(agency.cast.luis.id)]
    assert [line["id"] for line in luis["notes"]] == [written["payload"]["note_id"]]
    (receipt,) = agency.rows(CommandReceipt)
    assert (str(receipt.command_id), receipt.verdict, receipt.device_id) == (
        written["id"],
        "applied",
        phone.device_id,
    )
    assert len(agency.rows(ContactNoteVersion)) == 1


def test_the_same_command_again_gets_the_same_answer_and_does_nothing(agency: Agency):
    phone, written = maya(agency), note(agency)
    phone.post(written)  # the answer is lost
    assert phone.verdicts(written) == ["applied"]
    assert phone.verdicts(written, written) == ["applied", "applied"]
    assert len(agency.rows(ContactNote)) == len(agency.rows(ContactNoteVersion)) == 1


def test_a_refusal_is_final_too(agency: Agency):
    phone = maya(agency)
    backwards = note(agency, started_at=factories.MONDAY, ended_at=factories.MONDAY - timedelta(minutes=1))
    assert phone.verdicts(backwards) == ["refused: note_ends_before_it_starts"]
    assert phone.verdicts(backwards) == ["refused: note_ends_before_it_starts"]
    assert agency.rows(ContactNote) == []
    (receipt,) = agency.rows(CommandReceipt)
    assert receipt.verdict == "refused"


def test_a_refused_note_is_mended_and_sent_as_a_new_command_on_the_same_record(agency: Agency):
    phone = maya(agency)
    wrong = note(agency, ended_at=factories.MONDAY - timedelta(hours=1))
    assert phone.verdicts(wrong) == ["refused: note_ends_before_it_starts"]
    mended = note(agency, note_id=wrong["payload"]["note_id"])
    assert phone.verdicts(mended) == ["applied"]
    (kept,) = agency.rows(ContactNote)
    assert (str(kept.id), kept.version) == (wrong["payload"]["note_id"], 1)


def test_an_id_with_other_content_is_refused_and_the_first_stays(agency: Agency):
    phone, first = maya(agency), step(agency)
    assert phone.verdicts(first) == ["applied"]
    other = step(agency, "Something else", id=first["id"])
    assert phone.verdicts(other) == ["refused: id_reused"]
    assert [row.what for row in agency.rows(NextStep)] == ["Ask about the bus pass"]
    assert phone.verdicts(first) == ["applied"], "the first answer stays the answer to the first"


def test_two_equal_entries_with_their_own_ids_are_two_entries(agency: Agency):
    phone = maya(agency)
    assert phone.verdicts(step(agency), step(agency)) == ["applied", "applied"]
    assert len(agency.rows(NextStep)) == 2


def test_an_unknown_kind_is_refused_aloud(agency: Agency):
    phone = maya(agency)
    assert phone.verdicts(command("note.shred", {})) == ["refused: unknown_kind"]
    (receipt,) = agency.rows(CommandReceipt)
    assert (receipt.kind, receipt.verdict) == ("note.shred", "refused")


def test_every_kind_has_a_payload_a_permission_and_a_verb():
    from casepwa.casework.commands import PAYLOADS

    assert set(command_kinds.KINDS) == set(PAYLOADS)
    assert all(kind.payload is PAYLOADS[name] for name, kind in command_kinds.KINDS.items())


def test_a_wrong_field_is_named(agency: Agency):
    phone, wrong = maya(agency), note(agency)
    wrong["payload"]["minutes"] = -5
    (verdict,) = phone.sync(wrong)["verdicts"]
    assert say(verdict) == "refused: field_not_right"
    assert verdict["params"]["field"] == "payload.minutes"


def test_one_wrong_command_does_not_hold_up_the_others(agency: Agency):
    phone, wrong = maya(agency), note(agency)
    wrong["payload"]["outcome"] = "delighted"
    assert phone.verdicts(step(agency), wrong, step(agency)) == [
        "applied",
        "refused: field_not_right",
        "applied",
    ]


def test_a_command_waits_for_the_one_it_follows(agency: Agency):
    phone, first = maya(agency), step(agency)
    done = command(
        "step.done",
        {
            "step_id": first["payload"]["step_id"],
            "client_id": first["payload"]["client_id"],
            "happened_at": datetime.now(UTC).isoformat(),
        },
        client_ids=(agency.cast.luis.id,),
        after=[first["id"]],
    )
    (verdict,) = phone.sync(done)["verdicts"]
    assert (verdict["verdict"], verdict["waits_for"]) == ("blocked", first["id"])
    assert agency.rows(CommandReceipt) == [], "nothing final was said"
    assert phone.verdicts(done, first) == ["blocked", "applied"], "in the order that they were sent"
    assert phone.verdicts(done) == ["applied"]


def test_what_follows_a_refused_command_waits_until_it_is_mended(agency: Agency):
    phone = maya(agency)
    refused = step(agency)
    refused["payload"]["what"] = ""
    following = step(agency, after=[refused["id"]])
    assert phone.verdicts(refused, following) == ["refused: field_not_right", "blocked"]
    mended = step(agency)
    moved = following | {"after": [mended["id"]]}
    assert phone.verdicts(mended, moved) == ["applied", "applied"], "the device points it at the mended one"


def test_a_command_that_follows_itself_is_refused(agency: Agency):
    phone, loop = maya(agency), step(agency)
    loop["after"] = [loop["id"]]
    assert phone.verdicts(loop) == ["refused: field_not_right"]


def test_a_command_for_several_people_needs_the_right_for_each(agency: Agency):
    cast, phone = agency.cast, maya(agency)
    both = (cast.ada.id, cast.ben.id)  # Ben is Charlie's
    visit = command("visit.schedule", factories.visit_schedule(client_ids=list(both)), client_ids=both)
    assert phone.verdicts(visit) == ["refused: not_allowed"]
    assert agency.rows(Visit) == []
    denied = [row for row in agency.rows(AuditEvent) if row.outcome == "denied"]
    assert [(row.account_id, row.client_id, row.action) for row in denied] == [
        (cast.maya.id, cast.ben.id, "visit.plan")
    ]


def test_people_named_in_the_payload_only_are_not_slipped_in(agency: Agency):
    cast, phone = agency.cast, maya(agency)
    visit = command(
        "visit.schedule",
        factories.visit_schedule(client_ids=[cast.ada.id, cast.luis.id]),
        client_ids=(cast.ada.id,),
    )
    assert phone.verdicts(visit) == ["refused: clients_differ"]


def test_a_siblings_visit_is_one_command_for_both(agency: Agency):
    cast, phone = agency.cast, maya(agency)
    both = (cast.luis.id, cast.ana.id)
    planned = command("visit.schedule", factories.visit_schedule(client_ids=list(both)), client_ids=both)
    visit_id = planned["payload"]["visit_id"]
    began = command(
        "visit.check_in",
        factories.visit_check_in(visit_id=visit_id),
        client_ids=both,
        after=[planned["id"]],
    )
    ended = command(
        "visit.check_out",
        factories.visit_check_out(visit_id=visit_id, client_ids=list(both)),
        client_ids=both,
        after=[began["id"]],
    )
    assert phone.verdicts(planned, began, ended) == ["applied"] * 3
    (visit,) = agency.rows(Visit)
    assert visit.status == "checked_out"


def test_every_kind_lands_from_a_phone(agency: Agency):
    cast, phone = agency.cast, maya(agency)
    luis = cast.luis.id
    goal = factories.goal(agency.session, client_id=luis)
    agency.session.commit()
    mark = factories.goal_mark(client_id=luis, goal_id=goal.id)
    assert (
        phone.verdicts(
            command("goal.mark", mark, client_ids=(luis,)),
            command(
                "goal.mark_amended",
                {
                    "amendment_id": str(new_id()),
                    "mark_id": str(mark.mark_id),
                    "client_id": str(luis),
                    "kind": "undone",
                },
                client_ids=(luis,),
            ),
            command(
                "crisis_plan.propose",
                {
                    "proposal_id": str(new_id()),
                    "client_id": str(luis),
                    "section": "calls",
                    "proposal": "Call his aunt first",
                },
                client_ids=(luis,),
            ),
            command(
                "read.logged",
                {
                    "read_id": str(new_id()),
                    "client_id": str(luis),
                    "what": "person",
                    "read_at": datetime.now(UTC).isoformat(),
                    "was_offline": True,
                },
                client_ids=(luis,),
            ),
            command("alarm.help", {"alarm_id": str(new_id()), "happened_at": datetime.now(UTC).isoformat()}),
        )
        == ["applied"] * 5
    )
    assert len(agency.rows(GoalMark)) == len(agency.rows(CrisisPlanProposal)) == 1
    (read,) = agency.rows(ReadEvent)
    assert read.was_offline
    assert read.device_id == phone.device_id
    assert phone.me
    assert [alarm["kind"] for alarm in phone.me["alarms"]] == ["help"], "me comes back with it"


def test_a_fault_of_ours_undoes_that_command_only_and_leaves_no_receipt(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
):
    phone, first, broken, last = maya(agency), step(agency), note(agency), step(agency)
    kind = command_kinds.KINDS["note.submit"]

    def breaks(session, *, actor, payload, recorded):
        kind.verb(session, actor=actor, payload=payload, recorded=recorded)
        session.flush()
        raise RuntimeError(payload.text)

    monkeypatch.setitem(command_kinds.KINDS, "note.submit", _with_verb(kind, breaks))
    assert phone.verdicts(first, broken, last) == ["applied", "failed: our_fault", "applied"]
    assert agency.rows(ContactNote) == [], "what it had written was rolled back"
    assert broken["id"] not in {str(row.command_id) for row in agency.rows(CommandReceipt)}

    monkeypatch.setitem(command_kinds.KINDS, "note.submit", kind)
    assert phone.verdicts(broken) == ["applied"], "sent again by itself once we mended it"
    assert len(agency.rows(ContactNote)) == 1


def test_a_fault_of_ours_writes_no_words_of_a_record_into_the_log(
    agency: Agency, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    kind = command_kinds.KINDS["note.submit"]

    def breaks(session, *, actor, payload, recorded):
        raise RuntimeError(payload.text)

    monkeypatch.setitem(command_kinds.KINDS, "note.submit", _with_verb(kind, breaks))
    broken = note(agency, text="planted-in-a-note")
    maya(agency).verdicts(broken)
    assert broken["id"] in caplog.text
    assert "RuntimeError" in caplog.text
    assert "planted-in-a-note" not in caplog.text


def _with_verb(kind: command_kinds.Kind, verb: Any) -> command_kinds.Kind:
    return command_kinds.Kind(
        payload=kind.payload,
        permission=kind.permission,
        verb=verb,
        names=kind.names,
        is_late_allowed=kind.is_late_allowed,
    )


def test_the_same_command_from_two_tabs_at_once_is_applied_once(agency: Agency):
    phone = maya(agency)
    many = [step(agency, f"Step {number}") for number in range(8)] + [note(agency)]
    said = phone.request(*many)
    heard: list[bytes] = []
    ready = threading.Barrier(3)

    def tab() -> None:
        ready.wait()
        heard.append(answer_to(said, agency.cast.maya.actor, at=datetime.now(UTC)))

    tabs = [threading.Thread(target=tab) for _ in range(3)]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join()
    assert len(heard) == 3
    assert all(answer.count(b'"verdict":"applied"') == len(many) for answer in heard)
    assert len(agency.rows(NextStep)) == 8
    assert len(agency.rows(ContactNote)) == len(agency.rows(ContactNoteVersion)) == 1
    assert len(agency.rows(CommandReceipt)) == len(many)


def test_times_and_clock_are_kept_as_the_phone_had_them(agency: Agency):
    phone = maya(agency)
    slow = datetime.now(UTC) - timedelta(minutes=17)
    written = note(agency)
    written["recorded_at"] = (slow - timedelta(hours=3)).isoformat()
    phone.sync(written, sent_at=slow.isoformat())
    (receipt,) = agency.rows(CommandReceipt)
    assert abs(receipt.clock_offset_ms - 17 * 60_000) < 20_000
    assert receipt.recorded_at == slow - timedelta(hours=3)
    (version,) = agency.rows(ContactNoteVersion)
    assert version.clock_offset_ms == receipt.clock_offset_ms
    assert "clock_skew" in version.flags


def test_a_phone_with_a_clock_of_1970_still_gets_its_notes_in(agency: Agency):
    phone = maya(agency)
    assert phone.verdicts(note(agency), sent_at="1970-01-01T00:00:10Z") == ["applied"]
