"""A person who lost a client may still send what they recorded before, and nothing else (offline.md)."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from casepwa.casework.sync import sync
from casepwa.models import (
    BundleDelivery,
    CommandReceipt,
    ContactNote,
    ContactNoteVersion,
    LateRight,
    OnCallShift,
    TeamMember,
)
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Person
from tests.integration.phones import Agency, Json, Phone, command


def note(agency: Agency) -> Json:
    luis = agency.cast.luis.id
    return command("note.submit", factories.note_submit(client_id=luis), client_ids=(luis,))


def unsent(*commands: Json) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in commands:
        for client_id in one["client_ids"]:
            found.setdefault(client_id, []).append(one["id"])
    return found


def move_luis(agency: Agency) -> None:
    """Luis goes from Maya to a colleague of hers."""
    member = agency.session.exec(
        select(TeamMember).where(
            TeamMember.account_id == agency.cast.maya.id, TeamMember.client_id == agency.cast.luis.id
        )
    ).one()
    member.ends_at = datetime.now(UTC)
    agency.change(member)


@pytest.fixture
def phone(agency: Agency) -> Phone:
    """Maya's, holding Luis."""
    phone = agency.phone(agency.cast.maya)
    phone.sync()
    return phone


def test_a_note_recorded_before_the_move_lands_flagged_and_the_client_leaves(agency: Agency, phone: Phone):
    written = note(agency)
    move_luis(agency)
    assert phone.verdicts(written) == ["applied"]
    assert str(agency.cast.luis.id) not in phone.bundles
    (version,) = agency.rows(ContactNoteVersion)
    assert version.is_late_right
    assert version.submitted_by_id == agency.cast.maya.id
    assert "late_right" in version.flags
    (receipt,) = agency.rows(CommandReceipt)
    assert receipt.late_right


def test_what_was_named_unsent_before_the_removal_lands_after_it(agency: Agency, phone: Phone):
    """Signal came back for a moment only: the removal arrived, the note did not get through."""
    written = note(agency)
    move_luis(agency)
    phone.sync(unsent=unsent(written))
    phone.sync()
    assert phone.verdicts(written) == ["applied"]


def test_a_note_that_nobody_named_before_the_removal_is_refused_however_it_is_dated(
    agency: Agency, phone: Phone
):
    move_luis(agency)
    phone.sync()
    assert str(agency.cast.luis.id) not in phone.have
    back_dated = note(agency)
    back_dated["recorded_at"] = (datetime.now(UTC) - timedelta(days=30)).isoformat()
    assert phone.verdicts(back_dated) == ["refused: not_allowed"]
    assert phone.verdicts(note(agency)) == ["refused: not_allowed"]
    assert agency.rows(ContactNote) == []


def test_it_ends_after_14_days(agency: Agency, phone: Phone):
    written = note(agency)
    move_luis(agency)
    phone.sync(unsent=unsent(written))
    for right in agency.rows(LateRight):
        assert timedelta(days=13, hours=23) < right.expires_at - datetime.now(UTC) <= timedelta(days=14)
        right.expires_at = datetime.now(UTC) - timedelta(seconds=1)
        agency.change(right)
    assert phone.verdicts(written) == ["refused: not_allowed"]


def told_ago(agency: Agency, **ago: float) -> None:
    (delivery,) = [row for row in agency.rows(BundleDelivery) if row.removed_at]
    delivery.removed_at = datetime.now(UTC) - timedelta(**ago)
    agency.change(delivery)


def test_a_phone_that_never_heard_of_the_removal_loses_nothing(agency: Agency, phone: Phone):
    """The answer was lost on its way; Maya writes on, and sends it an hour later."""
    move_luis(agency)
    held = dict(phone.have)
    phone.sync()
    phone.have = held
    told_ago(agency, hours=1)
    assert phone.verdicts(note(agency)) == ["applied"]
    (kept,) = [row for row in agency.rows(ContactNoteVersion) if "late_right" in row.flags]
    assert kept.submitted_by_id == agency.cast.maya.id


