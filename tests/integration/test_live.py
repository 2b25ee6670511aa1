"""A call for help reaches the supervisor's open screen without reload; who may look no more sees no more."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from casepwa import database
from casepwa.casework.accounts import account_sessions
from casepwa.casework.commands import AlarmHelp
from casepwa.casework.recorded import Recorded
from casepwa.casework.safety import alarms
from casepwa.models import AccountRole, Alarm, AlarmReading
from casepwa.models.codes import Role, Surface
from casepwa.models.columns import new_id
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
