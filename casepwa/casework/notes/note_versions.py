"""One submission of a contact note: the author's words as signed, and what the server says beside them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from casepwa.casework.actors import Actor
from casepwa.casework.appending import row_of
from casepwa.casework.commands import NoteSubmit
from casepwa.casework.names import folded
from casepwa.casework.notes import day_units, note_checks, note_surroundings, note_units, signatures
from casepwa.casework.notes.note_checks import Clocks, Flag, Written
from casepwa.casework.notes.note_surroundings import Surroundings
from casepwa.casework.recorded import Recorded
from casepwa.casework.rules.rule_shapes import LateNote, SharedTime
from casepwa.models import ContactNote, ContactNoteVersion
from casepwa.models.codes import Contacted, ContactType

SIGNED = (
    "visit_id",
    "contacted",
    "contacted_names",
    "outcome",
    "contact_type",
    "started_at",
    "ended_at",
    "minutes",
    "format",
    "text",
    "place_type",
    "purpose",
    "role_taken",
    "work",
    "services_declined",
    "transport_given",
    "help_with_forms",
    "overlap_reason",
    "recorded_at",
)
"""What the author says and signs. Units and flags are the server's words beside it."""


def written(
    session: Session,
    *,
    actor: Actor,
    note: ContactNote,
    payload: NoteSubmit,
    recorded: Recorded,
    has_goals: bool,
) -> ContactNoteVersion:
    """Version ``note.version``, signed, not yet added. ``has_goals``: the client has active ones.

    ``note.units`` is counted by this, and with it the units of the author's other notes of the day.
    """
    said = Written(
        note_id=note.id,
        client_id=note.client_id,
        visit_id=note.visit_id,
        contact_type=payload.contact_type,
        outcome=payload.outcome,
        started_at=payload.started_at,
        ended_at=payload.ended_at,
        minutes=payload.minutes,
        units=None,
        work=payload.work,
        text=payload.text,
    )
    around = note_surroundings.of(session, actor, said)
    note.units, flags = _units(session, said, around, payload)
    flags += _flags(session, said, around, note, payload, recorded)
    if has_goals and not payload.goal_ids and payload.contact_type == ContactType.FACE_TO_FACE:
        flags.append(Flag.NO_GOAL)
    version = row_of(
        ContactNoteVersion,
        note_id=note.id,
        number=note.version,
        visit_id=note.visit_id,
        contacted=[each.value for each in payload.contacted],
        contacted_names=payload.contacted_names,
        outcome=payload.outcome,
        contact_type=payload.contact_type,
        started_at=payload.started_at,
        ended_at=payload.ended_at,
        minutes=payload.minutes,
        format=payload.format,
        text=payload.text,
        place_type=payload.place_type,
        purpose=payload.purpose,
        role_taken=payload.role_taken,
        work=payload.work,
        services_declined=payload.services_declined or None,
        transport_given=payload.transport_given,
        help_with_forms=payload.help_with_forms,
        overlap_reason=payload.overlap_reason or None,
        flags=[flag.value for flag in Flag if flag in flags],
        submitted_by_id=actor.account_id,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
        clock_offset_ms=recorded.clock_offset_ms,
        is_late_right=recorded.is_late(note.client_id),
        sha256="",
    )
    signed = content_signed(version, client_id=note.client_id, goal_ids=set(payload.goal_ids))
    version.sha256 = signatures.of(signed)
    return version


def content_signed(version: ContactNoteVersion, *, client_id: UUID, goal_ids: set[UUID]) -> dict[str, Any]:
    """What the signature of ``version`` covers: ``signatures.of`` it again shows that nothing was changed."""
    return {
        "note_id": version.note_id,
        "number": version.number,
        "client_id": client_id,
        "author_id": version.submitted_by_id,
        "goal_ids": sorted(str(goal_id) for goal_id in goal_ids),
        **{field: getattr(version, field) for field in SIGNED},
    }


def _units(
    session: Session, said: Written, around: Surroundings, payload: NoteSubmit
) -> tuple[int | None, list[Flag]]:
    told = day_units.circumstances(session, around, said.client_id, transport_given=payload.transport_given)
    same_day = around.same_day(said.client_id)
    day, flags = note_units.counted(said, same_day, told)
    day_units.keep(session, same_day, day, told)
    return day[said.note_id], flags


def _flags(
    session: Session,
    said: Written,
    around: Surroundings,
    note: ContactNote,
    payload: NoteSubmit,
    recorded: Recorded,
) -> list[Flag]:
    served = around.served
    program_id = served.program_id if served else None
    payer_id = served.payer_id if served else None
    clocks = Clocks(
        first_recorded_at=_first_recorded_at(session, note, recorded),
        received_at=recorded.received_at,
        offset_ms=recorded.clock_offset_ms,
    )
    late_note = around.book.value(LateNote, on=around.day, program_id=program_id, payer_id=payer_id)
    found = note_checks.of_clocks(said, clocks, late_after=timedelta(hours=late_note.hours))
    found += note_checks.beside_others(said, around.others, around.previous_text)
    found += note_checks.of_times(said)
    if said.visit_id is not None:
        began, ended = note_surroundings.stamps(session, said.visit_id)
        shared = around.book.value(SharedTime, on=around.day, program_id=program_id, payer_id=payer_id)
        found += note_checks.beside_visit(
            said,
            [other for other in around.others if other.visit_id == said.visit_id],
            began=began,
            ended=ended,
            is_divided=shared.policy == "divided",
        )
    if Contacted.COLLATERAL in payload.contacted:
        may_hear = note_surroundings.names_that_may_hear(
            session,
            said.client_id,
            at=said.started_at,
            today=around.day,
            with_caregivers=Contacted.CAREGIVER in payload.contacted,
        )
        names = {folded(name) for name in payload.contacted_names}
        if not names or names - may_hear:
            found.append(Flag.LISTEN_ONLY)
    if recorded.is_late(said.client_id):
        found.append(Flag.LATE_RIGHT)
        if payload.share is not None:
            found.append(Flag.SHARE_LEFT_OUT)
    return found


def _first_recorded_at(session: Session, note: ContactNote, recorded: Recorded) -> datetime:
    if note.version == 1:
        return recorded.recorded_at
    return session.exec(
        select(ContactNoteVersion.recorded_at).where(
            ContactNoteVersion.note_id == note.id, ContactNoteVersion.number == 1
        )
    ).one()
