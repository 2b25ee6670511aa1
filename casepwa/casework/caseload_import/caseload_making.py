"""An intake under way: the rows in the making, what is there already, and what has been made so far."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from casepwa.casework.caseload_import.caseload_checks import Surroundings
from casepwa.casework.caseload_import.caseload_import import Findings
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import ReviewCadence

SERVICE_TYPE = "T1017"
"""Targeted case management (HCPCS): what a program made by an import serves, until someone says otherwise."""


class Making:
    """Rows in the making, and what has been made of households and contacts so far."""

    def __init__(self, session: Session, organization_id: UUID, findings: Findings) -> None:
        assert findings.surroundings is not None
        self.session = session
        self.organization_id = organization_id
        self.at = findings.at
        self.today = findings.at.astimezone(findings.zone).date()
        self.zone = findings.zone
        self.around: Surroundings = findings.surroundings
        self.programs = dict(self.around.programs)
        self.payers = dict(self.around.payers)
        self.families = dict(self.around.families)
        self.members = dict(self.around.members)
        self.visits: dict[tuple[str, str, datetime, str], UUID] = {}
        self.made = dict.fromkeys(("families", "contacts", "goals", "visits", "plans"), 0)
        book = rules.book(session, organization_id=organization_id)
        self.review_after = timedelta(days=book.value(ReviewCadence, on=self.today).crisis_plan_days)