def test_a_phone_that_keeps_naming_a_moved_client_gets_nothing_new(agency: Agency, phone: Phone):
    """It claims never to have heard, for longer than a phone may be without contact at all."""
    listed = note(agency)
    move_luis(agency)
    held = dict(phone.have)
    phone.post(unsent=unsent(listed))
    told_ago(agency, hours=73)
    for _ in range(3):
        phone.have = dict(held)
        made_up = note(agency)
        assert phone.verdicts(made_up) == ["refused: not_allowed"]
        phone.have = dict(held)
        phone.sync(unsent=unsent(made_up))
    assert [str(right.command_id) for right in agency.rows(LateRight)] == [listed["id"]]
    assert phone.verdicts(listed) == ["applied"], "what it named in time still lands"


def test_a_phone_that_has_heard_gets_nothing_new_by_naming_the_client_again(agency: Agency, phone: Phone):
    move_luis(agency)
    held = dict(phone.have)
    phone.sync()
    phone.sync()
    phone.have = held
    assert phone.verdicts(note(agency)) == ["refused: not_allowed"]


def test_a_removal_that_no_answer_delivered_still_leaves_the_right_to_the_next_one(
    agency: Agency, phone: Phone, monkeypatch: pytest.MonkeyPatch
):
    """The server broke down between the commands and the answer: the device was told nothing yet."""
    move_luis(agency)
    with monkeypatch.context() as broken:
        broken.setattr(sync, "answer", lambda *_, **__: 1 / 0)
        assert phone.post().status_code == 500
    assert [row.removed_at for row in agency.rows(BundleDelivery) if row.removed_at] == []
    assert phone.verdicts(note(agency)) == ["applied"]


def test_a_client_who_was_never_on_that_device_gives_no_right(agency: Agency):
    charlie = agency.phone(agency.cast.charlie)
    charlie.sync()
    written = note(agency)
    charlie.have[str(agency.cast.luis.id)] = "0" * 64
    assert charlie.verdicts(written) == ["refused: not_allowed"]
    assert agency.rows(LateRight) == []


def test_another_device_of_the_same_person_has_no_right(agency: Agency, phone: Phone):
    maya = agency.cast.maya
    tablet_row = factories.device(agency.session, account_id=maya.id, name="Tablet")
    agency.session.commit()
    written = note(agency)
    move_luis(agency)
    phone.sync(unsent=unsent(written))
    tablet = agency.phone(Person(account=maya.account, device=tablet_row, actor=maya.actor))
    assert tablet.verdicts(written) == ["refused: not_allowed"]


def test_only_notes_visits_marks_and_reads_can_come_late(agency: Agency, phone: Phone):
    luis = agency.cast.luis.id
    step = command("step.add", factories.step_add(client_id=luis), client_ids=(luis,))
    plan = command("visit.schedule", factories.visit_schedule(client_ids=[luis]), client_ids=(luis,))
    read = command(
        "read.logged",
        {
            "read_id": str(new_id()),
            "client_id": str(luis),
            "what": "crisis_plan",
            "read_at": datetime.now(UTC).isoformat(),
            "was_offline": True,
        },
        client_ids=(luis,),
    )
    proposal = command(
        "crisis_plan.propose",
        {"proposal_id": str(new_id()), "client_id": str(luis), "section": "calls", "proposal": "x"},
        client_ids=(luis,),
    )
    move_luis(agency)
    assert phone.verdicts(step, plan, read, proposal) == [
        "refused: not_allowed",
        "refused: not_allowed",
        "applied",
        "refused: not_allowed",
    ]


def test_a_visit_under_way_when_the_client_moved_is_finished_flagged(agency: Agency, phone: Phone):
    cast = agency.cast
    both = (cast.luis.id, cast.ana.id)
    visit = factories.visit(
        agency.session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=both,
    )
    goal = factories.goal(agency.session, client_id=cast.luis.id)
    agency.session.commit()
    began = command("visit.check_in", factories.visit_check_in(visit_id=visit.id), client_ids=both)
    mark = command(
        "goal.mark", factories.goal_mark(client_id=cast.luis.id, goal_id=goal.id), client_ids=(cast.luis.id,)
    )
    ended = command(
        "visit.check_out",
        factories.visit_check_out(visit_id=visit.id, client_ids=list(both)),
        client_ids=both,
        after=[began["id"]],
    )
    move_luis(agency)
    assert phone.verdicts(began, mark, ended) == ["applied"] * 3
    flagged = {str(one.command_id): one.late_right for one in agency.rows(CommandReceipt)}
    assert set(flagged.values()) == {True}


