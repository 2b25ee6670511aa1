"""When a referral is to be followed up: what was agreed for it, else the agency's rule; and that it was."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from casepwa.casework.bundles import bundles
from casepwa.casework.commands import ReferralFollowedUp
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.plans import referrals
from casepwa.models import AuditEvent, ServiceLink
from casepwa.models.codes import RuleName
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MONDAY

SENT = {"status": "sent", "referred_on": date(2026, 2, 10)}


def due_on(session: Session, cast: Cast, **values: Any) -> date | None:
    """As Maya's phone is told, for a link of Luis's with ``values``."""
    link = ServiceLink(client_id=cast.luis.id, service="Reading help", **{**SENT, **values})
    factories.made(session, link)
    bundle = bundles.bundle_of(session, cast.maya.actor, cast.luis.id)
    assert bundle is not None
    [service] = bundle.services
    return service.follow_up_due_on


def test_a_referral_is_followed_up_as_long_after_it_as_the_rule_of_its_day_says(
    session: Session, cast: Cast
) -> None:
    for starts_on, days in ((date(2026, 1, 1), 14), (date(2026, 2, 11), 7)):
        factories.rule(
            session,
            organization_id=cast.organization.id,
            name=RuleName.REFERRAL_FOLLOW_UP,
            value={"days": days},
            starts_on=starts_on,
        )
    assert due_on(session, cast) == date(2026, 2, 24)


def test_a_programs_own_rule_goes_before_the_agencys(session: Session, cast: Cast) -> None:
    for days, program_id in ((14, None), (10, cast.program.id)):
        factories.rule(
            session,
            organization_id=cast.organization.id,
            name=RuleName.REFERRAL_FOLLOW_UP,
            value={"days": days},
            program_id=program_id,
        )
    assert due_on(session, cast) == date(2026, 2, 20)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, date(2026, 3, 12)),
        ({"follow_up_due_on": date(2026, 2, 14)}, date(2026, 2, 14)),
        ({"referred_on": None, "status": "needed"}, None),
        ({"followed_up_on": date(2026, 2, 20)}, None),
        ({"status": "completed"}, None),
        ({"status": "declined", "reason": "Too far", "follow_up_due_on": date(2026, 2, 14)}, None),
    ],
)
def test_a_day_agreed_for_it_wins_and_what_is_over_is_not_followed_up(
    session: Session, cast: Cast, values: dict[str, Any], expected: date | None
) -> None:
    assert due_on(session, cast, **values) == expected


def followed_up(session: Session, person: Person, link: ServiceLink, **values: Any) -> ServiceLink:
    given = {"link_id": link.id, "client_id": link.client_id, "status": "started", "happened_at": MONDAY}
    payload = ReferralFollowedUp.model_validate({**given, **values})
    return referrals.follow_up(session, actor=person.actor, payload=payload, recorded=factories.recorded())


@pytest.fixture
def link(session: Session, cast: Cast) -> ServiceLink:
    """A referral of Luis that waits to be followed up."""
    row = ServiceLink(client_id=cast.luis.id, service="Reading help", **SENT)
    return factories.made(session, row)


def test_a_referral_that_was_followed_up_stands_where_it_was_found_and_is_due_no_more(
    session: Session, cast: Cast, link: ServiceLink
) -> None:
    before = cast.luis.revision
    followed_up(session, cast.maya, link, status="waitlisted", reason="Until June")
    bundle = bundles.bundle_of(session, cast.maya.actor, cast.luis.id)
    assert bundle is not None
    [service] = bundle.services
    assert (service.status, service.reason, service.follow_up_due_on) == ("waitlisted", "Until June", None)
    assert link.followed_up_on == MONDAY.date()
    event = session.exec(select(AuditEvent).where(AuditEvent.subject_id == link.id)).one()
    assert (event.action, event.client_id) == ("referral.follow_up", cast.luis.id)
    session.refresh(cast.luis)
    assert cast.luis.revision == before + 1


def test_the_day_of_a_follow_up_is_the_agencys(session: Session, cast: Cast, link: ServiceLink) -> None:
    late_in_the_evening = MONDAY.replace(hour=2)  # UTC; in the agency's zone it is still Sunday
    assert followed_up(session, cast.maya, link, happened_at=late_in_the_evening).followed_up_on == (
        MONDAY.date() - timedelta(days=1)
    )


@pytest.mark.parametrize("status", ["declined", "unavailable"])
def test_a_referral_that_came_to_nothing_says_why(
    session: Session, cast: Cast, link: ServiceLink, status: str
) -> None:
    with pytest.raises(Invalid, match="referral_needs_reason"):
        followed_up(session, cast.maya, link, status=status)
    assert followed_up(session, cast.maya, link, status=status, reason="Too far").reason == "Too far"


def test_an_older_finding_does_not_overrule_a_newer_one(
    session: Session, cast: Cast, link: ServiceLink
) -> None:
    followed_up(session, cast.maya, link, status="started")
    with pytest.raises(Conflict, match="referral_followed_up_since"):
        followed_up(session, cast.priya, link, status="sent", happened_at=MONDAY - timedelta(days=1))
    assert link.status == "started"
    newer = followed_up(session, cast.priya, link, status="completed", happened_at=MONDAY + timedelta(days=1))
    assert newer.status == "completed"


def test_only_who_serves_the_client_follows_up_and_only_their_own_referral(
    session: Session, cast: Cast, link: ServiceLink
) -> None:
    for who in (cast.charlie, cast.rosa, cast.alma, cast.omar):
        with pytest.raises(Denied):
            followed_up(session, who, link)
    with pytest.raises(Invalid, match="no_such_referral"):
        followed_up(session, cast.maya, link, client_id=cast.ana.id)
    assert (link.status, link.followed_up_on) == ("sent", None)
