"""The demo agency itself: the organization, its programs, payers, rules, directory, staff and rosters."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from casepwa.demo import chance, clock, families, staff
from casepwa.demo.clock import Clock
from casepwa.demo.rows import Rows
from casepwa.demo.staff import Staff, Team
from casepwa.models import (
    Account,
    AccountRole,
    Cover,
    OnCallShift,
    Organization,
    Payer,
    Program,
    Rule,
    StaffCredential,
    StaffTeam,
    StaffTeamSupervisor,
)
from casepwa.models.codes import OrganizationKind, RuleName

NAME = "Lantern Bay Family Services"
ID = chance.made_id("organization", "agency")
PROGRAMS = {
    "children": ("Children's Care Management", "T1017", False),
    "adults": ("Adult Community Supports", "T1016", True),
    "special": ("Special Child Health", "T2023", False),
}
PAYERS = ("State Medicaid", "Harbor Health Plan", "County contract")
PROVIDERS: dict[str, list[tuple[str, list[str]]]] = {
    "clinic": [
        ("Harbor Clinic for Children and Families", ["therapy", "psychiatry", "neurology"]),
        ("Amity Community Health Center", ["primary care", "endocrine clinic", "home nursing"]),
        ("Carver Counseling Group", ["therapy", "counseling", "interpreters"]),
    ],
    "school": [("Amity County Schools, student services", ["school plans", "transportation"])],
    "community": [
        ("Eastport Family Center", ["parent groups", "respite", "legal advocate"]),
        ("Open Door Employment", ["supported employment", "vocational rehabilitation"]),
        ("Bridge House", ["housing", "independent living"]),
        ("Newcomers' Table", ["English classes", "newcomer group", "interpreters"]),
        ("Library Community Programs", ["homework club", "reading by phone", "music workshop"]),
    ],
}


@dataclass
class Agency:
    """What every part of the demo needs while it is made."""

    clock: Clock
    rows: Rows
    numbers: Iterator[str] = field(default_factory=families.phone_numbers)
    phones: dict[str, str] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)

    def phone(self, whose: str) -> str:
        """The telephone number of ``whose`` key, the same each time."""
        if whose not in self.phones:
            self.phones[whose] = next(self.numbers)
        return self.phones[whose]

    def team_of(self, worker: str) -> Team:
        team = self.staff[worker].team
        assert team is not None
        return self.teams[team]

    def supervisor_of(self, worker: str) -> Staff:
        return self.staff[self.team_of(worker).supervisor]

    def coordinator_of(self, worker: str) -> Staff:
        return self.staff[self.team_of(worker).coordinator]

    def know(self, team: Team, people: list[Staff]) -> None:
        self.teams[team.key] = team
        self.staff |= {one.key: one for one in people}


def program_id(key: str) -> UUID:
    return chance.made_id("program", key)


def payer_id(name: str) -> UUID:
    return chance.made_id("payer", name)


def provider_id(name: str) -> UUID:
    return chance.made_id("organization", name)


def found(agency: Agency, *, password_hash: str) -> None:
    """The organization with everything but its families. Staff accounts all get ``password_hash``."""
    rows, today = agency.rows, agency.clock.today
    rows.add(
        Organization,
        id=ID,
        name=NAME,
        time_zone=str(clock.ZONE),
        phone=agency.phone("agency"),
        address="1 Lantern Square, Eastport, NJ 08611",
        is_demo=True,
    )
    for kind, providers in PROVIDERS.items():
        for place, (name, services) in enumerate(providers):
            rows.add(
                Organization,
                id=provider_id(name),
                name=name,
                kind=OrganizationKind.PROVIDER,
                phone=agency.phone(name),
                services=services,
                verified_on=today - timedelta(days=20 + 31 * place + len(kind)),
                is_demo=True,
            )
    for key, (name, service_type, considers_income) in PROGRAMS.items():
        rows.add(
            Program,
            id=program_id(key),
            organization_id=ID,
            name=name,
            service_type=service_type,
            considers_income=considers_income,
        )
    for name in PAYERS:
        rows.add(Payer, id=payer_id(name), organization_id=ID, name=name)
    _rules(rows, today)
    hire(agency, None, [staff.ADMINISTRATOR], password_hash=password_hash)
    for team in (staff.EAST, staff.WEST):
        hire(agency, team, staff.of_team(team), password_hash=password_hash)
    _cover(agency)


def hire(agency: Agency, team: Team | None, people: list[Staff], *, password_hash: str) -> None:
    """Accounts for ``people``, and their team with its supervisor and roster."""
    rows, today = agency.rows, agency.clock.today
    if team is not None:
        agency.know(team, people)
        rows.add(StaffTeam, id=team.id, organization_id=ID, name=team.name)
    for place, one in enumerate(people):
        rows.add(
            Account,
            id=one.id,
            organization_id=ID,
            email=one.email,
            name=one.name,
            title=one.title,
            phone=agency.phone(one.key),
            password_hash=password_hash,
            staff_team_id=team.id if team else None,
            created_at=agency.clock.now,
        )
        rows.add(AccountRole, account_id=one.id, role=one.role)
        rows.add(
            StaffCredential,
            id=chance.made_id("credential", one.key),
            account_id=one.id,
            name="Background check",
            issued_on=today - timedelta(days=345 - 40 * (place % 8)),
            expires_on=today + timedelta(days=20 + 40 * (place % 8)),
        )
    if team is not None:
        rows.add(
            StaffTeamSupervisor,
            staff_team_id=team.id,
            account_id=chance.made_id("account", team.supervisor),
        )
        roster(agency.rows, team, since=today - timedelta(days=14), until=today + timedelta(days=35))


def roster(rows: Rows, team: Team, *, since: date, until: date) -> list[UUID]:
    """A week on call each, from Monday 8 AM, for the weeks that begin in these days. Returns the ids."""
    made: list[UUID] = []
    monday = since - timedelta(days=since.weekday())
    while monday <= until:
        whose = team.on_call[monday.toordinal() // 7 % len(team.on_call)]
        shift = rows.add(
            OnCallShift,
            id=chance.made_id("on_call_shift", team.key, monday, at=clock.at(monday, 8)),
            staff_team_id=team.id,
            account_id=chance.made_id("account", whose),
            starts_at=clock.at(monday, 8),
            ends_at=clock.at(monday + timedelta(days=7), 8),
        )
        made.append(shift)
        monday += timedelta(days=7)
    return made


def _cover(agency: Agency) -> None:
    """One that runs, one that is still ahead."""
    for absent, covering, first, last, reason in (
        ("ben", "grace", -1, 5, "Family leave"),
        ("samira", "tom", 6, 10, "Training"),
    ):
        agency.rows.add(
            Cover,
            id=chance.made_id("cover", absent, covering),
            absent_id=agency.staff[absent].id,
            covering_id=agency.staff[covering].id,
            starts_at=clock.at(agency.clock.day(first), 8),
            ends_at=clock.at(agency.clock.day(last), 18),
            reason=reason,
            arranged_by_id=agency.supervisor_of(absent).id,
        )


def _rules(rows: Rows, today: date) -> None:
    """A row for every rule name; an older version of one shows that versions are dated."""
    begins = date(today.year - 1, 1, 1)

    def rule(name: RuleName, value: dict[str, Any], *, on: date = begins, **about: UUID) -> None:
        key = "/".join(map(str, (name, on, *about.values())))
        rows.add(
            Rule,
            id=chance.made_id("rule", key),
            organization_id=ID,
            name=name,
            value=value,
            starts_on=on,
            **about,
        )

    rule(RuleName.UNITS_ROUNDING, {"policy": "eight_minute", "day_limit": 16})
    rule(RuleName.UNITS_ROUNDING, {"policy": "day_total"}, payer_id=payer_id("Harbor Health Plan"))
    rule(RuleName.UNITS_ROUNDING, {"policy": "full_unit"}, payer_id=payer_id("County contract"))
    rule(RuleName.SHARED_TIME, {"policy": "divided"})
    each_child = {
        "child_face_to_face": {"days": 30},
        "caregiver": {"each_month": True},
        "collateral": {"days": 60},
    }
    for key in ("children", "special"):
        rule(RuleName.CONTACT_STANDARD, each_child, program_id=program_id(key))
    rule(RuleName.CONTACT_STANDARD, {"child_face_to_face": {"days": 35}}, program_id=program_id("adults"))
    rule(RuleName.LATE_NOTE, {"hours": 120}, on=date(today.year - 2, 1, 1))
    rule(RuleName.LATE_NOTE, {"hours": 48})
    rule(RuleName.VISIT_LATENESS, {"late_after_minutes": 15, "missed_after_minutes": 0})
    rule(RuleName.AT_PLACE_RADIUS, {"meters": 150})
    rule(RuleName.REVIEW_CADENCE, {"crisis_plan_days": 90})
    rule(RuleName.REFERRAL_FOLLOW_UP, {"days": 30})
    rule(RuleName.LATE_RIGHT, {"days": 14})
    rule(RuleName.PHONE_SESSION, {"idle_hours": 72, "absolute_hours": 720})
    rule(RuleName.DESK_SESSION, {"idle_hours": 1, "absolute_hours": 24})
    rule(RuleName.SAFETY_TIMER, {"supervisor_after_minutes": 15, "on_call_after_minutes": 30})
    rule(RuleName.ABUSE_HOTLINE, {"name": "State child abuse hotline (demo number)", "phone": "800-555-0199"})
    kinds = ["direct_service", "inpatient", "transport", "travel", "voicemail"]
    rule(RuleName.NOT_BILLABLE, {"kinds": kinds})
    rule(RuleName.INVITATION, {"days": 7})
    rule(RuleName.NOTE_REVIEW, {"hours": 120})
    rule(RuleName.CASELOAD, {"weights": {"1": 1, "2": 1.5, "3": 2.5}, "full_load": 40, "due_within_days": 7})
