"""A safety concern on a note is an alarm in the same breath, and its words reach only who may read them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from casepwa.casework.errors import Invalid
from casepwa.casework.notes import contact_notes
from casepwa.casework.safety import alarm_desk
from casepwa.casework.safety.alarm_desk import AlarmRow
from casepwa.models import Alarm, AuditEvent, ContactNote, ReadEvent, SafetyConcern
from casepwa.models.codes import Role
from casepwa.models.columns import new_id
from tests import cast as stage
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MONDAY


def note_with(session: Session, person: Person, cast: Cast, concern: object, **values: object) -> ContactNote:
    given = {"client_id": cast.luis.id, **values}
    payload = factories.note_submit(**given, safety_concern=concern)
    return contact_notes.submit(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def opened_by(session: Session, person: Person) -> AlarmRow:
    """The one alarm there is, opened."""
    alarm_id = session.exec(select(Alarm.id)).one()
    alarm_desk.open_alarm(session, actor=person.actor, alarm_id=alarm_id)
    [row] = alarm_desk.for_supervisor(session, actor=person.actor, opened=alarm_id)
    return row


def test_a_concern_and_its_alarm_are_made_with_the_note(session: Session, cast: Cast) -> None:
    note = note_with(session, cast.maya, cast, factories.concern())
    concern = session.exec(select(SafetyConcern)).one()
    alarm = session.exec(select(Alarm)).one()
    assert (concern.note_id, concern.client_id, concern.raised_by_id) == (note.id, cast.luis.id, cast.maya.id)
    assert (alarm.kind, alarm.concern_id, alarm.raised_by_id) == (
        "safety_concern",
        concern.id,
        cast.maya.id,
    )
    event = session.exec(select(AuditEvent).where(AuditEvent.action == "alarm.raise")).one()
    assert event.client_id == cast.luis.id


def test_everything_said_about_a_suicide_is_kept(session: Session, cast: Cast) -> None:
    said = {
        "kind": "suicide",
        "what": "She said she does not want to wake up.",
        "asked_directly": True,
        "answer": "Yes, last night",
        "plan": "None",
        "means": "Pills in the bathroom",
        "action": "Rosa locked them away",
        "who_stays": "Rosa, through the night",
        "consulted_with": "Omar Haddad",
        "called_whom": "988",
        "called_at": MONDAY,
        "report_number": "A-17",
        "reporter_name": "A neighbor",
    }
    note_with(session, cast.maya, cast, factories.concern(**said))
    kept = session.exec(select(SafetyConcern)).one()
    assert {field: getattr(kept, field) for field in said} == said


def test_the_supervisor_reads_what_was_said_but_not_the_reporters_name(session: Session, cast: Cast) -> None:
    note_with(session, cast.maya, cast, factories.concern(reporter_name="Mrs. Hidden", report_number="A-17"))
    row = opened_by(session, cast.omar)
    assert row.concern is not None
    assert (row.concern.client, row.concern.kind) == ("Luis Delgado", "child_abuse")
    assert row.concern.told is not None
    assert row.concern.told.report_number == "A-17"
    assert "Mrs. Hidden" not in repr(row)


def test_a_list_of_alarms_says_nothing_of_what_was_told_until_it_is_opened(
    session: Session, cast: Cast
) -> None:
    note_with(session, cast.maya, cast, factories.concern(what="A secret word: heliotrope."))
    alarm_id = session.exec(select(Alarm.id)).one()
    for named in (None, alarm_id):  # naming it is not opening it
        assert "heliotrope" not in repr(
            alarm_desk.for_supervisor(session, actor=cast.omar.actor, opened=named)
        )
    assert session.exec(select(ReadEvent)).all() == []
    assert "heliotrope" in repr(opened_by(session, cast.omar))
    [read] = session.exec(select(ReadEvent)).all()
    assert (read.account_id, read.client_id) == (cast.omar.id, cast.luis.id)
    assert "heliotrope" not in repr(alarm_desk.for_supervisor(session, actor=cast.omar.actor))


def test_who_is_on_call_learns_whom_it_is_about_and_not_what_was_said(session: Session, cast: Cast) -> None:
    nadia = stage.person(
        session,
        organization=cast.organization,
        name="Nadia Bell",
        title="Supervisor",
        roles=(Role.SUPERVISOR,),
    )
    now = datetime.now(UTC)
    factories.on_call_shift(
        session,
        staff_team_id=cast.north.id,
        account_id=nadia.id,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )
    note_with(session, cast.maya, cast, factories.concern(what="A secret word: heliotrope."))
    row = opened_by(session, nadia)
    assert row.concern is not None
    assert (row.concern.client, row.concern.told) == ("Luis Delgado", None)
    assert "heliotrope" not in repr(row)


def test_who_stands_outside_the_team_learns_that_and_from_whom_but_not_about_whom(
    session: Session, cast: Cast
) -> None:
    note_with(
        session,
        cast.charlie,
        cast,
        factories.concern(what="A secret word: heliotrope."),
        client_id=cast.ben.id,
    )
    row = opened_by(session, cast.omar)
    assert row.concern is not None
    assert (row.raised_by, row.concern.kind) == ("Charlie Webb", "child_abuse")
    for secret in ("heliotrope", "Ben", "Okafor", str(cast.ben.id)):
        assert secret not in repr(row)


def test_what_a_mended_note_says_otherwise_stands_beside_the_first_telling(
    session: Session, cast: Cast
) -> None:
    said = factories.concern(called_whom="State hotline", reporter_name="His aunt")
    note = note_with(session, cast.maya, cast, said)
    later = {
        **said,
        "kind": "threat",
        "what": "He fell; his uncle pushed him.",
        "called_whom": "",
        "called_at": MONDAY,
        "reporter_name": "His teacher",
    }
    for builds_on in (1, 2):
        note_with(session, cast.maya, cast, later, note_id=note.id, builds_on=builds_on)
    row = opened_by(session, cast.omar)
    assert row.concern is not None
    assert row.concern.told is not None
    assert (row.concern.kind, row.concern.told.what) == ("child_abuse", said["what"])
    [added] = row.concern.told.added
    assert added.said == {
        "kind": "threat",
        "what": "He fell; his uncle pushed him.",
        "called_at": MONDAY.isoformat(),
    }, "once, without what was left empty and without the reporter's name"
    kept = session.exec(select(SafetyConcern)).one()
    assert (kept.kind, kept.called_whom, kept.reporter_name) == ("child_abuse", "State hotline", "His aunt")


def test_words_go_back_to_the_first_ones_as_a_second_addition(session: Session, cast: Cast) -> None:
    said = factories.concern()
    note = note_with(session, cast.maya, cast, said)
    note_with(session, cast.maya, cast, {**said, "what": "He fell."}, note_id=note.id, builds_on=1)
    note_with(session, cast.maya, cast, said, note_id=note.id, builds_on=2)
    row = opened_by(session, cast.omar)
    assert row.concern is not None
    assert row.concern.told is not None
    assert [one.said["what"] for one in row.concern.told.added] == ["He fell.", said["what"]]


def test_a_concern_is_not_moved_to_another_note(session: Session, cast: Cast) -> None:
    said = factories.concern()
    note_with(session, cast.maya, cast, said)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        note_with(session, cast.maya, cast, said)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        note_with(session, cast.priya, cast, said)


def test_a_second_concern_on_the_note_is_a_second_alarm(session: Session, cast: Cast) -> None:
    note = note_with(session, cast.maya, cast, factories.concern())
    note_with(
        session,
        cast.maya,
        cast,
        factories.concern(kind="threat", called_at=MONDAY + timedelta(minutes=2)),
        note_id=note.id,
        builds_on=1,
        started_at=MONDAY - timedelta(minutes=5),
    )
    assert len(session.exec(select(Alarm)).all()) == 2


def test_a_concern_recorded_before_losing_the_client_still_alarms(session: Session, cast: Cast) -> None:
    payload = factories.note_submit(client_id=cast.ben.id, safety_concern=factories.concern(id=new_id()))
    late = factories.recorded(late=frozenset({cast.ben.id}))
    contact_notes.submit(session, actor=cast.maya.actor, payload=payload, recorded=late)
    assert session.exec(select(Alarm.raised_by_id)).all() == [cast.maya.id]
