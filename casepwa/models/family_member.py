"""A relative or natural support of a family, and how to reach them safely."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint

from casepwa.models import codes
from casepwa.models.columns import Row, one_of, ref


class FamilyMember(Row, table=True):
    __table_args__ = (one_of("support_kind", codes.SupportKind), UniqueConstraint("family_id", "import_key"))

    family_id: UUID = ref("family.id")
    given_name: str
    family_name: str | None = None
    support_kind: str = codes.SupportKind.FAMILY
    birth_date: date | None = None
    language: str | None = None
    phone: str | None = None
    email: str | None = None
    safe_to_call: bool = True
    safe_to_text: bool = True
    safe_to_leave_message: bool = False
    best_hours: str | None = None
    name_to_use: str | None = None
    reach_note: str | None = None
    import_key: str | None = None
