"""Planning a visit on this phone (assets/offline/views/schedule.js)."""

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Choice(BaseModel):
    id: str
    name: str


class Fields(BaseModel):
    """What the inputs show when they are drawn first."""

    client_ids: list[str]
    day: str
    start: str
    minutes: str
    minutes_other: str
    place: str
    place_name: str
    address: str
    purpose: str
    going_with: str


class Schedule(BaseModel):
    """`state`: opening, gone (not on this phone) or full. Sentences are "" when there is nothing to say."""

    state: str
    id: str
    name: str
    first: Fields
    people: list[Choice]
    colleagues: list[Choice]
    clash: str
    alone: str
    fix_reason: str
    place_hidden: bool
    sending: bool


schedule: Schedule = local("schedule", "useSchedule", Schedule, module="views/schedule.js")

schedule_input = action("scheduleInput", module="views/schedule.js")
submit_plan = action("submitPlan", module="views/schedule.js")
