"""The visit word and the duress word: nobody who holds the phone can tell which one was given."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlmodel import Session

from casepwa import database
from casepwa.casework.accounts import passwords
from casepwa.casework.commands import VisitCheckIn, VisitCheckOut
from casepwa.casework.errors import Invalid
from casepwa.casework.safety import alarm_desk
from casepwa.casework.visits import sealed_words, visit_words
from casepwa.models import Alarm, AuditEvent, SafetyTimer, Visit, VisitWord, VisitWordUse
from casepwa.models.codes import WordJudged
from casepwa.models.columns import new_id
from casepwa.runtime import safety_watch
from tests import factories
from tests.integration.phones import Agency, Json, Phone, command

RIGHT, DURESS = "heron", "marble"
_CLOCK_OFFSET = re.compile(r", clock_offset_ms=(\?|%\(\w+\)s(::INTEGER)?)")
NONCE = b"123456789012"
MINUTE = timedelta(minutes=1)
MATCHES = passwords.matches
HASHES = {word: passwords.hash_password(word) for word in (RIGHT, DURESS)}


@pytest.fixture
def maya(agency: Agency) -> Phone:
    """Maya on her phone, with both words set."""
    row = VisitWord(account_id=agency.cast.maya.id, word_hash=HASHES[RIGHT], duress_hash=HASHES[DURESS])
    agency.change(row)
    phone = agency.phone(agency.cast.maya)
    phone.sync()
    return phone


def sealed(word: str) -> str:
    public = sealed_words.public_key()
    assert public
    return sealed_words.seal(word, public, nonce=NONCE)


def now() -> datetime:
    return datetime.now(UTC)


def check_in(agency: Agency, phone: Phone, *, expected_end: datetime) -> UUID:
    """A planned visit to Luis that began forty minutes ago."""
    began = now() - 40 * MINUTE
    visit = factories.visit(
        agency.session,
        organization_id=agency.cast.organization.id,
        worker_id=agency.cast.maya.id,
        client_ids=(agency.cast.luis.id,),
        planned_start=began,
        planned_end=began + 60 * MINUTE,
    )
    agency.session.commit()
    payload = VisitCheckIn.model_validate(
        factories.visit_check_in(visit_id=visit.id, happened_at=began, expected_end=expected_end).model_dump()
    )
    assert phone.verdicts(command("visit.check_in", payload, client_ids=(agency.cast.luis.id,))) == [
        "applied"
    ]
    return visit.id


def extend(agency: Agency, visit_id: UUID, word: str | None, *, until: datetime | None = None) -> Json:
    payload = {
        "visit_id": str(visit_id),
        "expected_end": (until or now() + 30 * MINUTE).isoformat(),
        "word": sealed(word) if word else None,
    }
    return command("visit.extend", payload, client_ids=(agency.cast.luis.id,))


def check_out(agency: Agency, visit_id: UUID, word: str | None, **values: Any) -> Json:
    payload = factories.visit_check_out(
        visit_id=visit_id, client_ids=[agency.cast.luis.id], **{"happened_at": now(), **values}
    )
    said = VisitCheckOut.model_validate({**payload.model_dump(), "word": sealed(word) if word else None})
    return command("visit.check_out", said, client_ids=(agency.cast.luis.id,))


def open_alarms(agency: Agency) -> list[str]:
    """After the watch has looked, as it does at once."""
    safety_watch.look(now())
    with database.unit_of_work(readonly=True) as session:
        return [row.kind for row in alarm_desk.for_supervisor(session, actor=agency.cast.omar.actor)]


# -- judged ------------------------------------------------------------------------------------------


def test_more_time_asks_for_the_word_and_a_wrong_one_gives_none(agency: Agency, maya: Phone) -> None:
    visit_id = check_in(agency, maya, expected_end=now() + 5 * MINUTE)
    [before] = agency.rows(SafetyTimer)
    assert maya.verdicts(extend(agency, visit_id, None)) == ["refused: visit_word_needed"]
    assert maya.verdicts(extend(agency, visit_id, "herron")) == ["refused: visit_word_not_right"]
    [timer] = agency.rows(SafetyTimer)
    assert timer.due_at == before.due_at
    assert maya.verdicts(extend(agency, visit_id, " HERON ")) == ["applied"]
    [timer] = agency.rows(SafetyTimer)
    assert timer.due_at > before.due_at


def test_a_check_out_in_time_asks_for_no_word_and_a_late_one_does(agency: Agency, maya: Phone) -> None:
    early = check_in(agency, maya, expected_end=now() + 5 * MINUTE)
    assert maya.verdicts(check_out(agency, early, None)) == ["applied"]
    late = check_in(agency, maya, expected_end=now() - 5 * MINUTE)
    assert maya.verdicts(check_out(agency, late, None)) == ["refused: visit_word_needed"]
    assert maya.verdicts(check_out(agency, late, "wrong one")) == ["refused: visit_word_not_right"]
    assert [one.ended_at is None for one in agency.rows(SafetyTimer)].count(True) == 1
    assert maya.verdicts(check_out(agency, late, RIGHT)) == ["applied"]
    assert open_alarms(agency) == []


def test_a_clock_that_was_set_back_does_not_make_a_check_out_early(agency: Agency, maya: Phone) -> None:
    visit_id = check_in(agency, maya, expected_end=now() - 5 * MINUTE)
    slow = now() - 30 * MINUTE
    gone = check_out(agency, visit_id, None, happened_at=slow)
    assert maya.verdicts(gone, sent_at=slow.isoformat()) == ["refused: visit_word_needed"]


def test_more_time_that_waited_until_after_the_check_out_is_taken(agency: Agency, maya: Phone) -> None:
    visit_id = check_in(agency, maya, expected_end=now() + 5 * MINUTE)
    assert maya.verdicts(check_out(agency, visit_id, None)) == ["applied"]
    assert maya.verdicts(extend(agency, visit_id, RIGHT)) == ["applied"]
    assert [visit.status for visit in agency.rows(Visit) if visit.id == visit_id] == ["checked_out"]


def test_who_has_set_no_word_is_asked_for_none(agency: Agency) -> None:
    maya = agency.phone(agency.cast.maya)
    visit_id = check_in(agency, maya, expected_end=now() - 5 * MINUTE)
    assert maya.verdicts(extend(agency, visit_id, None)) == ["applied"]
    assert maya.me is not None
    assert maya.me["has_visit_word"] is False


def test_guessing_ends_after_twenty_wrong_words(agency: Agency, maya: Phone) -> None:
    visit_id = check_in(agency, maya, expected_end=now() + 5 * MINUTE)
    for _ in range(visit_words.MOST_WRONG):
        agency.session.add(
            VisitWordUse(
                account_id=agency.cast.maya.id, command_id=new_id(), visit_id=visit_id, judged="wrong"
            )
        )
    agency.session.commit()
    assert maya.verdicts(extend(agency, visit_id, RIGHT)) == ["refused: visit_word_not_right"]


def test_a_word_that_came_many_times_is_checked_once(
    agency: Agency, maya: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    monkeypatch.setattr(
        passwords, "matches", lambda said, against: (checked.append(said), MATCHES(said, against))[1]
    )
    visit_id = check_in(agency, maya, expected_end=now() + 5 * MINUTE)
    many = [extend(agency, visit_id, word) for word in (RIGHT, "herron", f" {RIGHT.upper()}") * 5]
    heard = maya.verdicts(*many)
    assert heard == ["applied", "refused: visit_word_not_right", "applied"] * 5
    assert sorted(checked) == [RIGHT, RIGHT, "herron", "herron"], "against the word and the duress word"


def test_more_words_than_a_person_types_wait_for_the_next_sync(agency: Agency, maya: Phone) -> None:
    visit_id = check_in(agency, maya, expected_end=now() + 5 * MINUTE)
    most = visit_words.MOST_AT_ONCE
    guesses = [extend(agency, visit_id, f"wrong {number}") for number in range(most)]
    late = [extend(agency, visit_id, word) for word in (RIGHT, DURESS)]
    assert maya.verdicts(*guesses, *late) == [
        *["refused: visit_word_not_right"] * most,
        *["blocked: sent_a_lot"] * 2,
    ]
    assert open_alarms(agency) == []
    assert maya.verdicts(*late) == ["applied"] * 2
    assert open_alarms(agency) == ["duress"]


def test_two_words_are_checked_at_once_whoever_sends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    under_way, most = [0], [0]

    def matches(_word: str, _against: str | None) -> bool:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        sleep(0.02)
        under_way[0] -= 1
        return False

    monkeypatch.setattr(passwords, "matches", matches)
    monkeypatch.setattr(sealed_words, "opened", lambda sealed: sealed)
    against = visit_words.Known(word_hash="a", duress_hash="b")
    with ThreadPoolExecutor(8) as threads:
        judged = list(threads.map(lambda word: visit_words.judge(word, against, {}), "abcdefgh"))
    assert (set(judged), most[0]) == ({WordJudged.WRONG}, 2)


@pytest.mark.parametrize("garbage", ["x", "AAAA", "A" * 900, "é", sealed_words.seal.__doc__ or ""])
def test_what_is_no_sealed_word_is_a_wrong_one(agency: Agency, maya: Phone, garbage: str) -> None:
    visit_id = check_in(agency, maya, expected_end=now() + 5 * MINUTE)
    asked = extend(agency, visit_id, RIGHT)
    asked["payload"]["word"] = garbage
    assert maya.verdicts(asked) == ["refused: visit_word_not_right"]


# -- duress ------------------------------------------------------------------------------------------


def test_a_duress_word_alerts_the_supervisor_once_and_at_once(agency: Agency, maya: Phone) -> None:
    visit_id = check_in(agency, maya, expected_end=now() + 5 * MINUTE)
    asked = extend(agency, visit_id, DURESS)
    assert maya.verdicts(asked) == ["applied"]
    assert open_alarms(agency) == ["duress"]
    assert maya.verdicts(asked) == ["applied"]  # the answer was lost, it is sent again
    assert open_alarms(agency) == ["duress"]
    [alarm] = agency.rows(Alarm)
    assert (alarm.visit_id, alarm.raised_by_id) == (visit_id, agency.cast.maya.id)


def test_a_duress_word_alerts_whatever_becomes_of_its_command(agency: Agency, maya: Phone) -> None:
    visit_id = check_in(agency, maya, expected_end=now() + 5 * MINUTE)
    assert maya.verdicts(extend(agency, visit_id, DURESS, until=now() + timedelta(days=9))) == [
        "refused: expected_end_too_late"
    ]
    assert maya.verdicts(extend(agency, new_id(), DURESS)) == ["refused: no_such_visit"]
    assert open_alarms(agency) == ["duress", "duress"]
    assert {alarm.visit_id for alarm in agency.rows(Alarm)} == {visit_id, None}


def test_a_colleague_cannot_raise_it_for_someone_else(agency: Agency, maya: Phone) -> None:
    """Priya's own word on Maya's visit is Priya's alarm, and says nothing of that visit."""
    visit_id = check_in(agency, maya, expected_end=now() + 5 * MINUTE)
    agency.change(
        VisitWord(account_id=agency.cast.priya.id, word_hash=HASHES[RIGHT], duress_hash=HASHES[DURESS])
    )
    priya = agency.phone(agency.cast.priya)
    assert priya.verdicts(extend(agency, visit_id, DURESS)) == ["refused: record_belongs_elsewhere"]
    open_alarms(agency)
    [alarm] = agency.rows(Alarm)
    assert (alarm.raised_by_id, alarm.visit_id) == (agency.cast.priya.id, None)


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database, in order, whatever the values. Left out is what time alone decides: the
    measured offset of the device's clock, written where it is another millisecond than at the last sync, and
    that the session was used, written where a while has passed."""
    heard: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith("UPDATE sign_in_session"):
            heard.append(_CLOCK_OFFSET.sub("", statement))

    event.listen(database.engine(), "before_cursor_execute", hear)
    yield heard
    event.remove(database.engine(), "before_cursor_execute", hear)


def same(answer: Json) -> Any:
    """An answer without what differs between any two visits: ids, times, tags."""
    written = json.dumps(answer, sort_keys=True)
    written = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id", written)
    written = re.sub(r"\b[0-9a-f]{64}\b", "tag", written)
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)", "time", written)


def told_by(agency: Agency, maya: Phone, word: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ...]:
    """All that a phone, or whoever listens to it, learns of a visit ended with ``word``: the answers, what
    each took, and everything that the phone is sent afterwards."""
    checked: list[str | None] = []
    monkeypatch.setattr(
        passwords, "matches", lambda said, against: (checked.append(against), MATCHES(said, against))[1]
    )
    visit_id = check_in(agency, maya, expected_end=now() - MINUTE)
    with statements() as asked:
        first = maya.sync(extend(agency, visit_id, word))
        last = maya.sync(check_out(agency, visit_id, word, happened_at=now() + 40 * MINUTE))
    safety_watch.look(now())
    fresh = agency.phone(agency.cast.maya)
    after = fresh.sync()
    bundle = after["bundles"]
    for one in bundle:
        one["bundle"]["visits"] = [line for line in one["bundle"]["visits"] if line["id"] == str(visit_id)]
    for answer in (first, last):
        for one in answer["bundles"]:
            one["bundle"]["visits"] = [
                line for line in one["bundle"]["visits"] if line["id"] == str(visit_id)
            ]
    assert "duress" not in json.dumps([first, last, after])
    return same(first), same(last), same(after), asked, checked


def test_nothing_that_leaves_the_server_or_takes_time_tells_the_duress_word_from_the_visit_word(
    agency: Agency, maya: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers, bundles, the number and kind of database statements, and the hashes that were checked."""
    told_by(agency, maya, RIGHT, monkeypatch)  # what the first visit of a phone warms up
    right = told_by(agency, maya, RIGHT, monkeypatch)
    duress = told_by(agency, maya, DURESS, monkeypatch)
    for under, free in zip(duress, right, strict=True):
        assert under == free
    assert open_alarms(agency) == ["duress", "duress"]


