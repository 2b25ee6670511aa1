"""Abuse or neglect, suicide, a threat: told on a note, alarmed in the same transaction.

No score, no "contract for safety", and the app reports to nobody outside. Source: domain.md, "Contact notes".
"""

from sqlmodel import Session

from casepwa.casework import alarms
from casepwa.casework.actors import Actor
from casepwa.casework.commands import ConcernPayload
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.recorded import Recorded
from casepwa.models import ContactNote, SafetyConcern

ADDED_LATER = (
    "called_whom",
    "called_at",
    "report_number",
    "reporter_name",
    "asked_directly",
    "answer",
    "plan",
    "means",
    "action",
    "who_stays",
    "consulted_with",
)
"""What may be filled in with a later submission of the note, once: a call made after the first telling."""


def tell(
    session: Session, *, actor: Actor, note: ContactNote, payload: ConcernPayload, recorded: Recorded
) -> SafetyConcern:
    """Keep a concern told on ``note`` and alarm the supervisors. The caller has authorised the note.

    Told again with the note's next submission it alarms nobody anew and may add what was open before.
    Raises ``Invalid('record_belongs_elsewhere')``; ``Conflict('concern_was_told_otherwise')`` when it would
    change what was said.
    """
    existing = session.get(SafetyConcern, payload.id)
    if existing is not None:
        if existing.note_id != note.id or existing.raised_by_id != actor.account_id:
            raise Invalid("record_belongs_elsewhere")
        _add(existing, payload)
        return existing
    concern = SafetyConcern(
        id=payload.id,
        client_id=note.client_id,
        note_id=note.id,
        kind=payload.kind,
        what=payload.what,
        raised_by_id=actor.account_id,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
    )
    _add(concern, payload)
    session.add(concern)
    session.flush()
    alarms.of_concern(session, actor=actor, concern=concern, visit_id=note.visit_id)
    return concern


def _add(concern: SafetyConcern, payload: ConcernPayload) -> None:
    if (concern.kind, concern.what) != (payload.kind, payload.what):
        raise Conflict("concern_was_told_otherwise")
    for field in ADDED_LATER:
        said, now_said = getattr(concern, field), getattr(payload, field)
        if now_said in (None, "") or now_said == said:
            continue
        if said is not None:
            raise Conflict("concern_was_told_otherwise")
        setattr(concern, field, now_said)
