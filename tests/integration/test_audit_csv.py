"""The audit trail as a file: what the filters find, no clinical text, nothing a spreadsheet computes."""

import csv
from datetime import datetime, timedelta
from io import StringIO

import pytest
from sqlmodel import Session, select

from casepwa.api.audit_csv import COLUMNS, MARK, sheet
from casepwa.casework import audit
from casepwa.casework.accounts import audit_trail
from casepwa.casework.accounts.audit_trail import PAGE, Asked
from casepwa.casework.errors import Denied
from casepwa.casework.permissions import Permission
from casepwa.models import AuditEvent, ReadEvent
from casepwa.models.codes import Role, Surface
from casepwa.models.columns import new_id, now
from tests import factories
from tests.cast import Cast, play
from tests.integration.signed_in import signed_in


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    at = now()
    for n in range(PAGE + 10):
        audit.done(site, cast.maya.actor, Permission.SYNC, at=at - timedelta(minutes=n))
    site.add(
        ReadEvent(
            account_id=cast.omar.id, client_id=cast.luis.id, what="note", read_at=at - timedelta(hours=9)
        )
    )
    stranger = factories.account(
        site, organization_id=factories.organization(site, name="Bridge").id, roles=(Role.CASE_MANAGER,)
    )
    site.add(AuditEvent(account_id=stranger.id, action="client.read"))
    site.commit()
    return cast


def rows_of(site: Session, stage: Cast, query: str = "") -> list[dict[str, str]]:
    answer = signed_in(site, stage.alma.account, surface=Surface.DESK).get(f"/api/v1/audit.csv{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith('attachment; filename="audit-trail-')
    text = answer.content.decode()
    assert text.startswith(MARK)
    found = list(csv.DictReader(StringIO(text.removeprefix(MARK))))
    assert not found or tuple(found[0]) == COLUMNS
    return found


def test_the_file_holds_more_than_a_page_newest_first_of_ones_own_agency(site: Session, stage: Cast) -> None:
    rows = rows_of(site, stage)
    assert len(rows) == PAGE + 10 + 1 + 1  # Maya's, Omar's, and that Alma takes it
    times = [datetime.fromisoformat(row["time"]) for row in rows]
    assert times == sorted(times, reverse=True)
    assert (rows[0]["who"], rows[0]["action"]) == ("Alma Frost", "audit.export")
    assert (rows[-1]["who"], rows[-1]["outcome"], rows[-1]["person_id"]) == (
        "Omar Haddad",
        "Read",
        str(stage.luis.id),
    )
    assert "client.read" not in {row["action"] for row in rows}


def test_the_file_holds_what_the_filters_show(site: Session, stage: Cast) -> None:
    assert {row["who"] for row in rows_of(site, stage, "?outcome=read")} == {"Omar Haddad"}
    assert len(rows_of(site, stage, f"?who={stage.maya.id}&action=sync.own")) == PAGE + 10
    assert rows_of(site, stage, "?until=2000-01-01") == []
    assert rows_of(site, stage, "?action=no.such") == []


def test_that_it_was_taken_is_written_down_with_its_filters_and_no_text(site: Session, stage: Cast) -> None:
    rows_of(site, stage, f"?who={stage.maya.id}&action=words+that+somebody+typed&since=2026-01-01")
    event = site.exec(select(AuditEvent).where(AuditEvent.action == "audit.export")).one()
    assert event.account_id == stage.alma.id
    assert event.ids == {"of_account": str(stage.maya.id), "since": "2026-01-01T00:00:00-05:00"}


def test_the_file_says_what_was_decided_and_with_which_records(site: Session, stage: Cast) -> None:
    note_id, at = new_id(), now()
    audit.done(
        site,
        stage.omar.actor,
        Permission.CONTACT_NOTE_REVIEW,
        subject_kind="contact_note",
        subject_id=note_id,
        at=at - timedelta(hours=2),
        version=2,
        decision="withdrawn",
    )
    audit.done(site, stage.alma.actor, Permission.ACCOUNT_LOCK, at=at - timedelta(hours=3), locked=False)
    odd = {"=cmd()": ["-1", "+2"]}  # nothing writes this; a file is guarded all the same
    site.add(AuditEvent(account_id=stage.alma.id, action="account.lock", at=at - timedelta(hours=4), ids=odd))
    site.commit()
    found = {row["time"]: row["details"] for row in rows_of(site, stage) if row["details"]}
    assert list(found.values()) == ["version=2; decision=withdrawn", "locked=no", "'=cmd()=-1, +2"]


def test_times_are_the_agencys(site: Session, stage: Cast) -> None:
    site.add(AuditEvent(account_id=stage.maya.id, action="sync.own", at=factories.MONDAY))
    site.commit()
    (row,) = rows_of(site, stage, "?since=2026-03-02&until=2026-03-02")
    assert row["time"] == "2026-03-02 10:00:00-05:00"


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x","y")']
)
def test_no_cell_is_a_formula(name: str) -> None:
    (line,) = sheet([[name, "Maya"]])
    assert next(csv.reader(StringIO(line, newline=""))) == [f"'{name}", "Maya"]


def test_the_whole_trail_is_as_its_pages_on_both_databases(session: Session, cast: Cast) -> None:
    for n in range(PAGE + 20):
        audit.done(session, cast.maya.actor, Permission.SYNC, at=now() - timedelta(minutes=n))
        session.add(ReadEvent(account_id=cast.omar.id, client_id=cast.luis.id, what="note", read_at=now()))
    session.flush()
    alma = cast.alma.actor
    pages = [audit_trail.page(session, actor=alma, asked=Asked(), number=n).entries for n in range(3)]
    assert list(audit_trail.whole(session, actor=alma, asked=Asked())) == [
        one for page in pages for one in page
    ]


def test_nobody_but_an_administrator_takes_it(session: Session, cast: Cast) -> None:
    for who in (cast.maya, cast.omar, cast.priya, cast.rosa, cast.charlie):
        with pytest.raises(Denied):
            audit_trail.whole(session, actor=who.actor, asked=Asked())
        with pytest.raises(Denied):
            audit_trail.exported(session, actor=who.actor, asked=Asked())
