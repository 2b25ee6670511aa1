"""A person as a row of a caseload file describes them, with contacts, goals, visits and crisis plan."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from casepwa.casework.caseload_import.caseload_plans import NewCrisisPlan

OF_MEMBER = ("phone", "language", "best_hours", "name_to_use", "note")
"""What is told of a contact once, whoever's contact they are."""
SAFE = ("safe_to_call", "safe_to_text", "safe_to_leave_message")


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """``at``: the beginning of its columns' names, such as ``contact_1_``. None is what was not said."""

    at: str
    name: str
    relation: str
    phone: str | None
    language: str | None
    lives_with: bool
    natural_support: bool | None
    custody: str
    protective_order: str | None
    emergency: bool
    safe_to_call: bool | None
    safe_to_text: bool | None
    safe_to_leave_message: bool | None
    best_hours: str | None
    name_to_use: str | None
    note: str | None
    orders_asked: bool = False
    """Somebody asked today whether a protective order stands."""

    @property
    def key(self) -> str:
        """Within a household one name is one person, however it is capitalised."""
        return self.name.casefold()

    def filled_by(self, other: "NewContact") -> "NewContact":
        """This contact, with what is left out of how to reach them taken from ``other``: the same person, as
        another row has them. Where one of the two says that something is not safe, it is not."""
        said = {name: getattr(other, name) for name in (*OF_MEMBER, *SAFE, "natural_support")}
        left_out = {
            name: value
            for name, value in said.items()
            if getattr(self, name) is None or (name in SAFE and value is False)
        }
        return replace(self, **left_out)


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
    """``day``: in the agency's own calendar."""

    day: date
    starts_at: datetime
    minutes: int
    place: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class NewHousehold:
    """``family_name``: of its first person; what it is called when no row names it."""

    key: str
    name: str | None
    family_name: str
    street: str | None
    city: str | None
    state: str | None
    postal_code: str | None
    county: str | None
    is_confidential: bool
    latitude: float | None
    longitude: float | None

    @property
    def called(self) -> str:
        return self.name or self.family_name

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
