"""An administrator's changes to accounts: what they do at once, and what nobody can make of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from casepwa.casework.accounts import account_changes, accounts, sign_in_sessions
from casepwa.casework.accounts.account_changes import Place
from casepwa.casework.approvals import approvals, named_seconds, note_reach
from casepwa.casework.errors import CaseworkError, Denied, NotSignedIn
from casepwa.casework.permissions import Permission
from casepwa.models import Account, AuditEvent, NamedSecond, SignInSession, StaffTeamSupervisor
from casepwa.models.codes import Role
from casepwa.models.columns import now
from tests import factories
from tests.cast import Cast, Person, person

NOW = datetime.now(UTC)
Verb = Callable[..., Any]


def change(session: Session, actor: Person, whom: Person, *roles: Role, **more: Any) -> None:
    place = Place(roles=frozenset(roles), **more)
    account_changes.change(session, actor=actor.actor, account_id=whom.id, place=place, at=NOW)


def to_case_manager(session: Session, stage: Cast, actor: Person, account_id: Any) -> None:
    place = Place(roles=frozenset({Role.CASE_MANAGER}), staff_team_id=stage.north.id)
    account_changes.change(session, actor=actor.actor, account_id=account_id, place=place, at=NOW)


def locked(session: Session, stage: Cast, actor: Person, account_id: Any) -> None:
    account_changes.lock(session, actor=actor.actor, account_id=account_id, at=NOW)


def unlocked(session: Session, stage: Cast, actor: Person, account_id: Any) -> None:
    account_changes.unlock(session, actor=actor.actor, account_id=account_id, at=NOW)


VERBS = (to_case_manager, locked, unlocked)


@pytest.fixture
def bo(session: Session, cast: Cast) -> Person:
    """A second administrator. Both can sign in."""
    second = person(
        session,
        organization=cast.organization,
        name="Bo Lind",
        title="Administrator",
        roles=(Role.ADMINISTRATOR,),
        has_phone=False,
    )
    cast.alma.account.password_hash = second.account.password_hash = "a hash"
    session.flush()
    return second


def refused(verb: Verb, session: Session, cast: Cast, actor: Person, account_id: Any) -> str:
    with pytest.raises(CaseworkError) as why:
        verb(session, cast, actor, account_id)
    return why.value.message_id


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_but_an_administrator_changes_an_account(verb: Verb, session: Session, cast: Cast) -> None:
    for who in (cast.maya, cast.omar, cast.priya, cast.rosa, cast.charlie):
        with pytest.raises(Denied):
            verb(session, cast, who, cast.charlie.id)


@pytest.mark.parametrize("verb", VERBS)
def test_another_agencys_account_is_out_of_reach(verb: Verb, session: Session, cast: Cast) -> None:
    other = factories.organization(session, name="Bridge")
    nia = factories.account(session, organization_id=other.id, roles=(Role.CASE_MANAGER,), name="Nia Other")
    assert refused(verb, session, cast, cast.alma, nia.id) == "account_not_found"
    assert nia.locked_at is None


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_changes_or_locks_their_own_account(
    verb: Verb, session: Session, cast: Cast, bo: Person
) -> None:
    assert refused(verb, session, cast, cast.alma, cast.alma.id) == "own_account"
    assert accounts.roles_of(session, cast.alma.id) == {"administrator"}


@pytest.mark.parametrize("verb", [to_case_manager, locked])
def test_two_administrators_cannot_do_away_with_each_other(
    verb: Verb, session: Session, cast: Cast, bo: Person
) -> None:
    """Alma was locked after Bo's event had passed the guard: her sessions are over, his agency is not."""
    locked(session, cast, bo, cast.alma.id)
    assert refused(verb, session, cast, cast.alma, bo.id) == "last_administrator"
    assert bo.account.locked_at is None
    assert accounts.roles_of(session, bo.id) == {"administrator"}


def test_an_administrator_who_cannot_sign_in_does_not_count(session: Session, cast: Cast, bo: Person) -> None:
    cast.alma.account.password_hash = None
    session.flush()
    assert refused(locked, session, cast, cast.alma, bo.id) == "last_administrator"


def test_a_locked_account_is_out_at_once_everywhere_and_can_come_back(session: Session, cast: Cast) -> None:
    sessions = [factories.sign_in_session(session, account_id=cast.maya.id) for _ in range(2)]
    locked(session, cast, cast.alma, cast.maya.id)
    session.expire_all()
    assert [row.ended_reason for row in session.exec(select(SignInSession))] == ["locked", "locked"]
    with pytest.raises(NotSignedIn):
        sign_in_sessions.actor_of(session, session_id=sessions[0].id, account_id=cast.maya.id, at=NOW)
    unlocked(session, cast, cast.alma, cast.maya.id)
    assert cast.maya.account.locked_at is None
    assert session.exec(select(SignInSession).where(SignInSession.ended_at == None)).all() == []  # noqa: E711
    events = session.exec(select(AuditEvent)).all()
    assert {(one.action, one.subject_id) for one in events} == {(Permission.ACCOUNT_LOCK, cast.maya.id)}
    assert sorted(str(one.ids) for one in events) == ["{'locked': False}", "{'locked': True}"]


