"""A family account sees what was shared with it by name, and no byte more."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from casepwa.casework.bundles import bundles
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.casework.family import family_bundles
from casepwa.casework.family.family_bundle_shapes import PART2_NOTICE, FamilyBundle
from casepwa.models import (
    Appointment,
    Client,
    Consent,
    ContactNote,
    ContentLabel,
    GoalMarkAmendment,
    KeptPrivate,
    NextStep,
    Relationship,
    SharedLine,
    SharedLineReader,
    SharingGrant,
    TeamMember,
)
from casepwa.models.codes import ConsentScope, Custody, NoteStatus, Role, SharedKind
from tests import cast as stage
from tests import factories
from tests.cast import Cast, Person

SOON = datetime.now(UTC) + timedelta(days=3)
TODAY = datetime.now(UTC).date()


def seen(session: Session, cast: Cast, *, by: Person | None = None) -> list[FamilyBundle]:
    """What the phone of Rosa (or ``by``) is given now."""
    session.expire_all()
    viewer = viewers.viewer_of(session, (by or cast.rosa).actor)
    return list(family_bundles.bundles(session, viewer).values())


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
    (luis,) = seen(session, cast)
    assert luis.lines == []


def test_a_line_is_shown_to_its_named_reader_while_lines_are_shared(session: Session, cast: Cast) -> None:
    grant = share(session, cast, SharedKind.SHARED_LINE)
    line(session, cast, status=NoteStatus.APPROVED, reader=cast.rosa)
    (luis,) = seen(session, cast)
    assert [one.text for one in luis.lines] == ["He laughed twice."]
    grant.revoked_at = datetime.now(UTC)
    session.flush()
    assert seen(session, cast) == []


def test_a_line_that_names_another_reader_is_not_shown(session: Session, cast: Cast) -> None:
    share(session, cast, SharedKind.SHARED_LINE)
    line(session, cast, status=NoteStatus.APPROVED, reader=cast.priya)
    (luis,) = seen(session, cast)
    assert luis.lines == []


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


# -- who may be shared with at all --------------------------------------------------------------------


def hector(session: Session, cast: Cast, *, custody: Custody, client: object | None = None) -> Person:
    """Luis's father, separated, with an account and a shared goal."""
    member = factories.family_member(session, family_id=cast.delgados.id, given_name="Hector")
    account = stage.person(
        session,
        organization=cast.organization,
        name="Hector Delgado",
        title="Parent",
        roles=(Role.FAMILY,),
        family_member_id=member.id,
    )
    factories.relationship(
        session, client_id=cast.luis.id, family_member_id=member.id, relation="father", custody=custody
    )
    goal = factories.goal(session, client_id=cast.luis.id, words="I want to ride the bus.")
    share(session, cast, SharedKind.GOAL, goal, to=account)
    return account


def consent(session: Session, cast: Cast, **values: Any) -> Consent:
    """Rosa agrees to something about Luis."""
    given = {
        "client_id": cast.luis.id,
        "scope": ConsentScope.FAMILY_SHARING,
        "information": "One goal and how it goes",
        "purpose": "Both parents say the same",
        "signed_by_member_id": cast.rosa_member.id,
        "signed_on": TODAY - timedelta(days=9),
        "expires_on": TODAY + timedelta(days=9),
        "recorded_by_id": cast.maya.id,
        **values,
    }
    return factories.made(session, Consent(**given))


def test_orders_that_nobody_asked_about_outweigh_every_grant(session: Session, cast: Cast) -> None:
    everything(session, cast)
    for own in session.exec(select(Relationship)):
        own.orders_checked_on = None
    session.flush()
    assert seen(session, cast) == []


@pytest.mark.parametrize("what", ["suspended_at", "locked_at", "awaits_approval"])
def test_an_account_that_may_not_look_sees_what_one_without_grants_sees(
    what: str, session: Session, cast: Cast
) -> None:
    viewer = viewers.viewer_of(session, cast.rosa.actor)
    nothing = bundles.sealed_me(session, viewer)
    everything(session, cast)
    setattr(cast.rosa.account, what, True if what == "awaits_approval" else datetime.now(UTC))
    session.add(cast.rosa.account)
    session.flush()
    assert seen(session, cast) == []
    assert bundles.sealed_me(session, viewers.viewer_of(session, cast.rosa.actor)) == nothing


