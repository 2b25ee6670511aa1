"""The shape of what a phone holds: one bundle a client, and one ``me`` bundle. Types once (offline.md).

Dates are ISO days, moments ISO 8601 UTC with ``Z``, codes from ``models.codes``. A bundle holds only what
this viewer may see. A change of shape raises ``FORMAT``.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from casepwa.casework.crisis_plan_content import CrisisPlanContent

FORMAT = 1


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


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
    medications: list["Medicine"]
    allergies: list["AllergyFact"]
    program: str | None
    payer: str | None
    opened_on: date | None
    intensity_tier: int | None


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
    is_client: bool = False


class CrisisPlan(Part):
    version: int
    content: CrisisPlanContent
    author: str
    published_by: str
    published_at: datetime
    review_due_on: date | None


class Mark(Part):
    id: UUID
    goal_id: UUID
    objective_id: UUID | None
    level: str
    line: str | None
    happened_at: datetime
    by: str
    is_mine: bool


class ObjectiveLine(Part):
    id: UUID
    what: str
    measure: str | None
    target: str | None
    due_on: date | None


class GoalLine(Part):
    """An active goal with its marks of the last 180 days, oldest first, without undone ones."""

    id: UUID
    words: str
    speaker: str | None
    measure: str | None
    target: str | None
    due_on: date | None
    owner: str | None
    strength: str | None
    achievement: str
    objectives: list[ObjectiveLine]
    marks: list[Mark]


class Step(Part):
    id: UUID
    what: str
    why: str | None
    owner: str
    is_mine: bool
    due_on: date | None
    goal_id: UUID | None
    done_at: datetime | None
    done_by: str | None
    needs_help_at: datetime | None


class VisitPerson(Part):
    """A co-client appears only if this viewer may see them."""

    client_id: UUID
    name: str
    given_name: str
    outcome: str | None
    outcome_text: str | None


class Stamp(Part):
    happened_at: datetime
    received_at: datetime | None
    method: str
    is_at_place: bool | None


class VisitLine(Part):
    """Visits from 14 days back to everything ahead, this worker's own flagged ``is_mine``."""

    id: UUID
    worker: str
    is_mine: bool
    people: list[VisitPerson]
    service_type: str
    purpose: str
    is_planned: bool
    planned_start: datetime
    planned_end: datetime
    expected_end: datetime | None
    place_type: str
    place_name: str | None
    address: str | None
    is_confidential: bool
    going_with: str | None
    status: str
    missed_reason: str | None
    check_in: Stamp | None
    check_out: Stamp | None


class AppointmentLine(Part):
    id: UUID
    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime | None
    place: str | None
    needs_transport: bool
    needs_child_care: bool


class Service(Part):
    id: UUID
    service: str
    provider: str | None
    phone: str | None
    status: str
    reason: str | None
    follow_up_due_on: date | None
    followed_up_on: date | None


class TeamLine(Part):
    id: UUID
    account_id: UUID | None
    name: str
    role: str
    duty: str | None
    phone: str | None
    may_hear: bool


class NoteLine(Part):
    """A note of the last 90 days, or an own returned one whatever its age, in its current version."""

    id: UUID
    version: int
    status: str
    author: str
    is_mine: bool
    visit_id: UUID | None
    contacted: list[str]
    contacted_names: list[str]
    outcome: str
    contact_type: str
    started_at: datetime
    ended_at: datetime
    minutes: int
    units: int | None
    format: str
    text: str
    place_type: str | None
    purpose: str | None
    role_taken: str | None
    goal_ids: list[UUID]
    services_declined: str | None
    transport_given: bool
    help_with_forms: bool
    recorded_at: datetime
    received_at: datetime
    flags: list[str]
    return_comment: str | None
    returned_by: str | None
    returned_at: datetime | None
    has_safety_concern: bool


class ShareReader(Part):
    """A family account that may be named as a reader of a shared line."""

    account_id: UUID
    name: str
    relation: str


class ContactDue(Part):
    """The contact standard's next due day, and the last contact that counted."""

    last_contact_at: datetime | None
    due_on: date | None


class Bundle(Part):
    """Everything this person may see of this client that a phone needs."""

    format: int = FORMAT
    header: Header
    about: About
    alerts: list[Alert]
    contacts: list[Contact]
    crisis_plan: CrisisPlan | None
    goals: list[GoalLine]
    steps: list[Step]
    visits: list[VisitLine]
    appointments: list[AppointmentLine]
    services: list[Service]
    team: list[TeamLine]
    notes: list[NoteLine]
    contact_due: ContactDue
    share_readers: list[ShareReader]
    has_older_notes: bool


class Colleague(Part):
    account_id: UUID
    name: str
    title: str | None
    phone: str | None
    is_my_supervisor: bool
    on_call_until: datetime | None


class AlarmLine(Part):
    """An alarm that this person raised in the last 14 days, and who has read it."""

    id: UUID
    kind: str
    visit_id: UUID | None
    concern_id: UUID | None
    received_at: datetime
    read_by: list["AlarmReader"]
    settled_how: str | None


class AlarmReader(Part):
    name: str
    read_at: datetime


class Me(Part):
    """What is not about a client. ``rules``: rule name -> value in force for this agency today."""

    format: int = FORMAT
    account_id: UUID
    name: str
    email: str
    title: str | None
    roles: list[str]
    permissions: list[str]
    agency: str
    time_zone: str
    locale: str
    rules: dict[str, Any]
    colleagues: list[Colleague]
    alarms: list[AlarmLine]
    offline_until_hours: int
