"""A supervisor's word on a note: what is approved, returned, taken back, and by whom."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from casepwa.casework.approvals import approval_desk, approvals
from casepwa.casework.approvals.pins import Pin
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.notes import contact_notes
from casepwa.models import (
    AuditEvent,
    ContactNote,
    ContactNoteComment,
    ContactNoteReview,
    ContactNoteVersion,
    ContactNoteWithdrawal,
    ReadEvent,
)
from casepwa.models.codes import Role
from casepwa.models.columns import new_id, now
from tests import factories
from tests.cast import Cast, Person, person
from tests.factories import MONDAY

TEXT = "Met Mateo at school. We did a breathing exercise. Mateo responded well."


def submitted(session: Session, cast: Cast, by: Person | None = None, **values: Any) -> ContactNote:
    author = by or cast.maya
    payload = factories.note_submit(**{"client_id": cast.luis.id, "text": TEXT, **values})
    kept = contact_notes.submit(
        session, actor=author.actor, payload=payload, recorded=factories.recorded(MONDAY)
    )
    return session.get_one(ContactNote, kept.id)


def sha256_of(session: Session, note: ContactNote) -> str:
    return session.exec(
        select(ContactNoteVersion.sha256).where(
            ContactNoteVersion.note_id == note.id, ContactNoteVersion.number == note.version
        )
    ).one()


def opened(session: Session, who: Person, note: ContactNote) -> dict[str, Any]:
    """``who`` opens the note; how its current version is named when deciding."""
    approval_desk.open_note(session, actor=who.actor, note_id=note.id)
    return {"note_id": note.id, "version": note.version, "sha256": sha256_of(session, note)}


def approve(
    session: Session, who: Person, note: ContactNote, at: datetime | None = None
) -> ContactNoteReview:
    return approvals.approve(session, actor=who.actor, at=at, **opened(session, who, note))


def pin(words: str, text: str = "Say more.", *, within: str = TEXT) -> Pin:
    starts = within.index(words)
    return Pin(starts=starts, ends=starts + len(words), text=text)


def give_back(session: Session, who: Person, note: ContactNote, *comments: Pin) -> ContactNoteReview:
    said = comments or (pin("responded well"),)
    return approvals.return_note(session, actor=who.actor, comments=said, **opened(session, who, note))


def supervisor(session: Session, cast: Cast, name: str, *, team: Any = None) -> Person:
    who = person(
        session, organization=cast.organization, name=name, title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    if team is not None:
        factories.supervises(session, account_id=who.id, staff_team_id=team.id)
    return who


def test_an_approval_signs_the_version_it_names_and_locks_the_note(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    review = approve(session, cast.omar, note)
    assert (note.status, review.version, review.reviewer_id) == ("approved", 1, cast.omar.id)
    assert review.sha256 == sha256_of(session, note)
    with pytest.raises(Conflict, match="note_is_approved"):
        submitted(session, cast, note_id=note.id, builds_on=1)


def test_an_approval_moves_the_bundle_and_leaves_an_audit_event_without_words(
    session: Session, cast: Cast
) -> None:
    note = submitted(session, cast)
    session.refresh(cast.luis)
    before = cast.luis.revision
    approve(session, cast.omar, note)
    session.refresh(cast.luis)
    assert cast.luis.revision == before + 1
    event = session.exec(select(AuditEvent).where(AuditEvent.action == "contact_note.review")).one()
    assert (event.account_id, event.client_id, event.subject_id) == (cast.omar.id, cast.luis.id, note.id)
    assert event.ids == {"version": 1, "decision": "approved"}


def test_opening_a_note_is_a_logged_read_of_the_client(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    opened(session, cast.omar, note)
    read = session.exec(select(ReadEvent).where(ReadEvent.account_id == cast.omar.id)).one()
    assert (read.client_id, read.what) == (cast.luis.id, "note")


def test_text_that_nobody_saw_is_never_approved(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    unseen = {"note_id": note.id, "version": 1, "sha256": sha256_of(session, note)}
    with pytest.raises(Conflict, match="note_was_not_opened"):
        approvals.approve(session, actor=cast.omar.actor, **unseen)
    seen = opened(session, cast.omar, note)
    submitted(session, cast, note_id=note.id, builds_on=1, text="Other words.")
    with pytest.raises(Conflict, match="note_has_new_version"):
        approvals.approve(session, actor=cast.omar.actor, **seen)
    with pytest.raises(Conflict, match="note_was_not_opened"):
        approvals.approve(
            session, actor=cast.omar.actor, **{**seen, "version": 2, "sha256": sha256_of(session, note)}
        )
    with pytest.raises(Conflict, match="note_has_new_version"):
        approvals.approve(
            session, actor=cast.omar.actor, **{**opened(session, cast.omar, note), "sha256": "0"}
        )
    assert note.status == "submitted"


def test_the_second_supervisor_is_told_who_was_first(session: Session, cast: Cast) -> None:
    nadia = supervisor(session, cast, "Nadia Stern", team=cast.north)
    note, other = submitted(session, cast), submitted(session, cast)
    seen = [opened(session, nadia, each) for each in (note, other)]
    first = approve(session, cast.omar, note)
    with pytest.raises(Conflict, match="note_was_approved") as told:
        approvals.approve(session, actor=nadia.actor, **seen[0])
    assert told.value.params == {"by": "Omar Haddad", "at": first.reviewed_at.isoformat()}
    give_back(session, cast.omar, other)
    with pytest.raises(Conflict, match="note_was_returned") as told:
        approvals.return_note(session, actor=nadia.actor, comments=[pin("school")], **seen[1])
    assert told.value.params["by"] == "Omar Haddad"


def test_the_same_tap_twice_is_one_approval(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    assert approve(session, cast.omar, note).id == approve(session, cast.omar, note).id
    assert len(session.exec(select(ContactNoteReview)).all()) == 1


def test_a_return_pins_its_comments_to_words(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    review = give_back(
        session,
        cast.omar,
        note,
        pin("did a breathing exercise", "What did he do?"),
        Pin(starts=0, ends=0, text="Thin."),
    )
    assert (note.status, review.comment) == ("returned", "What did he do?\nThin.")
    rows = session.exec(select(ContactNoteComment).order_by(col(ContactNoteComment.number))).all()
    assert [(row.quote, row.text) for row in rows] == [
        ("did a breathing exercise", "What did he do?"),
        ("", "Thin."),
    ]


@pytest.mark.parametrize(
    ("comments", "why"),
    [
        ([], "return_says_what_to_mend"),
        ([Pin(starts=0, ends=3, text="  ")], "return_says_what_to_mend"),
        ([Pin(starts=0, ends=len(TEXT) + 1, text="Beyond.")], "pin_outside_the_text"),
        ([Pin(starts=9, ends=4, text="Backwards.")], "pin_outside_the_text"),
        ([Pin(starts=3, ends=4, text="A space.")], "pin_outside_the_text"),
        ([Pin(starts=0, ends=3, text="Again.")] * 31, "too_many_comments"),
    ],
)
def test_a_return_without_a_comment_on_words_is_refused(
    session: Session, cast: Cast, comments: list[Pin], why: str
) -> None:
    note = submitted(session, cast)
    with pytest.raises(Invalid, match=why):
        approvals.return_note(
            session, actor=cast.omar.actor, comments=comments, **opened(session, cast.omar, note)
        )
    assert note.status == "submitted"


def test_a_comment_follows_its_words_and_says_when_they_have_changed(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    give_back(session, cast.omar, note, pin("did a breathing exercise"), pin("responded well"))
    mended = "Tuesday: " + TEXT.replace("responded well", "did four of the five breaths")
    submitted(session, cast, note_id=note.id, builds_on=1, text=mended)
    seen = approval_desk.open_note(session, actor=cast.omar.actor, note_id=note.id)
    (returned,) = seen.decisions
    kept, changed = returned.comments
    assert kept.place is not None
    assert mended[kept.place.starts : kept.place.ends] == "did a breathing exercise"
    assert changed.words_have_changed
    assert seen.compared_with == 1
    assert [(part.kind, part.text) for part in seen.segments if part.kind != "same"] == [
        ("added", "Tuesday:"),
        ("removed", " responded well"),
        ("added", "did four of the five breaths"),
    ]
    assert [part.text for part in seen.segments if part.is_pinned] == ["did a breathing exercise"]


def test_an_approval_is_undone_at_once_without_a_reason_and_both_facts_stay(
    session: Session, cast: Cast
) -> None:
    note = submitted(session, cast)
    review = approve(session, cast.omar, note, at=MONDAY)
    approvals.withdraw(
        session, actor=cast.omar.actor, review_ids=[review.id], at=MONDAY + timedelta(seconds=10)
    )
    assert note.status == "submitted"
    assert session.get(ContactNoteReview, review.id) is not None
    assert session.get(ContactNoteWithdrawal, review.id) is not None
    approve(session, cast.omar, note)
    assert note.status == "approved"


def test_later_a_withdrawal_says_why_and_after_a_day_it_is_too_late(session: Session, cast: Cast) -> None:
    note = submitted(session, cast)
    review = approve(session, cast.omar, note, at=MONDAY)
    later = MONDAY + timedelta(minutes=1)
    with pytest.raises(Invalid, match="withdrawing_says_why"):
        approvals.withdraw(session, actor=cast.omar.actor, review_ids=[review.id], reason=" ", at=later)
    with pytest.raises(Conflict, match="too_late_to_withdraw"):
        approvals.withdraw(
            session,
            actor=cast.omar.actor,
            review_ids=[review.id],
            reason="Wrong",
            at=MONDAY + timedelta(hours=25),
        )
    [taken] = approvals.withdraw(
        session, actor=cast.omar.actor, review_ids=[review.id], reason="Wrong child.", at=later
    )
    assert (taken.reason, note.status) == ("Wrong child.", "submitted")
    with pytest.raises(Conflict, match="approval_withdrawn"):
        approvals.withdraw(session, actor=cast.omar.actor, review_ids=[review.id], reason="Again", at=later)


def test_only_who_approved_takes_it_back(session: Session, cast: Cast) -> None:
    nadia = supervisor(session, cast, "Nadia Stern", team=cast.north)
    note = submitted(session, cast)
    review = approve(session, cast.omar, note)
    with pytest.raises(Conflict, match="approval_is_anothers") as told:
        approvals.withdraw(session, actor=nadia.actor, review_ids=[review.id], reason="Mine now")
    assert told.value.params == {"by": "Omar Haddad"}
    returned = give_back(session, cast.omar, submitted(session, cast))
    for review_id in (returned.id, new_id()):
        with pytest.raises(Denied):
            approvals.withdraw(session, actor=cast.omar.actor, review_ids=[review_id], reason="No")


# -- who reviews whom ---------------------------------------------------------------------------------


def test_nobody_else_reviews_the_note(session: Session, cast: Cast) -> None:
    sol = supervisor(session, cast, "Sol Weber", team=cast.south)
    note = submitted(session, cast)
    for who in (sol, cast.maya, cast.priya, cast.charlie, cast.alma, cast.rosa):
        for attempt in (opened, approve, give_back):
            with pytest.raises(Denied) as denial:
                attempt(session, who, note)
            assert denial.value.permission == "contact_note.review"
    assert note.status == "submitted"


def worker_and_supervisor(session: Session, cast: Cast) -> Person:
    """Someone who has a caseload and supervises their own team, Maya's."""
    nadia = person(
        session,
        organization=cast.organization,
        name="Nadia Stern",
        title="Senior case manager",
        roles=(Role.CASE_MANAGER, Role.SUPERVISOR),
        team=cast.north,
    )
    factories.supervises(session, account_id=nadia.id, staff_team_id=cast.north.id)
    factories.team_member(session, client_id=cast.luis.id, account_id=nadia.id)
    return nadia


