"""A person served."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from casepwa.models.columns import Row, moment, now, ref


class Client(Row, table=True):
    """``revision`` is raised in the transaction of any change about them (casework/revisions.py)."""

    __table_args__ = (UniqueConstraint("organization_id", "import_key"),)

    organization_id: UUID = ref("organization.id")
    family_id: UUID = ref("family.id")
    given_name: str
    family_name: str
    preferred_name: str | None = None
    pronouns: str | None = None
    birth_date: date | None = None
    phone: str | None = None
    languages: list[str] = Field(default_factory=list, sa_type=JSON)
    needs_interpreter: bool = False
    communication: str | None = None
    school: str | None = None
    school_grade: str | None = None
    employer: str | None = None
    diagnoses: list[str] = Field(default_factory=list, sa_type=JSON)
    medical_summary: str | None = None
    mental_health_summary: str | None = None
    substance_use_summary: str | None = None
    strengths: list[str] = Field(default_factory=list, sa_type=JSON)
    pair_required: bool = False
    revision: int = 1
    name_sound: str | None = Field(default=None, index=True)
    import_key: str | None = None
    created_at: datetime = moment(default_factory=now)
