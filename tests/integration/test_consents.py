"""Consents on paper: who may sign, on which day, and that the first who takes one back stands."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from casepwa import database
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.commands import ConsentWithdraw
from casepwa.casework.errors import Invalid
from casepwa.casework.family import consents
from casepwa.models import Client, Consent, Relationship
from casepwa.models.codes import ConsentScope
from tests import factories
from tests.cast import Cast
from tests.integration.phones import Agency

NOW = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
"""Still 2 March at the agency."""


def record(session: Session, cast: Cast, **values: Any) -> Consent:
    """Rosa signed that the school may know how mornings go."""
    today = day_of(NOW, zone_of(session, cast.organization.id))
    given: dict[str, Any] = {
        "client_id": cast.luis.id,
        "scope": ConsentScope.INFORMATION,
        "information": "How mornings go",
        "purpose": "One plan",
        "recipient_account_id": None,
        "recipient_name": "School",
        "signed_by_member_id": cast.rosa_member.id,
        "signed_on": today,
        "expires_on": today + timedelta(days=90),
        "at": NOW,
    }
    return consents.record(session, actor=cast.maya.actor, **(given | values))


def test_a_consent_is_signed_today_at_the_latest_by_the_agencys_day(session: Session, cast: Cast) -> None:
    assert record(session, cast).signed_on.isoformat() == "2026-03-02"
    with pytest.raises(Invalid, match="consent_signed_ahead"):
        record(session, cast, signed_on=NOW.date())


def test_the_signers_right_is_that_of_the_day_of_signing(session: Session, cast: Cast) -> None:
    luis = session.get_one(Client, cast.luis.id)
    birthday = NOW.date() - timedelta(days=10)
    luis.birth_date = birthday.replace(year=birthday.year - 18)
    session.flush()
    assert record(session, cast, signed_on=birthday - timedelta(days=1)).signed_by_member_id
    with pytest.raises(Invalid, match="signer_has_no_right"):
        record(session, cast, signed_on=birthday)


def test_whom_a_protective_order_names_does_not_sign(session: Session, cast: Cast) -> None:
    related = session.exec(select(Relationship).where(Relationship.client_id == cast.luis.id)).one()
    related.protective_order = "No contact until 2027"
    session.flush()
    with pytest.raises(Invalid, match="signer_under_order"):
        record(session, cast)


def test_a_consent_that_was_taken_back_meanwhile_stays_as_it_was_first(agency: Agency) -> None:
    cast, session = agency.cast, agency.session
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("one writer at a time")
    consent = record(session, cast)
    session.commit()
    with database.unit_of_work() as late:
        _ = late.get_one(Consent, consent.id)  # looked at before the other commits
        with database.unit_of_work() as first:
            consents.take_back(
                first, actor=cast.maya.actor, client_id=cast.luis.id, consent_id=consent.id, at=NOW
            )
            first.commit()
        payload = ConsentWithdraw(consent_id=consent.id, client_id=cast.luis.id, happened_at=NOW)
        consents.withdraw(
            late,
            actor=cast.rosa.actor,
            payload=payload,
            recorded=factories.recorded(NOW + timedelta(hours=1)),
        )
        late.commit()
    (kept,) = agency.rows(Consent)
    assert (kept.withdrawn_at, kept.withdrawn_by_id) == (NOW, cast.maya.id)
