"""A date in a client's life: an appointment, a team meeting, a plan review."""

from datetime import datetime
from uuid import UUID

from casepwa.models import codes
from casepwa.models.columns import Row, moment, one_of, ref


class Appointment(Row, table=True):
    __table_args__ = (one_of("kind", codes.AppointmentKind), one_of("kept", codes.Kept))

    client_id: UUID = ref("client.id")
    kind: str = codes.AppointmentKind.APPOINTMENT
    title: str
    starts_at: datetime = moment()
    ends_at: datetime | None = moment(default=None)
    place: str | None = None
    needs_transport: bool = False
    needs_child_care: bool = False
    kept: str = codes.Kept.AHEAD
