"""Abuse or neglect, suicide, a threat: told on a note, alarmed in the same transaction.

No score, no "contract for safety", and the app reports to nobody outside. Source: domain.md, "Contact notes".
"""

from uuid import UUID

from sqlmodel import Session

from casepwa import bulletins
from casepwa.casework.actors import Actor
from casepwa.casework.commands import ConcernPayload
from casepwa.casework.errors import Invalid
from casepwa.casework.notes import concern_additions
from casepwa.casework.recorded import Recorded
from casepwa.casework.safety import alarms
from casepwa.models import ContactNote, SafetyConcern


def tell(
    session: Session, *, actor: Actor, note: ContactNote, payload: ConcernPayload, recorded: Recorded
) -> SafetyConcern:
    """Keep a concern told on ``note`` and alarm the supervisors. The caller has authorised the note.

    Told again with the note's next submission it alarms nobody anew; what is said otherwise or more stands
    beside the first telling (``concern_additions``). One that was heard before its note (``tell_first``) is
    taken to the note. Raises ``Invalid('record_belongs_elsewhere')``.
    """
    existing = session.get(SafetyConcern, payload.id)
    if existing is not None:
        if existing.raised_by_id != actor.account_id or existing.client_id != note.client_id:
            raise Invalid("record_belongs_elsewhere")
        if existing.note_id is None:
            existing.note_id = note.id
            alarms.place_concern(session, actor=actor, concern=existing, visit_id=note.visit_id)
        elif existing.note_id != note.id:
            raise Invalid("record_belongs_elsewhere")
        if concern_additions.add(session, concern=existing, payload=payload, recorded=recorded):
            bulletins.tell(session, alarms.topic(actor.organization_id))
        return existing
    return _keep(session, actor, note.client_id, note, payload, recorded)


def tell_first(
    session: Session, *, actor: Actor, client_id: UUID, payload: ConcernPayload, recorded: Recorded
) -> bool:
    """Keep a concern whose note is still on its way, and alarm the supervisors. False: it is here already.

    The caller has authorised the client. What another told under the same id is left as it is.
    """
    if session.get(SafetyConcern, payload.id) is not None:
        return False
    _keep(session, actor, client_id, None, payload, recorded)
    return True


def _keep(
    session: Session,
    actor: Actor,
    client_id: UUID,
    note: ContactNote | None,
    payload: ConcernPayload,
    recorded: Recorded,
) -> SafetyConcern:
    concern = SafetyConcern(
        id=payload.id,
        client_id=client_id,
        note_id=note.id if note else None,
        **{field: getattr(payload, field) for field in concern_additions.FIELDS},
        raised_by_id=actor.account_id,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
    )
    session.add(concern)
    session.flush()
    alarms.of_concern(session, actor=actor, concern=concern, visit_id=note.visit_id if note else None)
    return concern