@pytest.mark.parametrize(
    ("born", "custody", "day"),
    [
        (date(TODAY.year - 17, 3, 9), Custody.SOLE, date(TODAY.year + 1, 3, 9)),
        (date(2016, 2, 29), Custody.JOINT, date(2034, 3, 1)),
        (date(2016, 2, 29), Custody.GUARDIAN, None),
        (None, Custody.SOLE, None),
    ],
)
def test_what_a_parent_holds_leaves_the_phone_as_the_18th_birthday_begins(
    session: Session, cast: Cast, born: date | None, custody: Custody, day: date | None
) -> None:
    everything(session, cast)
    luis = session.get_one(Client, cast.luis.id)
    luis.birth_date = born
    related = session.exec(
        select(Relationship).where(
            Relationship.client_id == luis.id, Relationship.family_member_id == cast.rosa_member.id
        )
    ).one()
    related.custody = custody
    session.flush()
    viewer = viewers.viewer_of(session, cast.rosa.actor)
    ends = viewer.held[luis.id].until
    assert (ends.astimezone(viewer.zone).replace(tzinfo=None) if ends else None) == (
        datetime.combine(day, time.min) if day else None
    )
    consent(session, cast, recipient_account_id=cast.rosa.id, expires_on=date(2090, 1, 1))
    longer = viewers.viewer_of(session, cast.rosa.actor).held[luis.id].until
    assert (longer.year if longer else None) == (2090 if day else None)


def test_a_parent_without_custody_sees_nothing_until_who_has_it_agrees(session: Session, cast: Cast) -> None:
    father = hector(session, cast, custody=Custody.NONE)
    assert seen(session, cast, by=father) == []
    agreed = consent(session, cast, recipient_account_id=father.id)
    (luis,) = seen(session, cast, by=father)
    assert [goal.words for goal in luis.goals] == ["I want to ride the bus."]
    viewer = viewers.viewer_of(session, father.actor)
    ends = viewer.held[cast.luis.id].until
    assert ends is not None
    assert ends.astimezone(viewer.zone).date() == agreed.expires_on + timedelta(days=1)
    agreed = session.get_one(Consent, agreed.id)
    agreed.withdrawn_at = datetime.now(UTC)
    session.flush()
    assert seen(session, cast, by=father) == []


@pytest.mark.parametrize(
    "why_not",
    [
        {"expires_on": TODAY - timedelta(days=2)},
        {"scope": ConsentScope.INFORMATION},
        {"signed_on": SOON.date()},
    ],
)
def test_a_consent_that_ended_or_is_about_something_else_gives_nothing(
    why_not: dict[str, Any], session: Session, cast: Cast
) -> None:
    father = hector(session, cast, custody=Custody.NONE)
    consent(session, cast, recipient_account_id=father.id, **why_not)
    assert seen(session, cast, by=father) == []


def test_custody_of_a_child_ends_at_eighteen(session: Session, cast: Cast) -> None:
    everything(session, cast)
    luis = session.get_one(Client, cast.luis.id)
    luis.birth_date = TODAY.replace(year=TODAY.year - 18, day=1)
    session.flush()
    assert seen(session, cast) == []
    consent(
        session,
        cast,
        recipient_account_id=cast.rosa.id,
        signed_by_member_id=None,
        signed_by_client_id=luis.id,
    )
    assert len(seen(session, cast)) == 1


def test_a_youth_has_an_own_account_with_own_sharing(session: Session, cast: Cast) -> None:
    everything(session, cast)
    ana = stage.person(
        session, organization=cast.organization, name="Ana Delgado", title="Parent", roles=(Role.FAMILY,)
    )
    ana.account.client_id = cast.ana.id
    session.add(ana.account)
    goal = factories.goal(session, client_id=cast.ana.id, words="I want a room of my own.")
    factories.grant(
        session,
        account_id=ana.id,
        client_id=cast.ana.id,
        granted_by_id=cast.maya.id,
        kind=SharedKind.GOAL,
        item_id=goal.id,
    )
    (own,) = seen(session, cast, by=ana)
    assert own.header.is_you
    assert [one.words for one in own.goals] == ["I want a room of my own."]
    assert "room of my own" not in repr(seen(session, cast))


def test_what_a_child_asked_to_keep_private_is_not_shown_even_where_it_was_granted(
    session: Session, cast: Cast
) -> None:
    everything(session, cast)
    (luis,) = seen(session, cast)
    step = session.get_one(NextStep, luis.steps[0].id)
    step.goal_id = luis.goals[0].id
    factories.made(
        session,
        KeptPrivate(
            client_id=cast.luis.id,
            kind=SharedKind.GOAL,
            item_id=luis.goals[0].id,
            family_member_id=cast.rosa_member.id,
            marked_by_id=cast.maya.id,
        ),
    )
    (luis,) = seen(session, cast)
    assert (luis.goals, luis.steps) == ([], [])


# -- 42 CFR Part 2 ------------------------------------------------------------------------------------


