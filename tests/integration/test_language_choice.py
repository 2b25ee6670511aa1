"""The language that a person reads goes with their account: from Settings, or the page they join by."""

import pytest
from sqlmodel import Session

from casepwa.casework.family.family_accounts import Invited
from casepwa.models import Account
from casepwa.models.codes import Surface
from tests.cast import Cast, play
from tests.integration.phones import Agency
from tests.integration.signed_in import browser, signed_in
from tests.integration.test_family_joining import PASSWORD, invited

assert invited  # a fixture, used by name

ADDRESS = "/api/v1/preferences/language"


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


def locale_of(site: Session, account: Account) -> str:
    site.expire_all()
    return site.get_one(Account, account.id).locale


@pytest.mark.parametrize("who", ["maya", "omar", "alma", "rosa"])
def test_everyone_chooses_their_own_and_nobody_elses(site: Session, stage: Cast, who: str) -> None:
    others = {name for name in ("maya", "omar", "alma", "rosa") if name != who}
    account = getattr(stage, who).account
    surface = Surface.DESK if who in ("omar", "alma") else Surface.PHONE
    client = signed_in(site, account, surface=surface)
    assert client.put(ADDRESS, json={"language": "es"}).status_code == 204
    assert locale_of(site, account) == "es"
    assert client.get("/api/v1/session").json()["account"]["locale"] == "es"
    assert (
        signed_in(site, account, surface=surface).get("/api/v1/session").json()["account"]["locale"] == "es"
    )
    assert {locale_of(site, getattr(stage, name).account) for name in others} == {"en"}


@pytest.mark.parametrize("code", ["xx", "", "../en", "ES", "es_MX", "e" * 21])
def test_a_language_without_a_catalogue_is_refused_and_nothing_changes(
    site: Session, stage: Cast, code: str
) -> None:
    client = signed_in(site, stage.maya.account)
    answer = client.put(ADDRESS, json={"language": code})
    assert answer.status_code == 422
    if len(code) <= 20:
        assert answer.json()["error"]["id"] == "language_not_offered"
    assert locale_of(site, stage.maya.account) == "en"


def test_whose_language_it_is_cannot_be_said_from_outside(site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.maya.account)
    said = {"language": "es", "account_id": str(stage.omar.id)}
    assert client.put(ADDRESS, json=said).status_code == 422
    assert browser().put(ADDRESS, json={"language": "es"}).status_code == 401
    foreign = client.put(ADDRESS, json={"language": "es"}, headers={"origin": "https://evil.test"})
    assert foreign.status_code == 403
    assert {locale_of(site, one.account) for one in (stage.maya, stage.omar)} == {"en"}


def test_who_joins_keeps_the_language_of_the_page(agency: Agency, invited: Invited) -> None:
    phone, said = browser(), {"token": invited.token, "password": PASSWORD}
    refused = phone.post("/api/v1/join", json={**said, "language": "xx"})
    assert (refused.status_code, refused.json()["error"]["id"]) == (422, "language_not_offered")
    assert phone.post("/api/v1/join", json={**said, "language": "es"}).status_code == 200, "not used up"
    account = agency.session.get_one(Account, invited.account.id, populate_existing=True)
    assert account.locale == "es"


def test_who_says_nothing_reads_english(agency: Agency, invited: Invited) -> None:
    said = {"token": invited.token, "password": PASSWORD}
    assert browser().post("/api/v1/join", json=said).status_code == 200
    account = agency.session.get_one(Account, invited.account.id, populate_existing=True)
    assert account.locale == "en"
