"""Opens the demo: loads the agency into an empty database, or brings the one that is there up to today."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from casepwa.database import unit_of_work
from casepwa.demo import agency, loading, renewing
from casepwa.demo.clock import Clock
from casepwa.models import Organization
from casepwa.models.codes import OrganizationKind


class NotADemo(Exception):
    """The database holds a real agency: invented people do not belong there."""


def is_loaded(session: Session) -> bool:
    """Is the demo agency in this database? Raises ``NotADemo`` when another agency is."""
    agencies = session.exec(
        select(Organization).where(col(Organization.kind) == OrganizationKind.AGENCY)
    ).all()
    real = next((one for one in agencies if not one.is_demo), None)
    if real is not None:
        raise NotADemo(real.name)
    return any(one.id == agency.ID for one in agencies)


def open_demo(*, clients: int, caseload: int, step: Callable[[int], None]) -> int:
    """Load the demo, or bring the one that is there up to today; returns the number of new rows.

    One transaction. ``clients``, ``caseload`` and ``step`` as in ``loading.load``, unused when there is a
    demo already. Raises ``NotADemo``.
    """
    now_clock = Clock(now=datetime.now(UTC))
    with unit_of_work() as session:
        if is_loaded(session):
            return renewing.renew(session, now_clock=now_clock)
        return loading.load(session, now_clock=now_clock, clients=clients, caseload=caseload, step=step)
