"""A relative who is invited: how tests of family accounts and of their links begin."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from casepwa import settings
from casepwa.casework.family import family_accounts
from casepwa.casework.family.family_accounts import Invited
from casepwa.models import FamilyMember
from casepwa.models.codes import Custody
from tests import factories
from tests.cast import Cast, Person

NOW = datetime.now(UTC)


@pytest.fixture
def installation_secret(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Links are signed with the installation's secret."""
    monkeypatch.setenv("CASEPWA_SECRET_KEY", "only for tests, and longer than 32 bytes")
    settings.settings.cache_clear()
    yield
    settings.settings.cache_clear()


def grandmother(session: Session, cast: Cast, **values: Any) -> FamilyMember:
    """Luis's grandmother, of whom nothing is recorded yet."""
    member = factories.family_member(session, family_id=cast.delgados.id, given_name="Inés")
    given = {"custody": Custody.UNKNOWN, "orders_checked_on": None, "relation": "grandmother", **values}
    factories.relationship(session, client_id=cast.luis.id, family_member_id=member.id, **given)
    return member


def invite(session: Session, cast: Cast, member_id: UUID | None, *, by: Person | None = None) -> Invited:
    return family_accounts.invite(
        session,
        actor=(by or cast.maya).actor,
        client_id=cast.luis.id,
        family_member_id=member_id,
        email="ines@example.test",
        at=NOW,
    )
