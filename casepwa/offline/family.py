"""A family's phone screens, as assets/offline/views/family_*.js make them from the device's store."""

from typing import Any

from pydantic import BaseModel

from casepwa.offline.crisis_plan import Plan
from casepwa.offline.local import action, local
from casepwa.offline.outbox import Outbox


class Child(BaseModel):
    id: str
    name: str


class FamilyScreen(BaseModel):
    """`state`: loading, error, empty (nothing is shared) or full.

    `children` is empty when there is only one.
    """

    state: str
    child: str
    name: str
    is_you: bool
    children: list[Child]


class Shared(BaseModel):
    """`readers`: who can see it, in one sentence. `notice`: of 42 CFR Part 2, with the consent; mostly ""."""

    id: str
    readers: str
    notice: str


class Step(Shared):
    """`done` and `help` are sentences, "" until they are true."""

    what: str
    why: str
    owner: str
    due: str
    is_late: bool
    done: str
    help: str


class Line(Shared):
    text: str
    by: str
    iso: str


class NextSteps(FamilyScreen):
    yours: list[Step]
    yours_count: str
    theirs: list[Step]
    done: list[Step]
    lines: list[Line]


class OneStep(BaseModel):
    id: str
    client_id: str
    what: str


class Part(BaseModel):
    id: str
    what: str
    is_met: bool


class Goal(Shared):
    """`parts` are drawn as circles on the way to a flag; `count` says the same."""

    said: str
    words: str
    progress: str
    is_finished: bool
    parts: list[Part]
    count: str
    working_on: str


class Celebration(BaseModel):
    id: str
    what: str
    by: str
    iso: str
    notice: str


class Goals(FamilyScreen):
    goals: list[Goal]
    celebrations: list[Celebration]


class Day(Shared):
    """`help`: what was arranged with it (a ride, child care)."""

    title: str
    day: str
    time: str
    iso: str
    help: str


class Dates(FamilyScreen):
    ahead: list[Day]
    past: list[Day]


class Helper(BaseModel):
    id: str
    name: str
    role: str
    duty: str
    tel: str
    sms: str
    notice: str


class Told(BaseModel):
    """What this reader told us. `stage`: waiting, sent, seen, working or answered."""

    id: str
    heading: str
    text: str
    about: str
    stage: str
    status: str
    answer: str
    answered_by: str


class Staff(BaseModel):
    id: str
    words: str


class Team(FamilyScreen):
    """`read_by` and `complaints_read_by` say who will see a message, before it is sent."""

    team: list[Helper]
    team_count: str
    told: list[Told]
    staff: list[Staff]
    notice_hours: str
    read_by: str
    complaints_read_by: str


class Consent(BaseModel):
    """`stops`: what withdrawing takes away, in one sentence. `ended`: why it does not hold; "" in force."""

    id: str
    who: str
    what: str
    why: str
    until: str
    signed: str
    stops: str
    ended: str


class Consents(FamilyScreen):
    consents: list[Consent]


class OneConsent(BaseModel):
    id: str
    client_id: str
    who: str
    stops: str


class FamilyPlan(Plan):
    """The staff's plan as far as it was shared. `state` may also be none: no plan was shared."""

    child: str
    is_you: bool
    children: list[Child]
    readers: str
    notice: str


def _local(name: str, hook: str, type_: Any, part: str) -> Any:
    return local(name, hook, type_, module=f"views/family_{part}.js")


def _do(fn: str, part: str) -> Any:
    return action(fn, module=f"views/family_{part}.js")


next_steps: NextSteps = _local("nextSteps", "useNextSteps", NextSteps, "steps")
one_step: OneStep = _local("oneStep", "useFamilyStep", OneStep, "steps")
goals: Goals = _local("familyGoals", "useFamilyGoals", Goals, "goals")
dates: Dates = _local("familyDates", "useFamilyDates", Dates, "dates")
team: Team = _local("familyTeam", "useFamilyTeam", Team, "team")
consents: Consents = _local("consents", "useConsents", Consents, "consents")
one_consent: OneConsent = _local("oneConsent", "useConsent", OneConsent, "consents")
family_plan: FamilyPlan = _local("familyPlan", "useFamilyPlan", FamilyPlan, "crisis")
family_outbox: Outbox = _local("familyOutbox", "useFamilyOutbox", Outbox, "outbox")

choose_child = _do("chooseChild", "child")
finish_step = _do("finishFamilyStep", "steps")
ask_for_help = _do("askForStepHelp", "steps")
print_plan = _do("printPlan", "crisis")
add_to_calendar = _do("addToCalendar", "dates")
send_message = _do("sendMessage", "team")
withdraw = _do("withdraw", "consents")
