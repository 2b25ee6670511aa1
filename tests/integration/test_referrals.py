"""When a referral is to be followed up: what was agreed for it, else what the agency's rule says."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from casepwa.casework.bundles import bundles
from casepwa.models import ServiceLink
from casepwa.models.codes import RuleName
from tests import factories
from tests.cast import Cast

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
