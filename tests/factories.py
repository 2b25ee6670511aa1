"""Records for tests: each makes one row with believable values, adds it and flushes. Never commits.

Pass what the test is about; the rest has a default. Payload factories at the end make what a phone sends.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, SQLModel

from casepwa.casework import commands
from casepwa.casework.recorded import Recorded
from casepwa.models import (
    Account,
    AccountRole,
    Client,
    Cover,
    Coverage,
    CrisisPlanVersion,
    Device,
    Episode,
    Family,
    FamilyMember,
    Goal,
    GoalMark,
    NamedSecond,
    NextStep,
    Objective,
    OnCallShift,
    Organization,
    Payer,
    Program,
    Relationship,
    Rule,
    SettingStay,
    SharingGrant,
    SignInSession,
    StaffTeam,
    StaffTeamSupervisor,
    TeamMember,
    Visit,
    VisitClient,
    VisitStamp,
    codes,
)
from casepwa.models.columns import new_id

R = TypeVar("R", bound=SQLModel)

MONDAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""Monday 2 March 2026, 10:00 in New York: the moment at which most tests happen."""

YEAR_START = date(2026, 1, 1)


def made(session: Session, row: R) -> R:
    """Add ``row`` and flush it, so that its constraints are checked here and not at a later line."""
    session.add(row)
    session.flush()
    return row


# -- people who work --------------------------------------------------------------------------------


def organization(session: Session, **values: Any) -> Organization:
    return made(session, Organization(**{"name": "Harbor Family Services", **values}))


def program(session: Session, *, organization_id: UUID, **values: Any) -> Program:
    given = {"name": "Targeted case management", "service_type": "T1017", **values}
    return made(session, Program(organization_id=organization_id, **given))


def payer(session: Session, *, organization_id: UUID, **values: Any) -> Payer:
    return made(session, Payer(organization_id=organization_id, **{"name": "State Medicaid", **values}))


def rule(
    session: Session, *, organization_id: UUID, name: codes.RuleName, value: dict[str, Any], **values: Any
) -> Rule:
    given = {"starts_on": YEAR_START, **values}
    return made(session, Rule(organization_id=organization_id, name=name, value=value, **given))


def staff_team(session: Session, *, organization_id: UUID, **values: Any) -> StaffTeam:
    return made(session, StaffTeam(organization_id=organization_id, **{"name": "North", **values}))


def supervises(session: Session, *, account_id: UUID, staff_team_id: UUID) -> StaffTeamSupervisor:
    return made(session, StaffTeamSupervisor(account_id=account_id, staff_team_id=staff_team_id))


def account(
    session: Session, *, organization_id: UUID, roles: tuple[codes.Role, ...], **values: Any
) -> Account:
    name = values.pop("name", "Sam Staff")
    email = values.pop("email", f"{name.split()[0].lower()}.{new_id().hex[-8:]}@example.test")
    row = made(session, Account(organization_id=organization_id, name=name, email=email, **values))
    for role in roles:
        session.add(AccountRole(account_id=row.id, role=role))
    session.flush()
    return row


def device(session: Session, *, account_id: UUID, **values: Any) -> Device:
    return made(session, Device(account_id=account_id, **{"name": "Phone", **values}))


def sign_in_session(
    session: Session, *, account_id: UUID, device_id: UUID | None = None, **values: Any
) -> SignInSession:
    given = {
        "surface": codes.Surface.PHONE,
        "expires_at": datetime.now(UTC) + timedelta(days=30),
        **values,
    }
    return made(session, SignInSession(account_id=account_id, device_id=device_id, **given))


def on_call_shift(
    session: Session, *, staff_team_id: UUID, account_id: UUID, starts_at: datetime, ends_at: datetime
) -> OnCallShift:
    shift = OnCallShift(
        staff_team_id=staff_team_id, account_id=account_id, starts_at=starts_at, ends_at=ends_at
    )
    return made(session, shift)


def cover(
    session: Session, *, absent_id: UUID, covering_id: UUID, starts_at: datetime, ends_at: datetime
) -> Cover:
    row = Cover(absent_id=absent_id, covering_id=covering_id, starts_at=starts_at, ends_at=ends_at)
    return made(session, row)


def named_second(session: Session, *, account_id: UUID, second_id: UUID, **values: Any) -> NamedSecond:
    given = {"starts_at": datetime(2026, 1, 1, tzinfo=UTC), **values}
    return made(session, NamedSecond(account_id=account_id, second_id=second_id, **given))


# -- people served ----------------------------------------------------------------------------------


