"""A family account sees what was shared with it by name, and no byte more."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from casepwa.casework import family_view
from casepwa.casework.errors import Denied
from casepwa.models import (
    Appointment,
    ContactNote,
    Relationship,
    SharedLine,
    SharedLineReader,
    SharingGrant,
    TeamMember,
)
from casepwa.models.codes import Custody, NoteStatus, SharedKind
from tests import factories
from tests.cast import Cast, Person

SOON = datetime.now(UTC) + timedelta(days=3)


def share(
    session: Session, cast: Cast, kind: SharedKind, item: object = None, *, to: Person | None = None
) -> SharingGrant:
    return factories.grant(
        session,
        account_id=(to or cast.rosa).id,
        client_id=cast.luis.id,
        granted_by_id=cast.maya.id,
        kind=kind,
        item_id=getattr(item, "id", None),
    )


def everything(session: Session, cast: Cast) -> None:
    """One of each kind that can be shared, shared with Rosa, and its like that is not."""
    for word in ("shared", "secret"):
        step = factories.next_step(
            session,
            client_id=cast.luis.id,
            added_by_id=cast.maya.id,
            what=f"{word} step",
            owner_family_member_id=cast.rosa_member.id if word == "shared" else None,
        )
        goal = factories.goal(session, client_id=cast.luis.id, words=f"{word} goal", strength="staff secret")
        date = factories.made(
            session,
            Appointment(client_id=cast.luis.id, title=f"{word} date", starts_at=SOON, place="secret place"),
        )
        if word == "shared":
            share(session, cast, SharedKind.NEXT_STEP, step)
            share(session, cast, SharedKind.GOAL, goal)
            share(session, cast, SharedKind.APPOINTMENT, date)
    visit = factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id,),
        planned_start=SOON,
        planned_end=SOON + timedelta(hours=1),
        address="secret street",
    )
    share(session, cast, SharedKind.VISIT, visit)
    maya = session.exec(
        select(TeamMember).where(TeamMember.client_id == cast.luis.id, TeamMember.account_id == cast.maya.id)
    ).one()
    share(session, cast, SharedKind.TEAM_MEMBER, maya)


def test_what_was_granted_is_shown_and_nothing_else(session: Session, cast: Cast) -> None:
    everything(session, cast)
    (luis,) = family_view.shared_with(session, actor=cast.rosa.actor)
    assert [step.what for step in luis.steps] == ["shared step"]
    assert luis.steps[0].is_yours
    assert [goal.words for goal in luis.goals] == ["shared goal"]
    assert {(date.kind, date.title) for date in luis.dates} == {
        ("visit", None),
        ("appointment", "shared date"),
    }
    assert [helper.name for helper in luis.team] == ["Maya Brooks"]
    assert "secret" not in repr(luis)


def test_a_family_account_begins_with_nothing(session: Session, cast: Cast) -> None:
    assert family_view.shared_with(session, actor=cast.rosa.actor) == []


def test_a_grant_without_an_item_shares_no_item(session: Session, cast: Cast) -> None:
    factories.next_step(session, client_id=cast.luis.id, added_by_id=cast.maya.id, what="secret step")
    share(session, cast, SharedKind.NEXT_STEP)
    (luis,) = family_view.shared_with(session, actor=cast.rosa.actor)
    assert luis.steps == []


def test_a_grant_that_was_taken_back_counts_no_more(session: Session, cast: Cast) -> None:
    everything(session, cast)
    for grant in session.exec(select(SharingGrant)):
        grant.revoked_at = datetime.now(UTC)
    session.flush()
    assert family_view.shared_with(session, actor=cast.rosa.actor) == []


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
    assert family_view.shared_with(session, actor=cast.rosa.actor) == []


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
    assert family_view.shared_with(session, actor=cast.rosa.actor) == []


def test_an_item_of_another_child_is_not_shown_under_this_one(session: Session, cast: Cast) -> None:
    step = factories.next_step(session, client_id=cast.ada.id, added_by_id=cast.maya.id, what="secret step")
    share(session, cast, SharedKind.NEXT_STEP, step)
    (luis,) = family_view.shared_with(session, actor=cast.rosa.actor)
    assert luis.steps == []


def test_another_relatives_phone_and_membership_are_never_shown(session: Session, cast: Cast) -> None:
    other = factories.family_member(
        session, family_id=cast.delgados.id, given_name="Jorge", phone="609-555-0177"
    )
    member = factories.team_member(session, client_id=cast.luis.id, family_member_id=other.id, role="parent")
    share(session, cast, SharedKind.TEAM_MEMBER, member)
    (luis,) = family_view.shared_with(session, actor=cast.rosa.actor)
    assert luis.team == []


def line(session: Session, cast: Cast, *, status: NoteStatus, reader: Person) -> None:
    note = factories.made(session, ContactNote(client_id=cast.luis.id, author_id=cast.maya.id, status=status))
    kept = SharedLine(
        note_id=note.id,
        client_id=cast.luis.id,
        text="He laughed twice.",
        written_by_id=cast.maya.id,
        recorded_at=factories.MONDAY,
    )
    factories.made(session, kept)
    factories.made(session, SharedLineReader(line_id=kept.id, account_id=reader.id))


@pytest.mark.parametrize("status", [NoteStatus.SUBMITTED, NoteStatus.RETURNED])
def test_a_line_waits_for_the_approval_of_its_note(status: NoteStatus, session: Session, cast: Cast) -> None:
    share(session, cast, SharedKind.SHARED_LINE)
    line(session, cast, status=status, reader=cast.rosa)
    (luis,) = family_view.shared_with(session, actor=cast.rosa.actor)
    assert luis.lines == []


def test_a_line_is_shown_to_its_named_reader_while_lines_are_shared(session: Session, cast: Cast) -> None:
    grant = share(session, cast, SharedKind.SHARED_LINE)
    line(session, cast, status=NoteStatus.APPROVED, reader=cast.rosa)
    (luis,) = family_view.shared_with(session, actor=cast.rosa.actor)
    assert [one.text for one in luis.lines] == ["He laughed twice."]
    grant.revoked_at = datetime.now(UTC)
    session.flush()
    assert family_view.shared_with(session, actor=cast.rosa.actor) == []


def test_a_line_that_names_another_reader_is_not_shown(session: Session, cast: Cast) -> None:
    share(session, cast, SharedKind.SHARED_LINE)
    line(session, cast, status=NoteStatus.APPROVED, reader=cast.priya)
    (luis,) = family_view.shared_with(session, actor=cast.rosa.actor)
    assert luis.lines == []


def test_past_dates_and_ended_helpers_are_gone(session: Session, cast: Cast) -> None:
    everything(session, cast)
    for row in session.exec(select(Appointment)):
        row.starts_at = datetime.now(UTC) - timedelta(days=1)
    for member in session.exec(select(TeamMember).where(col(TeamMember.account_id) == cast.maya.id)):
        member.ends_at = datetime.now(UTC) - timedelta(days=1)
    session.flush()
    (luis,) = family_view.shared_with(session, actor=cast.rosa.actor)
    assert [date.kind for date in luis.dates] == ["visit"]
    assert luis.team == []


def test_no_member_of_staff_opens_the_family_view(session: Session, cast: Cast) -> None:
    for person in cast.staff:
        with pytest.raises(Denied):
            family_view.shared_with(session, actor=person.actor)
