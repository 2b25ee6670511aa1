"""A caseload file in the browser: tried, then taken in whole or not at all; nothing of it is told on."""

import logging

import pytest
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from casepwa.api import caseload_files as route
from casepwa.models import AuditEvent, Client, TeamMember
from casepwa.models.codes import Surface
from tests.cast import Cast, play
from tests.integration.signed_in import signed_in

ADDRESS = "/api/v1/caseload-file"
HEADER = "case_number,given_name,family_name,birth_date,case_manager,program,medical_summary"


def row(number: str, name: str, *, born: str = "2016-02-29", worker: str = "maya@example.test") -> str:
    return f"{number},{name},{born},{worker},Targeted case management,unique secret words"


GOOD = "\n".join([HEADER, row("A-1", "Nora,Whit"), row("A-2", "Sam,Okoro")]).encode()


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


@pytest.fixture
def alma(site: Session, stage: Cast) -> TestClient:
    return signed_in(site, stage.alma.account, surface=Surface.DESK)


def post(alma: TestClient, contents: bytes, query: str = "") -> dict:
    answer = alma.post(f"{ADDRESS}{query}", content=contents, headers={"content-type": "text/csv"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def imported(site: Session) -> list[str]:
    site.expire_all()
    found = sorted(one.import_key or "" for one in site.exec(select(Client)) if one.import_key)
    site.commit()
    return found


def events(site: Session) -> list[AuditEvent]:
    imports = select(AuditEvent).where(AuditEvent.action == "caseload.import")
    return list(site.exec(imports.order_by(col(AuditEvent.id))))


def test_a_try_changes_nothing_and_taking_in_brings_everyone_once(
    site: Session, stage: Cast, alma: TestClient
) -> None:
    found = post(alma, GOOD)
    assert (found["people"], found["problem_count"], found["taken"]) == (2, 0, None)
    assert imported(site) == []
    taken = post(alma, GOOD, "?take=1")["taken"]
    assert (taken["people"], taken["families"]) == (2, 2)
    assert imported(site) == ["A-1", "A-2"]
    again = post(alma, GOOD, "?take=1")
    assert (again["people"], again["known"], again["taken"]["people"]) == (0, 2, 0)
    assert imported(site) == ["A-1", "A-2"]
    theirs = site.exec(select(TeamMember).where(TeamMember.account_id == stage.maya.id)).all()
    assert len({one.client_id for one in theirs}) >= 2


def test_one_bad_cell_and_nothing_is_taken_in(site: Session, alma: TestClient) -> None:
    bad = "\n".join([HEADER, row("A-1", "Nora,Whit"), row("A-2", "Sam,Okoro", born="29.2.16")]).encode()
    found = post(alma, bad, "?take=1")
    assert found["taken"] is None
    assert [(one["line"], one["column"], one["id"]) for one in found["problems"]] == [
        (3, "birth_date", "import_not_a_day")
    ]
    assert imported(site) == []


def test_days_are_read_as_declared(alma: TestClient) -> None:
    file = "\n".join([HEADER, row("A-1", "Nora,Whit", born="29/02/2016")]).encode()
    assert post(alma, file)["problem_count"] == 1
    assert post(alma, file, "?date_format=DD/MM/YYYY")["problem_count"] == 0
    answer = alma.post(f"{ADDRESS}?date_format=%25q", content=file)
    assert (answer.status_code, answer.json()["error"]["id"]) == (422, "import_way")


def test_who_is_here_already_is_told_by_case_number_and_never_by_name(
    site: Session, stage: Cast, alma: TestClient
) -> None:
    post(alma, "\n".join([HEADER, row("A-1", "Catherine,Whitfield")]).encode(), "?take=1")
    found = post(alma, "\n".join([HEADER, row("B-9", "Katherine,Whitfeld")]).encode())
    (like,) = found["likenesses"]
    assert (like["line"], like["name"], like["other_case_number"]) == (2, "Katherine Whitfeld", "A-1")
    assert "Catherine" not in str(found)


def test_nothing_of_the_file_is_audited_or_logged(
    site: Session, alma: TestClient, stage: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bad = "\n".join([HEADER, row("A-1", "Nora,Secretname", born="secretday")]).encode()
    post(alma, bad)
    post(alma, bad, "?take=1")
    post(alma, GOOD, "?take=1")
    told = [(event.account_id, event.ids) for event in events(site)]
    assert [ids.get("is_dry_run", False) for _, ids in told] == [True, False]
    assert {account for account, _ in told} == {stage.alma.id}
    assert told[0][1] == {"is_dry_run": True, "people": 1, "known": 0, "likenesses": 0, "problems": 1}
    everything = str(told).casefold() + caplog.text.casefold()
    assert "secret" not in everything
    assert "nora" not in everything


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    alma: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(route, "LARGEST", 100)
    answer = alma.post(ADDRESS, content=GOOD)
    assert (answer.status_code, answer.json()["error"]["id"]) == (413, "too_large")


def test_what_is_no_text_is_said_kindly(alma: TestClient) -> None:
    for contents, says in (
        (b"PK\x03\x04rest", "import_is_workbook"),
        (b"", "import_empty"),
        (b"\xff\xfea\x00", "import_is_utf16"),
        (b'case_number,given_name\n1,"open', "import_open_quote"),
    ):
        assert [one["id"] for one in post(alma, contents)["problems"]] == [says]


def test_many_problems_are_counted_and_some_shown(alma: TestClient) -> None:
    lines = [row(f"A-{n}", "Nora,Whit", born="never") for n in range(route.SHOWN + 50)]
    found = post(alma, "\n".join([HEADER, *lines]).encode())
    assert (found["problem_count"], len(found["problems"])) == (route.SHOWN + 50, route.SHOWN)


def test_who_is_no_administrator_is_refused_before_the_file_is_looked_at(site: Session, stage: Cast) -> None:
    for who in (stage.maya, stage.omar, stage.rosa, stage.charlie):
        answer = signed_in(site, who.account, surface=Surface.DESK).post(f"{ADDRESS}?take=1", content=GOOD)
        assert (answer.status_code, answer.json()["error"]["id"]) == (403, "not_allowed")
    assert imported(site) == []
