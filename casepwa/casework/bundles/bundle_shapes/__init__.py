"""The shape of what a phone holds: one bundle a client, and one ``me`` bundle. Types once (offline.md).

Dates are ISO days, moments ISO 8601 UTC with ``Z``, codes from ``models.codes``. A bundle holds only what
this viewer may see. A change of shape raises ``FORMAT``.
"""

from casepwa.casework.bundles.bundle_shapes.bundle import Bundle
from casepwa.casework.bundles.bundle_shapes.me import (
    AlarmLine,
    AlarmReader,
    CoachingLine,
    Colleague,
    Me,
    ReachedLine,
)
from casepwa.casework.bundles.bundle_shapes.notes import (
    AmendmentLine,
    ContactDue,
    LineForFamily,
    NoteLine,
    ReturnComment,
)
from casepwa.casework.bundles.bundle_shapes.parts import FORMAT, Part
from casepwa.casework.bundles.bundle_shapes.people import (
    About,
    Alert,
    AllergyFact,
    Billing,
    Contact,
    FamilySaid,
    Header,
    Medicine,
    ShareReader,
    TeamLine,
)
from casepwa.casework.bundles.bundle_shapes.plans import (
    CrisisPlan,
    GoalLine,
    Mark,
    ObjectiveLine,
    Service,
    Step,
)
from casepwa.casework.bundles.bundle_shapes.visits import (
    AppointmentLine,
    Stamp,
    TimerLine,
    VisitLine,
    VisitPerson,
)

__all__ = [
    "FORMAT",
    "About",
    "AlarmLine",
    "AlarmReader",
    "Alert",
    "AllergyFact",
    "AmendmentLine",
    "AppointmentLine",
    "Billing",
    "Bundle",
    "CoachingLine",
    "Colleague",
    "Contact",
    "ContactDue",
    "CrisisPlan",
    "FamilySaid",
    "GoalLine",
    "Header",
    "LineForFamily",
    "Mark",
    "Me",
    "Medicine",
    "NoteLine",
    "ObjectiveLine",
    "Part",
    "ReachedLine",
    "ReturnComment",
    "Service",
    "ShareReader",
    "Stamp",
    "Step",
    "TeamLine",
    "TimerLine",
    "VisitLine",
    "VisitPerson",
]