def test_who_is_back_on_the_team_writes_as_everyone_does(agency: Agency, phone: Phone):
    written = note(agency)
    move_luis(agency)
    phone.sync(unsent=unsent(written))
    factories.team_member(agency.session, client_id=agency.cast.luis.id, account_id=agency.cast.maya.id)
    agency.session.commit()
    assert phone.verdicts(written) == ["applied"]
    (version,) = agency.rows(ContactNoteVersion)
    assert not version.is_late_right


def test_what_was_written_under_a_cover_lands_after_the_cover_ended(agency: Agency):
    """The phone drops the bundle by itself at `until`; the note in its outbox must not be lost."""
    cast = agency.cast
    cover = factories.cover(
        agency.session,
        absent_id=cast.maya.id,
        covering_id=cast.charlie.id,
        starts_at=datetime.now(UTC) - timedelta(days=1),
        ends_at=datetime.now(UTC) + timedelta(days=1),
    )
    agency.session.commit()
    charlie = agency.phone(cast.charlie)
    charlie.sync()
    written = note(agency)
    cover.ends_at = datetime.now(UTC) - timedelta(seconds=1)
    agency.change(cover)
    del charlie.have[str(cast.luis.id)]
    assert charlie.verdicts(written) == ["applied"]
    (version,) = agency.rows(ContactNoteVersion)
    assert version.is_late_right


def test_a_refused_note_is_mended_under_the_id_that_was_named_for_it(agency: Agency, phone: Phone):
    """The device names the id of the fix together with the refused command's."""
    wrong, mended = note(agency), note(agency)
    wrong["payload"]["minutes"] = -1
    assert phone.verdicts(wrong) == ["refused: field_not_right"]
    mended["payload"]["note_id"] = wrong["payload"]["note_id"]
    move_luis(agency)
    phone.sync(unsent=unsent(wrong, mended))
    phone.sync()
    assert phone.verdicts(mended) == ["applied"]


def on_call_for_north(agency: Agency) -> OnCallShift:
    shift = factories.on_call_shift(
        agency.session,
        staff_team_id=agency.cast.north.id,
        account_id=agency.cast.charlie.id,
        starts_at=datetime.now(UTC) - timedelta(hours=1),
        ends_at=datetime.now(UTC) + timedelta(hours=1),
    )
    agency.session.commit()
    return shift


def read_of_luis(agency: Agency) -> Json:
    luis = agency.cast.luis.id
    return command(
        "read.logged",
        {
            "read_id": str(new_id()),
            "client_id": str(luis),
            "what": "crisis_plan",
            "read_at": datetime.now(UTC).isoformat(),
            "was_offline": True,
        },
        client_ids=(luis,),
    )


def test_after_an_on_call_shift_only_what_was_read_can_come_late(agency: Agency):
    shift, charlie = on_call_for_north(agency), agency.phone(agency.cast.charlie)
    charlie.sync()
    shift.ends_at = datetime.now(UTC) - timedelta(seconds=1)
    agency.change(shift)
    assert charlie.verdicts(read_of_luis(agency), note(agency)) == ["applied", "refused: not_allowed"]


def test_who_lost_a_client_but_is_on_call_for_them_still_sends_what_was_written_before(agency: Agency):
    cast = agency.cast
    factories.team_member(agency.session, client_id=cast.luis.id, account_id=cast.charlie.id)
    on_call_for_north(agency)
    charlie = agency.phone(cast.charlie)
    charlie.sync()
    before, after = note(agency), note(agency)
    member = agency.session.exec(
        select(TeamMember).where(
            TeamMember.account_id == cast.charlie.id, TeamMember.client_id == cast.luis.id
        )
    ).one()
    member.ends_at = datetime.now(UTC)
    agency.change(member)
    assert charlie.verdicts(before) == ["applied"]
    assert charlie.bundles[str(cast.luis.id)]["notes"] == [], "the small bundle took the place of the whole"
    assert charlie.verdicts(after) == ["refused: not_allowed"]
