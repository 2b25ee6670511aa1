"""Who works at the demo agency, and who signs in."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from casepwa.demo import chance, words
from casepwa.models.codes import Role


@dataclass(frozen=True, kw_only=True)
class Staff:
    """``key`` is the word before the @ of the address."""

    key: str
    name: str
    title: str
    role: Role
    team: str | None = None

    @cached_property
    def id(self) -> UUID:
        return chance.made_id("account", self.key)

    @property
    def email(self) -> str:
        return f"{self.key}@demo.test"


@dataclass(frozen=True, kw_only=True)
class Team:
    """A team's people by key. ``on_call`` take turns by the week."""

    key: str
    name: str
    supervisor: str
    coordinator: str
    workers: tuple[str, ...]
    on_call: tuple[str, ...]

    @cached_property
    def id(self) -> UUID:
        return chance.made_id("staff_team", self.key)


ADMINISTRATOR = Staff(key="admin", name="Alex Moreau", title="Administrator", role=Role.ADMINISTRATOR)
EAST = Team(
    key="east",
    name="Harbor East",
    supervisor="omar",
    coordinator="priya",
    workers=("maya", "tom", "samira"),
    on_call=("tom", "priya", "samira"),
)
WEST = Team(
    key="west",
    name="Harbor West",
    supervisor="ingrid",
    coordinator="daniel",
    workers=("charlie", "grace", "ben"),
    on_call=("grace", "ben", "daniel"),
)
_NAMES = {
    "omar": "Omar Haddad",
    "priya": "Priya Raman",
    "maya": "Maya Okonkwo",
    "tom": "Tom Adeyemi",
    "samira": "Samira Rahimi",
    "ingrid": "Ingrid Dahl",
    "daniel": "Daniel Osei",
    "charlie": "Charlie Nguyen",
    "grace": "Grace Liu",
    "ben": "Ben Kowalski",
}
WORKERS_A_TEAM = 8


def of_team(team: Team, names: dict[str, str] | None = None) -> list[Staff]:
    """Supervisor, coordinator and case managers of ``team``."""
    names = names or _NAMES
    supervisor = Staff(
        key=team.supervisor,
        name=names[team.supervisor],
        title="Supervisor",
        role=Role.SUPERVISOR,
        team=team.key,
    )
    coordinator = Staff(
        key=team.coordinator,
        name=names[team.coordinator],
        title="Care coordinator",
        role=Role.CARE_COORDINATOR,
        team=team.key,
    )
    workers = [
        Staff(key=key, name=names[key], title="Case manager", role=Role.CASE_MANAGER, team=team.key)
        for key in team.workers
    ]
    return [supervisor, coordinator, *workers]


def invented_team(number: int) -> tuple[Team, list[Staff]]:
    """The ``number``-th further team, for a demo with more clients than two teams can serve."""
    key = f"team{number:03}"
    workers = tuple(f"{key}.worker{place}" for place in range(1, WORKERS_A_TEAM + 1))
    team = Team(
        key=key,
        name=f"Team {number}",
        supervisor=f"{key}.supervisor",
        coordinator=f"{key}.coordinator",
        workers=workers,
        on_call=workers[:4],
    )
    keys = [team.supervisor, team.coordinator, *workers]
    return team, of_team(team, {each: _invented_name(each) for each in keys})


def _invented_name(key: str) -> str:
    names, source = words.read("names"), chance.of("staff", key)
    return f"{source.choice(names['girls'] + names['boys'])} {source.choice(names['surnames'])}"