def test_new_roles_end_the_sessions_of_the_old_ones_and_a_new_team_does_not(
    session: Session, cast: Cast
) -> None:
    factories.sign_in_session(session, account_id=cast.maya.id)
    change(session, cast.alma, cast.maya, Role.CASE_MANAGER, staff_team_id=cast.south.id)
    session.expire_all()
    assert cast.maya.account.staff_team_id == cast.south.id
    assert session.exec(select(SignInSession)).one().ended_at is None
    change(session, cast.alma, cast.maya, Role.SUPERVISOR, leads=frozenset({cast.south.id}))
    session.expire_all()
    assert session.exec(select(SignInSession)).one().ended_reason == "roles_changed"
    assert accounts.roles_of(session, cast.maya.id) == {"supervisor"}


def test_who_is_no_supervisor_any_more_leads_no_team(session: Session, cast: Cast) -> None:
    change(
        session,
        cast.alma,
        cast.omar,
        Role.CASE_MANAGER,
        staff_team_id=cast.north.id,
        leads=frozenset({cast.north.id}),
    )
    assert session.exec(select(StaffTeamSupervisor)).all() == []
    change(session, cast.alma, cast.omar, Role.SUPERVISOR, leads=frozenset({cast.south.id}))
    led = session.exec(select(StaffTeamSupervisor)).one()
    assert (led.account_id, led.staff_team_id) == (cast.omar.id, cast.south.id)


def test_a_family_account_is_locked_but_never_made_staff(session: Session, cast: Cast) -> None:
    assert refused(to_case_manager, session, cast, cast.alma, cast.rosa.id) == "roles_do_not_mix"
    assert accounts.roles_of(session, cast.rosa.id) == {"family"}
    locked(session, cast, cast.alma, cast.rosa.id)
    assert cast.rosa.account.locked_at is not None


def test_roles_and_teams_must_go_together(session: Session, cast: Cast) -> None:
    other = factories.organization(session, name="Bridge")
    theirs = factories.staff_team(session, organization_id=other.id, name="East")

    def why(*roles: Role, **more: Any) -> str:
        with pytest.raises(CaseworkError) as found:
            change(session, cast.alma, cast.maya, *roles, **more)
        return found.value.message_id

    assert why() == "roles_missing"
    assert why(Role.FAMILY) == "roles_do_not_mix"
    assert why(Role.CASE_MANAGER) == "works_in_no_team"
    assert why(Role.SUPERVISOR) == "leads_no_team"
    assert why(Role.CASE_MANAGER, staff_team_id=theirs.id) == "team_not_found"
    assert why(Role.SUPERVISOR, leads=frozenset({theirs.id})) == "team_not_found"
    assert accounts.roles_of(session, cast.maya.id) == {"case_manager"}


@pytest.mark.parametrize("side", ["who named", "who was named"])
def test_who_supervises_no_more_neither_has_a_named_second_nor_is_one(
    session: Session, cast: Cast, side: str
) -> None:
    sol = person(
        session, organization=cast.organization, name="Sol Weber", title="Lead", roles=(Role.SUPERVISOR,)
    )
    factories.named_second(session, account_id=cast.omar.id, second_id=sol.id)
    whom, other = (cast.omar, sol) if side == "who named" else (sol, cast.omar)
    change(session, cast.alma, other, Role.SUPERVISOR, leads=frozenset({cast.south.id}))
    assert named_seconds.mine(session, actor=cast.omar.actor) is not None
    change(session, cast.alma, whom, Role.CASE_MANAGER, staff_team_id=cast.north.id)
    assert session.exec(select(NamedSecond.ends_at)).one() == NOW
    events = session.exec(select(AuditEvent).where(AuditEvent.action == "second.name")).all()
    assert [(event.account_id, event.ids["is_ended"]) for event in events] == [(cast.alma.id, True)]
    assert approvals.topic(cast.organization.id) in session.info["casepwa_bulletins"]
    reviewed = session.exec(select(Account.id).where(note_reach.is_reviewed_by(sol.actor, now())))
    assert cast.omar.id not in reviewed.all()


def test_a_second_who_is_locked_is_not_said_to_approve(session: Session, cast: Cast) -> None:
    sol = person(
        session, organization=cast.organization, name="Sol Weber", title="Lead", roles=(Role.SUPERVISOR,)
    )
    factories.named_second(session, account_id=cast.omar.id, second_id=sol.id)
    locked(session, cast, cast.alma, sol.id)
    assert named_seconds.mine(session, actor=cast.omar.actor) is None
    unlocked(session, cast, cast.alma, sol.id)
    assert named_seconds.mine(session, actor=cast.omar.actor) is not None
