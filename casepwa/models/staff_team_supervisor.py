"""Who supervises a team."""

from uuid import UUID

from sqlmodel import Field

from casepwa.models.columns import Table


class StaffTeamSupervisor(Table, table=True):
    staff_team_id: UUID = Field(foreign_key="staff_team.id", primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", primary_key=True, index=True)
