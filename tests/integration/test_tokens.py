"""The cookie: forged, stale, borrowed and incomplete ones are nobody's."""

from datetime import UTC, datetime
from typing import Any

import pytest
from jose import jwt
from sqlmodel import Session

from casepwa.api import tokens
from casepwa.casework.errors import NotSignedIn
from casepwa.models import SignInSession
from tests import factories
from tests.cast import Cast, play
from tests.integration.signed_in import browser

URL = "/api/v1/session"
NOW = int(datetime.now(UTC).timestamp())


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


@pytest.fixture
def row(site: Session, stage: Cast) -> SignInSession:
    row = factories.sign_in_session(site, account_id=stage.maya.id)
    site.commit()
    return row


def claims(row: SignInSession, **changed: Any) -> dict[str, Any]:
    whole = {"sub": str(row.account_id), "sid": str(row.id), "aud": "casepwa", "iat": NOW, "exp": NOW + 3600}
    return {name: value for name, value in (whole | changed).items() if value is not ...}


def asks(token: str) -> int:
    client = browser()
    client.cookies.set("casepwa", token)
    return client.get(URL).status_code


def signed(content: dict[str, Any], key: str | None = None, algorithm: str = "HS256") -> str:
    return jwt.encode(content, key or tokens._key(), algorithm=algorithm)


def test_a_whole_and_genuine_cookie_is_believed(row: SignInSession) -> None:
    assert asks(signed(claims(row))) == 200


@pytest.mark.parametrize("missing", ["sub", "sid", "aud", "iat", "exp"])
def test_every_claim_is_required(missing: str, row: SignInSession) -> None:
    assert asks(signed(claims(row, **{missing: ...}))) == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "another"},
        {"exp": NOW - 10},
        {"exp": "soon"},
        {"iat": "lately"},
        {"sid": "1"},
        {"sid": None},
        {"sid": ["a"]},
        {"sub": "1"},
        {"aud": ["another", "third"]},
    ],
)
def test_a_claim_that_is_wrong_makes_it_nobodys(wrong: dict[str, Any], row: SignInSession) -> None:
    try:
        token = signed(claims(row, **wrong))
    except Exception:  # jose refuses to write some of these: forge them by hand
        token = _by_hand(claims(row, **wrong))
    assert asks(token) == 401


def test_another_key_or_algorithm_is_refused(row: SignInSession) -> None:
    assert asks(signed(claims(row), key="k" * 64)) == 401
    assert asks(signed(claims(row), algorithm="HS512")) == 401
    assert asks(_unsigned(claims(row))) == 401


def test_one_persons_session_under_anothers_name_is_refused(row: SignInSession, stage: Cast) -> None:
    assert asks(signed(claims(row, sub=str(stage.alma.id)))) == 401
    assert asks(signed(claims(row, sid="00000000-0000-7000-8000-000000000000"))) == 401


@pytest.mark.parametrize("rubbish", ["", ".", "..", "a.b.c", "null", "{}", "é" * 9, "e" * 9000])
def test_rubbish_is_nobody_and_no_error(rubbish: str, site: Session) -> None:
    with pytest.raises(NotSignedIn):
        tokens.read(rubbish)


def test_the_cookie_is_not_signed_with_the_secret_itself(row: SignInSession) -> None:
    assert asks(signed(claims(row), key="only for tests, and longer than 32 bytes")) == 401


def test_a_missing_or_short_secret_stops_the_first_cookie(
    site: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casepwa.settings import settings

    for secret in ("", "thirty-one bytes are too few..."):
        monkeypatch.setenv("CASEPWA_SECRET_KEY", secret)
        settings.cache_clear()
        tokens._key.cache_clear()
        with pytest.raises(RuntimeError, match="CASEPWA_SECRET_KEY"):
            tokens.read("a.b.c")


def _by_hand(content: dict[str, Any]) -> str:
    import json

    from jose import jws

    return jws.sign(json.dumps(content).encode(), tokens._key(), algorithm="HS256")


def _unsigned(content: dict[str, Any]) -> str:
    import base64
    import json

    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(content)}."
