"""Units of one author's notes about one client on one day, kept beside the signed versions.

Where a payer adds the minutes of a day first, one note that comes or is mended changes the units of the
others, approved ones included: no signature covers them, and the day's sum is what is billed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlmodel import Session, SQLModel

from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of
from casepwa.casework.notes import note_surroundings, note_units
from casepwa.casework.notes.note_checks import Written
from casepwa.casework.notes.note_surroundings import Surroundings
from casepwa.casework.notes.note_units import Circumstances
from casepwa.casework.prepared import Prepared
from casepwa.casework.rules.rule_shapes import NotBillable, UnitsRounding

_NOTES = SQLModel.metadata.tables["contact_note"]
_KEEP = Prepared.of(
    update(_NOTES).where(_NOTES.c.id == bindparam("note_id")).values(units=bindparam("number"))
)


def circumstances(
    session: Session, around: Surroundings, client_id: UUID, *, transport_given: bool = False
) -> Circumstances:
    """Who paid on the day of ``around``, and by which rules."""
    program_id = around.served.program_id if around.served else None
    payer_id = around.served.payer_id if around.served else None
    return Circumstances(
        rounding=around.book.chosen(UnitsRounding, on=around.day, program_id=program_id, payer_id=payer_id),
        not_billable=around.book.value(NotBillable, on=around.day, program_id=program_id, payer_id=payer_id),
        is_covered=payer_id is not None,
        is_inpatient=note_surroundings.is_inpatient(session, client_id, around.day),
        transport_given=transport_given,
    )


def keep(
    session: Session, notes: Sequence[Written], day: Mapping[UUID, int | None], told: Circumstances
) -> None:
    """Write down those of ``notes`` whose units are others in ``day`` than they were."""
    if told.rounding is None or told.rounding.policy != "day_total":
        return
    for note in notes:
        if day[note.note_id] != note.units:
            _ = _KEEP.rows(session, {"note_id": note.note_id, "number": day[note.note_id]})


def recount_left(session: Session, *, actor: Actor, was: Written, started_at: datetime) -> None:
    """Count anew the day that ``actor``'s note ``was`` left, when it now starts on another."""
    around = note_surroundings.of(session, actor, was)
    if day_of(started_at, around.zone) == around.day:
        return
    others = around.same_day(was.client_id)
    told = circumstances(session, around, was.client_id)
    keep(session, others, note_units.of_day(others, told), told)
