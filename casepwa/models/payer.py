"""Who pays for an episode: Medicaid, a county, an insurer."""

from uuid import UUID

from sqlalchemy import UniqueConstraint

from casepwa.models.columns import Row, ref


class Payer(Row, table=True):
    __table_args__ = (UniqueConstraint("organization_id", "name"),)

    organization_id: UUID = ref("organization.id")
    name: str
