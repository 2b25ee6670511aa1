"""A safety concern is heard before the note that it was told on, whatever else is wrong with that note.

The edge opens a unit of work for ``tell`` before the note's own: a supervisor is alarmed at once although
the note waits for something, is refused and needs a fix, or breaks on a fault of ours. When the note lands it
takes the concern to itself (``safety_concerns.tell``). Source: domain.md, "Contact notes".
"""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session

from casepwa.casework import caseload
from casepwa.casework.commands import ConcernPayload
from casepwa.casework.notes import safety_concerns
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.casework.sync.sync_commands import Queued, Sending
from casepwa.casework.visits import own_visits

_CLIENT, _VISIT = TypeAdapter(UUID), TypeAdapter(UUID | None)
_FIRST_TOLD = ("id", "kind", "what")


@dataclass(frozen=True, kw_only=True)
class Told:
    client_id: UUID
    visit_id: UUID | None
    concern: ConcernPayload


def of(queued: Queued) -> Told | None:
    """The concern of a queued note. None: it has none, or one that says nothing that anybody could act on.

    Details that cannot be read (a call's time, a number) are left for the note to say; they hold up no alarm.
    """
    if queued.command.kind != "note.submit":
        return None
    said: Any = queued.command.payload.get("safety_concern")
    if not isinstance(said, dict):
        return None
    try:
        client_id = _CLIENT.validate_python(queued.command.payload.get("client_id"))
        visit_id = _VISIT.validate_python(queued.command.payload.get("visit_id"))
        return Told(client_id=client_id, visit_id=visit_id, concern=_readable(cast("dict[str, Any]", said)))
    except ValidationError:
        return None


def tell(session: Session, sending: Sending, queued: Queued, told: Told) -> bool:
    """Keep the concern without its note, and alarm the supervisors. False: it had been told before.

    Raises ``Denied`` for a client about whom this person may not write.
    """
    late = sending.late_for(queued.command)
    client = caseload.client_for(
        session,
        sending.actor,
        told.client_id,
        Permission.CONTACT_NOTE_WRITE,
        late=late,
        visits=own_visits.ids_of(told.visit_id, sending.actor.account_id),
    )
    return safety_concerns.tell_first(
        session,
        actor=sending.actor,
        client_id=client.id,
        payload=told.concern,
        recorded=Recorded(
            recorded_at=queued.command.recorded_at,
            received_at=sending.received_at,
            command_id=queued.id,
            device_id=sending.device_id,
            clock_offset_ms=sending.clock_offset_ms,
            late=late,
        ),
    )


def _readable(said: dict[str, Any]) -> ConcernPayload:
    try:
        return ConcernPayload.model_validate(said)
    except ValidationError:
        return ConcernPayload.model_validate({field: said.get(field) for field in _FIRST_TOLD})