def family(session: Session, *, organization_id: UUID, **values: Any) -> Family:
    given = {
        "name": "Delgado",
        "street": "12 Linden Street",
        "city": "Trenton",
        "state": "NJ",
        "postal_code": "08608",
        "latitude": 40.2206,
        "longitude": -74.7597,
        "opened_on": YEAR_START,
        **values,
    }
    return made(session, Family(organization_id=organization_id, **given))


def family_member(session: Session, *, family_id: UUID, **values: Any) -> FamilyMember:
    given = {"given_name": "Rosa", "family_name": "Delgado", "phone": "609-555-0101", **values}
    return made(session, FamilyMember(family_id=family_id, **given))


def client(session: Session, *, organization_id: UUID, family_id: UUID, **values: Any) -> Client:
    given = {"given_name": "Luis", "family_name": "Delgado", "birth_date": date(2016, 2, 29), **values}
    return made(session, Client(organization_id=organization_id, family_id=family_id, **given))


def relationship(session: Session, *, client_id: UUID, family_member_id: UUID, **values: Any) -> Relationship:
    given = {
        "relation": "mother",
        "lives_with": True,
        "custody": codes.Custody.SOLE,
        "orders_checked_on": YEAR_START,
        **values,
    }
    return made(session, Relationship(client_id=client_id, family_member_id=family_member_id, **given))


def episode(session: Session, *, client_id: UUID, program_id: UUID, **values: Any) -> Episode:
    given = {"referral_source": codes.ReferralSource.SCHOOL, "opened_on": YEAR_START, **values}
    return made(session, Episode(client_id=client_id, program_id=program_id, **given))


def coverage(session: Session, *, episode_id: UUID, payer_id: UUID, **values: Any) -> Coverage:
    given = {"starts_on": YEAR_START, **values}
    return made(session, Coverage(episode_id=episode_id, payer_id=payer_id, **given))


def team_member(session: Session, *, client_id: UUID, **values: Any) -> TeamMember:
    given = {"role": codes.TeamRole.CASE_MANAGER, "starts_at": datetime(2026, 1, 1, tzinfo=UTC), **values}
    return made(session, TeamMember(client_id=client_id, **given))


def grant(
    session: Session, *, account_id: UUID, client_id: UUID, granted_by_id: UUID, **values: Any
) -> SharingGrant:
    given = {"kind": codes.SharedKind.SHARED_LINE, **values}
    row = SharingGrant(account_id=account_id, client_id=client_id, granted_by_id=granted_by_id, **given)
    return made(session, row)


# -- their records ----------------------------------------------------------------------------------


def goal(session: Session, *, client_id: UUID, **values: Any) -> Goal:
    given = {
        "words": "I want to get to school without a fight.",
        "speaker": "Luis",
        "measure": "Mornings without a fight, of five",
        "target": "4 of 5 for a month",
        "due_on": date(2026, 6, 30),
        "owner": "Rosa and Luis",
        "strength": "Likes to help his sister pack",
        "lifecycle": codes.Lifecycle.ACTIVE,
        **values,
    }
    return made(session, Goal(client_id=client_id, **given))


def objective(session: Session, *, goal_id: UUID, **values: Any) -> Objective:
    return made(session, Objective(goal_id=goal_id, **{"what": "Bag packed the night before", **values}))


def goal_mark_row(
    session: Session, *, client_id: UUID, goal_id: UUID, marked_by_id: UUID, **values: Any
) -> GoalMark:
    given = {"level": codes.MarkLevel.PROGRESS, "happened_at": MONDAY, "recorded_at": MONDAY, **values}
    row = GoalMark(client_id=client_id, goal_id=goal_id, marked_by_id=marked_by_id, **given)
    return made(session, row)


def next_step(session: Session, *, client_id: UUID, added_by_id: UUID, **values: Any) -> NextStep:
    given = {"what": "Call the school nurse", "owner_role": "Case manager", **values}
    return made(session, NextStep(client_id=client_id, added_by_id=added_by_id, **given))


def visit(
    session: Session, *, organization_id: UUID, worker_id: UUID, client_ids: tuple[UUID, ...], **values: Any
) -> Visit:
    """A planned home visit of an hour at ``MONDAY``."""
    given = {
        "service_type": "T1017",
        "planned_start": MONDAY,
        "planned_end": MONDAY + timedelta(hours=1),
        "place_type": codes.PlaceType.HOME,
        "address": "12 Linden Street, Trenton",
        "latitude": 40.2206,
        "longitude": -74.7597,
        **values,
    }
    row = made(session, Visit(organization_id=organization_id, worker_id=worker_id, **given))
    for client_id in client_ids:
        session.add(VisitClient(visit_id=row.id, client_id=client_id))
    session.flush()
    return row


