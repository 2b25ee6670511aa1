"""A family account sees what was shared with it by name, and no byte more."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from casepwa.casework.bundles import bundles
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.models import Appointment, Relationship, SharingGrant, TeamMember
from casepwa.models.codes import Custody, SharedKind
from tests import factories
from tests.cast import Cast
from tests.integration.shared_with_family import everything, seen, share


def test_what_was_granted_is_shown_and_nothing_else(session: Session, cast: Cast) -> None:
    everything(session, cast)
    (luis,) = seen(session, cast)
    assert [step.what for step in luis.steps] == ["shared step"]
    assert luis.steps[0].is_yours
    assert luis.steps[0].readers == ["Maya Brooks", "Priya Raman"]
    assert [goal.words for goal in luis.goals] == ["shared goal"]
    assert {(date.kind, date.title) for date in luis.dates} == {
        ("visit", None),
        ("appointment", "shared date"),
    }
    assert [helper.name for helper in luis.team] == ["Maya Brooks"]
    assert "secret" not in repr(luis)


def test_a_family_account_begins_with_nothing(session: Session, cast: Cast) -> None:
    assert seen(session, cast) == []


def test_a_grant_without_an_item_shares_no_item(session: Session, cast: Cast) -> None:
    factories.next_step(session, client_id=cast.luis.id, added_by_id=cast.maya.id, what="secret step")
    share(session, cast, SharedKind.NEXT_STEP)
    (luis,) = seen(session, cast)
    assert luis.steps == []


def test_a_grant_that_was_taken_back_counts_no_more(session: Session, cast: Cast) -> None:
    everything(session, cast)
    for grant in session.exec(select(SharingGrant)):
        grant.revoked_at = datetime.now(UTC)
    session.flush()
    assert seen(session, cast) == []


@pytest.mark.parametrize("change", [{"custody": Custody.UNKNOWN}, {"protective_order": "Stays 100 m away"}])
def test_custody_unknown_or_a_protective_order_outweighs_every_grant(
    change: dict[str, str], session: Session, cast: Cast
) -> None:
    everything(session, cast)
    own = session.exec(
        select(Relationship).where(
            Relationship.client_id == cast.luis.id, Relationship.family_member_id == cast.rosa_member.id
        )
    ).one()
    for name, value in change.items():
        setattr(own, name, value)
    session.flush()
    assert seen(session, cast) == []


def test_a_grant_about_a_child_who_is_no_relative_shows_nothing(session: Session, cast: Cast) -> None:
    step = factories.next_step(session, client_id=cast.ada.id, added_by_id=cast.maya.id)
    factories.grant(
        session,
        account_id=cast.rosa.id,
        client_id=cast.ada.id,
        granted_by_id=cast.maya.id,
        kind=SharedKind.NEXT_STEP,
        item_id=step.id,
    )
    assert seen(session, cast) == []


def test_an_item_of_another_child_is_not_shown_under_this_one(session: Session, cast: Cast) -> None:
    step = factories.next_step(session, client_id=cast.ada.id, added_by_id=cast.maya.id, what="secret step")
    share(session, cast, SharedKind.NEXT_STEP, step)
    (luis,) = seen(session, cast)
    assert luis.steps == []


def test_another_relative_is_named_only_where_that_was_granted_and_never_with_a_phone(
    session: Session, cast: Cast
) -> None:
    jorge = factories.family_member(
        session, family_id=cast.delgados.id, given_name="Jorge", phone="609-555-0177"
    )
    friend = {"name": "Inés", "phone": "609-555-0178", "role": "natural_support"}
    rows = [
        factories.team_member(session, client_id=cast.luis.id, family_member_id=jorge.id, role="parent"),
        factories.team_member(session, client_id=cast.luis.id, **friend),
        factories.team_member(
            session, client_id=cast.luis.id, name="Ms Ito", phone="609-555-0172", role="teacher"
        ),
    ]
    for row in rows:
        share(session, cast, SharedKind.TEAM_MEMBER, row)
    (luis,) = seen(session, cast)
    assert {(one.name, one.phone) for one in luis.team} == {
        ("Jorge", None),
        ("Inés", None),
        ("Ms Ito", "609-555-0172"),
    }
    factories.relationship(
        session, client_id=cast.luis.id, family_member_id=jorge.id, protective_order="Stays away"
    )
    (luis,) = seen(session, cast)
    assert [one.name for one in luis.team if one.name == "Jorge"] == []


def test_past_dates_and_ended_helpers_are_gone(session: Session, cast: Cast) -> None:
    everything(session, cast)
    for row in session.exec(select(Appointment)):
        row.starts_at = datetime.now(UTC) - timedelta(days=1)
    for member in session.exec(select(TeamMember).where(col(TeamMember.account_id) == cast.maya.id)):
        member.ends_at = datetime.now(UTC) - timedelta(days=1)
    session.flush()
    (luis,) = seen(session, cast)
    assert [date.kind for date in luis.dates] == ["visit"]
    assert luis.team == []


def test_a_member_of_staff_is_given_no_familys_bundle_and_a_family_no_staffs(
    session: Session, cast: Cast
) -> None:
    everything(session, cast)
    for person in cast.staff:
        assert seen(session, cast, by=person) == []
    assert bundles.bundles(session, viewers.viewer_of(session, cast.rosa.actor)) == {}
