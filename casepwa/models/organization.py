"""An agency that runs programs, or a provider of services in the directory."""

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from casepwa.models import codes
from casepwa.models.columns import Row, one_of


class Organization(Row, table=True):
    __table_args__ = (one_of("kind", codes.OrganizationKind),)

    name: str
    kind: str = codes.OrganizationKind.AGENCY
    time_zone: str = "America/New_York"
    phone: str | None = None
    address: str | None = None
    services: list[str] = Field(default_factory=list, sa_type=JSON)
    verified_on: date | None = None
    is_demo: bool = False
