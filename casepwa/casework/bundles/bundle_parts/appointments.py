"""Dates ahead in a client's life."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import AppointmentLine
from casepwa.models import Appointment
from casepwa.models.codes import Kept


def of(session: Session, viewer: Viewer) -> dict[UUID, list[AppointmentLine]]:
    """Ahead, and those of the last day, which may still be on someone's mind. Cancelled ones are left out."""
    rows = session.exec(
        select(Appointment)
        .where(
            col(Appointment.client_id).in_(viewer.whole),
            col(Appointment.starts_at) >= viewer.at - timedelta(days=1),
            Appointment.kept != Kept.CANCELLED,
        )
        .order_by(col(Appointment.starts_at), col(Appointment.id))
    )
    found: dict[UUID, list[AppointmentLine]] = {}
    for row in rows:
        line = AppointmentLine(
            id=row.id,
            kind=row.kind,
            title=row.title,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place=row.place,
            needs_transport=row.needs_transport,
            needs_child_care=row.needs_child_care,
        )
        found.setdefault(row.client_id, []).append(line)
    return found
