"""The visit on the screen, and what a worker does on it (assets/offline/views/visit*.js)."""

from typing import Any

from pydantic import BaseModel

from casepwa.offline.alarm import Alarm
from casepwa.offline.goals import MarkRow
from casepwa.offline.local import action, local


class Alert(BaseModel):
    """A safety alert for visitors; `drawing` is its icon."""

    id: str
    drawing: str
    first: str
    rest: str


class Person(BaseModel):
    """Someone this visit is for."""

    id: str
    name: str
    crisis_href: str
    has_plan: bool


class Choice(BaseModel):
    id: str
    name: str


class Result(BaseModel):
    """What came of it for one person. `state`: none, write or written (their note)."""

    id: str
    name: str
    outcome: str
    text: str
    state: str
    href: str
    status: str


class Visit(BaseModel):
    """`phase`: opening, gone, other (another worker's), before, during, after or missed.

    `busy`: check_in, check_out or "". `missing`: why there is no location (denied, unavailable, timeout), ""
    while it was not asked for or was found. `safety`: not_reached, reached, running or asked; after a
    check-out that the server has not taken still_running or word_refused. `more_time`: waiting, refused, "".
    """

    phase: str
    id: str
    names: str
    place: str
    alerts: list[Alert]
    alerts_label: str
    alerts_open: bool
    busy: str
    missing: str
    reasons: list[Choice]
    is_planned: bool
    day: str
    hours: str
    address: str
    map_href: str
    is_hidden: bool
    going_with: str
    purpose: str
    alone: str
    asks_going: bool
    others: list[Choice]
    colleagues: list[Choice]
    people: list[Person]
    minutes: str
    minutes_word: str
    per_cent: int
    over: str
    since: str
    since_iso: str
    end: str
    end_iso: str
    safety: str
    safety_until: str
    more_time: str
    asks_word: bool
    text_supervisor: str
    child: str
    rows: list[MarkRow]
    records_place: bool
    results: list[Result]
    missed: str
    person_href: str


def _do(fn: str, part: str = "visit_actions") -> Any:
    return action(fn, module=f"views/{part}.js")


visit: Visit = local("visit", "useVisit", Visit, module="views/visit.js")
call_for_help: Alarm = local("callForHelp", "useHelp", Alarm, module="views/visit.js")

check_in = _do("checkIn")
more_time = _do("moreTime")
give_more_time = _do("giveMoreTime")
need_help = _do("needHelp")
show_child = _do("showChild")
fold_alerts = _do("foldAlerts")
mark_here = _do("markHere")
open_check_out = _do("openCheckOut")
check_out = _do("checkOut", "visit_check_out")
