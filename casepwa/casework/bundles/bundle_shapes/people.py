"""The person, and everybody around them."""

from datetime import date, datetime
from uuid import UUID

from casepwa.casework.bundles.bundle_shapes.parts import Part


class Header(Part):
    id: UUID
    name: str
    given_name: str
    family_name: str
    pronouns: str | None
    birth_date: date | None
    lives_with: list[str]
    address: str | None
    place_type: str
    is_confidential: bool
    latitude: float | None
    longitude: float | None
    pair_required: bool
    family_id: UUID
    family_name_of_household: str


class Medicine(Part):
    name: str
    dose: str | None
    schedule: str | None
    prescriber: str | None


class AllergyFact(Part):
    substance: str
    reaction: str | None
    what_to_do: str | None
    is_severe: bool


class About(Part):
    languages: list[str]
    needs_interpreter: bool
    communication: str | None
    school: str | None
    school_grade: str | None
    employer: str | None
    diagnoses: list[str]
    medical_summary: str | None
    mental_health_summary: str | None
    strengths: list[str]
    medications: list[Medicine]
    allergies: list[AllergyFact]
    program: str | None
    payer: str | None
    opened_on: date | None
    intensity_tier: int | None


class Billing(Part):
    """How time counts today, by who pays. ``policy`` None: nobody chose yet, so units stay unknown.

    ``not_billable``: kinds of work, and ``voicemail`` and ``inpatient``, that the payer does not pay for.
    """

    policy: str | None
    day_total_then: str | None
    day_limit: int | None
    not_billable: list[str]
    is_inpatient: bool


class Alert(Part):
    """A safety alert for visitors."""

    id: UUID
    kind: str
    title: str
    detail: str | None


class Contact(Part):
    """Someone who can be called or texted, with how to reach them safely, shown before dialling."""

    id: UUID
    name: str
    relation: str
    phone: str | None
    lives_with: bool
    custody: str
    protective_order: str | None
    language: str | None
    safe_to_call: bool
    safe_to_text: bool
    safe_to_leave_message: bool
    best_hours: str | None
    name_to_use: str | None
    reach_note: str | None
    is_natural_support: bool
    may_hear: bool
    is_client: bool = False


class TeamLine(Part):
    id: UUID
    account_id: UUID | None
    name: str
    role: str
    duty: str | None
    phone: str | None
    may_hear: bool


class FamilySaid(Part):
    """A question or thanks of the last 90 days, or a complaint that was released to this viewer.

    ``answered_by``: who answered last, in ``answer``.
    """

    id: UUID
    kind: str
    text: str
    by: str
    received_at: datetime
    is_read_by_me: bool
    read_by: list[str]
    answer: str | None
    answered_by: str | None


class ShareReader(Part):
    """A family account that may be named as a reader of a shared line."""

    account_id: UUID
    name: str
    relation: str
