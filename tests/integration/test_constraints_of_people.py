"""The database itself holds the invariants, whatever the code above it forgets: people, rules, access."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from casepwa.models import (
    AccountRole,
    CommandReceipt,
    ContactNote,
    Cover,
    OnCallShift,
    Rule,
    SafetyAlert,
    ServiceLink,
    codes,
)
from tests import factories
from tests.cast import Cast
from tests.integration.refusals import refused

MONDAY = factories.MONDAY


def test_membership_ends_after_it_starts_and_names_somebody(session: Session, cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="membership_ends_after_it_starts"), session.begin_nested():
        factories.team_member(
            session,
            client_id=cast.luis.id,
            account_id=cast.maya.id,
            starts_at=MONDAY,
            ends_at=MONDAY - timedelta(days=1),
        )
    with pytest.raises(DatabaseError, match="a_team_member_is_somebody"), session.begin_nested():
        factories.team_member(session, client_id=cast.luis.id)


def test_cover_is_by_somebody_else_and_a_shift_has_an_end(session: Session, cast: Cast) -> None:
    selfish = Cover(
        absent_id=cast.maya.id,
        covering_id=cast.maya.id,
        starts_at=MONDAY,
        ends_at=MONDAY + timedelta(days=1),
    )
    assert "nobody_covers_for_themselves" in refused(session, selfish)
    endless = OnCallShift(
        staff_team_id=cast.north.id, account_id=cast.maya.id, starts_at=MONDAY, ends_at=MONDAY
    )
    assert "shift_ends_after_it_starts" in refused(session, endless)


def test_a_safety_alert_is_about_a_client_or_a_household(session: Session, cast: Cast) -> None:
    about_both = SafetyAlert(
        client_id=cast.luis.id, family_id=cast.delgados.id, kind=codes.AlertKind.ANIMAL, title="Dog"
    )
    assert "an_alert_is_about_a_client_or_a_household" in refused(session, about_both)
    about_nobody = SafetyAlert(kind=codes.AlertKind.ANIMAL, title="Dog")
    assert "an_alert_is_about_a_client_or_a_household" in refused(session, about_nobody)


def test_a_referral_that_ended_badly_says_why(session: Session, cast: Cast) -> None:
    link = ServiceLink(client_id=cast.luis.id, service="Respite", status=codes.LinkStatus.DECLINED)
    assert "an_end_says_why" in refused(session, link)


def test_closing_an_episode_says_why(session: Session, cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="closing_says_why"), session.begin_nested():
        factories.episode(
            session, client_id=cast.luis.id, program_id=cast.program.id, closed_on=date(2026, 2, 1)
        )


def test_only_final_verdicts_have_receipts(session: Session, cast: Cast) -> None:
    assert cast.maya.device
    receipt = CommandReceipt(
        account_id=cast.maya.id,
        command_id=cast.luis.id,
        kind="note.submit",
        sha256="0" * 64,
        verdict="blocked",
        device_id=cast.maya.device.id,
        recorded_at=MONDAY,
    )
    assert "only_final_verdicts" in refused(session, receipt)


def test_an_unknown_code_is_refused(session: Session, cast: Cast) -> None:
    assert "role_is_known" in refused(session, AccountRole(account_id=cast.maya.id, role="owner"))


def test_an_email_is_kept_once_and_in_lower_case(session: Session, cast: Cast) -> None:
    def join(email: str) -> None:
        factories.account(
            session, organization_id=cast.organization.id, roles=(codes.Role.CASE_MANAGER,), email=email
        )

    with pytest.raises(DatabaseError, match="email_is_lower_case"), session.begin_nested():
        join("Maya.Other@example.test")
    with pytest.raises(DatabaseError), session.begin_nested():
        join(cast.maya.account.email)


@pytest.mark.parametrize("whose", ["agency", "program", "payer", "both"])
def test_a_rule_has_one_version_a_day(session: Session, cast: Cast, whose: str) -> None:
    about: dict[str, Any] = {
        "program_id": cast.program.id if whose in ("program", "both") else None,
        "payer_id": cast.payer.id if whose in ("payer", "both") else None,
    }

    def rule(on: date) -> Rule:
        return Rule(
            organization_id=cast.organization.id,
            name=codes.RuleName.LATE_NOTE,
            value={"hours": 48},
            starts_on=on,
            **about,
        )

    factories.made(session, rule(date(2026, 1, 1)))
    refused(session, rule(date(2026, 1, 1)))
    factories.made(session, rule(date(2026, 2, 1)))


def test_a_record_that_points_nowhere_is_refused(session: Session, cast: Cast) -> None:
    refused(session, ContactNote(client_id=cast.maya.id, author_id=cast.maya.id))
