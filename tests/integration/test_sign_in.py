"""Signing in over HTTP: one answer for every failure, growing waits, whose device it is."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from casepwa.casework.accounts import passwords
from casepwa.models import AccountRole, AuditEvent, SignInSession, SignInThrottle
from casepwa.models.codes import Role
from tests.cast import Cast, play
from tests.integration.signed_in import browser, phone_of

PASSWORD = "our green kettle sings at dusk"
HASH = passwords.hash_password(PASSWORD)
URL = "/api/v1/session"


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    for person in (cast.maya, cast.omar, cast.rosa, cast.charlie, cast.alma):
        person.account.password_hash = HASH
        site.add(person.account)
    site.commit()
    return cast


def attempt(email: str = "maya@example.test", password: str = PASSWORD, client=None, **more):
    return (client or browser()).post(URL, json={"email": email, "password": password, **more})


def test_the_right_password_opens_a_session_that_the_next_request_belongs_to(stage: Cast) -> None:
    client = browser()
    answer = attempt(client=client)
    assert answer.status_code == 200
    said = answer.json()
    assert said["account"]["id"] == str(stage.maya.id)
    assert said["first_screen"] == "/today"
    assert client.get(URL).json()["device_id"] == said["device_id"]


def test_the_email_is_found_however_it_is_typed(stage: Cast) -> None:
    assert attempt(email="  MAYA@Example.Test ").status_code == 200


def test_unknown_wrong_locked_and_passwordless_are_one_answer(site: Session, stage: Cast) -> None:
    stage.charlie.account.locked_at = datetime.now(UTC)
    site.add(stage.charlie.account)
    site.commit()
    answers = [
        attempt(email="nobody@example.test"),
        attempt(password="a wrong kettle sings at dusk"),
        attempt(email=stage.charlie.account.email),
        attempt(email=stage.priya.account.email),
        attempt(password="x" * 1000),
        attempt(password=""),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.text for answer in answers} == {'{"error":{"id":"sign_in_failed","params":{}}}'}
    assert all("set-cookie" not in answer.headers for answer in answers)


@pytest.mark.parametrize("case", ["unknown", "wrong", "locked", "passwordless"])
def test_every_failure_checks_exactly_one_hash(
    case: str, site: Session, stage: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Equal work instead of a stopwatch: each failing path hashes once, at the same cost."""
    if case == "locked":
        stage.maya.account.locked_at = datetime.now(UTC)
        site.add(stage.maya.account)
        site.commit()
    checked: list[str] = []
    verify = passwords._context.verify
    monkeypatch.setattr(
        passwords._context, "verify", lambda secret, hashed: checked.append(hashed) or verify(secret, hashed)
    )
    email = {"unknown": "nobody@x.test", "passwordless": stage.priya.account.email}.get(
        case, "maya@example.test"
    )
    attempt(email=email, password=PASSWORD if case == "locked" else "a wrong kettle sings")
    assert len(checked) == 1
    assert checked[0].startswith("$argon2id$v=19$m=47104,t=2,p=1$")


def test_after_five_wrong_tries_even_the_right_password_waits_and_the_wait_grows(
    site: Session, stage: Cast
) -> None:
    for _ in range(5):
        assert attempt(password="a wrong kettle sings").status_code == 401
    told = attempt()
    assert told.status_code == 429
    seconds = told.json()["error"]["params"]["seconds"]
    assert 1 <= seconds <= 15
    assert told.headers["retry-after"] == str(seconds)
    _let_pass(site, timedelta(seconds=15))
    assert attempt(password="a wrong kettle sings").status_code == 401
    assert 15 < attempt().json()["error"]["params"]["seconds"] <= 30


def test_a_wait_that_is_over_is_over_and_the_right_password_clears_the_count(
    site: Session, stage: Cast
) -> None:
    for _ in range(5):
        attempt(password="a wrong kettle sings")
    _let_pass(site, timedelta(seconds=15))
    assert attempt().status_code == 200
    for _ in range(4):
        assert attempt(password="a wrong kettle sings").status_code == 401
    assert attempt().status_code == 200


def test_an_unknown_email_is_made_to_wait_just_the_same(stage: Cast) -> None:
    answers = [attempt(email="nobody@example.test").status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]


def test_asking_during_a_wait_does_not_lengthen_it(site: Session, stage: Cast) -> None:
    for _ in range(5):
        attempt(password="a wrong kettle sings")
    for _ in range(20):
        assert attempt().status_code == 429
    _let_pass(site, timedelta(seconds=15))
    assert attempt().status_code == 200


def test_one_address_that_tries_many_accounts_waits(stage: Cast) -> None:
    answers = [attempt(email=f"guess{n}@example.test").status_code for n in range(31)]
    assert answers == [401] * 30 + [429]
    assert attempt().status_code == 429


def test_a_forwarded_address_is_believed_only_from_a_proxy_we_know(
    stage: Cast, monkeypatch: pytest.MonkeyPatch, site: Session
) -> None:
    client = browser()
    for n in range(30):
        client.post(
            URL, json={"email": f"g{n}@x.test", "password": "x"}, headers={"x-forwarded-for": f"10.0.0.{n}"}
        )
    addresses = [key for key in site.exec(select(SignInThrottle.key)) if key.startswith("address:")]
    assert len(addresses) == 1


