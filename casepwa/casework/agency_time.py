"""The agency's own calendar: days begin and end in its time zone, not in UTC."""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from casepwa.casework.agency_facts import fact
from casepwa.casework.errors import Invalid
from casepwa.models import Organization


def zone_of(session: Session, organization_id: UUID) -> ZoneInfo:
    """The organization's time zone."""

    def ask() -> ZoneInfo:
        return ZoneInfo(
            session.exec(select(Organization.time_zone).where(Organization.id == organization_id)).one()
        )

    return fact(session, ("zone", organization_id), ask)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an aware ``moment`` in ``zone``."""
    return moment.astimezone(zone).date()


def moment_at(local: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which clocks in ``zone`` show ``local``; of an hour that comes twice, the first.

    Raises ``Invalid('no_such_hour')`` for an hour that clocks jump over in spring.
    """
    moment = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        raise Invalid("no_such_hour")
    return moment


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """First moment of ``day`` in ``zone`` and first moment of the next: 23, 24 or 25 hours apart."""
    midnight = datetime.min.time()
    following = date.fromordinal(day.toordinal() + 1)
    return datetime.combine(day, midnight, zone), datetime.combine(following, midnight, zone)
