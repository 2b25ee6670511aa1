"""The link by which a family member joins: it works once, and ends with the account."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from casepwa.casework import secret_links
from casepwa.casework.errors import Conflict, Denied
from casepwa.casework.family import family_accounts
from casepwa.casework.family.family_accounts import Invited
from casepwa.models import (
    Account,
    Device,
    Invitation,
)
from casepwa.models.codes import Custody
from tests import factories
from tests.integration.inviting import NOW, grandmother, installation_secret, invite
from tests.integration.phones import Agency
from tests.integration.signed_in import browser, phone_of, signed_in

pytestmark = pytest.mark.usefixtures(installation_secret.__name__)
PASSWORD = "seven green boats at noon"


@pytest.fixture
def invited(agency: Agency) -> Invited:
    cast = agency.cast
    member = grandmother(agency.session, cast, custody=Custody.NONE, orders_checked_on=NOW.date())
    found = invite(agency.session, cast, member.id)
    found.account.awaits_approval = False
    agency.session.commit()
    return found


def joining(client: TestClient, token: str, password: str | None = None) -> tuple[int, str]:
    said = {"token": token} | ({"password": password} if password is not None else {})
    answer = client.post("/api/v1/join" + ("" if password is not None else "/look"), json=said)
    told = answer.json()
    return answer.status_code, told["error"]["id"] if "error" in told else told["email"]


def test_the_invited_person_sets_a_password_once_and_signs_in(agency: Agency, invited: Invited) -> None:
    phone = browser()
    assert joining(phone, invited.token) == (200, "ines@example.test")
    assert joining(phone, invited.token, "short") == (422, "password_too_short")
    assert joining(phone, invited.token, PASSWORD) == (200, "ines@example.test")
    assert joining(phone, invited.token, PASSWORD) == (422, "link_used")
    said = {"email": "ines@example.test", "password": PASSWORD}
    answer = phone.post("/api/v1/session", json=said)
    assert answer.json()["first_screen"] == "/family"
    assert answer.json()["has_store"] is True


def test_links_that_are_made_up_old_cancelled_or_not_agreed_to_do_not_work(
    agency: Agency, invited: Invited
) -> None:
    phone = browser()
    changed = ("B" if invited.token[0] == "A" else "A") + invited.token[1:]
    for made_up in ("x", secret_links.make("join"), secret_links.make("calendar"), changed):
        assert joining(phone, made_up) == (422, "link_not_right")
    (row,) = agency.rows(Invitation)
    assert invited.token not in str(row.model_dump())
    row.expires_at = NOW - timedelta(minutes=1)
    agency.change(row)
    assert joining(phone, invited.token) == (422, "link_expired")
    another = family_accounts.new_link(
        agency.session,
        actor=agency.cast.maya.actor,
        client_id=agency.cast.luis.id,
        account_id=invited.account.id,
        at=NOW,
    )
    agency.session.commit()
    assert joining(phone, invited.token) == (422, "link_not_right")
    account = agency.session.get_one(Account, invited.account.id)
    account.awaits_approval = True
    agency.change(account)
    assert joining(phone, another.token, PASSWORD) == (422, "link_waits")


def test_guessing_links_has_to_wait(agency: Agency) -> None:
    phone, wrong = browser(), secret_links.make("join")
    answers = [joining(phone, wrong)[1] for _ in range(6)]
    assert answers[-1] == "too_many_tries"


def test_ending_an_account_ends_its_sessions_and_its_link(agency: Agency, invited: Invited) -> None:
    cast, session = agency.cast, agency.session
    rosas = signed_in(session, cast.rosa.account, device=cast.rosa.device)
    for account_id in (cast.rosa.id, invited.account.id):
        family_accounts.end(
            session, actor=cast.maya.actor, client_id=cast.luis.id, account_id=account_id, at=NOW
        )
    session.commit()
    assert rosas.get("/api/v1/session").status_code == 401
    assert joining(browser(), invited.token) == (422, "link_not_right")


def test_the_phone_of_who_was_ended_is_told_to_erase_and_nobody_elses_is(agency: Agency) -> None:
    """Two people on a phone are two devices: the other adult of the household keeps theirs."""
    cast, session = agency.cast, agency.session
    rosas, mayas = agency.phone(cast.rosa), agency.phone(cast.maya)
    rosas.sync()
    at_the_desk = factories.device(session, account_id=cast.rosa.id)
    family_accounts.suspend(
        session, actor=cast.maya.actor, client_id=cast.luis.id, account_id=cast.rosa.id, at=NOW
    )
    family_accounts.end(
        session, actor=cast.maya.actor, client_id=cast.luis.id, account_id=cast.rosa.id, at=NOW
    )
    session.commit()
    answer = rosas.post()
    assert (answer.status_code, answer.json()["error"]["id"]) == (401, "device_revoked")
    assert mayas.post().status_code == 200
    revoked = {row.id for row in agency.rows(Device) if row.revoked_at == NOW}
    assert revoked == {phone_of(cast.rosa).id, at_the_desk.id}


def test_who_invites_an_ended_account_again_with_its_email_is_told_what_to_do(agency: Agency) -> None:
    cast, session = agency.cast, agency.session
    member = grandmother(session, cast, custody=Custody.NONE, orders_checked_on=NOW.date())
    known = {"actor": cast.maya.actor, "client_id": cast.luis.id, "at": NOW}
    family_accounts.end(session, account_id=invite(session, cast, member.id).account.id, **known)
    with pytest.raises(Conflict, match="email_of_ended_account"):
        invite(session, cast, member.id)
    with pytest.raises(Denied, match="email_taken"):  # of somebody else it says no more
        invite(session, cast, None)