def test_the_trail_of_the_worker_is_the_same_for_both_words(agency: Agency, maya: Phone) -> None:
    def trail(word: str) -> list[tuple[Any, ...]]:
        visit_id = check_in(agency, maya, expected_end=now() + MINUTE)
        known = {row.id for row in agency.rows(AuditEvent)}
        maya.sync(extend(agency, visit_id, word))
        return [
            (row.action, row.outcome, row.subject_kind)
            for row in sorted(agency.rows(AuditEvent), key=lambda row: row.id)
            if row.id not in known and row.account_id == agency.cast.maya.id
        ]

    assert trail(DURESS) == trail(RIGHT)


def test_two_sealings_of_a_word_have_one_length_and_nothing_in_common(agency: Agency) -> None:
    public = sealed_words.public_key()
    assert public
    made = [sealed_words.seal(word, public, nonce=NONCE) for word in (RIGHT, RIGHT, "a longer word", "ñandú")]
    assert len(set(made)) == 4
    assert len({len(one) for one in made}) == 1
    assert [sealed_words.opened(one) for one in made] == [RIGHT, RIGHT, "a longer word", "ñandú"]


# -- setting them ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "duress", "said"),
    [
        ("abc", "marble", "visit_word_too_short"),
        ("heron", "  a ", "visit_word_too_short"),
        ("h" * 61, "marble", "visit_word_too_long"),
        ("heron", "Heron ", "visit_words_too_alike"),
        ("heron", "herons", "visit_words_too_alike"),
        ("marble", "marbel", "visit_words_too_alike"),
    ],
)
def test_words_that_would_fail_in_need_are_refused(word: str, duress: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        visit_words.require_two(word, duress)


def test_words_are_kept_as_they_sound(session: Session) -> None:
    assert visit_words.require_two(" Blue  HERON", "Marble") == ("blue heron", "marble")
