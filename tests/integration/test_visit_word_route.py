"""Setting both words: the password again, kept as hashes, asked for from then on."""

import pytest
from sqlmodel import Session, select

from casepwa.casework.accounts import passwords
from casepwa.models import AuditEvent, VisitWord
from tests.cast import Cast, play
from tests.integration.signed_in import signed_in

PASSWORD = "a fine long password"
SAID = {"word": "Blue heron", "duress_word": "marble", "password": PASSWORD}


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    cast.maya.account.password_hash = passwords.hash_password(PASSWORD)
    site.commit()
    return cast


def test_both_words_are_kept_as_hashes_and_the_trail_says_that_they_were_set(
    site: Session, stage: Cast
) -> None:
    client = signed_in(site, stage.maya.account, device=stage.maya.device)
    assert client.put("/api/v1/visit-word", json=SAID).status_code == 204
    row = site.exec(select(VisitWord)).one()
    assert passwords.matches("blue heron", row.word_hash)
    assert passwords.matches("marble", row.duress_hash)
    [event] = site.exec(select(AuditEvent).where(AuditEvent.action == "visit_word.set")).all()
    assert event.account_id == stage.maya.id
    site.commit()
    assert client.put("/api/v1/visit-word", json={**SAID, "word": "another"}).status_code == 204
    site.expire_all()
    row = site.exec(select(VisitWord)).one()
    assert passwords.matches("another", row.word_hash)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "not her password at all"}, "password_wrong"),
        ({"word": "no"}, "visit_word_too_short"),
        ({"duress_word": "blue herons"}, "visit_words_too_alike"),
    ],
)
def test_who_holds_an_unlocked_phone_does_not_choose_the_words(
    site: Session, stage: Cast, change: dict[str, str], said: str
) -> None:
    client = signed_in(site, stage.maya.account, device=stage.maya.device)
    answer = client.put("/api/v1/visit-word", json=SAID | change)
    assert (answer.status_code, answer.json()["error"]["id"]) == (422, said)
    assert site.exec(select(VisitWord)).all() == []


def test_guessing_the_password_here_waits_as_it_does_at_signing_in(site: Session, stage: Cast) -> None:
    client = signed_in(site, stage.maya.account, device=stage.maya.device)
    wrong = SAID | {"password": "not her password at all"}
    answers = [client.put("/api/v1/visit-word", json=wrong).status_code for _ in range(7)]
    assert answers[-1] == 429