def test_nobody_approves_their_own_note(session: Session, cast: Cast) -> None:
    nadia = worker_and_supervisor(session, cast)
    note = submitted(session, cast, nadia)
    with pytest.raises(Denied):
        approve(session, nadia, note)
    assert approve(session, cast.omar, note).reviewer_id == cast.omar.id


def test_a_named_second_reviews_a_supervisors_own_notes_while_named(session: Session, cast: Cast) -> None:
    nadia = worker_and_supervisor(session, cast)
    second = supervisor(session, cast, "Sol Weber")
    note = submitted(session, cast, nadia)
    named = factories.named_second(session, account_id=nadia.id, second_id=second.id)
    assert approve(session, second, note).reviewer_id == second.id
    with pytest.raises(Denied):
        opened(session, second, submitted(session, cast))
    named.ends_at = now() - timedelta(minutes=1)
    session.flush()
    with pytest.raises(Denied):
        opened(session, second, submitted(session, cast, nadia))


def test_who_covers_for_a_supervisor_reviews_for_them_between_its_dates(session: Session, cast: Cast) -> None:
    sol = supervisor(session, cast, "Sol Weber", team=cast.south)
    note = submitted(session, cast)
    cover = factories.cover(
        session,
        absent_id=cast.omar.id,
        covering_id=sol.id,
        starts_at=now() - timedelta(days=1),
        ends_at=now() + timedelta(days=1),
    )
    assert approve(session, sol, note).reviewer_id == sol.id
    cover.ends_at = now() - timedelta(minutes=1)
    session.flush()
    with pytest.raises(Denied):
        opened(session, sol, submitted(session, cast))


