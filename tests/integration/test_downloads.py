"""How many files one account, or one calendar feed, is given in an hour; what is more is told to wait."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from casepwa.casework import downloads
from casepwa.casework.downloads import Download
from casepwa.casework.errors import TooManyTries
from casepwa.models import SignInThrottle
from casepwa.models.codes import SharedKind, Surface
from casepwa.models.columns import now
from tests import factories
from tests.cast import Cast, play
from tests.databases import KINDS, database_with_tables
from tests.integration.signed_in import signed_in


@pytest.fixture
def cast(site: Session, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Everybody may take two of each in an hour."""
    monkeypatch.setattr(downloads, "MOST_AN_HOUR", dict.fromkeys(Download, 2))
    cast = play(site)
    factories.crisis_plan(site, client_id=cast.luis.id, author_id=cast.priya.id)
    factories.grant(
        site,
        account_id=cast.rosa.id,
        client_id=cast.luis.id,
        granted_by_id=cast.maya.id,
        kind=SharedKind.CRISIS_PLAN,
    )
    site.commit()
    return cast


def paths(cast: Cast) -> dict[str, str]:
    return {
        "omar": f"/api/v1/clients/{cast.luis.id}/brief.pdf",
        "priya": f"/api/v1/clients/{cast.luis.id}/crisis-plan.pdf",
        "alma": "/api/v1/audit.csv",
        "rosa": "/api/v1/calendar",
    }


def an_hour_passes(site: Session) -> None:
    for row in site.exec(select(SignInThrottle)):
        row.last_failed_at -= timedelta(hours=1)
    site.commit()


def heard(browser: TestClient, path: str, times: int) -> list[int]:
    return [browser.get(path).status_code for _ in range(times)]


@pytest.mark.parametrize("name", ["omar", "priya", "alma", "rosa"])
def test_too_many_files_in_an_hour_are_told_to_wait_and_come_again(
    site: Session, cast: Cast, name: str
) -> None:
    path = paths(cast)[name]
    browser = signed_in(site, getattr(cast, name).account, surface=Surface.DESK)
    assert heard(browser, path, 2) == [200, 200]
    refused = browser.get(path)
    assert (refused.status_code, refused.json()["error"]["id"]) == (429, "taken_a_lot")
    assert 0 < int(refused.headers["retry-after"]) <= 3600
    site.expire_all()
    an_hour_passes(site)
    assert heard(browser, path, 1) == [200]


def test_one_account_does_not_use_up_anothers(site: Session, cast: Cast) -> None:
    path = paths(cast)["omar"]
    omar, maya = (signed_in(site, each.account, surface=Surface.DESK) for each in (cast.omar, cast.maya))
    assert heard(omar, path, 3) == [200, 200, 429]
    assert heard(maya, path, 1) == [200]


def test_what_is_refused_counts_too(site: Session, cast: Cast) -> None:
    charlie = signed_in(site, cast.charlie.account, surface=Surface.DESK)
    assert heard(charlie, paths(cast)["omar"], 3) == [403, 403, 429]


def test_a_feed_is_counted_by_its_own_address(site: Session, cast: Cast) -> None:
    rosa = signed_in(site, cast.rosa.account)
    feed = rosa.post("/api/v1/calendar/feed").json()["path"]
    anyone = TestClient(rosa.app, base_url=str(rosa.base_url))
    assert heard(anyone, feed, 3) == [200, 200, 429]
    assert int(anyone.get(feed).headers["retry-after"]) > 0
    renewed = rosa.post("/api/v1/calendar/feed").json()["path"]
    assert heard(anyone, renewed, 1) == [200]
    assert rosa.post("/api/v1/calendar/feed").status_code == 429, "no way round by new feeds"


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_counted_alike_on_both_databases(
    kind: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_AN_HOUR", dict.fromkeys(Download, 2))
    at = now()
    with database_with_tables(kind, tmp_path_factory.mktemp("db")) as engine, Session(engine) as session:
        for minutes in (0, 30):
            downloads.count(session, Download.PAPER, by="omar", at=at + timedelta(minutes=minutes))
        with pytest.raises(TooManyTries) as refused:
            downloads.count(session, Download.PAPER, by="omar", at=at + timedelta(minutes=45))
        assert refused.value.retry_after == 15 * 60
        downloads.count(session, Download.PAPER, by="omar", at=at + timedelta(minutes=60))
        session.rollback()
