"""What the case record as a whole still lacks of what 42 CFR 441.18(a)(7) asks it to document.

The regulation asks for: the name of the individual; the dates of the services; the agency and the person; the
nature, content and units of the services and whether goals were achieved; services declined; the need for and
occurrences of coordination with other case managers; a timeline for obtaining services; a timeline for
re-evaluation of the plan. Names, dates, agency, person and why a service was declined cannot be missing
here: the database asks for them. A lack is of the record, never of one note, and never refuses anything.
Source: domain.md, "Contact notes".
"""

from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.notes.note_surroundings import CURRENT_VERSION
from casepwa.models import (
    Appointment,
    ContactNote,
    ContactNoteVersion,
    Goal,
    GoalMark,
    NextStep,
    ServiceLink,
    TeamMember,
)
from casepwa.models.codes import AppointmentKind, Contacted, Kept, Lifecycle, LinkStatus, TeamRole
from casepwa.models.columns import now

COORDINATION_WITHIN = timedelta(days=90)
_OPEN = (
    LinkStatus.NEEDED,
    LinkStatus.SENT,
    LinkStatus.ACCEPTED,
    LinkStatus.WAITLISTED,
    LinkStatus.SCHEDULED,
)
_CASE_MANAGERS = (TeamRole.CASE_MANAGER, TeamRole.CARE_COORDINATOR)


class Lack(StrEnum):
    """A stored-code-like word; its sentence is ``lacks.<code>`` in the catalogue."""

    UNITS = "units"
    GOALS = "goals"
    GOAL_PROGRESS = "goal_progress"
    COORDINATION = "coordination"
    SERVICE_TIMELINE = "service_timeline"
    REVIEW_DATE = "review_date"


def lacks(session: Session, client_id: UUID) -> list[Lack]:
    """What is missing, in the regulation's order. The caller has authorised reading the record."""
    missing = {
        Lack.UNITS: _notes(client_id, col(ContactNote.units).is_(None)),
        Lack.GOALS: ~_goals(client_id),
        Lack.GOAL_PROGRESS: _goals(client_id) & ~exists().where(col(GoalMark.client_id) == client_id),
        Lack.SERVICE_TIMELINE: or_(
            _links(
                client_id,
                _OPEN,
                col(ServiceLink.follow_up_due_on).is_(None) & col(ServiceLink.referred_on).is_(None),
            ),
            exists().where(
                col(NextStep.client_id) == client_id,
                col(NextStep.done_at).is_(None),
                col(NextStep.withdrawn_at).is_(None),
                col(NextStep.due_on).is_(None),
            ),
        ),
        Lack.REVIEW_DATE: ~exists().where(
            col(Appointment.client_id) == client_id,
            col(Appointment.kind) == AppointmentKind.PLAN_REVIEW,
            col(Appointment.kept) == Kept.AHEAD,
        ),
    }
    answers = session.connection().execute(select_columns(*missing.values())).one()
    found = {lack for lack, is_missing in zip(missing, answers, strict=True) if is_missing}
    if _coordination_is_missing(session, client_id):
        found.add(Lack.COORDINATION)
    return [lack for lack in Lack if lack in found]


def _notes(client_id: UUID, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(
        select(ContactNote.id)
        .join(ContactNoteVersion, CURRENT_VERSION)
        .where(col(ContactNote.client_id) == client_id, *which)
    )


def _goals(client_id: UUID) -> ColumnElement[bool]:
    return exists().where(
        col(Goal.client_id) == client_id, col(Goal.lifecycle).in_((Lifecycle.ACTIVE, Lifecycle.COMPLETED))
    )


def _links(
    client_id: UUID, statuses: tuple[LinkStatus, ...], which: ColumnElement[bool]
) -> ColumnElement[bool]:
    return exists().where(
        col(ServiceLink.client_id) == client_id, col(ServiceLink.status).in_(statuses), which
    )


def _coordination_is_missing(session: Session, client_id: UUID) -> bool:
    """More than one case manager is on the team, and none of the last 90 days' notes tells of another."""
    at = now()
    managers = session.exec(
        select(func.count(col(TeamMember.id))).where(
            TeamMember.client_id == client_id,
            col(TeamMember.role).in_(_CASE_MANAGERS),
            reaches.is_current(TeamMember, at),
        )
    ).one()
    if managers < 2:
        return False
    contacted = session.connection().execute(
        select_columns(col(ContactNoteVersion.contacted))
        .join(ContactNote, CURRENT_VERSION)
        .where(
            col(ContactNote.client_id) == client_id,
            col(ContactNoteVersion.started_at) >= at - COORDINATION_WITHIN,
        )
    )
    return not any(Contacted.OTHER_CASE_MANAGER in whom for (whom,) in contacted)