def test_cover_for_someone_is_no_way_to_the_notes_of_that_someone(session: Session, cast: Cast) -> None:
    nadia = worker_and_supervisor(session, cast)
    sol = supervisor(session, cast, "Sol Weber", team=cast.south)
    factories.cover(
        session,
        absent_id=nadia.id,
        covering_id=sol.id,
        starts_at=now() - timedelta(days=1),
        ends_at=now() + timedelta(days=1),
    )
    opened(session, sol, submitted(session, cast))
    with pytest.raises(Denied):
        opened(session, sol, submitted(session, cast, nadia))


def test_a_worker_who_covers_for_a_supervisor_does_not_become_one(session: Session, cast: Cast) -> None:
    factories.cover(
        session,
        absent_id=cast.omar.id,
        covering_id=cast.priya.id,
        starts_at=now() - timedelta(days=1),
        ends_at=now() + timedelta(days=1),
    )
    with pytest.raises(Denied):
        opened(session, cast.priya, submitted(session, cast))


def test_a_note_of_someone_who_left_the_caseload_is_still_reviewed(session: Session, cast: Cast) -> None:
    late = factories.recorded(late=frozenset({cast.ben.id}))
    payload = factories.note_submit(client_id=cast.ben.id)
    note = contact_notes.submit(session, actor=cast.maya.actor, payload=payload, recorded=late)
    assert approve(session, cast.omar, note).version == 1


def test_the_desk_says_that_the_phones_clock_was_off_on_the_visit(session: Session, cast: Cast) -> None:
    visit = factories.visit(
        session, organization_id=cast.organization.id, worker_id=cast.maya.id, client_ids=(cast.luis.id,)
    )
    factories.visit_stamp(session, visit_id=visit.id, happened_at=MONDAY, clock_offset_ms=-17 * 60_000)
    note = submitted(session, cast, visit_id=visit.id)
    seen = approval_desk.open_note(session, actor=cast.omar.actor, note_id=note.id).visit
    assert seen is not None
    assert (seen.began, seen.began_ahead, seen.ended, seen.ended_ahead) == (MONDAY, 17, None, 0)
