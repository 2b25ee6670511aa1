"""Statements handed to the driver say and hear the same as the library's own, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, select

from casepwa.casework.appending import append, claim, row_of, values_of
from casepwa.casework.prepared import Prepared
from casepwa.models import ContactNote, ContactNoteVersion, NextStep
from casepwa.models.codes import NoteStatus
from casepwa.models.columns import new_id
from tests.cast import Cast

AT = datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=-5)))
_VERSIONS = SQLModel.metadata.tables["contact_note_version"]
_ASKED = select_columns(_VERSIONS).where(
    _VERSIONS.c.is_late_right.is_(True), _VERSIONS.c.started_at == bindparam("at")
)
_LATE = Prepared.of(_ASKED)


def version(cast: Cast, session: Session, **values: object) -> ContactNoteVersion:
    note = row_of(ContactNote, client_id=cast.luis.id, author_id=cast.maya.id)
    append(session, note)
    made = row_of(
        ContactNoteVersion,
        note_id=note.id,
        number=1,
        contacted=["caregiver"],
        outcome="reached",
        contact_type="phone",
        started_at=AT,
        ended_at=AT + timedelta(minutes=5),
        minutes=5,
        text="Naïve “words” % and ? and :colons",
        submitted_by_id=cast.maya.id,
        recorded_at=AT,
        sha256="0" * 64,
        **values,
    )
    append(session, made)
    return made


def test_what_was_appended_is_read_back_as_it_was(session: Session, cast: Cast) -> None:
    made = version(cast, session, is_late_right=True, flags=["late_right"])
    kept = session.exec(select(ContactNoteVersion).where(ContactNoteVersion.id == made.id)).one()
    assert values_of(made) == {name: getattr(kept, name) for name in values_of(made)}
    assert kept.started_at.tzinfo is UTC or kept.started_at.utcoffset() == timedelta(0)


def test_a_prepared_statement_answers_as_the_library_does(session: Session, cast: Cast) -> None:
    version(cast, session)
    version(cast, session, is_late_right=True)
    told = _LATE.rows(session, {"at": AT})
    assert told == [tuple(row) for row in session.connection().execute(_ASKED, {"at": AT})]
    assert len(told) == 1
    assert _LATE.first(session, {"at": AT + timedelta(minutes=1)}) is None


def test_defaults_are_those_of_the_class(session: Session, cast: Cast) -> None:
    note = row_of(ContactNote, client_id=cast.luis.id, author_id=cast.maya.id)
    usual = ContactNote(client_id=cast.luis.id, author_id=cast.maya.id)
    assert (note.status, note.version, note.visit_id) == (usual.status, usual.version, usual.visit_id)
    assert note.status == NoteStatus.SUBMITTED
    assert note.id != row_of(ContactNote, client_id=cast.luis.id, author_id=cast.maya.id).id
    assert note not in session


def test_a_key_that_is_taken_is_not_claimed_again(session: Session, cast: Cast) -> None:
    step = row_of(
        NextStep, id=new_id(), client_id=cast.luis.id, what="Call", owner_role="x", added_by_id=cast.maya.id
    )
    assert claim(session, "next_step", values_of(step))
    step.what = "Another"
    assert not claim(session, "next_step", values_of(step))
    assert session.get_one(NextStep, step.id).what == "Call"
