"""A supervisor's team of workers."""

from uuid import UUID

from sqlalchemy import UniqueConstraint

from casepwa.models.columns import Row, ref


class StaffTeam(Row, table=True):
    __table_args__ = (UniqueConstraint("organization_id", "name"),)

    organization_id: UUID = ref("organization.id")
    name: str
