"""One client's bundle."""

from casepwa.casework.bundles.bundle_shapes.notes import ContactDue, NoteLine
from casepwa.casework.bundles.bundle_shapes.parts import FORMAT, Part
from casepwa.casework.bundles.bundle_shapes.people import (
    About,
    Alert,
    Billing,
    Contact,
    FamilySaid,
    Header,
    ShareReader,
    TeamLine,
)
from casepwa.casework.bundles.bundle_shapes.plans import CrisisPlan, GoalLine, Service, Step
from casepwa.casework.bundles.bundle_shapes.visits import AppointmentLine, VisitLine


class Bundle(Part):
    """Everything this person may see of this client that a phone needs."""

    format: int = FORMAT
    header: Header
    about: About
    billing: Billing | None
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
    family_messages: list[FamilySaid]
    has_older_notes: bool
