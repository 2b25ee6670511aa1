"""What the audit trail says was refused, and who tries."""

from typing import Any

from sqlmodel import Session, col, select

from casepwa.models import AuditEvent
from casepwa.models.codes import Role
from tests import factories
from tests.cast import Cast, Person, person

CAST = ("maya", "omar", "priya", "rosa", "charlie", "alma")


def refused(site: Session) -> list[tuple[Any, str]]:
    site.expire_all()
    denied = select(AuditEvent).where(AuditEvent.outcome == "denied")
    events = site.exec(denied.order_by(col(AuditEvent.id))).all()
    site.commit()
    return [(event.account_id, event.action) for event in events]


def supervisor_of_another_team(site: Session, stage: Cast) -> Person:
    """Sol, of the South team of the same agency: nothing of Maya's is his."""
    sol = person(
        site, organization=stage.organization, name="Sol Weber", title="Supervisor", roles=(Role.SUPERVISOR,)
    )
    factories.supervises(site, account_id=sol.id, staff_team_id=stage.south.id)
    return sol


def administrator_of_another_agency(site: Session) -> Person:
    """Ada, of Bridge."""
    elsewhere = factories.organization(site, name="Bridge")
    return person(site, organization=elsewhere, name="Ada Boss", title="Boss", roles=(Role.ADMINISTRATOR,))
