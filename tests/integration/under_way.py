"""A visit of Maya's that is under way while its people leave her caseload: how tests of its reach begin."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from casepwa.casework.caseloads import transfers
from casepwa.database import unit_of_work
from casepwa.models import TeamMember, Visit
from casepwa.models.codes import Role
from tests import factories
from tests.cast import Person, person
from tests.integration.phones import Agency, Json, Phone, command
from tests.integration.test_transfers import today

HOUR = timedelta(hours=1)


@dataclass
class UnderWay:
    """Maya's visit to Luis; ``ends``: when she is expected back. ``tom`` takes over from her."""

    agency: Agency
    phone: Phone
    visit: Visit
    came: datetime
    ends: datetime
    tom: Person

    @property
    def luis(self) -> UUID:
        return self.agency.cast.luis.id

    def check_in(self, **values: Any) -> Json:
        given = {"happened_at": self.came, "expected_end": self.ends, **values}
        said = factories.visit_check_in(visit_id=self.visit.id, **given)
        return command("visit.check_in", said, client_ids=(self.luis,))

    def more_time(self) -> Json:
        said = {"visit_id": str(self.visit.id), "expected_end": (self.ends + HOUR).isoformat()}
        return command("visit.extend", said, client_ids=(self.luis,))

    def check_out(self, **values: Any) -> Json:
        given = {"visit_id": self.visit.id, "client_ids": [self.luis], "happened_at": self.ends, **values}
        return command("visit.check_out", factories.visit_check_out(**given), client_ids=(self.luis,))

    def note(self, **values: Any) -> Json:
        given = {"client_id": self.luis, "visit_id": self.visit.id, **values}
        return command("note.submit", factories.note_submit(**given), client_ids=(self.luis,))

    def transfer(self, *client_ids: UUID) -> None:
        """To Tom, today: it acts at once."""
        cast = self.agency.cast
        asked = transfers.Asked(
            client_ids=client_ids or (self.luis,),
            from_id=cast.maya.id,
            to_id=self.tom.id,
            on=today(),
            reason="Full load",
        )
        with unit_of_work() as session:
            transfers.arrange(session, actor=cast.omar.actor, asked=asked)

    def lose(self, client_id: UUID, *, at: datetime) -> None:
        """A client who left Maya's caseload ``at`` some moment that has passed."""
        whose = (TeamMember.account_id == self.agency.cast.maya.id, TeamMember.client_id == client_id)
        member = self.agency.session.exec(select(TeamMember).where(*whose, col(TeamMember.ends_at).is_(None)))
        found = member.one()
        found.ends_at = at
        self.agency.change(found)

    def holds(self, phone: Phone | None = None) -> bool:
        """Is Luis's record on the phone after it has asked?"""
        phone = phone or self.phone
        phone.sync()
        return str(self.luis) in phone.bundles


def begun(agency: Agency, *, is_checked_in: bool = True) -> UnderWay:
    cast, session = agency.cast, agency.session
    came = datetime.now(UTC) - timedelta(minutes=10)
    tom = person(
        session,
        organization=cast.organization,
        name="Tom Adeyemi",
        title="Case manager",
        roles=(Role.CASE_MANAGER,),
        team=session.get_one(type(cast.north), cast.north.id),
    )
    visit = factories.visit(
        session,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(cast.luis.id,),
        planned_start=came,
        planned_end=came + HOUR,
    )
    session.commit()
    phone = agency.phone(cast.maya)
    phone.sync()
    made = UnderWay(agency=agency, phone=phone, visit=visit, came=came, ends=came + HOUR, tom=tom)
    if is_checked_in:
        assert phone.verdicts(made.check_in()) == ["applied"]
    return made
