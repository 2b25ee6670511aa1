"""Dates that were shared by name, without a place; a visit only where its time was granted."""

from sqlmodel import Session, col, select

from casepwa.casework.family.family_bundle_shapes import FamilyDate
from casepwa.casework.family.family_parts.watching import Watching
from casepwa.models import Appointment, Visit, VisitClient
from casepwa.models.codes import Kept, SharedKind, VisitStatus


def of(session: Session, watching: Watching) -> list[FamilyDate]:
    appointments = session.exec(
        select(Appointment).where(
            Appointment.client_id == watching.client_id,
            col(Appointment.id).in_(watching.shared.items(SharedKind.APPOINTMENT)),
            Appointment.kept == Kept.AHEAD,
            col(Appointment.starts_at) >= watching.at,
        )
    )
    visits = session.exec(
        select(Visit)
        .join(VisitClient, col(VisitClient.visit_id) == Visit.id)
        .where(
            VisitClient.client_id == watching.client_id,
            col(Visit.id).in_(watching.shared.items(SharedKind.VISIT)),
            Visit.status == VisitStatus.PLANNED,
            col(Visit.planned_start) >= watching.at,
        )
    )
    dates = [
        FamilyDate(
            id=row.id,
            kind=row.kind,
            title=row.title,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            needs_transport=row.needs_transport,
            needs_child_care=row.needs_child_care,
            readers=watching.readers(SharedKind.APPOINTMENT, row.id),
            label=watching.shared.label(SharedKind.APPOINTMENT, row.id),
        )
        for row in appointments
    ]
    dates += [
        FamilyDate(
            id=row.id,
            kind="visit",
            title=None,
            starts_at=row.planned_start,
            ends_at=row.planned_end,
            needs_transport=False,
            needs_child_care=False,
            readers=watching.readers(SharedKind.VISIT, row.id),
            label=watching.shared.label(SharedKind.VISIT, row.id),
        )
        for row in visits
    ]
    return sorted(dates, key=lambda one: (one.starts_at, one.id))
