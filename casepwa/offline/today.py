"""What Today shows, as assets/offline/views/today.js works it out from the phone's own store."""

from pydantic import BaseModel

from casepwa.offline.family_inbox import AskedRow
from casepwa.offline.local import action, local


class Ready(BaseModel):
    """`state`: ready, missing, or "" while nothing can be said yet."""

    state: str
    until: str
    until_iso: str
    missing: str


class ToFinish(BaseModel):
    """What waits for this person. `kind`: returned, draft, or missed (a visit that has no reason yet)."""

    id: str
    href: str
    name: str
    kind: str
    line: str


class AlertLine(BaseModel):
    id: str
    drawing: str
    words: str


class VisitRow(BaseModel):
    """`state`: ahead, here, done, missed; `timing` of the next one: here, late, coming.

    `address` and `map_href` are empty for a confidential place.
    """

    id: str
    href: str
    names_href: str
    names: str
    iso: str
    clock: str
    half: str
    place: str
    address: str
    map_href: str
    is_hidden: bool
    alerts: list[AlertLine]
    state: str
    done: str
    when: str
    timing: str


class DueRow(BaseModel):
    """`tone` is one of the chip's; `drawing` and `chip_drawing` name icons."""

    id: str
    href: str
    name: str
    what: str
    drawing: str
    chip: str
    chip_drawing: str
    tone: str


class Reached(BaseModel):
    """A colleague who is overdue or needs help, because it escalated to this person."""

    id: str
    words: str
    about: str
    call_href: str
    href: str


class CoachingRow(BaseModel):
    """What a supervisor said about this worker's own note."""

    id: str
    by: str
    iso: str
    when: str
    about: str
    href: str
    text: str
    is_new: bool


class Today(BaseModel):
    """`state` is the list state: loading, error, empty, full.

    `next` holds at most one visit, `due_more` what `due` is too short for, once it is unfolded.
    """

    state: str
    date: str
    ready: Ready
    reached: list[Reached]
    finish: list[ToFinish]
    finish_count: str
    next: list[VisitRow]
    visits: list[VisitRow]
    visits_left: str
    has_visits: bool
    asked: list[AskedRow]
    asked_count: str
    coaching: list[CoachingRow]
    coaching_read: list[CoachingRow]
    coaching_read_words: str
    due: list[DueRow]
    due_more: list[DueRow]
    due_more_words: str
    due_count: str


class MissedVisit(BaseModel):
    id: str
    names: str


fold_due = action("foldDue", module="views/today.js")
today: Today = local("today", "useToday", Today, module="views/today.js")
missed_visit: MissedVisit = local(
    "missedVisit", "useMissedVisit", MissedVisit, module="views/missed_visit.js"
)
miss_visit = action("missVisit", module="views/missed_visit.js")
read_coaching = action("readCoaching", module="views/coaching.js")
