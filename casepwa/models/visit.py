"""A planned or unplanned visit to one or more clients."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index

from casepwa.models import codes
from casepwa.models.columns import Row, moment, no_coordinates_where_confidential, now, one_of, ref


class Visit(Row, table=True):
    """``instead_of_id``: the visit, a colleague's by then, that its worker began without knowing so."""

    __table_args__ = (
        no_coordinates_where_confidential(),
        one_of("status", codes.VisitStatus),
        one_of("place_type", codes.PlaceType),
        one_of("purpose", codes.Purpose),
        one_of("missed_reason", codes.MissedReason),
        CheckConstraint("planned_end > planned_start", name="visit_ends_after_it_starts"),
        CheckConstraint("status <> 'missed' OR missed_reason IS NOT NULL", name="a_missed_visit_says_why"),
        Index("visit_of_worker_by_day", "worker_id", "planned_start"),
    )

    organization_id: UUID = ref("organization.id")
    worker_id: UUID = ref("account.id", index=False)
    service_type: str
    purpose: str = codes.Purpose.MONITORING
    is_planned: bool = True
    planned_start: datetime = moment()
    planned_end: datetime = moment()
    expected_end: datetime | None = moment(default=None)
    place_type: str
    place_name: str | None = None
    address: str | None = None
    is_confidential: bool = False
    latitude: float | None = None
    longitude: float | None = None
    going_with: str | None = None
    status: str = codes.VisitStatus.PLANNED
    missed_at: datetime | None = moment(default=None)
    missed_reason: str | None = None
    missed_text: str | None = None
    next_action: str | None = None
    instead_of_id: UUID | None = ref("visit.id", default=None)
    recorded_at: datetime = moment(default_factory=now)
    received_at: datetime = moment(default_factory=now)
    is_late_right: bool = False
