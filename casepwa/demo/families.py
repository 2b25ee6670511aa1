"""The families of the demo agency as they are described, before any row is made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from casepwa.demo import chance, words

_SHE = {"mother", "grandmother", "aunt", "sister", "daughter", "foster mother", "neighbor"}
TOWNS = {
    "Eastport": (40.2431, -74.7220, "08611"),
    "Millbrook": (40.2702, -74.6588, "08619"),
    "Carver Heights": (40.2050, -74.7031, "08610"),
    "Port Amity": (40.1893, -74.7684, "08615"),
    "Linden Falls": (40.3054, -74.7412, "08628"),
    "Westfield Green": (40.2388, -74.8003, "08618"),
    "Ironbridge": (40.2166, -74.8341, "08638"),
}
"""On no map: a middle for each (latitude, longitude) and a postal code."""


@dataclass(frozen=True, kw_only=True)
class Relative:
    """A member of a household who is not served, or a natural support. ``call``, ``text`` and
    ``leave_message`` say what is safe; ``sees`` names the one of whom an account sees only a little.
    ``reads``: the language of the app, where it is not the spoken one."""

    key: str
    given: str
    family: str
    relation: str
    age: int
    lives: bool = True
    custody: str = "none"
    order: str | None = None
    language: str | None = None
    natural: bool = False
    emergency: bool = False
    call: bool = True
    text: bool = True
    leave_message: bool = False
    best_hours: str | None = None
    use_name: str | None = None
    note: str | None = None
    account: str | None = None
    sees: str | None = None
    reads: str | None = None

    @property
    def is_reader(self) -> bool:
        """Sees all that is shared; one with ``sees`` only a goal of that one."""
        return self.account is not None and self.sees is None

    @cached_property
    def id(self) -> UUID:
        return chance.made_id("family_member", self.key)

    @property
    def pronouns(self) -> str:
        return "she/her" if self.relation in _SHE else "he/him"


@dataclass(frozen=True, kw_only=True)
class Served:
    """A person served, as described."""

    key: str
    given: str
    family: str
    age: int
    pronouns: str
    situation: str
    interest: str
    preferred: str | None = None
    school: str | None = None
    grade: str | None = None
    employer: str | None = None
    phone: bool = False
    allergy: tuple[str, str, str, bool] | None = None
    plan_overdue: bool = False
    contact_overdue: bool = False

    @cached_property
    def id(self) -> UUID:
        return chance.made_id("client", self.key)

    @property
    def name(self) -> str:
        return self.preferred or self.given

    @property
    def is_child(self) -> bool:
        return self.age < 18

    @property
    def bank(self) -> dict[str, Any]:
        """The words of this person's situation."""
        return words.read(f"situations/{self.situation}")


@dataclass(frozen=True, kw_only=True)
class Household:
    key: str
    name: str
    worker: str
    language: str
    town: str
    program: str
    street: str | None = None
    coordinated: bool = False
    interpreter: bool = False
    confidential: bool = False
    shelter: str | None = None
    setting: str = "home"
    pair: bool = False
    alerts: tuple[dict[str, str], ...] = ()
    relatives: tuple[Relative, ...] = ()
    people: tuple[Served, ...] = ()
    is_invented: bool = False

    @cached_property
    def id(self) -> UUID:
        return chance.made_id("family", self.key)

    @cached_property
    def first_to_call(self) -> Relative:
        return next((one for one in self.relatives if one.emergency), self.relatives[0])

    @cached_property
    def place(self) -> tuple[float | None, float | None]:
        """Latitude and longitude, none for a confidential place."""
        if self.confidential:
            return None, None
        middle = TOWNS[self.town]
        source = chance.of("place", self.key)
        return (
            round(middle[0] + source.uniform(-0.012, 0.012), 6),
            round(middle[1] + source.uniform(-0.015, 0.015), 6),
        )

    @property
    def address(self) -> str:
        return f"{self.street}, {self.town}, NJ {TOWNS[self.town][2]}"


def forty() -> list[Household]:
    """The households of families.toml."""
    return [_household(described) for described in words.read("families")["family"]]


def _household(described: dict[str, Any]) -> Household:
    name = described["name"]
    key = f"{name}/{described['worker']}"
    relatives = tuple(
        Relative(**{"key": f"{key}/{one['given']}", "family": name, **one}) for one in described["members"]
    )
    people = tuple(
        Served(**{"key": f"{key}/{one['given']}", "family": name, **one, "allergy": _tuple(one)})
        for one in described["clients"]
    )
    rest = _without(described, "members", "clients", "alerts")
    return Household(
        key=key,
        relatives=relatives,
        people=people,
        alerts=tuple(described.get("alerts", ())),
        **rest,
    )


def _without(described: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in described.items() if name not in names}


def _tuple(one: dict[str, Any]) -> tuple[Any, ...] | None:
    return tuple(one["allergy"]) if "allergy" in one else None


def family_account_id(relative: Relative) -> UUID:
    return chance.made_id("account", relative.account)


def phone_numbers() -> Iterator[str]:
    """Numbers that ring nowhere: the 555-0100 to 555-0199 kept free for invention, in eight area codes."""
    while True:
        for area in (609, 640, 856, 732, 848, 908, 201, 551):
            for last in range(100, 200):
                yield f"{area}-555-0{last}"
