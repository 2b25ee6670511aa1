"""What stands beside a note: amendments, coaching, saved phrases, checks, what the case record lacks."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from casepwa.casework import commands
from casepwa.casework.approvals import approval_desk, approvals, coaching, saved_phrases
from casepwa.casework.approvals.note_facts import Check
from casepwa.casework.bundles import bundles
from casepwa.casework.bundles.bundle_parts import mine, viewers
from casepwa.casework.bundles.bundle_parts import notes as bundle_notes
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.notes import case_record, note_amendments, signatures
from casepwa.casework.notes.case_record import Lack
from casepwa.models import (
    Appointment,
    AuditEvent,
    ContactNote,
    ContactNoteAmendment,
    SavedPhrase,
    ServiceLink,
)
from casepwa.models.codes import RuleName
from casepwa.models.columns import new_id, now
from tests import factories
from tests.cast import Cast, Person
from tests.factories import MONDAY
from tests.integration.test_approvals import approve, opened, submitted, supervisor

# -- amendments ---------------------------------------------------------------------------------------


def amend(session: Session, who: Person, note: ContactNote, **values: Any) -> ContactNoteAmendment:
    said = {
        "amendment_id": new_id(),
        "note_id": note.id,
        "client_id": note.client_id,
        "kind": "addendum",
        "text": "He called again at four.",
        "reason": "It came after I had sent the note.",
        **values,
    }
    payload = commands.NoteAmend.model_validate(said)
    return note_amendments.add(session, actor=who.actor, payload=payload, recorded=factories.recorded(MONDAY))


def test_an_amendment_stands_beside_the_approved_note_with_reason_author_and_time(
    session: Session, cast: Cast
) -> None:
    note = submitted(session, cast)
    approve(session, cast.omar, note)
    kept = amend(session, cast.maya, note, kind="correction")
    assert signatures.of(note_amendments.content_signed(kept, client_id=note.client_id)) == kept.sha256
    seen = approval_desk.open_note(session, actor=cast.omar.actor, note_id=note.id)
    (beside,) = seen.amendments
    assert (beside.kind, beside.by, beside.recorded_at) == ("correction", "Maya Brooks", MONDAY)
    assert (note.status, note.version) == ("approved", 1)


def test_it_reaches_the_phones_of_all_who_read_the_note(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    approve(session, cast.omar, note)
    kept = amend(session, cast.maya, note)
    for who in (cast.maya, cast.priya):
        viewer = viewers.viewer_of(session, who.actor, at=MONDAY + timedelta(days=1))
        [line] = [one for one in bundle_notes.of(session, viewer)[note.client_id] if one.id == note.id]
        [beside] = line.amendments
        assert (beside.id, beside.text, beside.reason) == (kept.id, kept.text, kept.reason)
        assert (beside.kind, beside.author) == ("addendum", "Maya Brooks")


def test_only_an_approved_note_is_amended(session: Session, cast: Cast) -> None:
    with pytest.raises(Conflict, match="note_is_not_approved"):
        amend(session, cast.maya, submitted(session, cast))


def test_nobody_amends_the_note_of_another(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    approve(session, cast.omar, note)
    kept = amend(session, cast.maya, note)
    for tried in ({}, {"client_id": cast.ana.id}):
        with pytest.raises(Invalid, match="record_belongs_elsewhere"):
            amend(session, cast.priya, note, **tried)
    with pytest.raises(Invalid, match="record_belongs_elsewhere"):
        amend(session, cast.maya, note, amendment_id=kept.id)
    with pytest.raises(Denied):
        amend(session, cast.charlie, note)


# -- coaching and phrases -----------------------------------------------------------------------------


def test_coaching_stays_outside_the_clients_record(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    coaching.comment(session, actor=cast.omar.actor, note_id=note.id, text=" Heliotrope: well seen. ")
    assert note.status == "submitted"
    for who in (cast.maya, cast.priya):
        viewer = viewers.viewer_of(session, who.actor, at=MONDAY)
        sealed = bundles.sealed_bundles(session, viewer)
        assert sealed
        assert all("Heliotrope" not in str(one) for one in sealed.values())
    event = session.exec(select(AuditEvent).where(AuditEvent.subject_kind == "coaching_comment")).one()
    assert (event.client_id, "Heliotrope" in event.model_dump_json()) == (None, False)


def test_coaching_is_read_by_who_wrote_it(session: Session, cast: Cast) -> None:
    nadia = supervisor(session, cast, "Nadia Stern", team=cast.north)
    note = submitted(session, cast)
    coaching.comment(session, actor=cast.omar.actor, note_id=note.id, text="Well seen.")
    assert [
        [said.text for said in approval_desk.open_note(session, actor=who.actor, note_id=note.id).coaching]
        for who in (cast.omar, nadia)
    ] == [["Well seen."], []]


def test_coaching_reaches_the_worker_apart_from_the_record_and_its_reading_the_supervisor(
    session: Session, cast: Cast
) -> None:
    note = submitted(session, cast)
    said = coaching.comment(session, actor=cast.omar.actor, note_id=note.id, text="Well seen.", at=MONDAY)
    lines = {
        who.account.name: mine.of(session, viewers.viewer_of(session, who.actor, at=MONDAY)).coaching
        for who in (cast.maya, cast.priya, cast.charlie)
    }
    [line] = lines.pop("Maya Brooks")
    assert (line.text, line.by, line.client_id, line.read_at) == (
        "Well seen.",
        "Omar Haddad",
        cast.luis.id,
        None,
    )
    assert all(not theirs for theirs in lines.values())

    payload = commands.CoachingRead(comment_id=said.id, read_at=MONDAY)
    for who in (cast.charlie, cast.priya):
        with pytest.raises(Invalid, match="record_belongs_elsewhere"):
            coaching.mark_read(session, actor=who.actor, payload=payload, recorded=factories.recorded(MONDAY))
    for who in (cast.omar, cast.alma):
        with pytest.raises(Denied):
            coaching.mark_read(session, actor=who.actor, payload=payload, recorded=factories.recorded(MONDAY))
    for when in (MONDAY, MONDAY + timedelta(hours=1)):  # the first reading stays
        again = commands.CoachingRead(comment_id=said.id, read_at=when)
        coaching.mark_read(session, actor=cast.maya.actor, payload=again, recorded=factories.recorded(MONDAY))
    [seen] = approval_desk.open_note(session, actor=cast.omar.actor, note_id=note.id).coaching
    assert seen.read_at == MONDAY


def test_coaching_leaves_the_phone_with_the_person_it_is_about(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    coaching.comment(session, actor=cast.omar.actor, note_id=note.id, text="Well seen.", at=MONDAY)
    viewer = viewers.viewer_of(session, cast.maya.actor, at=MONDAY)
    without = {client_id: held for client_id, held in viewer.held.items() if client_id != cast.luis.id}
    assert mine.of(session, viewer).coaching
    assert not mine.of(session, replace(viewer, held=without)).coaching


def test_coaching_is_for_who_reviews_and_has_words(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    for who in (cast.maya, cast.priya, cast.alma, supervisor(session, cast, "Sol Weber", team=cast.south)):
        with pytest.raises(Denied):
            coaching.comment(session, actor=who.actor, note_id=note.id, text="No.")
    for text, why in ((" ", "comment_needs_words"), ("x" * 2001, "comment_is_too_long")):
        with pytest.raises(Invalid, match=why):
            coaching.comment(session, actor=cast.omar.actor, note_id=note.id, text=text)


def test_saved_phrases_are_ones_own(session: Session, cast: Cast) -> None:
    nadia = supervisor(session, cast, "Nadia Stern", team=cast.north)
    phrase = saved_phrases.save(session, actor=cast.omar.actor, text=" Say what came of it. ")
    assert saved_phrases.save(session, actor=cast.omar.actor, text="Say what came of it.").id == phrase.id
    assert saved_phrases.of(session, actor=nadia.actor) == []
    with pytest.raises(Denied):
        saved_phrases.forget(session, actor=nadia.actor, phrase_id=phrase.id)
    assert [one.text for one in saved_phrases.of(session, actor=cast.omar.actor)] == ["Say what came of it."]
    saved_phrases.forget(session, actor=cast.omar.actor, phrase_id=phrase.id)
    assert session.exec(select(SavedPhrase)).all() == []
    with pytest.raises(Denied):
        saved_phrases.save(session, actor=cast.maya.actor, text="Mine")


# -- checks and what the record lacks -----------------------------------------------------------------


def checks(session: Session, cast: Cast, note: ContactNote) -> dict[str, Check]:
    seen = approval_desk.open_note(session, actor=cast.omar.actor, note_id=note.id)
    return {check.code: check for check in seen.checks}


def test_an_overlap_names_the_other_contact_whichever_came_first(session: Session, cast: Cast) -> None:
    first = submitted(session, cast)
    second = submitted(session, cast, client_id=cast.ada.id, contact_type="text", text="Quite another thing.")
    for note, other in ((first, "text"), (second, "phone")):
        (overlap,) = checks(session, cast, note)["overlap"].others
        assert (overlap.contact_type, overlap.ended_at) == (other, MONDAY)
        assert checks(session, cast, note)["overlap"].is_flag


def test_what_is_well_is_said_too(session: Session, cast: Cast) -> None:
    factories.rule(
        session,
        organization_id=cast.organization.id,
        name=RuleName.UNITS_ROUNDING,
        value={"policy": "eight_minute", "day_limit": 24},
    )
    found = checks(session, cast, submitted(session, cast))
    assert not any(check.is_flag for check in found.values())
    assert found.keys() == {"on_time", "no_duplicate", "units"}
    assert (found["units"].units, found["units"].limit) == (1, 24)


def test_recent_returns_of_the_author_are_counted(session: Session, cast: Cast) -> None:
    from tests.integration.test_approvals import give_back

    twice = submitted(session, cast)
    give_back(session, cast.omar, twice)
    give_back(session, cast.omar, submitted(session, cast, note_id=twice.id, builds_on=1))
    approve(session, cast.omar, submitted(session, cast))
    undone = approve(session, cast.omar, submitted(session, cast))
    approvals.withdraw(session, actor=cast.omar.actor, review_ids=[undone.id])
    seen = approval_desk.open_note(session, actor=cast.omar.actor, note_id=submitted(session, cast).id)
    assert (seen.returns.returned, seen.returns.reviewed) == (1, 2)


def test_a_case_record_says_what_it_still_lacks(session: Session, cast: Cast) -> None:
    submitted(session, cast)
    assert case_record.lacks(session, cast.luis.id) == [
        Lack.UNITS,
        Lack.GOALS,
        Lack.COORDINATION,
        Lack.REVIEW_DATE,
    ]
    goal = factories.goal(session, client_id=cast.luis.id)
    factories.next_step(session, client_id=cast.luis.id, added_by_id=cast.maya.id)
    link = factories.made(session, ServiceLink(client_id=cast.ana.id, service="Respite", status="sent"))
    assert Lack.SERVICE_TIMELINE in case_record.lacks(session, cast.ana.id)
    link.referred_on = date(2026, 3, 1)
    session.flush()
    assert Lack.SERVICE_TIMELINE not in case_record.lacks(session, cast.ana.id), "the rule says when"
    assert case_record.lacks(session, cast.luis.id) == [
        Lack.UNITS,
        Lack.GOAL_PROGRESS,
        Lack.COORDINATION,
        Lack.SERVICE_TIMELINE,
        Lack.REVIEW_DATE,
    ]
    factories.goal_mark_row(session, client_id=cast.luis.id, goal_id=goal.id, marked_by_id=cast.maya.id)
    factories.made(
        session,
        Appointment(
            client_id=cast.luis.id,
            kind="plan_review",
            title="Plan review",
            starts_at=now() + timedelta(days=9),
        ),
    )
    recently = now() - timedelta(days=1)
    submitted(
        session,
        cast,
        contacted=["other_case_manager"],
        started_at=recently,
        ended_at=recently + timedelta(minutes=10),
    )
    assert case_record.lacks(session, cast.luis.id) == [
        Lack.UNITS,
        Lack.SERVICE_TIMELINE,
    ]
    factories.next_step(session, client_id=cast.ada.id, added_by_id=cast.maya.id, due_on=date(2026, 4, 1))
    assert Lack.SERVICE_TIMELINE not in case_record.lacks(session, cast.ada.id)


def test_a_second_look_is_a_second_logged_read_and_one_reading_of_the_version(
    session: Session, cast: Cast
) -> None:
    from casepwa.models import ContactNoteReading, ReadEvent

    note = submitted(session, cast)
    opened(session, cast.omar, note)
    opened(session, cast.omar, note)
    assert len(session.exec(select(ReadEvent)).all()) == 2
    assert len(session.exec(select(ContactNoteReading)).all()) == 1
