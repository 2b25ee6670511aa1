"""What an administrator sees and does: accounts, sessions, the audit trail; their own agency's only."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from casepwa.casework import audit
from casepwa.casework.accounts import (
    account_directory,
    account_sessions,
    audit_trail,
    devices,
    sign_in_sessions,
)
from casepwa.casework.accounts.audit_trail import Asked
from casepwa.casework.errors import Denied, NotFound, NotSignedIn
from casepwa.casework.notes import contact_notes
from casepwa.casework.permissions import Permission
from casepwa.models import AuditEvent, ReadEvent, SignInSession
from casepwa.models.codes import Role
from casepwa.state.audit import entry_of
from tests import factories
from tests.cast import Cast

NOW = datetime.now(UTC)


@pytest.fixture
def stranger(session: Session):
    """Someone of another agency in the same installation."""
    other = factories.organization(session, name="Bridge")
    return factories.account(session, organization_id=other.id, roles=(Role.CASE_MANAGER,), name="Nia Other")


def test_accounts_are_listed_with_roles_and_open_sign_ins(session: Session, cast: Cast, stranger) -> None:
    factories.sign_in_session(session, account_id=cast.maya.id)
    factories.sign_in_session(session, account_id=cast.maya.id, ended_at=NOW)
    factories.sign_in_session(session, account_id=cast.maya.id, last_seen_at=NOW - timedelta(days=4))
    listed = {one.name: one for one in account_directory.everyone(session, actor=cast.alma.actor, at=NOW)}
    assert "Nia Other" not in listed
    assert (listed["Maya Brooks"].roles, listed["Maya Brooks"].team) == (("case_manager",), "North")
    assert listed["Maya Brooks"].open_sessions == 1
    assert listed["Alma Frost"].is_me


def test_ending_sessions_ends_every_one_of_that_account_only(session: Session, cast: Cast) -> None:
    for person in (cast.maya, cast.maya, cast.omar):
        factories.sign_in_session(session, account_id=person.id)
    account_sessions.end_all(session, actor=cast.alma.actor, account_id=cast.maya.id, at=NOW)
    session.expire_all()
    still_open = [row.account_id for row in session.exec(select(SignInSession)) if row.ended_at is None]
    assert still_open == [cast.omar.id]
    event = session.exec(select(AuditEvent)).one()
    assert (event.action, event.subject_id) == (Permission.ACCOUNT_END_SESSIONS, cast.maya.id)


def test_one_session_is_seen_with_its_device_and_ended_alone(session: Session, cast: Cast, stranger) -> None:
    phone = factories.device(session, account_id=cast.maya.id, name="Maya's phone")
    kept = factories.sign_in_session(session, account_id=cast.maya.id, last_seen_at=NOW - timedelta(hours=1))
    lost = factories.sign_in_session(session, account_id=cast.maya.id, device_id=phone.id, last_seen_at=NOW)
    factories.sign_in_session(session, account_id=cast.maya.id, ended_at=NOW)
    theirs = factories.sign_in_session(session, account_id=stranger.id)
    alma = cast.alma.actor
    seen = account_sessions.of_account(session, actor=alma, account_id=cast.maya.id, at=NOW)
    assert [(one.id, one.device, one.last_contact_at) for one in seen] == [
        (lost.id, "Maya's phone", NOW),
        (kept.id, None, NOW - timedelta(hours=1)),
    ]
    account_sessions.end_one(session, actor=alma, session_id=lost.id, at=NOW)
    seen = account_sessions.of_account(session, actor=alma, account_id=cast.maya.id, at=NOW)
    assert [one.id for one in seen] == [kept.id]
    event = session.exec(select(AuditEvent)).one()
    assert (event.subject_id, event.ids) == (cast.maya.id, {"sign_in": str(lost.id)})
    with pytest.raises(Denied):
        account_sessions.end_one(session, actor=alma, session_id=theirs.id, at=NOW)
    with pytest.raises(NotFound):
        account_sessions.of_account(session, actor=alma, account_id=stranger.id, at=NOW)


def test_a_lost_phone_is_signed_out_and_erased_and_no_other_device(
    session: Session, cast: Cast, stranger
) -> None:
    lost = factories.device(session, account_id=cast.maya.id, name="Maya's phone")
    kept = factories.device(session, account_id=cast.maya.id, name="Maya's tablet")
    on = {
        device.id: factories.sign_in_session(session, account_id=cast.maya.id, device_id=device.id)
        for device in (lost, kept)
    }
    owner = devices.erase(session, actor=cast.alma.actor, device_id=lost.id, at=NOW)
    session.expire_all()
    assert owner == cast.maya.id
    assert (lost.revoked_at, on[lost.id].ended_at, on[lost.id].ended_reason) == (NOW, NOW, "device_revoked")
    assert (kept.revoked_at, on[kept.id].ended_at) == (None, None)
    with pytest.raises(NotSignedIn, match="device_revoked"):  # what makes the phone erase its copy
        sign_in_sessions.actor_of(session, session_id=on[lost.id].id, account_id=cast.maya.id, at=NOW)
    left = devices.of_account(session, actor=cast.alma.actor, account_id=cast.maya.id, at=NOW)
    assert {one.device.id for one in left} == {kept.id, cast.maya.actor.device_id}
    event = session.exec(select(AuditEvent)).one()
    assert (event.action, event.subject_id) == (Permission.ACCOUNT_ERASE_DEVICE, cast.maya.id)
    assert event.ids == {"device": str(lost.id)}


def test_a_device_that_is_signed_out_already_can_still_be_erased(session: Session, cast: Cast) -> None:
    phone = factories.device(session, account_id=cast.maya.id)
    ended = factories.sign_in_session(
        session, account_id=cast.maya.id, device_id=phone.id, ended_at=NOW - timedelta(hours=1)
    )
    known = devices.of_account(session, actor=cast.alma.actor, account_id=cast.maya.id, at=NOW)
    assert [one.is_signed_in for one in known if one.device.id == phone.id] == [False]
    devices.erase(session, actor=cast.alma.actor, device_id=phone.id, at=NOW)
    with pytest.raises(NotSignedIn, match="device_revoked"):
        sign_in_sessions.actor_of(session, session_id=ended.id, account_id=cast.maya.id, at=NOW)


def test_a_device_of_another_agency_or_of_nobody_is_refused_alike(
    session: Session, cast: Cast, stranger
) -> None:
    theirs = factories.device(session, account_id=stranger.id)
    for device_id in (theirs.id, uuid4()):
        with pytest.raises(Denied):
            devices.erase(session, actor=cast.alma.actor, device_id=device_id, at=NOW)
    assert theirs.revoked_at is None
    with pytest.raises(NotFound):
        devices.of_account(session, actor=cast.alma.actor, account_id=stranger.id, at=NOW)


def test_another_agencys_account_is_not_found(session: Session, cast: Cast, stranger) -> None:
    factories.sign_in_session(session, account_id=stranger.id)
    with pytest.raises(NotFound):
        account_sessions.end_all(session, actor=cast.alma.actor, account_id=stranger.id, at=NOW)
    assert session.exec(select(SignInSession)).one().ended_at is None


@pytest.fixture
def trail(session: Session, cast: Cast, stranger) -> None:
    audit.done(session, cast.maya.actor, Permission.SYNC, at=NOW - timedelta(hours=3))
    audit.denied(session, cast.charlie.actor, Denied(Permission.CLIENT_READ, client_id=cast.luis.id))
    audit.denied(session, None, Denied(Permission.OWN_SESSION))
    session.add(AuditEvent(account_id=stranger.id, action="client.read"))
    read = ReadEvent(
        account_id=cast.omar.id, client_id=cast.luis.id, what="note", read_at=NOW - timedelta(hours=1)
    )
    session.add(read)
    session.flush()


def whose(session: Session, cast: Cast, **asked: object) -> list[tuple[str | None, str, str]]:
    found = audit_trail.page(session, actor=cast.alma.actor, asked=Asked(**asked)).entries  # type: ignore[arg-type]
    return [(entry.who, entry.action, entry.outcome) for entry in found]


def test_the_trail_says_who_did_saw_and_was_refused_what(session: Session, cast: Cast, trail: None) -> None:
    assert set(whose(session, cast)) == {
        (None, "session.own", "denied"),
        ("Charlie Webb", "client.read", "denied"),
        ("Omar Haddad", "note", "read"),
        ("Maya Brooks", "sync.own", "done"),
    }


def test_the_trail_is_filtered_by_person_outcome_action_and_time(
    session: Session, cast: Cast, trail: None
) -> None:
    assert whose(session, cast, account_id=cast.omar.id) == [("Omar Haddad", "note", "read")]
    assert {who for who, _, _ in whose(session, cast, outcome="denied")} == {None, "Charlie Webb"}
    assert whose(session, cast, outcome="read") == [("Omar Haddad", "note", "read")]
    assert whose(session, cast, action="sync.own") == [("Maya Brooks", "sync.own", "done")]
    assert whose(session, cast, until=NOW - timedelta(hours=2)) == [("Maya Brooks", "sync.own", "done")]
    assert whose(session, cast, since=NOW - timedelta(hours=2), outcome="done") == []


def test_the_trail_tells_what_was_decided_in_words_that_are_known(session: Session, cast: Cast) -> None:
    def add(action: Permission, **ids: object) -> None:
        audit.done(session, cast.omar.actor, action, **ids)  # type: ignore[arg-type]

    add(Permission.CONTACT_NOTE_REVIEW, decision="returned", version=2)
    add(Permission.ACCOUNT_LOCK, locked=True)
    add(Permission.ACCOUNT_LOCK, locked=False)
    add(Permission.ACCOUNT_CHANGE, roles=["case_manager", "supervisor"])
    add(Permission.SECOND_NAME, second_id=cast.omar.id, is_ended=False)
    session.flush()
    rows = [entry_of(one) for one in audit_trail.page(session, actor=cast.alma.actor, asked=Asked()).entries]
    told = [(one.details, one.roles) for one in reversed(rows)]
    assert told == [
        (["returned"], []),
        (["locked"], []),
        (["not_locked"], []),
        ([], ["case_manager", "supervisor"]),
        ([], []),
    ]


def test_the_trail_comes_in_pages_newest_first_with_nothing_twice(session: Session, cast: Cast) -> None:
    for n in range(120):
        audit.done(session, cast.maya.actor, Permission.SYNC, at=NOW - timedelta(minutes=n))
    session.flush()
    pages = [audit_trail.page(session, actor=cast.alma.actor, asked=Asked(), number=n) for n in range(3)]
    assert [len(page.entries) for page in pages] == [50, 50, 20]
    assert [page.has_more for page in pages] == [True, True, False]
    times = [entry.at for page in pages for entry in page.entries]
    assert times == sorted(times, reverse=True)
    assert len({entry.id for page in pages for entry in page.entries}) == 120


def test_the_trail_holds_no_clinical_text(session: Session, cast: Cast) -> None:
    from casepwa.casework.recorded import Recorded

    contact_notes.submit(
        session,
        actor=cast.maya.actor,
        payload=factories.note_submit(
            client_id=cast.luis.id,
            text="unique secret word",
            safety_concern=factories.concern(what="unique secret"),
        ),
        recorded=Recorded(recorded_at=factories.MONDAY, received_at=factories.MONDAY),
    )
    found = audit_trail.page(session, actor=cast.alma.actor, asked=Asked()).entries
    assert found
    assert "secret" not in repr(found)
    assert "Delgado" not in repr(found)


def test_nobody_but_an_administrator_administers(session: Session, cast: Cast) -> None:
    phone = factories.device(session, account_id=cast.maya.id)
    for person in (cast.maya, cast.omar, cast.priya, cast.rosa, cast.charlie):
        with pytest.raises(Denied):
            account_directory.everyone(session, actor=person.actor, at=NOW)
        with pytest.raises(Denied):
            account_sessions.end_all(session, actor=person.actor, account_id=cast.maya.id, at=NOW)
        with pytest.raises(Denied):
            devices.erase(session, actor=person.actor, device_id=phone.id, at=NOW)
        with pytest.raises(Denied):
            devices.of_account(session, actor=person.actor, account_id=cast.maya.id, at=NOW)
        with pytest.raises(Denied):
            audit_trail.page(session, actor=person.actor, asked=Asked())
        with pytest.raises(Denied):
            audit_trail.actions(session, actor=person.actor)
