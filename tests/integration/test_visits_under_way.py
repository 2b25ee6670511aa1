"""Who loses a client during a visit keeps their record until the check-out (domain.md, "Visits")."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from casepwa.models import (
    Alarm,
    ContactNoteVersion,
    GoalMark,
    SafetyTimer,
    SharedLine,
    TeamMember,
    Visit,
    VisitStamp,
)
from casepwa.models.codes import VisitStatus
from tests import factories
from tests.integration.phones import Agency, command
from tests.integration.under_way import HOUR, UnderWay, begun

DAY = timedelta(days=1)


@pytest.fixture
def out(agency: Agency) -> UnderWay:
    """Maya is with Luis."""
    return begun(agency)


def test_who_loses_the_client_during_a_visit_keeps_the_record_and_ends_the_visit(out: UnderWay) -> None:
    out.transfer()
    assert out.holds()
    luis = str(out.luis)
    until = out.phone.until[luis]
    assert until is not None
    assert datetime.fromisoformat(until) == out.ends + DAY
    (line,) = [each for each in out.phone.bundles[luis]["visits"] if each["id"] == str(out.visit.id)]
    assert (line["is_mine"], line["status"]) == (True, "checked_in")
    assert out.phone.verdicts(out.more_time()) == ["applied"]
    assert out.phone.verdicts(out.check_out()) == ["applied"]
    assert luis not in out.phone.bundles
    assert [row.status for row in out.agency.rows(Visit)] == [VisitStatus.CHECKED_OUT]
    assert sorted(stamp.kind for stamp in out.agency.rows(VisitStamp)) == ["check_in", "check_out"]
    (timer,) = out.agency.rows(SafetyTimer)
    assert timer.ended_at is not None


def test_the_phone_is_told_who_is_there_for_the_visit_alone(out: UnderWay) -> None:
    assert out.holds()
    assert out.phone.bundles[str(out.luis)]["is_for_visit"] is False
    out.transfer()
    assert out.holds()
    assert out.phone.bundles[str(out.luis)]["is_for_visit"] is True
    toms = out.agency.phone(out.tom)
    assert out.holds(toms)
    assert toms.bundles[str(out.luis)]["is_for_visit"] is False


def test_the_note_of_the_visit_lands_during_it_and_right_behind_the_check_out(out: UnderWay) -> None:
    out.transfer()
    out.phone.sync()
    assert out.phone.verdicts(out.note()) == ["applied"]
    assert out.phone.verdicts(out.check_out(), out.note()) == ["applied", "applied"]
    assert str(out.luis) not in out.phone.bundles
    assert len(out.agency.rows(ContactNoteVersion)) == 2


def test_a_safety_concern_of_the_visit_raises_its_alarm(out: UnderWay) -> None:
    out.transfer()
    out.phone.sync()
    assert out.phone.verdicts(out.note(safety_concern=factories.concern())) == ["applied"]
    assert len(out.agency.rows(Alarm)) == 1


def test_a_cover_that_ends_during_the_visit_does_not_end_it(agency: Agency) -> None:
    cast, session = agency.cast, agency.session
    came = datetime.now(UTC) - HOUR
    cover = factories.cover(
        session,
        absent_id=cast.maya.id,
        covering_id=cast.charlie.id,
        starts_at=came - DAY,
        ends_at=datetime.now(UTC) + timedelta(minutes=5),
    )
    visit = factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id,),
        planned_start=came,
        planned_end=came + 3 * HOUR,
    )
    phone, luis = agency.phone(cast.charlie), (cast.luis.id,)
    ends = came + 3 * HOUR
    arrived = factories.visit_check_in(visit_id=visit.id, happened_at=came, expected_end=ends)
    assert phone.verdicts(command("visit.check_in", arrived, client_ids=luis)) == ["applied"]
    assert datetime.fromisoformat(phone.until[str(luis[0])] or "") == ends + DAY
    cover.ends_at = datetime.now(UTC)
    agency.change(cover)
    phone.sync()
    assert str(luis[0]) in phone.bundles
    left = factories.visit_check_out(visit_id=visit.id, client_ids=list(luis), happened_at=ends)
    assert phone.verdicts(command("visit.check_out", left, client_ids=luis)) == ["applied"]
    assert str(luis[0]) not in phone.bundles


def test_what_was_written_before_the_transfer_lands_flagged_and_no_other_work_after_it(out: UnderWay) -> None:
    goal = factories.goal(out.agency.session, client_id=out.luis)
    out.agency.session.commit()

    def mark():
        said = factories.goal_mark(client_id=out.luis, goal_id=goal.id)
        return command("goal.mark", said, client_ids=(out.luis,))

    before = mark()
    out.transfer()
    assert out.phone.verdicts(before) == ["applied"]
    for _ in range(2):
        assert out.phone.verdicts(mark()) == ["refused: not_allowed"]
    assert [row.is_late_right for row in out.agency.rows(GoalMark)] == [True]


def test_a_queue_with_check_in_check_out_and_note_from_before_the_transfer_lands(
    agency: Agency,
) -> None:
    out = begun(agency, is_checked_in=False)
    queue = (out.check_in(), out.check_out(happened_at=out.came + timedelta(minutes=5)), out.note())
    out.transfer()
    assert out.phone.verdicts(*queue) == ["applied"] * 3
    assert str(out.luis) not in out.phone.bundles


def test_a_check_in_from_before_the_transfer_that_comes_late_leaves_the_visit_to_be_ended(
    agency: Agency,
) -> None:
    out = begun(agency, is_checked_in=False)
    queued = out.check_in()
    out.transfer()
    assert out.phone.verdicts(queued) == ["applied"]
    assert out.holds()
    assert out.phone.verdicts(out.check_out()) == ["applied"]


def test_a_sibling_who_leaves_during_the_visit_has_an_outcome_too(agency: Agency) -> None:
    out, ana = begun(agency, is_checked_in=False), agency.cast.ana.id
    both = factories.visit(
        agency.session,
        organization_id=agency.cast.organization.id,
        worker_id=agency.cast.maya.id,
        client_ids=(out.luis, ana),
        planned_start=out.came,
        planned_end=out.ends,
    )
    agency.session.commit()
    out.visit = both
    assert out.phone.verdicts(out.check_in()) == ["applied"]
    out.transfer(ana)
    out.phone.sync()
    assert str(ana) in out.phone.bundles
    said = factories.visit_check_out(visit_id=both.id, client_ids=[out.luis, ana], happened_at=out.ends)
    left = command("visit.check_out", said, client_ids=(out.luis, ana))
    assert out.phone.verdicts(left) == ["applied"]
    assert set(out.phone.bundles) >= {str(out.luis)}
    assert str(ana) not in out.phone.bundles


def test_a_line_for_the_family_is_not_shared_any_more_and_the_note_is_kept(out: UnderWay) -> None:
    factories.grant(
        out.agency.session,
        account_id=out.agency.cast.rosa.id,
        client_id=out.luis,
        granted_by_id=out.agency.cast.maya.id,
    )
    out.agency.session.commit()
    readers = [str(out.agency.cast.rosa.id)]
    out.phone.sync()
    assert [one["account_id"] for one in out.phone.bundles[str(out.luis)]["share_readers"]] == readers
    out.transfer()
    out.phone.sync()
    assert out.phone.bundles[str(out.luis)]["share_readers"] == []
    line = {"id": str(out.visit.id), "text": "He showed me his drawing.", "reader_ids": readers}
    assert out.phone.verdicts(out.note(share=line)) == ["applied"]
    assert out.agency.rows(SharedLine) == []


def test_the_new_worker_holds_the_client_meanwhile(out: UnderWay) -> None:
    out.transfer()
    toms = out.agency.phone(out.tom)
    assert out.holds(toms)
    current = select(TeamMember).where(TeamMember.client_id == out.luis, TeamMember.account_id == out.tom.id)
    assert out.agency.session.exec(current).one().ends_at is None
