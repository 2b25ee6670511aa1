"""Colleagues join by a link of an administrator's; nobody else makes one, and none works twice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from casepwa import settings
from casepwa.casework.accounts import account_changes, accounts, joining, staff_invitations
from casepwa.casework.accounts.account_changes import Place
from casepwa.casework.accounts.staff_invitations import Colleague, Invited
from casepwa.casework.errors import CaseworkError, Denied
from casepwa.casework.permissions import Permission
from casepwa.models import Account, AuditEvent, Invitation
from casepwa.models.codes import Role
from tests import factories
from tests.cast import Cast, Person

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _installation(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Links are signed with the installation's secret."""
    monkeypatch.setenv("CASEPWA_SECRET_KEY", "only for tests, and longer than 32 bytes")
    settings.settings.cache_clear()
    yield
    settings.settings.cache_clear()


def colleague(cast: Cast, **more: Any) -> Colleague:
    place = Place(roles=frozenset({Role.CASE_MANAGER}), staff_team_id=cast.north.id)
    return Colleague(**{"name": "Nora Vale", "email": "Nora@example.test", "place": place} | more)


def invited(session: Session, cast: Cast, by: Person | None = None, **more: Any) -> Invited:
    actor = (by or cast.alma).actor
    return staff_invitations.invite(session, actor=actor, colleague=colleague(cast, **more), at=NOW)


def looked(session: Session, token: str, at: datetime = NOW) -> str:
    try:
        return joining.look(session, token=token, address=None, at=at).email
    except CaseworkError as error:
        return error.message_id


def test_nobody_but_an_administrator_invites_a_colleague(session: Session, cast: Cast) -> None:
    before = len(session.exec(select(Account)).all())
    for who in (cast.maya, cast.omar, cast.priya, cast.rosa, cast.charlie):
        with pytest.raises(Denied):
            invited(session, cast, by=who)
    assert len(session.exec(select(Account)).all()) == before


def test_the_link_works_once_and_only_its_hash_is_kept(session: Session, cast: Cast) -> None:
    made = invited(session, cast)
    assert accounts.roles_of(session, made.account.id) == {"case_manager"}
    assert (made.account.email, made.account.staff_team_id) == ("nora@example.test", cast.north.id)
    assert made.token not in repr(session.exec(select(Invitation)).one())
    assert looked(session, made.token) == "nora@example.test"
    assert not joining.look(session, token=made.token, address=None, at=NOW).is_family
    joining.finish(session, token=made.token, password_hash="a hash", at=NOW)
    assert made.account.password_hash == "a hash"
    assert looked(session, made.token) == "link_used"
    actions = session.exec(select(AuditEvent.action).order_by(col(AuditEvent.id))).all()
    assert actions == [Permission.ACCOUNT_INVITE, Permission.OWN_SESSION]


def test_a_link_ends_with_its_time_with_a_newer_one_and_with_a_lock(session: Session, cast: Cast) -> None:
    first = invited(session, cast)
    assert looked(session, first.token, first.expires_at + timedelta(seconds=1)) == "link_expired"
    again = staff_invitations.new_link(session, actor=cast.alma.actor, account_id=first.account.id, at=NOW)
    assert looked(session, first.token) == "link_not_right"
    assert looked(session, again.token) == "nora@example.test"
    account_changes.lock(session, actor=cast.alma.actor, account_id=first.account.id, at=NOW)
    assert looked(session, again.token) == "link_not_right"


def test_no_link_is_made_for_who_has_a_password_for_a_family_or_for_another_agency(
    session: Session, cast: Cast
) -> None:
    """Else an administrator could take over an account that somebody uses."""
    other = factories.organization(session, name="Bridge")
    nia = factories.account(session, organization_id=other.id, roles=(Role.CASE_MANAGER,), name="Nia Other")
    cast.maya.account.password_hash = "a hash"
    cast.rosa.account.password_hash = None
    session.flush()
    for account, why in (
        (cast.maya.account, "already_joined"),
        (cast.rosa.account, "roles_do_not_mix"),
        (nia, "account_not_found"),
        (cast.alma.account, "own_account"),
    ):
        with pytest.raises(CaseworkError) as refused:
            staff_invitations.new_link(session, actor=cast.alma.actor, account_id=account.id, at=NOW)
        assert refused.value.message_id == why
    assert session.exec(select(Invitation)).all() == []


def test_what_is_not_right_is_said_and_makes_no_account(session: Session, cast: Cast) -> None:
    other = factories.organization(session, name="Bridge")
    theirs = factories.staff_team(session, organization_id=other.id, name="East")
    before = len(session.exec(select(Account)).all())

    def why(**more: Any) -> str:
        with pytest.raises(CaseworkError) as refused:
            invited(session, cast, **more)
        return refused.value.message_id

    family = Place(roles=frozenset({Role.FAMILY}))
    elsewhere = Place(roles=frozenset({Role.CASE_MANAGER}), staff_team_id=theirs.id)
    assert why(name="  ") == "name_missing"
    assert why(email="nora") == "email_not_valid"
    assert why(email="MAYA@example.test") == "email_taken"
    assert why(place=Place(roles=frozenset())) == "roles_missing"
    assert why(place=family) == "roles_do_not_mix"
    assert why(place=elsewhere) == "team_not_found"
    assert len(session.exec(select(Account)).all()) == before
