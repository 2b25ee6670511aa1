"""One crisis plan as the phone holds it (assets/offline/views/crisis_plan.js)."""

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Call(BaseModel):
    """One call of the plan, in the plan's own order."""

    id: str
    label: str
    who: str
    phone: str
    tel: str


class Line(BaseModel):
    id: str
    words: str


class TellThem(BaseModel):
    """What is read to a dispatcher; `where` is empty of an address for a hidden place."""

    who: str
    where_label: str
    where: str
    ask_for: str
    how: str
    allergies: str
    weapons: str
    dispatch: str
    dispatch_tel: str


class PlanStep(BaseModel):
    id: str
    who: str
    what: str
    phone: str
    tel: str


class Level(BaseModel):
    id: str
    number: str
    title: str
    steps: list[PlanStep]


class Helps(BaseModel):
    """More that helps, by its own heading."""

    id: str
    title: str
    lines: list[Line]


class Place(BaseModel):
    id: str
    words: str
    phone: str
    tel: str


class Plan(BaseModel):
    """`state`: loading, missing (not on this phone), none (no plan yet), full.

    `first_call` holds at most one.
    """

    state: str
    id: str
    name: str
    given_name: str
    first_call: list[Call]
    more_calls: list[Call]
    tell: TellThem
    helps: list[Line]
    more_helps: list[Helps]
    more_helps_words: str
    never: list[Line]
    steps: list[Level]
    signs: list[Line]
    safer: list[Line]
    over: list[Line]
    medications: list[Line]
    places: list[Place]
    version: str
    since: str
    since_iso: str
    review: str
    review_is_over: bool
    about_version: int
    may_edit: bool
    note_href: str


plan: Plan = local("plan", "useCrisisPlan", Plan, module="views/crisis_plan.js")
propose_change = action("proposeChange", module="views/propose_change.js")
