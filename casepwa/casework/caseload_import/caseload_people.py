"""A person as a row of a caseload file describes them, with contacts, goals, visits and crisis plan."""

from dataclasses import dataclass, replace
from datetime import date, time

from casepwa.casework.caseload_import.caseload_plans import NewCrisisPlan


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """``at``: the beginning of its columns' names, such as ``contact_1_``."""

    at: str
    name: str
    relation: str
    phone: str | None
    language: str | None
    lives_with: bool
    natural_support: bool
    custody: str
    protective_order: str | None
    emergency: bool
    safe_to_call: bool
    safe_to_text: bool
    safe_to_leave_message: bool
    best_hours: str | None
    name_to_use: str | None
    note: str | None
    orders_asked: bool = False
    """Somebody asked today whether a protective order stands."""

    @property
    def key(self) -> str:
        """Within a household one name is one person, however it is capitalised."""
        return self.name.casefold()


@dataclass(frozen=True, kw_only=True)
class NewGoal:
    words: str
    measure: str | None
    target: str | None
    due_on: date | None
    owner: str | None
    strength: str | None
    objectives: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return None not in (self.measure, self.target, self.due_on, self.owner, self.strength)


@dataclass(frozen=True, kw_only=True)
class NewVisit:
    """A planned visit, in the agency's own time."""

    day: date
    start: time
    minutes: int
    place: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class NewHousehold:
    key: str
    name: str
    street: str | None
    city: str | None
    state: str | None
    postal_code: str | None
    county: str | None
    is_confidential: bool
    latitude: float | None
    longitude: float | None

    def filled_by(self, other: "NewHousehold") -> "NewHousehold":
        """This household, with what it leaves out taken from ``other``."""
        left_out = {
            name: value
            for name, value in vars(other).items()
            if getattr(self, name) is None and value is not None
        }
        return replace(self, **left_out)


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """``line``: where the row begins in the file."""

    line: int
    case_number: str
    given_name: str
    family_name: str
    birth_date: date | None
    facts: dict[str, object]
    allergies: tuple[tuple[str | None, ...], ...]
    medications: tuple[tuple[str | None, ...], ...]
    safety_alerts: tuple[tuple[str | None, ...], ...]
    household: NewHousehold
    case_manager: str
    care_coordinator: str | None
    program: str
    opened_on: date
    referral_source: str
    payer: str | None
    member_number: str | None
    contacts: tuple[NewContact, ...]
    goals: tuple[NewGoal, ...]
    visits: tuple[NewVisit, ...]
    plan: NewCrisisPlan | None
