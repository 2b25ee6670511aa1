"""What is said of a safety concern after its first telling: added beside it, which is never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.commands import ConcernPayload
from casepwa.casework.recorded import Recorded
from casepwa.models import SafetyConcern, SafetyConcernAddition

RESTRICTED = "reporter_name"
FIELDS = tuple(field for field in ConcernPayload.model_fields if field != "id")


@dataclass(frozen=True, kw_only=True)
class Added:
    """``said``: by field, as JSON. The reporter's name is restricted and not in it."""

    at: datetime
    said: dict[str, Any]


def add(session: Session, *, concern: SafetyConcern, payload: ConcernPayload, recorded: Recorded) -> bool:
    """Keep what ``payload`` says otherwise than was last said, or says for the first time; is there anything?

    A field left empty takes nothing back.
    """
    last = {field: _plain(getattr(concern, field)) for field in FIELDS}
    for row in _rows(session, [concern.id]):
        last |= row.said
    now_said = {field: _plain(getattr(payload, field)) for field in FIELDS}
    said = {field: it for field, it in now_said.items() if it not in (None, "", last[field])}
    if not said:
        return False
    session.add(
        SafetyConcernAddition(
            concern_id=concern.id,
            said=said,
            recorded_at=recorded.recorded_at,
            received_at=recorded.received_at,
        )
    )
    session.flush()
    return True


def of(session: Session, concern_ids: Sequence[UUID]) -> dict[UUID, tuple[Added, ...]]:
    """In the order in which they came. The caller has authorised reading what was told."""
    found: dict[UUID, tuple[Added, ...]] = {}
    for row in _rows(session, concern_ids):
        said = {field: it for field, it in row.said.items() if field != RESTRICTED}
        if said:
            found[row.concern_id] = (*found.get(row.concern_id, ()), Added(at=row.received_at, said=said))
    return found


def _rows(session: Session, concern_ids: Sequence[UUID]) -> Sequence[SafetyConcernAddition]:
    return session.exec(
        select(SafetyConcernAddition)
        .where(col(SafetyConcernAddition.concern_id).in_(concern_ids))
        .order_by(col(SafetyConcernAddition.received_at), col(SafetyConcernAddition.id))
    ).all()


def _plain(it: Any) -> Any:
    return it.astimezone(UTC).isoformat() if isinstance(it, datetime) else it