def visit_stamp(session: Session, *, visit_id: UUID, happened_at: datetime, **values: Any) -> VisitStamp:
    """A check-in without coordinates."""
    given = {"kind": codes.StampKind.CHECK_IN, "method": codes.LocationMethod.PLACE_TYPE, **values}
    stamp = VisitStamp(visit_id=visit_id, happened_at=happened_at, recorded_at=happened_at, **given)
    return made(session, stamp)


def setting_stay(session: Session, *, client_id: UUID, **values: Any) -> SettingStay:
    given = {"setting": codes.Setting.FOSTER, "starts_on": date(2026, 2, 1), **values}
    return made(session, SettingStay(client_id=client_id, **given))


def crisis_plan(session: Session, *, client_id: UUID, author_id: UUID, **values: Any) -> CrisisPlanVersion:
    given = {
        "number": 1,
        "status": codes.PlanStatus.ACTIVE,
        "content": {
            "calls": [
                {
                    "label": "Mobile crisis team",
                    "phone": "609-555-0199",
                    "who": None,
                    "is_mobile_crisis": True,
                }
            ],
            "never_do": ["Do not block the door"],
        },
        "published_by_id": author_id,
        "published_at": MONDAY - timedelta(days=30),
        "review_due_on": date(2026, 5, 1),
        **values,
    }
    return made(session, CrisisPlanVersion(client_id=client_id, author_id=author_id, **given))


# -- what a phone sends -----------------------------------------------------------------------------


def recorded(at: datetime = MONDAY, **values: Any) -> Recorded:
    """Recorded on a phone at ``at`` and received a second later."""
    given = {"recorded_at": at, "received_at": at + timedelta(seconds=1), **values}
    return Recorded(**given)


def note_submit(*, client_id: UUID, **values: Any) -> commands.NoteSubmit:
    """A ten minute phone call with the caregiver that ended at ``MONDAY``."""
    given = {
        "note_id": new_id(),
        "contacted": ["caregiver"],
        "outcome": "reached",
        "contact_type": "phone",
        "started_at": MONDAY - timedelta(minutes=10),
        "ended_at": MONDAY,
        "minutes": 10,
        "text": "Rosa says the mornings went better this week.",
        **values,
    }
    return commands.NoteSubmit.model_validate({"client_id": client_id, **given})


def concern(**values: Any) -> dict[str, Any]:
    given = {"id": new_id(), "kind": "child_abuse", "what": "A bruise on the left arm; he says he fell."}
    return {**given, **values}


def gps(**values: Any) -> commands.Location:
    """At the Delgados' door."""
    given = {"method": "gps", "latitude": 40.2206, "longitude": -74.7597, "accuracy_m": 12.0, **values}
    return commands.Location.model_validate(given)


def visit_schedule(*, client_ids: list[UUID], **values: Any) -> commands.VisitSchedule:
    given = {
        "visit_id": new_id(),
        "planned_start": MONDAY,
        "planned_end": MONDAY + timedelta(hours=1),
        "place_type": "home",
        **values,
    }
    return commands.VisitSchedule.model_validate({"client_ids": client_ids, **given})


def visit_check_in(*, visit_id: UUID, **values: Any) -> commands.VisitCheckIn:
    given = {
        "happened_at": MONDAY,
        "expected_end": MONDAY + timedelta(hours=1),
        "location": gps(),
        **values,
    }
    return commands.VisitCheckIn.model_validate({"visit_id": visit_id, **given})


def visit_check_out(*, visit_id: UUID, client_ids: list[UUID], **values: Any) -> commands.VisitCheckOut:
    given = {
        "happened_at": MONDAY + timedelta(minutes=50),
        "location": gps(),
        "outcomes": [{"client_id": each, "outcome": "seen"} for each in client_ids],
        **values,
    }
    return commands.VisitCheckOut.model_validate({"visit_id": visit_id, **given})


def goal_mark(*, client_id: UUID, goal_id: UUID, **values: Any) -> commands.GoalMarkPayload:
    given = {"mark_id": new_id(), "level": "progress", "happened_at": MONDAY, **values}
    return commands.GoalMarkPayload.model_validate({"client_id": client_id, "goal_id": goal_id, **given})


def step_add(*, client_id: UUID, **values: Any) -> commands.StepPayload:
    given = {"step_id": new_id(), "what": "Ask about the bus pass", "owner_role": "Case manager", **values}
    return commands.StepPayload.model_validate({"client_id": client_id, **given})
