"""A note that was returned to somebody who has lost the client since: mended or taken back, never stuck."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from casepwa.casework.approvals import approval_desk, approval_queue, approvals
from casepwa.casework.approvals.approval_queue import Asked
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.notes import contact_notes
from casepwa.models import ContactNote, ContactNoteReview, ContactNoteVersion, ContactNoteWithdrawal
from casepwa.models.codes import NoteStatus
from tests import factories
from tests.cast import Cast, Person
from tests.integration.phones import Agency, Json, Phone, command
from tests.integration.test_approvals import approve, give_back, opened, submitted
from tests.integration.visiting import lose


def mended(note: ContactNote, client_id: UUID, **values: Any) -> Json:
    given = {"client_id": client_id, "note_id": note.id, "builds_on": note.version, **values}
    return command("note.submit", factories.note_submit(**given), client_ids=(client_id,))


def returned(session: Session, cast: Cast, **values: Any) -> tuple[ContactNote, ContactNoteReview]:
    """Omar returned Maya's note about Luis, who is hers no more."""
    note = submitted(session, cast, **values)
    review = give_back(session, cast.omar, note)
    lose(session, cast.maya, cast.luis)
    return note, review


@pytest.fixture
def phone(agency: Agency) -> Phone:
    """Maya's, which has heard that Luis left."""
    phone = agency.phone(agency.cast.maya)
    phone.sync()
    return phone


def test_the_author_mends_a_returned_note_without_the_client_and_it_lands_flagged(
    agency: Agency, phone: Phone
) -> None:
    note, _ = returned(agency.session, agency.cast)
    agency.session.commit()
    phone.sync()
    assert str(agency.cast.luis.id) not in phone.bundles
    share = {"id": str(note.id), "text": "He laughed.", "reader_ids": [str(agency.cast.rosa.id)]}
    assert phone.verdicts(mended(note, agency.cast.luis.id, share=share)) == ["applied"]
    (kept,) = agency.rows(ContactNote)
    assert (kept.status, kept.version) == (NoteStatus.SUBMITTED, 2)
    last = max(agency.rows(ContactNoteVersion), key=lambda version: version.number)
    assert last.is_late_right
    assert "late_right" in last.flags
    assert str(agency.cast.luis.id) not in phone.bundles


def test_only_that_note_and_only_while_it_is_returned(agency: Agency, phone: Phone) -> None:
    cast, luis = agency.cast, agency.cast.luis.id
    back, _ = returned(agency.session, cast)
    waiting = submitted(agency.session, cast, by=cast.priya)
    agency.session.commit()
    phone.sync()
    denied = ["refused: not_allowed"]
    assert phone.verdicts(mended(waiting, luis)) == denied, "a colleague's"
    assert phone.verdicts(mended(back, cast.ben.id)) == denied, "about somebody else"
    new = command("note.submit", factories.note_submit(client_id=luis), client_ids=(luis,))
    assert phone.verdicts(new) == denied, "another note"
    others = agency.phone(cast.charlie)
    assert others.verdicts(mended(back, luis)) == denied
    assert phone.verdicts(mended(back, luis)) == ["applied"]
    assert phone.verdicts(mended(back, luis, builds_on=2)) == denied, "it waits again"


def test_it_goes_with_the_role(session: Session, cast: Cast) -> None:
    note, _ = returned(session, cast)
    payload = factories.note_submit(client_id=cast.luis.id, note_id=note.id, builds_on=1)
    actor = replace(cast.maya.actor, roles=frozenset({"administrator"}))
    with pytest.raises(Denied):
        contact_notes.submit(session, actor=actor, payload=payload, recorded=factories.recorded())


def test_a_return_is_taken_back_with_a_reason_and_the_note_is_approved(session: Session, cast: Cast) -> None:
    note, review = returned(session, cast)
    known = {"actor": cast.omar.actor, "review_id": review.id}
    with pytest.raises(Invalid, match="withdrawing_says_why"):
        approvals.withdraw_return(session, reason=" ", **known)
    for _ in range(2):
        approvals.withdraw_return(session, reason="Luis is with Tom now", **known)
    assert note.status == NoteStatus.SUBMITTED
    assert session.get_one(ContactNoteWithdrawal, review.id).reason == "Luis is with Tom now"
    history = approval_desk.open_note(session, actor=cast.omar.actor, note_id=note.id).decisions
    assert [(one.decision, one.reason) for one in history] == [("returned", "Luis is with Tom now")]
    assert approve(session, cast.omar, note).version == 1


def test_nobody_takes_back_a_return_that_is_not_theirs_to_decide_or_was_answered(
    session: Session, cast: Cast
) -> None:
    note, review = returned(session, cast)
    people: tuple[Person, ...] = (cast.maya, cast.charlie, cast.alma, cast.rosa)
    for person in people:
        with pytest.raises(Denied):
            approvals.withdraw_return(session, actor=person.actor, review_id=review.id, reason="Mine")
    payload = factories.note_submit(client_id=cast.luis.id, note_id=note.id, builds_on=1)
    contact_notes.submit(session, actor=cast.maya.actor, payload=payload, recorded=factories.recorded())
    known = {"actor": cast.omar.actor, "reason": "No need"}
    with pytest.raises(Conflict, match="note_has_new_version"):
        approvals.withdraw_return(session, review_id=review.id, **known)
    approval = approve(session, cast.omar, note)
    with pytest.raises(Denied):
        approvals.withdraw_return(session, review_id=approval.id, **known)


def test_a_returned_note_whose_author_lost_the_client_is_on_the_desk_again(
    session: Session, cast: Cast
) -> None:
    def rows():
        found = approval_queue.waiting(session, actor=cast.omar.actor, asked=Asked()).rows
        return [(row.note_id, row.is_stranded, replace(row, flags=()).fits_a_batch) for row in found]

    note = submitted(session, cast)
    opened(session, cast.omar, note)
    assert rows() == [(note.id, False, True)]
    give_back(session, cast.omar, note)
    assert rows() == []
    lose(session, cast.maya, cast.luis)
    assert not approval_desk.open_note(session, actor=cast.omar.actor, note_id=note.id).author_has_client
    assert rows() == [(note.id, True, False)]
