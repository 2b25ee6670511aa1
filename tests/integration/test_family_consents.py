"""Whom anything may be shared with at all: custody, consents, private things, 42 CFR Part 2."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from casepwa.casework.bundles import bundles
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.casework.family import sharing_desk
from casepwa.casework.family.family_bundle_shapes import PART2_NOTICE
from casepwa.models import Client, Consent, ContentLabel, KeptPrivate, NextStep, Relationship, SharingGrant
from casepwa.models.codes import ConsentScope, Custody, Role, SharedKind
from tests import cast as stage
from tests import factories
from tests.cast import Cast
from tests.integration.shared_with_family import SOON, TODAY, consent, everything, hector, seen


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
    assert longer == ends, "a parent agrees for a minor only"
    own = {"signed_by_member_id": None, "signed_by_client_id": luis.id}
    consent(session, cast, recipient_account_id=cast.rosa.id, expires_on=date(2090, 1, 1), **own)
    longer = viewers.viewer_of(session, cast.rosa.actor).held[cast.luis.id].until
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


@pytest.mark.parametrize("custody", [Custody.SOLE, Custody.GUARDIAN])
def test_what_a_parent_signed_for_a_minor_ends_at_eighteen_and_a_guardians_goes_on(
    session: Session, cast: Cast, custody: Custody
) -> None:
    everything(session, cast)
    father = hector(session, cast, custody=Custody.NONE)
    consent(session, cast, recipient_account_id=father.id)
    goal_id = seen(session, cast, by=father)[0].goals[0].id
    factories.made(
        session,
        ContentLabel(
            client_id=cast.luis.id, kind=SharedKind.GOAL, item_id=goal_id, labelled_by_id=cast.maya.id
        ),
    )
    consent(session, cast, recipient_account_id=father.id, scope=ConsentScope.SUBSTANCE_USE)
    own = {"signed_by_member_id": None, "signed_by_client_id": cast.luis.id}
    related = session.exec(
        select(Relationship).where(
            Relationship.client_id == cast.luis.id, Relationship.family_member_id == cast.rosa_member.id
        )
    ).one()
    related.custody = custody
    session.flush()
    (luis,) = seen(session, cast, by=father)
    assert len(luis.goals) == 1
    adult = session.get_one(Client, cast.luis.id)
    adult.birth_date = TODAY.replace(year=TODAY.year - 18, day=1)
    session.flush()
    stays = custody is Custody.GUARDIAN
    assert len(seen(session, cast, by=father)) == stays
    consent(session, cast, recipient_account_id=father.id, **own)
    goals = [goal for each in seen(session, cast, by=father) for goal in each.goals]
    assert len(goals) == stays, "the label needs a consent that counts, too"


@pytest.mark.parametrize(
    "facts",
    [
        {"custody": Custody.NONE},
        {"custody": Custody.UNKNOWN},
        {"protective_order": "Stays away"},
    ],
)
def test_what_a_parent_signed_ends_when_a_court_takes_their_right(
    facts: dict[str, Any], session: Session, cast: Cast
) -> None:
    father = hector(session, cast, custody=Custody.NONE)
    signed = consent(session, cast, recipient_account_id=father.id)
    labelled = session.exec(select(SharingGrant).where(SharingGrant.account_id == father.id)).one().item_id
    by = {"client_id": cast.luis.id, "kind": SharedKind.GOAL, "labelled_by_id": cast.maya.id}
    factories.made(session, ContentLabel(item_id=labelled, **by))
    consent(session, cast, recipient_account_id=father.id, scope=ConsentScope.SUBSTANCE_USE)
    (luis,) = seen(session, cast, by=father)
    assert len(luis.goals) == 1
    related = session.exec(
        select(Relationship).where(
            Relationship.client_id == cast.luis.id, Relationship.family_member_id == cast.rosa_member.id
        )
    ).one()
    related.sqlmodel_update({**facts, "orders_checked_on": TODAY - timedelta(days=2)})
    session.flush()
    assert seen(session, cast, by=father) == []
    desk = sharing_desk.of(session, actor=cast.maya.actor, client_id=cast.luis.id, at=datetime.now(UTC))
    assert {one.expires_on for one in desk.consents} == {TODAY - timedelta(days=3)}
    own = {"signed_by_member_id": None, "signed_by_client_id": cast.luis.id}
    consent(session, cast, recipient_account_id=father.id, **own)
    goals = [goal for each in seen(session, cast, by=father) for goal in each.goals]
    assert goals == [], "what stands under the label needs a consent that counts, too"
    kept = session.get_one(Consent, signed.id)
    assert (kept.withdrawn_at, kept.expires_on) == (None, TODAY + timedelta(days=9)), "kept as it was signed"


def test_a_parent_who_lost_custody_reads_that_what_they_signed_has_ended(
    session: Session, cast: Cast
) -> None:
    everything(session, cast)
    father = hector(session, cast, custody=Custody.NONE)
    consent(session, cast, recipient_account_id=father.id)
    related = session.exec(
        select(Relationship).where(
            Relationship.client_id == cast.luis.id, Relationship.family_member_id == cast.rosa_member.id
        )
    ).one()
    related.custody, related.orders_checked_on = Custody.NONE, TODAY - timedelta(days=2)
    own = {"signed_by_member_id": None, "signed_by_client_id": cast.luis.id}
    consent(session, cast, recipient_account_id=cast.rosa.id, **own)
    (luis,) = seen(session, cast)
    assert [(one.is_in_force, one.expires_on, one.stops) for one in luis.consents] == [
        (False, TODAY - timedelta(days=3), [])
    ]


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
