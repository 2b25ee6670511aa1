"""Approving several notes at once, the queue they come from, and what the batch leaves out."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from casepwa import database
from casepwa.casework import audit
from casepwa.casework.approvals import approval_batches, approval_desk, approval_queue, approvals
from casepwa.casework.approvals.approval_batches import Chosen, Outcome
from casepwa.casework.approvals.approval_queue import Asked, Queue
from casepwa.casework.errors import Denied, Invalid
from casepwa.models import ContactNote, ContactNoteVersion
from casepwa.models.codes import RuleName
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MONDAY
from tests.integration.phones import Agency, agency_on
from tests.integration.test_approvals import opened, sha256_of, submitted, supervisor


def queue(session: Session, who: Person, **asked: Any) -> Queue:
    return approval_queue.waiting(session, actor=who.actor, asked=Asked(**asked))


def batch(session: Session, who: Person, *notes: ContactNote) -> Outcome:
    chosen = [
        Chosen(note_id=note.id, version=note.version, sha256=sha256_of(session, note)) for note in notes
    ]
    return approval_batches.approve(session, actor=who.actor, chosen=chosen)


def note_start(session: Session, note: ContactNote) -> datetime:
    return session.exec(
        select(ContactNoteVersion.started_at).where(ContactNoteVersion.note_id == note.id)
    ).one()


def plain(session: Session, cast: Cast, *, hours: int = 0, **values: Any) -> ContactNote:
    """A note without a flag: a visit a day before, at an hour of its own."""
    ended = MONDAY - timedelta(hours=2 * hours)
    times = {"started_at": ended - timedelta(minutes=10), "ended_at": ended}
    words = f"Note number {hours}: she said {hours * 7} other things that day."
    return submitted(session, cast, **{"text": words, **times, **values})


def rounding(session: Session, cast: Cast, **limits: int) -> None:
    """Without it every note is flagged."""
    factories.rule(
        session,
        organization_id=cast.organization.id,
        name=RuleName.UNITS_ROUNDING,
        value={"policy": "eight_minute", **limits},
    )


def test_a_batch_approves_what_was_opened_and_names_what_it_leaves_out(session: Session, cast: Cast) -> None:
    rounding(session, cast)
    good, unopened = plain(session, cast, hours=1), plain(session, cast, hours=2)
    crisis = plain(session, cast, hours=3, purpose="crisis")
    concern = plain(session, cast, hours=4, safety_concern=factories.concern())
    flagged = plain(session, cast, hours=60)
    newer = plain(session, cast, hours=6)
    for each in (good, crisis, concern, flagged, newer):
        opened(session, cast.omar, each)
    plain(session, cast, hours=6, note_id=newer.id, builds_on=1)
    outcome = batch(session, cast.omar, good, unopened, crisis, concern, flagged, newer)
    assert outcome.approved == (good.id,)
    assert {one.note_id: one.why for one in outcome.left_out} == {
        unopened.id: "note_was_not_opened",
        crisis.id: "note_needs_its_own_decision",
        concern.id: "note_needs_its_own_decision",
        flagged.id: "note_is_flagged",
        newer.id: "note_was_not_opened",
    }
    assert {one.client for one in outcome.left_out} == {"Luis Delgado"}
    assert [each.status for each in (good, unopened, concern)] == ["approved", "submitted", "submitted"]


def test_a_batch_with_a_note_out_of_reach_is_denied(session: Session, cast: Cast) -> None:
    sol = supervisor(session, cast, "Sol Weber", team=cast.south)
    note = plain(session, cast)
    with pytest.raises(Denied):
        batch(session, sol, note)
    with pytest.raises(Denied):
        batch(session, cast.maya, note)


@pytest.mark.parametrize("flag", ["overlap", "possible_duplicate", "units_over_day"])
def test_a_batch_leaves_out_what_a_later_note_flagged(session: Session, cast: Cast, flag: str) -> None:
    rounding(session, cast, **({"day_limit": 1} if flag == "units_over_day" else {}))
    note, other = plain(session, cast, hours=1), plain(session, cast, hours=15)
    for each in (note, other):
        opened(session, cast.omar, each)
    start = note_start(session, note)
    later = {
        "overlap": {"client_id": cast.ada.id, "started_at": start, "ended_at": start + timedelta(minutes=20)},
        "possible_duplicate": {
            "started_at": start - timedelta(minutes=14),
            "ended_at": start - timedelta(minutes=4),
        },
        "units_over_day": {
            "started_at": start - timedelta(hours=1),
            "ended_at": start - timedelta(minutes=50),
        },
    }[flag]
    plain(session, cast, hours=7, **later)
    session.refresh(note)
    checks = approval_desk.open_note(session, actor=cast.omar.actor, note_id=note.id).checks
    assert [check.code for check in checks if check.is_flag] == [flag]
    outcome = batch(session, cast.omar, note, other)
    assert outcome.approved == (other.id,)
    assert [(one.note_id, one.why) for one in outcome.left_out] == [(note.id, "note_is_flagged")]


@pytest.fixture
def on_postgres(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Agency]:
    """There two writers run side by side; SQLite lets one write at a time."""
    with agency_on("postgresql", tmp_path, monkeypatch) as agency:
        yield agency


@pytest.mark.parametrize("second", ["approves", "takes back"])
def test_two_batches_about_the_same_people_wait_for_each_other_and_never_cross(
    on_postgres: Agency, monkeypatch: pytest.MonkeyPatch, second: str
) -> None:
    session, cast = on_postgres.session, on_postgres.cast
    rounding(session, cast)
    sol = supervisor(session, cast, "Sol Weber", team=cast.north)
    ids = sorted(new_id() for _ in range(4))
    whose = (cast.luis, cast.ana, cast.ana, cast.luis)  # as one goes through them, each begins with another
    notes = [
        plain(session, cast, hours=n, note_id=note_id, client_id=client.id)
        for n, (note_id, client) in enumerate(zip(ids, whose, strict=True))
    ]
    halves = (cast.omar, notes[:2]), (sol, notes[2:])
    for who, own in halves:
        for note in own:
            opened(session, who, note)
    reviews = batch(session, sol, *notes[2:]).reviews if second == "takes back" else ()
    session.commit()
    audited, both = threading.local(), threading.Barrier(2, timeout=20)

    def done(*said: Any, **more: Any) -> None:
        note_down(*said, **more)
        audited.n = getattr(audited, "n", 0) + 1
        if audited.n == 2:
            both.wait()

    note_down = audit.done
    monkeypatch.setattr(audit, "done", done)

    def decide(who: Person, own: list[ContactNote], reviews: Sequence[UUID]) -> None:
        with database.unit_of_work() as unit:
            if reviews:
                approvals.withdraw(unit, actor=who.actor, review_ids=reviews, reason="Too early")
            else:
                assert len(batch(unit, who, *own).approved) == 2

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(decide, *halves[0], ()), pool.submit(decide, *halves[1], reviews)]:
            one.result()
    statuses = {note.id: note.status for note in on_postgres.rows(ContactNote)}
    theirs = "submitted" if second == "takes back" else "approved"
    assert [statuses[note_id] for note_id in ids] == ["approved", "approved", theirs, theirs]


def test_a_batch_has_at_most_fifty(session: Session, cast: Cast) -> None:
    many = [Chosen(note_id=UUID(int=number), version=1, sha256="") for number in range(51)]
    with pytest.raises(Invalid, match="batch_is_too_large"):
        approval_batches.approve(session, actor=cast.omar.actor, chosen=many)


def test_the_queue_begins_with_concerns_then_crises_then_the_oldest(session: Session, cast: Cast) -> None:
    old, young = plain(session, cast, hours=1), plain(session, cast, hours=2)
    crisis = plain(session, cast, hours=3, purpose="crisis")
    concern = plain(session, cast, hours=4, safety_concern=factories.concern())
    rows = queue(session, cast.omar).rows
    assert [row.note_id for row in rows] == [concern.id, crisis.id, old.id, young.id]
    assert [row.has_concern for row in rows] == [True, False, False, False]
    assert rows[2].due_at == MONDAY + timedelta(seconds=1, hours=72)


def test_the_time_to_review_is_the_agencys_own(session: Session, cast: Cast) -> None:
    factories.rule(
        session, organization_id=cast.organization.id, name=RuleName.NOTE_REVIEW, value={"hours": 24}
    )
    plain(session, cast)
    assert queue(session, cast.omar).rows[0].due_at == MONDAY + timedelta(seconds=1, hours=24)


def test_the_queue_is_filtered_and_counts_what_each_filter_would_show(session: Session, cast: Cast) -> None:
    calls = [plain(session, cast, hours=hours) for hours in (1, 2)]
    text = plain(session, cast, hours=3, contact_type="text")
    hers = plain(session, cast, by=cast.priya)
    late = plain(session, cast, hours=60)
    everything = queue(session, cast.omar)
    assert (everything.total, everything.found, everything.types) == (5, 5, ("phone", "text"))
    assert [(one.name, one.waiting) for one in everything.workers] == [("Maya Brooks", 4), ("Priya Raman", 1)]
    of_priya = queue(session, cast.omar, worker_id=cast.priya.id)
    assert ([row.note_id for row in of_priya.rows], of_priya.found, of_priya.total) == ([hers.id], 1, 5)
    texts = queue(session, cast.omar, contact_type="text")
    assert [row.note_id for row in texts.rows] == [text.id]
    flagged = queue(session, cast.omar, is_flagged=True)
    assert late.id in [row.note_id for row in flagged.rows]
    assert flagged.found == flagged.flagged == everything.flagged
    assert {row.note_id for row in flagged.rows} == {row.note_id for row in everything.rows if row.flags}
    assert len(calls) == 2


def test_the_queue_is_paged(session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approval_queue, "PAGE", 2)
    notes = [plain(session, cast, hours=hours) for hours in range(3)]
    first, second = queue(session, cast.omar), queue(session, cast.omar, page=1)
    assert [row.note_id for row in (*first.rows, *second.rows)] == [note.id for note in notes]
    assert (first.has_more, second.has_more, second.page) == (True, False, 1)
    assert queue(session, cast.omar, page=9).page == 1


def test_a_queue_holds_only_what_its_reader_reviews(session: Session, cast: Cast) -> None:
    sol = supervisor(session, cast, "Sol Weber", team=cast.south)
    plain(session, cast)
    assert queue(session, sol).rows == ()
    assert queue(session, sol).total == 0
    for who in (cast.maya, cast.charlie, cast.alma, cast.rosa):
        with pytest.raises(Denied):
            queue(session, who)


def test_a_row_can_be_chosen_once_its_version_was_opened(session: Session, cast: Cast) -> None:
    rounding(session, cast)
    note = plain(session, cast)
    assert not queue(session, cast.omar).rows[0].fits_a_batch
    approval_desk.open_note(session, actor=cast.omar.actor, note_id=note.id)
    assert queue(session, cast.omar).rows[0].fits_a_batch
    plain(session, cast, note_id=note.id, builds_on=1)
    assert not queue(session, cast.omar).rows[0].is_opened
