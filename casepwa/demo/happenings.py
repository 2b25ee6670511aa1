"""What became of an entry in a worker's calendar: kept or missed, answered or not, with its note."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from casepwa.casework.notes import units
from casepwa.casework.rules.rule_shapes import SharedTime
from casepwa.demo import chance, marks, notes, visits, words, writing
from casepwa.demo.agenda import ROOM, Event
from casepwa.demo.notes import Draft
from casepwa.demo.people import Person
from casepwa.demo.staff import Staff
from casepwa.models import SharedLine, SharedLineReader
from casepwa.models.codes import (
    ContactOutcome,
    ContactType,
    NoteStatus,
    PlaceType,
    SeenOutcome,
    StampKind,
    VisitStatus,
)

_ROLE = {"monitoring": "coordinator", "linkage": "broker", "planning": "coordinator", "support": "counselor"}


def tell(event: Event, worker: Staff, *, now: datetime, is_returned: bool = False) -> None:
    """The rows of ``event``, which is over at ``now``. ``is_returned``: its note waits to be mended."""
    if event.kind == "visit":
        _visit(event, worker, now=now, is_returned=is_returned)
    elif event.kind == "call":
        _call(event, worker, now=now)
    else:
        _collateral(event, worker, now=now)


def _visit(event: Event, worker: Staff, *, now: datetime, is_returned: bool) -> None:
    rows, source = event.people[0].agency.rows, chance.of("visit", worker.key, event.household.key, event.day)
    turn = source.random()
    if turn < 0.05 and not is_returned:
        visit_id = visits.miss(rows, event, worker, source)
        if source.random() < 0.6:
            _missed(event, worker, visit_id, now=now)
        return
    if turn < 0.08 and not is_returned:
        visits.plan(rows, event, worker, status=VisitStatus.CANCELLED)
        return
    keep(event, worker, source, now=now, is_returned=is_returned)


def keep(event: Event, worker: Staff, source: Random, *, now: datetime, is_returned: bool = False) -> None:
    """A visit that took place, with a note for each person seen, times shared as the payer's rule says."""
    rows, place = event.people[0].agency.rows, visits.place_of(event)
    began = event.starts_at + timedelta(minutes=source.randint(-4, 9), seconds=source.randrange(60))
    ended = began + timedelta(minutes=max(20, event.minutes + source.randint(-8, 8)))
    ended = min(ended, event.starts_at + ROOM)
    if ended > now:
        ended = now - timedelta(minutes=1)
    outcomes = {person.id: _seen(person, place, source) for person in event.people}
    if all(outcome is SeenOutcome.NOT_SEEN for outcome in outcomes.values()):
        outcomes[event.people[0].id] = SeenOutcome.SEEN
    visit_id = visits.plan(
        rows,
        event,
        worker,
        place=place,
        status=VisitStatus.CHECKED_OUT,
        outcomes=outcomes,
        expected_end=event.ends_at,
    )
    visits.stamp(rows, event, visit_id, StampKind.CHECK_IN, began, place=place, source=source)
    visits.stamp(rows, event, visit_id, StampKind.CHECK_OUT, ended, place=place, source=source)
    seen = [person for person in event.people if outcomes[person.id] is not SeenOutcome.NOT_SEEN]
    shares = units.shared(int((ended - began).total_seconds() // 60), len(seen), SharedTime())
    for person, minutes in zip(seen, shares, strict=True):
        alone = outcomes[person.id] is SeenOutcome.SEEN_ALONE
        marked = marks.at_visit(person, worker, began + (ended - began) * 0.7, visit_id)
        aim, level = marked[source.randrange(len(marked))] if marked else (None, "")
        text = writing.of_visit(person, event.day, place=place, alone=alone, aim=aim, mark=level)
        with_caregiver = not alone and place in (PlaceType.HOME, PlaceType.SHELTER) and person.caregiver.lives
        recorded_at = ended + timedelta(minutes=10) if is_returned else _written_at(ended, source)
        draft = Draft(
            person=person,
            author=worker,
            contacted=["client", "caregiver"] if with_caregiver else ["client"],
            names=[person.caregiver.given] if with_caregiver else [],
            outcome=ContactOutcome.SEEN_ALONE if alone else ContactOutcome.SEEN,
            contact_type=ContactType.FACE_TO_FACE,
            started_at=began,
            ended_at=ended,
            minutes=minutes,
            texts=[text],
            recorded_at=recorded_at,
            place_type=place,
            purpose="monitoring",
            role_taken="coordinator",
            goal_ids=[goal.id for goal, _ in marked],
            visit_id=visit_id,
            help_with_forms="form" in text,
            transport_given="Drove" in text or "ride home" in text,
        )
        _hand_in(draft, source, now=now, is_returned=is_returned)


def _seen(person: Person, place: PlaceType, source: Random) -> SeenOutcome:
    turn = source.random()
    if turn < 0.05:
        return SeenOutcome.NOT_SEEN
    is_alone = place is PlaceType.SCHOOL or (
        person.served.is_child and person.served.age >= 12 and turn < 0.3
    )
    return SeenOutcome.SEEN_ALONE if is_alone else SeenOutcome.SEEN


def _missed(event: Event, worker: Staff, visit_id: UUID, *, now: datetime) -> None:
    person = event.people[0]
    draft = Draft(
        person=person,
        author=worker,
        contacted=["client"],
        names=[],
        outcome=ContactOutcome.NOT_SEEN,
        contact_type=ContactType.FACE_TO_FACE,
        started_at=event.starts_at,
        ended_at=event.starts_at + timedelta(minutes=12),
        minutes=12,
        texts=[person.say("missed_talk")],
        recorded_at=event.starts_at + timedelta(minutes=30),
        place_type=visits.place_of(event),
        visit_id=visit_id,
    )
    _hand_in(draft, person.chance("missed", event.day), now=now)


def _call(event: Event, worker: Staff, *, now: datetime) -> None:
    person = event.people[0]
    caregiver, source = person.caregiver, person.chance("call", event.day)
    with_person = not person.is_small and (not person.served.is_child or source.random() < 0.35)
    safe_to_call = with_person or caregiver.call
    safe_to_text = with_person or caregiver.text
    if not safe_to_call and not safe_to_text:
        return
    by_text = safe_to_text and not with_person and (not safe_to_call or source.random() < 0.16)
    outcome = ContactOutcome.REACHED
    turn = source.random()
    if not by_text and turn < 0.2:
        may_leave = caregiver.leave_message or with_person
        outcome = ContactOutcome.LEFT_MESSAGE if may_leave else ContactOutcome.NO_ANSWER
    is_reached = outcome is ContactOutcome.REACHED
    minutes = event.minutes if is_reached and not by_text else 2
    text = writing.of_call(person, event.day, outcome=outcome, by_text=by_text, with_person=with_person)
    draft = Draft(
        person=person,
        author=worker,
        contacted=["client"] if with_person else ["caregiver"],
        names=[] if with_person else [caregiver.given],
        outcome=outcome,
        contact_type=ContactType.TEXT if by_text else ContactType.PHONE,
        started_at=event.starts_at,
        ended_at=event.starts_at + timedelta(minutes=minutes),
        minutes=minutes,
        texts=[text],
        recorded_at=_written_at(event.starts_at + timedelta(minutes=minutes), source),
        purpose="support" if source.random() < 0.3 else "monitoring",
        role_taken="counselor" if source.random() < 0.3 else "coordinator",
    )
    _hand_in(draft, source, now=now)


def _collateral(event: Event, worker: Staff, *, now: datetime) -> None:
    person, source = event.people[0], event.people[0].chance("collateral", event.day)
    text, name, purpose = writing.of_collateral(person, event.day)
    is_agency = name.startswith("Case manager")
    draft = Draft(
        person=person,
        author=worker,
        contacted=["other_case_manager"] if is_agency else ["collateral"],
        names=[name],
        outcome=ContactOutcome.REACHED,
        contact_type=ContactType.VIDEO if "by video" in text else ContactType.PHONE,
        started_at=event.starts_at,
        ended_at=event.ends_at,
        minutes=event.minutes,
        texts=[text],
        recorded_at=_written_at(event.ends_at, source),
        purpose=purpose,
        role_taken=_ROLE[purpose],
    )
    _hand_in(draft, source, now=now)


def _written_at(ended: datetime, source: Random) -> datetime:
    """Mostly at once, sometimes in the evening, now and then days late."""
    turn = source.random()
    if turn < 0.7:
        return ended + timedelta(minutes=source.randint(2, 35))
    if turn < 0.96:
        return ended + timedelta(minutes=source.randint(60, 300))
    return ended + timedelta(hours=source.randint(52, 90))


def _hand_in(draft: Draft, source: Random, *, now: datetime, is_returned: bool = False) -> None:
    """Submitted, and by now read or not; some were returned and mended before they were approved."""
    if draft.recorded_at > now:
        return
    is_read = notes.reviewed_at(draft.recorded_at) < now
    is_old = now - draft.recorded_at > timedelta(days=6)
    mended_by = draft.recorded_at + timedelta(hours=27)
    comment = words.bank("returned_comments")[source.randrange(4)]
    turn = source.random()
    if is_returned and is_read:
        _came_back(draft)
    elif is_old and turn < 0.06 and draft.texts[0].count(". ") > 2:
        _mended(draft, comment)
    elif mended_by < now and not is_old and turn > 0.8 and draft.texts[0].count(". ") > 2:
        _mended(draft, comment, status=NoteStatus.SUBMITTED)
    elif is_read and (is_old or turn < 0.5):
        note_id = notes.submit(draft, status=NoteStatus.APPROVED)
        if draft.goal_ids and draft.person.readers and turn < 0.25:
            _share(draft, note_id, draft.person.readers)
    else:
        notes.submit(draft, status=NoteStatus.SUBMITTED)


def _came_back(draft: Draft) -> None:
    told = words.read("phrases")["returned"][draft.person.served.given]
    notes.submit(replace(draft, texts=[told["text"]]), status=NoteStatus.RETURNED, comment=told["comment"])


def _mended(draft: Draft, comment: str, *, status: NoteStatus = NoteStatus.APPROVED) -> None:
    """Came back once: the first version lacked a sentence that the second has."""
    sentences = draft.texts[0].split(". ")
    first = ". ".join(sentences[:1] + sentences[2:])
    notes.submit(replace(draft, texts=[first, draft.texts[0]]), status=status, comment=comment)


def _share(draft: Draft, note_id: UUID, readers: Sequence[UUID]) -> None:
    rows = draft.person.agency.rows
    line = rows.add(
        SharedLine,
        id=chance.made_id("shared_line", note_id, at=draft.recorded_at),
        note_id=note_id,
        client_id=draft.person.id,
        text=draft.person.say("shared_lines"),
        written_by_id=draft.author.id,
        recorded_at=draft.recorded_at,
    )
    for reader in readers:
        rows.add(SharedLineReader, line_id=line, account_id=reader)
