"""Sessions: how long they last, who can end them, and that an ended one is ended everywhere at once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from casepwa.casework.accounts import sign_in_sessions
from casepwa.models import AccountRole, AuditEvent, Device, SignInSession
from casepwa.models.codes import Role, RuleName, Surface
from tests import factories
from tests.cast import Cast, play
from tests.integration.signed_in import browser, phone_of, signed_in

URL = "/api/v1/session"
HOUR = timedelta(hours=1)


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


def only_row(site: Session) -> SignInSession:
    site.expire_all()
    return site.exec(select(SignInSession)).one()


def change(site: Session, **values: object) -> None:
    row = only_row(site)
    for name, value in values.items():
        setattr(row, name, value)
    site.add(row)
    site.commit()


def error_of(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["id"]


NOBODY = (401, "not_signed_in")


def test_without_a_cookie_nobody_is_signed_in(stage: Cast) -> None:
    assert error_of(browser().get(URL)) == NOBODY


def test_signing_out_ends_the_session_for_every_copy_of_its_cookie(site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.maya.account)
    thief = browser()
    thief.cookies.update(client.cookies)
    answer = client.delete(URL)
    assert answer.status_code == 204
    assert 'casepwa=""' in answer.headers["set-cookie"]
    assert error_of(thief.get(URL)) == NOBODY
    assert only_row(site).ended_reason == "signed_out"


def test_signing_out_twice_or_without_a_cookie_is_no_error(site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.maya.account)
    cookie = dict(client.cookies)
    assert client.delete(URL).status_code == 204
    client.cookies.update(cookie)
    assert client.delete(URL).status_code == 204
    assert browser().delete(URL).status_code == 204
    assert len(site.exec(select(AuditEvent).where(AuditEvent.subject_kind == "sign_out")).all()) == 1


@pytest.mark.parametrize(
    ("surface", "idle", "whole"),
    [(Surface.PHONE, 72 * HOUR, 720 * HOUR), (Surface.DESK, HOUR, 24 * HOUR)],
)
def test_a_session_ends_without_contact_and_at_its_end(
    surface: Surface, idle: timedelta, whole: timedelta, site: Session, stage: Cast
) -> None:
    client = signed_in(site, stage.maya.account, surface=surface)
    now = datetime.now(UTC)
    change(site, last_seen_at=now - idle + timedelta(minutes=1), expires_at=now + whole)
    assert client.get(URL).status_code == 200
    change(site, last_seen_at=now - idle - timedelta(minutes=1))
    assert error_of(client.get(URL)) == NOBODY
    change(site, last_seen_at=now, expires_at=now - timedelta(seconds=1))
    assert error_of(client.get(URL)) == NOBODY


def test_a_session_found_idle_does_not_come_back_by_asking_again(site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.maya.account)
    change(site, last_seen_at=datetime.now(UTC) - 73 * HOUR)
    for _ in range(2):
        assert error_of(client.get(URL)) == NOBODY


def test_contact_counts_and_is_written_down_at_most_once_a_minute(site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.maya.account)
    before = datetime.now(UTC) - timedelta(minutes=5)
    change(site, last_seen_at=before)
    client.get(URL)
    first = only_row(site).last_seen_at
    client.get(URL)
    assert first > before
    assert only_row(site).last_seen_at == first


def test_a_page_that_asks_by_itself_is_no_contact(site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.omar.account, surface=Surface.DESK)
    before = datetime.now(UTC) - timedelta(minutes=30)
    change(site, last_seen_at=before)
    answer = client.get(URL, params={"contact": "none"})
    assert datetime.fromisoformat(answer.json()["until"]) == before + HOUR
    assert only_row(site).last_seen_at == before


def test_how_long_a_session_lasts_is_the_agencys_rule(site: Session, stage: Cast) -> None:
    factories.rule(
        site,
        organization_id=stage.organization.id,
        name=RuleName.PHONE_SESSION,
        value={"idle_hours": 2, "absolute_hours": 100},
    )
    client = signed_in(site, stage.maya.account)
    change(site, last_seen_at=datetime.now(UTC) - 3 * HOUR)
    assert error_of(client.get(URL)) == NOBODY


def test_a_rule_begins_on_the_agencys_day_and_not_on_that_of_utc(site: Session, stage: Cast) -> None:
    phone: dict[str, Any] = {
        "account": stage.maya.account,
        "device": stage.maya.device,
        "surface": Surface.PHONE,
    }
    factories.rule(
        site,
        organization_id=stage.organization.id,
        name=RuleName.PHONE_SESSION,
        value={"idle_hours": 2, "absolute_hours": 5},
        starts_on=date(2026, 3, 3),
    )
    for hour, is_new in ((2, False), (12, True)):
        at = datetime(2026, 3, 3, hour, tzinfo=UTC)  # at 2:00 it is still 2 March at the agency
        row = sign_in_sessions.start(site, at=at, address=None, user_agent=None, **phone)
        assert (row.expires_at == at + 5 * HOUR) is is_new
        still = sign_in_sessions.openness(site, stage.organization.id, at=at)
        row.last_seen_at = at - 3 * HOUR
        assert still(row) is not is_new


def test_locking_an_account_ends_what_it_is_doing(site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.maya.account)
    stage.maya.account.locked_at = datetime.now(UTC)
    site.add(stage.maya.account)
    site.commit()
    assert error_of(client.get(URL)) == NOBODY


def test_a_role_taken_away_is_gone_at_the_next_request(site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.omar.account, surface=Surface.DESK)
    assert client.get(URL).json()["account"]["roles"] == ["supervisor"]
    site.delete(site.get_one(AccountRole, (stage.omar.id, Role.SUPERVISOR)))
    site.commit()
    assert error_of(client.get(URL)) == (403, "not_allowed")


def test_signing_a_device_out_erases_it_and_ends_its_sessions(site: Session, stage: Cast) -> None:
    lost = signed_in(site, stage.maya.account, device=phone_of(stage.maya))
    here = signed_in(site, stage.maya.account, device=factories.device(site, account_id=stage.maya.id))
    assert here.delete(f"/api/v1/devices/{phone_of(stage.maya).id}").status_code == 204
    assert error_of(lost.get(URL)) == (401, "device_revoked")
    assert here.get(URL).status_code == 200
    listed = [one["is_this_one"] for one in here.get("/api/v1/devices").json()["devices"]]
    assert listed == [True]


def test_a_colleagues_device_and_one_that_never_was_are_equally_not_found(site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.maya.account, device=phone_of(stage.maya))
    for device_id in (phone_of(stage.charlie).id, "00000000-0000-7000-8000-000000000000"):
        assert error_of(client.delete(f"/api/v1/devices/{device_id}")) == (404, "device_not_found")
    site.expire_all()
    assert site.get_one(Device, phone_of(stage.charlie).id).revoked_at is None


def test_my_devices_say_which_is_signed_in_and_which_is_this_one(site: Session, stage: Cast) -> None:
    idle = factories.device(site, account_id=stage.maya.id, name="Old tablet")
    client = signed_in(site, stage.maya.account, device=phone_of(stage.maya))
    listed = client.get("/api/v1/devices").json()["devices"]
    assert [(one["id"], one["is_signed_in"], one["is_this_one"]) for one in listed] == [
        (str(phone_of(stage.maya).id), True, True),
        (str(idle.id), False, False),
    ]
    assert str(phone_of(stage.charlie).id) not in str(listed)
