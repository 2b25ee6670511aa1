"""Shared lines: who may be named, and who of those named may still read."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from casepwa.casework.bundles import bundles
from casepwa.casework.bundles.bundle_parts import viewers
from casepwa.casework.errors import Invalid
from casepwa.casework.family import family_bundles, sharing
from casepwa.casework.notes import contact_notes
from casepwa.models import (
    AuditEvent,
    ContactNote,
    ContactNoteReview,
    Relationship,
    SharedLine,
    SharedLineReader,
    SharingGrant,
)
from casepwa.models.codes import Custody, NoteStatus, ReviewDecision, Role, SharedKind
from casepwa.models.columns import new_id
from tests import cast as stage
from tests import factories
from tests.cast import Cast, Person


@pytest.fixture
def granted(session: Session, cast: Cast) -> SharingGrant:
    """Rosa may read shared lines about Luis."""
    return factories.grant(
        session, account_id=cast.rosa.id, client_id=cast.luis.id, granted_by_id=cast.maya.id
    )


def custody_of(session: Session, cast: Cast) -> Relationship:
    return session.exec(
        select(Relationship).where(
            Relationship.client_id == cast.luis.id,
            Relationship.family_member_id == cast.rosa_member.id,
        )
    ).one()


def readers(session: Session, cast: Cast) -> list[UUID]:
    found = sharing.readers_of(session, [cast.luis.id, cast.ana.id])
    assert cast.ana.id not in found
    return [reader.account_id for reader in found.get(cast.luis.id, [])]


def share(session: Session, person: Person, cast: Cast, *reader_ids: UUID, **values: Any) -> ContactNote:
    line = {"id": new_id(), "text": "He packed his own bag.", "reader_ids": list(reader_ids)}
    line |= values.pop("line", {})
    payload = factories.note_submit(client_id=cast.luis.id, share=line, **values)
    return contact_notes.submit(session, actor=person.actor, payload=payload, recorded=factories.recorded())


def named(session: Session) -> list[UUID]:
    return list(session.exec(select(SharedLineReader.account_id)))


def test_a_family_starts_with_nothing(session: Session, cast: Cast) -> None:
    assert readers(session, cast) == []


def test_a_grant_by_name_after_custody_was_recorded_makes_a_reader(
    session: Session, cast: Cast, granted: SharingGrant
) -> None:
    found = sharing.readers_of(session, [cast.luis.id])[cast.luis.id]
    assert [(each.account_id, each.name, each.relation) for each in found] == [
        (cast.rosa.id, "Rosa Delgado", "mother")
    ]
    custody_of(session, cast).custody = Custody.UNKNOWN
    session.flush()
    assert readers(session, cast) == []


@pytest.mark.parametrize(
    "what", ["revoked", "protective order", "locked", "other kind", "not family", "stranger"]
)
def test_a_reader_is_lost_at_once(session: Session, cast: Cast, granted: SharingGrant, what: str) -> None:
    if what == "revoked":
        granted.revoked_at = datetime.now(UTC)
    if what == "protective order":
        custody_of(session, cast).protective_order = "No contact until 2027"
    if what == "locked":
        cast.rosa.account.locked_at = datetime.now(UTC)
    if what == "other kind":
        granted.kind = SharedKind.GOAL
    if what == "not family":
        granted.account_id = cast.charlie.id
    if what == "stranger":
        session.delete(custody_of(session, cast))
    session.flush()
    assert readers(session, cast) == []


def test_a_line_is_kept_for_the_named_readers_who_are_still_allowed(
    session: Session, cast: Cast, granted: SharingGrant
) -> None:
    father = factories.family_member(session, family_id=cast.delgados.id, given_name="Hector")
    hector = stage.person(
        session,
        organization=cast.organization,
        name="Hector Delgado",
        title="Parent",
        roles=(Role.FAMILY,),
        family_member_id=father.id,
    )
    note = share(session, cast.maya, cast, cast.rosa.id, hector.id, cast.charlie.id, new_id())
    line = session.exec(select(SharedLine)).one()
    assert (line.note_id, line.client_id, line.written_by_id) == (note.id, cast.luis.id, cast.maya.id)
    assert named(session) == [cast.rosa.id]
    event = session.exec(select(AuditEvent).where(AuditEvent.action == "sharing.grant")).one()
    assert event.ids == {"did": "shared", "readers": [str(cast.rosa.id)]}


def test_who_was_not_shown_to_the_writer_does_not_read(
    session: Session, cast: Cast, granted: SharingGrant
) -> None:
    share(session, cast.maya, cast)
    assert named(session) == []


def test_the_line_of_the_next_submission_takes_the_place_of_the_first(
    session: Session, cast: Cast, granted: SharingGrant
) -> None:
    note = share(session, cast.maya, cast, cast.rosa.id)
    share(session, cast.maya, cast, note_id=note.id, builds_on=1, line={"text": "He packed most of his bag."})
    assert session.exec(select(SharedLine.text)).all() == ["He packed most of his bag."]
    assert named(session) == []


def test_a_line_that_its_author_took_out_of_the_mended_note_goes_to_nobody(
    session: Session, cast: Cast, granted: SharingGrant
) -> None:
    note = share(session, cast.maya, cast, cast.rosa.id)
    payload = factories.note_submit(client_id=cast.luis.id, note_id=note.id, builds_on=1)
    contact_notes.submit(session, actor=cast.maya.actor, payload=payload, recorded=factories.recorded())
    assert (named(session), session.exec(select(SharedLine)).all()) == ([], [])
    events = session.exec(select(AuditEvent).where(AuditEvent.action == "sharing.grant")).all()
    assert sorted(event.ids["readers"] for event in events) == [[], [str(cast.rosa.id)]]


@pytest.mark.parametrize("mended", ["no line", "the same id", "another id", "the same id after no line"])
def test_a_line_that_the_family_could_read_ends_and_stays_on_record(
    session: Session, cast: Cast, granted: SharingGrant, mended: str
) -> None:
    line_id = new_id()
    note = share(session, cast.maya, cast, cast.rosa.id, line={"id": line_id})
    known = {"note_id": note.id, "version": 1, "reviewer_id": cast.omar.id, "sha256": "0" * 64}
    for decision in (ReviewDecision.APPROVED, ReviewDecision.RETURNED):
        review = ContactNoteReview(**known, decision=decision, comment="Say what he packed.")
        factories.made(session, review)
    session.get_one(ContactNote, note.id).status = NoteStatus.RETURNED
    if "no line" in mended:
        payload = factories.note_submit(client_id=cast.luis.id, note_id=note.id, builds_on=1)
        contact_notes.submit(session, actor=cast.maya.actor, payload=payload, recorded=factories.recorded())
        session.get_one(ContactNote, note.id).status = NoteStatus.RETURNED
    built_on = 2 if "no line" in mended else 1
    if mended != "no line":
        line = {"text": "He packed most of it.", **({"id": line_id} if "the same id" in mended else {})}
        share(session, cast.maya, cast, cast.rosa.id, note_id=note.id, builds_on=built_on, line=line)
    session.get_one(ContactNote, note.id).status = NoteStatus.APPROVED
    session.flush()
    (bundle,) = family_bundles.bundles(session, viewers.viewer_of(session, cast.rosa.actor)).values()
    lines = {"no line": []}.get(mended, ["He packed most of it."])
    assert [one.text for one in bundle.lines] == lines
    (kept,) = session.exec(select(SharedLine).where(col(SharedLine.ended_at).is_not(None)))
    assert kept.text == "He packed his own bag."
    assert session.exec(
        select(SharedLineReader.account_id).where(SharedLineReader.line_id == kept.id)
    ).all() == [cast.rosa.id]


def test_the_author_mends_a_returned_note_with_the_line_before_their_eyes(
    session: Session, cast: Cast, granted: SharingGrant
) -> None:
    note = session.get_one(ContactNote, share(session, cast.maya, cast, cast.rosa.id).id)

    def shown(who: Person) -> list[str | None]:
        bundle = bundles.bundle_of(session, who.actor, cast.luis.id, at=factories.MONDAY)
        assert bundle is not None
        return [one.share.text if one.share else None for one in bundle.notes]

    for status in (NoteStatus.SUBMITTED, NoteStatus.RETURNED):
        note.status = status
        session.flush()
        assert (shown(cast.maya), shown(cast.priya)) == (["He packed his own bag."], [None])
    note.status = NoteStatus.APPROVED
    session.flush()
    assert shown(cast.maya) == [None]


def test_a_line_sent_again_with_its_note_is_one_line(
    session: Session, cast: Cast, granted: SharingGrant
) -> None:
    line_id = new_id()
    note = share(session, cast.maya, cast, cast.rosa.id, line={"id": line_id})
    share(session, cast.maya, cast, cast.rosa.id, note_id=note.id, builds_on=1, line={"id": line_id})
    assert session.exec(select(SharedLine.id)).all() == [line_id]


def test_a_line_is_not_moved_from_another_note(session: Session, cast: Cast, granted: SharingGrant) -> None:
    line_id = new_id()
    share(session, cast.maya, cast, cast.rosa.id, line={"id": line_id})
    for person in (cast.maya, cast.priya):
        with pytest.raises(Invalid, match="record_belongs_elsewhere"):
            share(session, person, cast, cast.rosa.id, line={"id": line_id})
