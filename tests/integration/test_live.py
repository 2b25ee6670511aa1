"""A call for help reaches the supervisor's open screen without reload; who may look no more sees no more."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from casepwa import database
from casepwa.casework.accounts import account_sessions
from casepwa.casework.commands import AlarmHelp
from casepwa.casework.notes import contact_notes
from casepwa.casework.recorded import Recorded
from casepwa.casework.safety import alarms
from casepwa.models import AccountRole, Alarm, AlarmReading, ReadEvent, SafetyConcern
from casepwa.models.codes import Role, Surface
from casepwa.models.columns import new_id
from casepwa.state import supervisor, watching
from tests import factories
from tests.cast import Cast, play
from tests.integration import sockets
from tests.integration.signed_in import signed_in

STATE = "casepwa___state___supervisor____supervisor_state"


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


@pytest.fixture
def omar(site: Session, stage: Cast) -> Iterator[sockets.Tab]:
    """Omar's open alarms screen, with nothing on it yet."""
    browser: TestClient = signed_in(site, stage.omar.account, surface=Surface.DESK)
    with sockets.running() as server, sockets.tab(server, browser) as page:
        page.hydrated()
        assert page.ask(f"{STATE}.look")["status"] == "empty"
        page.send(f"{STATE}.follow")
        page.hydrated()
        yield page


def call_for_help(stage: Cast) -> Alarm:
    """As another process would: its own unit of work."""
    now = datetime.now(UTC)
    with database.unit_of_work() as session:
        return alarms.help(
            session,
            actor=stage.maya.actor,
            payload=AlarmHelp(alarm_id=new_id(), happened_at=now),
            recorded=Recorded(recorded_at=now, received_at=now),
        )


def test_a_call_for_help_arrives_on_the_open_screen_and_is_not_read_by_that(
    omar: sockets.Tab, stage: Cast, site: Session
) -> None:
    alarm = call_for_help(stage)
    shown = omar.until("waiting")["waiting"]
    assert [(one["id"], one["raised_by"], one["read"]) for one in shown] == [
        (str(alarm.id), "Maya Brooks", "none")
    ]
    assert site.get(AlarmReading, (alarm.id, stage.omar.id)) is None


def test_opening_it_says_who_read_it_and_settling_it_how(
    omar: sockets.Tab, stage: Cast, site: Session
) -> None:
    alarm = call_for_help(stage)
    omar.until("waiting")
    omar.send(f"{STATE}.look", path=f"/supervisor?alarm={alarm.id}")
    assert [one["name"] for one in omar.until("chosen")["chosen"]["read_by"]] == ["Omar Haddad"]
    omar.send(f"{STATE}.settle", form={"alarm_id": str(alarm.id), "how": "   "})
    assert omar.until("how_error")["how_error"] == "settling_says_how"
    omar.send(f"{STATE}.settle", form={"alarm_id": str(alarm.id), "how": "Spoke with her; she is home."})
    while not (settled := omar.until("settled")["settled"]):
        pass  # drawn for the reading, before the settling
    assert settled[0]["settled_how"] == "Spoke with her; she is home."
    site.expire_all()
    kept = site.get_one(Alarm, alarm.id)
    assert (kept.settled_by_id, kept.settled_how) == (stage.omar.id, "Spoke with her; she is home.")


def tell_a_concern(stage: Cast, what: str) -> Alarm:
    """Maya sends a note that tells one."""
    note_id = new_id()
    with database.unit_of_work() as session:
        said = factories.concern(what=what)
        payload = factories.note_submit(client_id=stage.luis.id, note_id=note_id, safety_concern=said)
        recorded = factories.recorded(datetime.now(UTC))
        contact_notes.submit(session, actor=stage.maya.actor, payload=payload, recorded=recorded)
        told = select(SafetyConcern.id).where(SafetyConcern.note_id == note_id)
        return session.exec(select(Alarm).where(col(Alarm.concern_id).in_(told))).one()


def reads() -> list[tuple[UUID, UUID, str]]:
    """Who read of whom, and what."""
    with database.unit_of_work(readonly=True) as session:
        return list(session.exec(select(ReadEvent.account_id, ReadEvent.client_id, ReadEvent.what)))


def test_what_was_told_of_a_concern_comes_to_the_screen_that_opened_it_and_the_trail_says_so(
    omar: sockets.Tab, stage: Cast
) -> None:
    alarm = tell_a_concern(stage, "A secret word: heliotrope.")
    assert "heliotrope" not in str(omar.until("waiting"))
    assert reads() == []
    omar.send(f"{STATE}.look", path=f"/supervisor?alarm={alarm.id}")
    shown = omar.until("chosen")
    assert shown["chosen"]["said"]["what"] == "A secret word: heliotrope."
    assert "heliotrope" not in str([shown.get("waiting"), shown.get("settled")])
    assert reads() == [(stage.omar.id, stage.luis.id, "note")]
    other = tell_a_concern(stage, "Another secret word: gentian.")
    while len((drawn := omar.until("waiting"))["waiting"]) < 2:
        pass  # drawn for the reading
    assert str(other.id) in str(drawn)
    assert "gentian" not in str(drawn)
    everything = omar.hydrated()
    assert everything[f"{sockets.ROOT}.{STATE}"]["chosen"]["said"]["what"] == "A secret word: heliotrope."
    assert "gentian" not in str(everything)


@pytest.mark.parametrize("broken", [(supervisor, "_listed"), (watching, "still_acting")])
def test_a_fault_of_the_database_is_said_and_the_screen_goes_on_by_itself(
    omar: sockets.Tab, stage: Cast, monkeypatch: pytest.MonkeyPatch, broken: tuple[Any, str]
) -> None:
    whole, faults = getattr(*broken), iter([True, True])

    def fails_twice(*given: Any) -> Any:
        if next(faults, False):
            raise OperationalError("select", None, Exception("terminating connection"))
        return whole(*given)

    monkeypatch.setattr(watching, "AGAIN_AFTER", 0.05)
    monkeypatch.setattr(*broken, fails_twice)
    alarm = call_for_help(stage)
    assert omar.until("notice")["notice"] == "not_live"
    heard = omar.hear()
    while "waiting" not in heard or "notice" not in heard:
        heard |= omar.hear()
    assert ([one["id"] for one in heard["waiting"]], heard["notice"]) == ([str(alarm.id)], "")


def test_whose_sessions_an_administrator_ends_hears_nothing_more(omar: sockets.Tab, stage: Cast) -> None:
    with database.unit_of_work() as session:
        account_sessions.end_all(
            session, actor=stage.alma.actor, account_id=stage.omar.id, at=datetime.now(UTC)
        )
    call_for_help(stage)
    heard: list[str] = []
    assert omar.close_code(heard) == 4401
    assert "Maya" not in "".join(heard)


def test_who_loses_the_role_is_told_so_instead_of_the_news(
    omar: sockets.Tab, stage: Cast, site: Session
) -> None:
    site.delete(site.get_one(AccountRole, (stage.omar.id, Role.SUPERVISOR)))
    site.commit()
    call_for_help(stage)
    answer = omar.until("notice")
    assert answer["notice"] == "not_allowed"
    assert "Maya" not in str(answer)
