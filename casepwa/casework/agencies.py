"""Agencies and their teams of workers: who belongs where."""

from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework.errors import Invalid
from casepwa.models import Organization, StaffTeam, StaffTeamSupervisor
from casepwa.models.codes import OrganizationKind


def all_of(session: Session) -> list[Organization]:
    """Every agency of this installation, by name."""
    statement = select(Organization).where(Organization.kind == OrganizationKind.AGENCY)
    return list(session.exec(statement.order_by(col(Organization.name))))


def named(session: Session, name: str | None) -> Organization:
    """The agency called ``name``; without a name, the only one. Raises ``Invalid("agency_missing")``."""
    found = [agency for agency in all_of(session) if name is None or agency.name == name.strip()]
    if len(found) != 1:
        raise Invalid("agency_missing")
    return found[0]


def wait_for(session: Session, organization_id: UUID) -> None:
    """Hold the agency until this transaction ends: of two that look first and then write, the second waits.

    Nothing is held on SQLite, where a unit of work waits for every other.
    """
    statement = select(Organization.id).where(Organization.id == organization_id)
    _ = session.exec(statement.with_for_update(key_share=True)).one()


def found(session: Session, *, name: str, time_zone: str) -> Organization:
    """A new agency. ``time_zone``: an IANA name, such as America/New_York."""
    agency = Organization(name=name.strip(), kind=OrganizationKind.AGENCY, time_zone=time_zone)
    session.add(agency)
    session.flush()
    return agency


def teams_of(session: Session, organization_id: UUID) -> list[StaffTeam]:
    """The agency's teams, by name."""
    statement = select(StaffTeam).where(StaffTeam.organization_id == organization_id)
    return list(session.exec(statement.order_by(col(StaffTeam.name))))


def team(session: Session, *, organization_id: UUID, name: str) -> StaffTeam:
    """The team called ``name``, made if there is none."""
    name = name.strip()
    known = next((one for one in teams_of(session, organization_id) if one.name == name), None)
    if known is not None:
        return known
    made = StaffTeam(organization_id=organization_id, name=name)
    session.add(made)
    session.flush()
    return made


def put_in_charge(session: Session, *, account_id: UUID, staff_team_id: UUID) -> None:
    """From now on this account supervises the team."""
    session.merge(StaffTeamSupervisor(account_id=account_id, staff_team_id=staff_team_id))
    session.flush()
