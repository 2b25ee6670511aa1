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
    """Everything this person may see of this client that a phone needs.

    ``is_for_visit``: held by nothing but a visit under way, whose end and note are all that is taken of them.
    """

    format: int = FORMAT
    is_for_visit: bool
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
