"""A brief: what a worker who takes over must know of one person, on one page. Source: issue 3, transfer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from casepwa.casework import caseload, disclosures
from casepwa.casework.actors import Actor
from casepwa.casework.bundles.bundle_parts import (
    abouts,
    alerts,
    contacts_due,
    crisis_plans,
    goals,
    headers,
    households,
    next_steps,
    notes,
    teams,
    viewers,
    visits,
)
from casepwa.casework.bundles.bundle_shapes import (
    Alert,
    ContactDue,
    CrisisPlan,
    GoalLine,
    Header,
    NoteLine,
    Step,
    TeamLine,
    VisitLine,
)
from casepwa.casework.caseloads import transfers_ahead
from casepwa.casework.caseloads.transfers_ahead import Moved
from casepwa.casework.family import content_labels, releases
from casepwa.casework.family.content_labels import Said
from casepwa.casework.permissions import Permission
from casepwa.models import Organization
from casepwa.models.codes import VisitStatus
from casepwa.models.columns import now

LAST_NOTES = 3


@dataclass(frozen=True, kw_only=True)
class Brief:
    """``moved``: how the person came to their worker, or will leave them, if by a transfer.

    ``substance_use_summary`` is not in it: it needs a consent of its own (42 CFR Part 2). ``has_part_2``:
    something that is in it stands under that label, so that it carries the notice.
    """

    client_id: UUID
    header: Header
    program: str | None
    intensity_tier: int | None
    contact_due: ContactDue | None
    alerts: list[Alert]
    crisis_plan: CrisisPlan | None
    goals: list[GoalLine]
    open_steps: list[Step]
    visits_ahead: list[VisitLine]
    team: list[TeamLine]
    last_notes: list[NoteLine]
    moved: Moved | None
    has_part_2: bool
    agency: str
    zone: ZoneInfo
    today: date
    made_at: datetime

    @property
    def is_overdue(self) -> bool:
        due_on = self.contact_due.due_on if self.contact_due else None
        return due_on is not None and due_on < self.today

    @property
    def age(self) -> int | None:
        """In whole years, on the agency's day."""
        born = self.header.birth_date
        if born is None:
            return None
        return self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))


def on_screen(session: Session, *, actor: Actor, client_id: UUID) -> Brief:
    """The brief of a client within reach. The read is logged. Raises ``Denied``."""
    client = caseload.client_for(session, actor, client_id, Permission.CLIENT_READ)
    disclosures.opened(session, actor, client, "brief")
    return _of(session, actor, client.id)


def on_paper(session: Session, *, actor: Actor, client_id: UUID) -> Brief:
    """The same, about to be printed: logged as what left the app. Raises ``Denied``."""
    client = caseload.client_for(session, actor, client_id, Permission.CLIENT_READ)
    brief = _of(session, actor, client.id)
    disclosures.on_paper(
        session,
        actor,
        client,
        "brief",
        permission=Permission.CLIENT_READ,
        revision=client.revision,
        crisis_plan_version=brief.crisis_plan.version if brief.crisis_plan else None,
    )
    return brief


def _of(session: Session, actor: Actor, client_id: UUID) -> Brief:
    at = now()
    viewer = viewers.of_one(session, actor, client_id, at=at)
    people = households.people(session, viewer)
    hearing = releases.of(session, [people[client_id].client], at=at, today=viewer.today)
    served = abouts.served(session, viewer)
    episode = served.get(client_id)
    crisis_plan = crisis_plans.of(session, viewer).get(client_id)
    their_goals = goals.of(session, viewer).get(client_id, [])
    open_steps = [step for step in next_steps.of(session, viewer).get(client_id, []) if not step.done_at]
    visits_ahead = [
        visit
        for visit in visits.of(session, viewer).get(client_id, [])
        if visit.status == VisitStatus.PLANNED and visit.planned_end > at
    ]
    last_notes = notes.of(session, viewer).get(client_id, [])[:LAST_NOTES]
    said = Said(
        crisis_plan=crisis_plan is not None,
        goals=[
            *(goal.id for goal in their_goals),
            *(step.goal_id for step in open_steps),
            *(goal_id for note in last_notes for goal_id in note.goal_ids),
        ],
        steps=[step.id for step in open_steps],
        visits=[visit.id for visit in visits_ahead],
        notes=[note.id for note in last_notes],
    )
    return Brief(
        client_id=client_id,
        header=headers.of(session, viewer, people)[client_id],
        program=episode.program if episode else None,
        intensity_tier=episode.intensity_tier if episode else None,
        contact_due=contacts_due.of(session, viewer, served).get(client_id),
        alerts=alerts.of(session, viewer, people).get(client_id, []),
        crisis_plan=crisis_plan,
        goals=their_goals,
        open_steps=open_steps,
        visits_ahead=visits_ahead,
        team=teams.of(session, viewer, hearing).get(client_id, []),
        moved=transfers_ahead.last_of(session, client_id),
        has_part_2=content_labels.any_of(session, client_id, said),
        last_notes=last_notes,
        agency=session.exec(select(Organization.name).where(Organization.id == actor.organization_id)).one(),
        zone=viewer.zone,
        today=viewer.today,
        made_at=at,
    )
