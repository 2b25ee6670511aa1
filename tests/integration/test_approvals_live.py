"""The approval desk's open screen: what arrives without reload, and what a second version does to it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from casepwa import database
from casepwa.casework.notes import contact_notes
from casepwa.casework.recorded import Recorded
from casepwa.models import ContactNote, ContactNoteComment, ContactNoteReading, ContactNoteVersion
from casepwa.models.codes import Surface
from tests import factories
from tests.cast import Cast, play
from tests.integration import sockets
from tests.integration.signed_in import signed_in

STATE = "casepwa___state___approvals____approvals_state"


@pytest.fixture
def stage(site: Session) -> Cast:
    cast = play(site)
    site.commit()
    return cast


@pytest.fixture
def omar(site: Session, stage: Cast) -> Iterator[sockets.Tab]:
    """Omar's open desk, with nothing on it yet."""
    browser: TestClient = signed_in(site, stage.omar.account, surface=Surface.DESK)
    with sockets.running() as server, sockets.tab(server, browser) as page:
        page.hydrated()
        page.send(f"{STATE}.look", path="/approvals")
        assert page.until("status")["status"] == "empty"
        page.send(f"{STATE}.follow", path="/approvals")
        page.hydrated()
        yield page


def submit(stage: Cast, **values: Any) -> ContactNote:
    """As another process would: its own unit of work."""
    at = datetime.now(UTC)
    times = {"started_at": at, "ended_at": at, "minutes": 0}
    payload = factories.note_submit(**{"client_id": stage.luis.id, **times, **values})
    with database.unit_of_work() as session:
        recorded = Recorded(recorded_at=at, received_at=at)
        return contact_notes.submit(session, actor=stage.maya.actor, payload=payload, recorded=recorded)


def opened(omar: sockets.Tab, note: ContactNote) -> dict[str, Any]:
    omar.send(f"{STATE}.look", path=f"/approvals?note={note.id}")
    return omar.until("chosen")["chosen"]


def test_a_note_arrives_on_the_open_desk_without_its_words(omar: sockets.Tab, stage: Cast) -> None:
    note = submit(stage, text="A secret word: heliotrope.")
    answer = omar.until("desk")
    assert [(row["id"], row["is_opened"]) for row in answer["desk"]["rows"]] == [(str(note.id), False)]
    assert "heliotrope" not in str(answer)


def test_an_opened_note_is_approved_and_taken_back_at_once(
    omar: sockets.Tab, stage: Cast, site: Session
) -> None:
    note = submit(stage)
    shown = opened(omar, note)
    assert shown["client"] == "Luis Delgado"
    named = {"note_id": shown["id"], "version": shown["version"], "sha256": shown["sha256"]}
    omar.send(f"{STATE}.approve", **named)
    assert omar.until("undo")["undo"]["client"] == "Luis Delgado"
    omar.send(f"{STATE}.take_back")
    assert omar.until("stands")["stands"]["status"] == "submitted"
    site.expire_all()
    assert site.get_one(ContactNote, note.id).status == "submitted"


def test_a_newer_version_does_not_slip_under_the_reviewers_eyes(
    omar: sockets.Tab, stage: Cast, site: Session
) -> None:
    note = submit(stage, text="First words.")
    shown = opened(omar, note)
    submit(stage, note_id=note.id, builds_on=1, text="Other words: heliotrope.")
    while not (answer := omar.until("stands"))["stands"]["newer"]:
        pass
    assert "heliotrope" not in str(answer)
    named = {"note_id": shown["id"], "version": shown["version"], "sha256": shown["sha256"]}
    omar.send(f"{STATE}.approve", **named)
    told = omar.until("notice")
    assert told["notice"] == "note_has_new_version"
    assert "heliotrope" in str(told["chosen"])
    site.expire_all()
    assert site.get_one(ContactNote, note.id).status == "submitted"


def test_a_return_without_words_keeps_the_note_and_says_what_is_missing(
    omar: sockets.Tab, stage: Cast, site: Session
) -> None:
    note = submit(stage)
    shown = opened(omar, note)
    key = f"{shown['id']}.{shown['version']}.{shown['sha256']}"
    omar.send(f"{STATE}.return_note", form={"key": key, "comments": "[]"})
    assert omar.until("fault")["fault"] == "return_says_what_to_mend"
    for broken in ("not json", '[{"starts": -1, "ends": 2, "text": "x"}]', '[{"starts": 0}]'):
        omar.send(f"{STATE}.return_note", form={"key": key, "comments": broken})
        assert omar.until("fault")["fault"] == "pin_outside_the_text"
    comment = '[{"starts": 0, "ends": 4, "text": "Who else was there?"}]'
    omar.send(f"{STATE}.return_note", form={"key": key, "comments": comment})
    while omar.until("stands")["stands"]["status"] != "returned":
        pass
    (kept,) = site.exec(select(ContactNoteComment)).all()
    assert (kept.quote, kept.text) == ("Rosa", "Who else was there?")


def test_looking_at_the_list_opens_nothing(omar: sockets.Tab, stage: Cast, site: Session) -> None:
    submit(stage)
    omar.until("desk")
    omar.send(f"{STATE}.look", path="/approvals")
    omar.hydrated()
    assert site.exec(select(ContactNoteReading)).all() == []
    assert len(site.exec(select(ContactNoteVersion)).all()) == 1