def test_no_book_of_unknown_addresses_is_kept(site: Session, stage: Cast) -> None:
    attempt(email="my.secret.clinic@example.test")
    assert "secret" not in " ".join(site.exec(select(SignInThrottle.key)))


def test_a_session_replaces_the_one_whose_cookie_came_along(site: Session, stage: Cast) -> None:
    client = browser()
    attempt(client=client)
    attempt(client=client, email="rosa@example.test")
    rows = {row.account_id: row for row in site.exec(select(SignInSession))}
    assert rows[stage.maya.id].ended_reason == "replaced"
    assert rows[stage.rosa.id].ended_at is None
    assert client.get(URL).json()["account"]["id"] == str(stage.rosa.id)


def test_each_sign_in_makes_another_token(stage: Cast) -> None:
    assert attempt().headers["set-cookie"] != attempt().headers["set-cookie"]


def test_the_cookie_is_for_this_host_only_and_no_script_reads_it(stage: Cast) -> None:
    cookie = attempt().headers["set-cookie"]
    assert cookie.startswith("casepwa=")
    for part in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie


def test_under_https_the_cookie_is_secure_and_named_for_its_host(
    stage: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(origin="https://testserver")
    client.base_url = "https://testserver"
    cookie = attempt(client=client).headers["set-cookie"]
    assert cookie.startswith("__Host-casepwa=")
    assert "Secure" in cookie
    assert client.get(URL).status_code == 200
    client.cookies = {"casepwa": client.cookies["__Host-casepwa"]}
    assert client.get(URL).status_code == 401


def test_my_own_device_is_recognised(site: Session, stage: Cast) -> None:
    said = attempt(device_id=str(phone_of(stage.maya).id), device_name="Maya's phone").json()
    assert said["device_id"] == str(phone_of(stage.maya).id)
    site.refresh(phone_of(stage.maya))
    assert phone_of(stage.maya).name == "Maya's phone"


def test_a_device_of_another_account_is_refused(site: Session, stage: Cast) -> None:
    answer = attempt(device_id=str(phone_of(stage.charlie).id))
    assert (answer.status_code, answer.json()["error"]["id"]) == (409, "device_of_another")
    assert site.exec(select(SignInSession)).first() is None


def test_whose_device_it_is_is_said_only_to_who_knows_the_password(stage: Cast) -> None:
    answer = attempt(password="a wrong kettle sings", device_id=str(phone_of(stage.charlie).id))
    assert answer.json()["error"]["id"] == "sign_in_failed"


def test_a_device_that_was_erased_begins_anew(site: Session, stage: Cast) -> None:
    phone_of(stage.maya).revoked_at = datetime.now(UTC)
    site.add(phone_of(stage.maya))
    site.commit()
    answer = attempt(device_id=str(phone_of(stage.maya).id))
    assert (answer.status_code, answer.json()["error"]["id"]) == (401, "device_revoked")
    assert attempt().status_code == 200


def test_who_works_at_a_desk_gets_a_desks_session_whatever_is_asked(site: Session, stage: Cast) -> None:
    said = attempt(email="omar@example.test", surface="phone").json()
    assert (said["surface"], said["first_screen"]) == ("desk", "/approvals")
    row = site.exec(select(SignInSession)).one()
    assert row.expires_at - row.created_at == timedelta(hours=24)


def test_on_a_phone_a_supervisor_who_also_has_cases_is_only_a_case_manager(
    site: Session, stage: Cast
) -> None:
    site.add(AccountRole(account_id=stage.maya.id, role=Role.SUPERVISOR))
    site.commit()
    phone = attempt().json()
    desk = attempt(surface="desk").json()
    assert (phone["account"]["roles"], phone["first_screen"]) == (["case_manager"], "/today")
    assert (desk["account"]["roles"], desk["first_screen"]) == (["case_manager", "supervisor"], "/approvals")


def test_signing_in_and_failing_to_are_both_in_the_audit_trail(site: Session, stage: Cast) -> None:
    attempt()
    attempt(password="a wrong kettle sings")
    attempt(email="nobody@example.test")
    events = site.exec(select(AuditEvent).order_by(col(AuditEvent.id))).all()
    assert [(event.account_id, event.outcome, event.subject_kind) for event in events] == [
        (stage.maya.id, "done", "sign_in"),
        (stage.maya.id, "denied", "sign_in"),
        (None, "denied", "sign_in"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"email": "maya@example.test"}',
        b'{"email": {"$ne": ""}, "password": "x"}',
        b'{"email": "maya@example.test", "password": "\\ud800"}',
        b'{"email": "maya@example.test", "password": "x", "roles": ["administrator"]}',
        b'{"email": "maya@example.test", "password": "x", "device_id": "1 or 1=1"}',
    ],
)
def test_what_is_not_understood_is_refused_without_repeating_it(body: bytes, stage: Cast) -> None:
    answer = browser().post(URL, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"]["id"] == "not_understood"
    assert "maya" not in answer.text


def _let_pass(site: Session, time: timedelta) -> None:
    """Move every throttle into the past by ``time``."""
    for row in site.exec(select(SignInThrottle)):
        row.next_try_at -= time
        row.last_failed_at -= time
        site.add(row)
    site.commit()
