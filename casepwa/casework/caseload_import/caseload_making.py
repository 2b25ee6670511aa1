"""An intake under way: the rows in the making, what is there already, and what has been made so far."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from casepwa.casework.agency_time import day_of
from casepwa.casework.caseload_import.caseload_surroundings import Surroundings
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import ReviewCadence

SERVICE_TYPE = "T1017"
"""Targeted case management (HCPCS): what a program made by an import serves, until someone says otherwise."""


class Making:
    """Rows in the making, and what has been made of households and contacts so far."""

    def __init__(
        self, session: Session, *, organization_id: UUID, around: Surroundings, at: datetime, zone: ZoneInfo
    ) -> None:
        self.session = session
        self.organization_id = organization_id
        self.at = at
        self.today = day_of(at, zone)
        self.zone = zone
        self.around = around
        self.programs = dict(self.around.programs)
        self.payers = dict(self.around.payers)
        self.families = {key: family.id for key, family in around.families.items()}
        self.members = {key: member.id for key, member in around.members.items()}
        self.visits = dict(self.around.visits)
        self.made = dict.fromkeys(("families", "contacts", "goals", "visits", "plans"), 0)
        book = rules.book(session, organization_id=organization_id)
        self.review_after = timedelta(days=book.value(ReviewCadence, on=self.today).crisis_plan_days)
