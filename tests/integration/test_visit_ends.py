"""A visit as it ends: more time, check-out with an outcome each, missed."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from casepwa.casework.errors import Conflict, Invalid
from casepwa.models import TeamMember, Visit, VisitStamp
from casepwa.models.codes import SeenOutcome, VisitStatus
from tests.cast import Cast
from tests.factories import MONDAY
from tests.integration.visiting import HOUR, check_in, check_out, extend, miss, outcomes


def test_more_time_is_only_later(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast.maya, planned.id)
    extend(session, cast.maya, planned.id, MONDAY + 2 * HOUR)
    assert planned.expected_end == MONDAY + 2 * HOUR
    with pytest.raises(Invalid, match="visit_not_extended"):
        extend(session, cast.maya, planned.id, MONDAY + HOUR)


def test_a_visit_not_checked_in_has_no_more_time_and_no_check_out(
    session: Session, cast: Cast, planned: Visit
) -> None:
    with pytest.raises(Conflict, match="visit_not_checked_in"):
        extend(session, cast.maya, planned.id, MONDAY + 2 * HOUR)
    with pytest.raises(Conflict, match="visit_not_checked_in"):
        check_out(session, cast.maya, planned.id, cast.luis.id, cast.ana.id)


def test_a_visit_ends_also_when_the_clock_of_the_phone_was_put_right_during_it(
    session: Session, cast: Cast, planned: Visit
) -> None:
    """Both times stay as the phone said them: its timer must not go on looking for who is home."""
    check_in(session, cast.maya, planned.id)
    before = MONDAY - timedelta(minutes=15)
    check_out(session, cast.maya, planned.id, cast.luis.id, cast.ana.id, happened_at=before)
    assert planned.status == VisitStatus.CHECKED_OUT
    stamps = select(VisitStamp.happened_at).where(VisitStamp.visit_id == planned.id)
    assert sorted(session.exec(stamps)) == [before, MONDAY]


def test_a_sibling_who_came_onto_the_caseload_during_the_visit_may_be_left_out_of_its_check_out(
    session: Session, cast: Cast, planned: Visit
) -> None:
    check_in(session, cast.maya, planned.id)
    membership = session.exec(
        select(TeamMember).where(TeamMember.client_id == cast.ana.id, TeamMember.account_id == cast.maya.id)
    ).one()
    membership.starts_at = MONDAY + 2 * HOUR
    check_out(session, cast.maya, planned.id, cast.luis.id)
    assert outcomes(session, planned) == {cast.luis.id: SeenOutcome.SEEN, cast.ana.id: None}


@pytest.mark.parametrize("named", [["luis"], ["luis", "luis", "ana"], ["luis", "ana", "ada"]])
def test_a_check_out_names_each_person_of_the_visit_once(
    session: Session, cast: Cast, planned: Visit, named: list[str]
) -> None:
    check_in(session, cast.maya, planned.id)
    with pytest.raises(Invalid, match="outcome_for_each_person"):
        check_out(session, cast.maya, planned.id, *(getattr(cast, name).id for name in named))


def test_another_outcome_says_what_it_was(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast.maya, planned.id)
    other = [{"client_id": each.id, "outcome": SeenOutcome.OTHER} for each in (cast.luis, cast.ana)]
    with pytest.raises(Invalid, match="other_needs_words"):
        check_out(session, cast.maya, planned.id, outcomes=other)


def test_a_visit_is_checked_out_once(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast.maya, planned.id)
    check_out(session, cast.maya, planned.id, cast.luis.id, cast.ana.id)
    with pytest.raises(Conflict, match="visit_already_checked_out"):
        check_out(session, cast.maya, planned.id, cast.luis.id, cast.ana.id)


def test_no_one_home_keeps_when_why_and_what_next(session: Session, cast: Cast, planned: Visit) -> None:
    miss(session, cast.maya, planned.id)
    assert (planned.status, planned.missed_at, planned.missed_reason, planned.next_action) == (
        "missed",
        MONDAY,
        "not_home",
        "Try on Thursday",
    )


def test_a_missed_visit_with_another_reason_says_it(session: Session, cast: Cast, planned: Visit) -> None:
    with pytest.raises(Invalid, match="other_needs_words"):
        miss(session, cast.maya, planned.id, reason="other", text=" ")


def test_a_visit_under_way_was_not_missed(session: Session, cast: Cast, planned: Visit) -> None:
    check_in(session, cast.maya, planned.id)
    with pytest.raises(Conflict, match="visit_already_checked_in"):
        miss(session, cast.maya, planned.id)
