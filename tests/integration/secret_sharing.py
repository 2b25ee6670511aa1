"""What separated parents may see of Luis: one of each kind shared with each of them alone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from casepwa.models import (
    Appointment,
    Consent,
    ContactNote,
    FamilyMessage,
    FamilyMessageAbout,
    FamilyMessageEvent,
    SharedLine,
    SharedLineReader,
    TeamMember,
)
from casepwa.models.codes import SharedKind
from tests import factories
from tests.cast import Cast, Person
from tests.factories import made
from tests.integration.phones import Phone
from tests.integration.secret_words import Ground
from tests.integration.signed_in import signed_in

SOON = datetime.now(UTC) + timedelta(days=3)


@dataclass
class World:
    """Rosa and ``hector`` are Luis's separated parents; ``for_rosa``, ``for_hector``: rows each may see."""

    cast: Cast
    ground: Ground
    session: Session
    hector: Person
    for_rosa: set[tuple[str, Any]]
    for_hector: set[tuple[str, Any]]

    def phone(self, who: Person) -> Phone:
        return Phone(person=who, browser=signed_in(self.session, who.account, device=who.device))


def share_with(world: World, who: Person, may_see: set[tuple[str, Any]]) -> None:
    """One of each kind for this parent alone, a message and a consent of theirs."""
    site, cast, luis = world.session, world.cast, world.cast.luis

    def grant(kind: SharedKind, row: Any = None) -> Any:
        factories.grant(
            site,
            account_id=who.id,
            client_id=luis.id,
            granted_by_id=cast.maya.id,
            kind=kind,
            item_id=getattr(row, "id", None),
        )
        if row is not None:
            may_see.add((row.__tablename__, row.id))
        return row

    goal = grant(SharedKind.GOAL, factories.goal(site, client_id=luis.id))
    objective = factories.objective(site, goal_id=goal.id)
    factories.goal_mark_row(
        site,
        client_id=luis.id,
        goal_id=goal.id,
        objective_id=objective.id,
        marked_by_id=cast.maya.id,
        level="met",
        line="A hard morning",
        happened_at=datetime.now(UTC) - timedelta(days=1),
    )
    step = factories.next_step(
        site,
        client_id=luis.id,
        added_by_id=cast.maya.id,
        why="Because",
        owner_family_member_id=who.account.family_member_id,
    )
    grant(SharedKind.NEXT_STEP, step)
    grant(
        SharedKind.APPOINTMENT,
        made(site, Appointment(client_id=luis.id, title="Dentist", starts_at=SOON, place="Elm Street")),
    )
    visit = factories.visit(
        site,
        organization_id=cast.organization.id,
        worker_id=cast.maya.id,
        client_ids=(luis.id,),
        planned_start=SOON,
        planned_end=SOON + timedelta(hours=1),
    )
    grant(SharedKind.VISIT, visit)
    member = site.exec(
        select(TeamMember).where(TeamMember.client_id == luis.id, TeamMember.account_id == cast.maya.id)
    ).one()
    grant(SharedKind.TEAM_MEMBER, member)
    grant(SharedKind.SHARED_LINE)
    note = made(site, ContactNote(client_id=luis.id, author_id=cast.maya.id, status="approved"))
    line = made(
        site,
        SharedLine(
            note_id=note.id, client_id=luis.id, text="x", written_by_id=cast.maya.id, recorded_at=SOON
        ),
    )
    made(site, SharedLineReader(line_id=line.id, account_id=who.id))
    told = made(
        site,
        FamilyMessage(
            client_id=luis.id, from_account_id=who.id, kind="complaint", text="x", recorded_at=SOON
        ),
    )
    made(site, FamilyMessageAbout(message_id=told.id, account_id=cast.maya.id))
    answer = made(site, FamilyMessageEvent(message_id=told.id, kind="answered", text="x", by_id=cast.omar.id))
    consent = made(
        site,
        Consent(
            client_id=luis.id,
            scope="information",
            information="x",
            purpose="x",
            recipient_name="School",
            signed_by_member_id=who.account.family_member_id,
            signed_on=factories.YEAR_START,
            expires_on=SOON.date() + timedelta(days=300),
            recorded_by_id=cast.maya.id,
        ),
    )
    staff = [cast.maya, cast.priya, cast.omar]
    may_see |= {
        ("objective", objective.id),
        ("shared_line", line.id),
        ("family_message", told.id),
        ("family_message_event", answer.id),
        ("consent", consent.id),
        ("client", luis.id),
        ("organization", cast.organization.id),
        ("family_member", who.account.family_member_id),
        *(("account", one.id) for one in (*staff, who)),
    }
    assert who.device is not None
    may_see.add(("device", who.device.id))
