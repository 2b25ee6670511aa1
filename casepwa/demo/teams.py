"""Each person's own team: staff, family, school, clinic, natural supports, with what they agreed to do."""

from typing import Any

from casepwa.demo import chance, clock, shared
from casepwa.demo.agency import PROVIDERS, Agency, provider_id
from casepwa.demo.people import Person
from casepwa.models import TeamMember
from casepwa.models.codes import SharedKind, TeamRole

_WORKER_DUTY = (
    "Visits every second week. Keeps the plan and its steps.",
    "Visits, calls the school, keeps the plan.",
    "Visits at home and arranges rides and papers.",
)


def gather(agency: Agency, person: Person) -> None:
    """Team members from the day the episode opened."""
    source, household, served = person.chance("team"), person.household, person.served

    def member(who: str, role: TeamRole, duty: str | None = None, **more: Any) -> None:
        shared.item(agency, person, SharedKind.TEAM_MEMBER, chance.made_id("team_member", served.key, who))
        agency.rows.add(
            TeamMember,
            id=chance.made_id("team_member", served.key, who),
            client_id=person.id,
            role=role,
            duty=duty,
            starts_at=clock.at(person.opened_on, 9),
            **more,
        )

    member("worker", TeamRole.CASE_MANAGER, source.choice(_WORKER_DUTY), account_id=person.worker.id)
    if household.coordinated:
        coordinator = agency.coordinator_of(person.worker.key)
        member(
            "coordinator",
            TeamRole.CARE_COORDINATOR,
            "Leads the team. Keeps the crisis plan.",
            account_id=coordinator.id,
        )
    for relative in household.relatives:
        if relative.age < 18 or relative.order or (relative.custody == "none" and not relative.natural):
            continue
        member(
            relative.key,
            TeamRole.NATURAL_SUPPORT if relative.natural else TeamRole.PARENT,
            "Helps when asked." if relative.natural else "Keeps the plan going at home.",
            family_member_id=relative.id,
        )
    if served.is_child and served.school:
        member(
            "teacher",
            TeamRole.TEACHER,
            "Sends word each Friday.",
            name=f"{person.slots['teacher']}, {served.school}",
            phone=agency.phone(person.slots["teacher"]),
        )
        shared.release(
            agency,
            person,
            f"{person.slots['teacher']}, {served.school}",
            "How mornings and the bus go",
            "One plan for home and school",
        )
    if served.age >= 13:
        member("self", TeamRole.YOUTH if served.is_child else TeamRole.OTHER, "Decides.", name=served.name)
    member(
        "clinic",
        source.choice((TeamRole.THERAPIST, TeamRole.PRIMARY_CARE_PROVIDER)),
        "Treatment, and a word to the team each month.",
        name=person.slots["provider"],
        organization_id=provider_id(source.choice(PROVIDERS["clinic"])[0]),
        phone=agency.phone(person.slots["provider"]),
    )
    if source.random() < 0.85:
        shared.release(
            agency, person, person.slots["provider"], "How {name} is doing", "Treatment that fits the plan"
        )
