"""A database with one case manager's caseload, as full as a year of work makes it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, SQLModel

import casepwa.models
from casepwa.casework.actors import Actor
from casepwa.database import make_engine
from casepwa.models import (
    Account,
    AccountRole,
    Client,
    ContactNote,
    ContactNoteVersion,
    Coverage,
    Device,
    Episode,
    Family,
    FamilyMember,
    Goal,
    GoalMark,
    NextStep,
    Organization,
    Payer,
    Program,
    Relationship,
    Rule,
    StaffTeam,
    TeamMember,
    Visit,
    VisitClient,
)
from casepwa.models.columns import new_id

assert casepwa.models

NOTES, MARKS, VISITS, STEPS = 26, 20, 6, 4
"""For each client: a note a week for half a year, and what goes with it."""


@dataclass(frozen=True, kw_only=True)
class Person:
    client_id: UUID
    goal_id: UUID
    visit_ids: list[UUID]


@dataclass(frozen=True, kw_only=True)
class Phone:
    actor: Actor
    people: list[Person]


def prepare(path: Path, *, clients: int) -> Phone:
    """Write the database at ``path`` and say what a phone needs to know to work in it."""
    engine = make_engine(f"sqlite:///{path}")
    SQLModel.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False) as session:
        phone = _agency(session, clients)
        session.commit()
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return phone


def _agency(session: Session, clients: int) -> Phone:
    agency = Organization(name="Bench")
    team = StaffTeam(organization_id=agency.id, name="North")
    worker = Account(
        organization_id=agency.id, email="worker@bench.test", name="Worker", staff_team_id=team.id
    )
    device = Device(account_id=worker.id)
    program = Program(organization_id=agency.id, name="TCM", service_type="T1017")
    payer = Payer(organization_id=agency.id, name="Medicaid")
    rounding = Rule(
        organization_id=agency.id,
        name="units_rounding",
        value={"policy": "eight_minute"},
        starts_on=date(2020, 1, 1),
    )
    for rows in ([agency], [team, program, payer, rounding], [worker], [device]):
        session.add_all(rows)
        session.flush()
    session.add(AccountRole(account_id=worker.id, role="case_manager"))
    people = [_person(session, agency, worker, program, payer, number) for number in range(clients)]
    actor = Actor(
        account_id=worker.id,
        session_id=None,
        device_id=device.id,
        organization_id=agency.id,
        roles=frozenset({"case_manager"}),
        name=worker.name,
    )
    return Phone(actor=actor, people=people)


def _person(
    session: Session, agency: Organization, worker: Account, program: Program, payer: Payer, number: int
) -> Person:
    now = datetime.now(UTC)
    family = Family(organization_id=agency.id, name=f"Family {number}", street=f"{number} Elm Street")
    parent = FamilyMember(family_id=family.id, given_name="Rosa", phone="609-555-0101")
    client = Client(
        organization_id=agency.id, family_id=family.id, given_name=f"Child {number}", family_name="Bench"
    )
    goal = Goal(client_id=client.id, words="I want to get to school without a fight.")
    goal.measure, goal.target, goal.due_on = "Calm mornings", "4 of 5", date(2030, 1, 1)
    goal.owner, goal.strength, goal.lifecycle = "Rosa", "Helps his sister", "active"
    episode = Episode(
        client_id=client.id, program_id=program.id, referral_source="school", opened_on=date(2024, 1, 1)
    )
    visits = [
        Visit(
            organization_id=agency.id,
            worker_id=worker.id,
            service_type="T1017",
            planned_start=now + timedelta(days=day),
            planned_end=now + timedelta(days=day, hours=1),
            place_type="home",
        )
        for day in range(VISITS)
    ]
    notes = [
        ContactNote(client_id=client.id, author_id=worker.id, units=1, created_at=now - timedelta(weeks=week))
        for week in range(NOTES)
    ]
    for rows in (
        [family],
        [parent, client],
        [goal, episode, *visits, *notes],
        [Relationship(client_id=client.id, family_member_id=parent.id, relation="mother")],
        [Coverage(episode_id=episode.id, payer_id=payer.id, starts_on=date(2024, 1, 1))],
        [TeamMember(client_id=client.id, account_id=worker.id, role="case_manager")],
        [VisitClient(visit_id=visit.id, client_id=client.id) for visit in visits],
        [_version(note, worker) for note in notes],
        [_mark(client, goal, worker, now - timedelta(days=9 * count)) for count in range(MARKS)],
        [
            NextStep(client_id=client.id, what="Call the school", owner_role="Worker", added_by_id=worker.id)
            for _ in range(STEPS)
        ],
    ):
        session.add_all(rows)
        session.flush()
    return Person(client_id=client.id, goal_id=goal.id, visit_ids=[visit.id for visit in visits])


def _version(note: ContactNote, worker: Account) -> ContactNoteVersion:
    words = "Rosa says the mornings went better this week; the teacher has seen it too. " * 4
    return ContactNoteVersion(
        note_id=note.id,
        number=1,
        contacted=["caregiver"],
        outcome="reached",
        contact_type="phone",
        started_at=note.created_at,
        ended_at=note.created_at + timedelta(minutes=12),
        minutes=12,
        text=words,
        submitted_by_id=worker.id,
        recorded_at=note.created_at,
        received_at=note.created_at,
        sha256=sha256(words.encode()).hexdigest(),
    )


def _mark(client: Client, goal: Goal, worker: Account, at: datetime) -> GoalMark:
    return GoalMark(
        id=new_id(),
        client_id=client.id,
        goal_id=goal.id,
        level="progress",
        marked_by_id=worker.id,
        happened_at=at,
        recorded_at=at,
    )