def test_what_stands_under_the_label_leaves_with_its_own_consent_only_and_with_the_notice(
    session: Session, cast: Cast
) -> None:
    everything(session, cast)
    (luis,) = seen(session, cast)
    goal_id = luis.goals[0].id
    factories.made(
        session,
        ContentLabel(
            client_id=cast.luis.id, kind=SharedKind.GOAL, item_id=goal_id, labelled_by_id=cast.maya.id
        ),
    )
    consent(session, cast, recipient_account_id=cast.rosa.id)  # of another scope
    (luis,) = seen(session, cast)
    assert luis.goals == []
    consent(session, cast, recipient_account_id=cast.rosa.id, scope=ConsentScope.SUBSTANCE_USE)
    (luis,) = seen(session, cast)
    (label,) = [goal.label for goal in luis.goals]
    assert label is not None
    assert (label.notice, label.information) == (PART2_NOTICE, "One goal and how it goes")
    assert viewers.viewer_of(session, cast.rosa.actor).held[cast.luis.id].until is not None


# -- the crisis plan's copy ---------------------------------------------------------------------------


def test_the_copy_of_the_crisis_plan_has_no_safe_places_and_no_relatives_number(
    session: Session, cast: Cast
) -> None:
    factories.family_member(session, family_id=cast.delgados.id, given_name="Jorge", phone="(609) 555-0177")
    plan = {
        "calls": [
            {"label": "Mobile crisis", "phone": "609-555-0199", "is_mobile_crisis": True},
            {"label": "Uncle Jorge", "phone": "609.555.0177"},
        ],
        "what_helps": {"family_and_friends": ["Jorge on 609 555 0177, after work"]},
        "steps": [{"level": "early", "what": "Call Jorge", "phone": "+1 609-555-0177"}],
        "safe_places": [{"name": "Aunt Bea", "address": "9 secret road"}],
    }
    factories.crisis_plan(session, client_id=cast.luis.id, author_id=cast.priya.id, content=plan)
    share(session, cast, SharedKind.SHARED_LINE)
    (luis,) = seen(session, cast)
    assert luis.crisis_plan is None
    share(session, cast, SharedKind.CRISIS_PLAN)
    (luis,) = seen(session, cast)
    assert luis.crisis_plan is not None
    assert [call.label for call in luis.crisis_plan.calls] == ["Mobile crisis"]
    assert luis.crisis_plan.family_and_friends == ["Jorge on , after work"]
    assert luis.crisis_plan.steps[0].phone is None
    assert luis.crisis_plan.safe_places == []
    share(session, cast, SharedKind.SAFE_PLACES)
    (luis,) = seen(session, cast)
    assert luis.crisis_plan is not None
    assert [place.name for place in luis.crisis_plan.safe_places] == ["Aunt Bea"]


# -- goals --------------------------------------------------------------------------------------------


def test_marks_come_without_staffs_line_and_what_was_met_is_celebrated(session: Session, cast: Cast) -> None:
    goal = factories.goal(session, client_id=cast.luis.id)
    objective = factories.objective(session, goal_id=goal.id)
    now = datetime.now(UTC)
    for level, day in (("slipped", 9), ("met", 2), ("met", 1)):
        mark = factories.goal_mark_row(
            session,
            client_id=cast.luis.id,
            goal_id=goal.id,
            objective_id=objective.id,
            marked_by_id=cast.maya.id,
            level=level,
            line="secret line",
            happened_at=now - timedelta(days=day),
        )
    amended = {"kind": "undone", "amended_by_id": cast.maya.id, "recorded_at": now}
    factories.made(session, GoalMarkAmendment(goal_mark_id=mark.id, **amended))
    share(session, cast, SharedKind.GOAL, goal)
    (luis,) = seen(session, cast)
    assert [mark.level for mark in luis.goals[0].marks] == ["slipped", "met"]
    assert [one.what for one in luis.celebrations] == ["Bag packed the night before"]
    assert "secret" not in repr(luis)


# -- consents -----------------------------------------------------------------------------------------


def test_a_parent_sees_what_she_signed_and_what_stops_when_she_takes_it_back(
    session: Session, cast: Cast
) -> None:
    father = hector(session, cast, custody=Custody.NONE)
    consent(session, cast, recipient_account_id=father.id)
    consent(session, cast, recipient_name="Lincoln School", scope=ConsentScope.INFORMATION)
    (luis,) = seen(session, cast)
    assert [(one.recipient, one.is_in_force, one.stops) for one in luis.consents] == [
        ("Hector Delgado", True, ["goal"]),
        ("Lincoln School", True, []),
    ]
    (his,) = seen(session, cast, by=father)
    assert his.consents == []
