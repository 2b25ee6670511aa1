"""What Today shows, as assets/offline/views/today.js works it out from the phone's own store."""

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Ready(BaseModel):
    """`state`: ready, missing, or "" while nothing can be said yet."""

    state: str
    until: str
    until_iso: str
    missing: str


class ToFinish(BaseModel):
    """A note that waits for its author. `kind`: returned or draft."""

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


class Today(BaseModel):
    """`state` is the list state: loading, error, empty, full.

    `next` holds at most one visit, `due_more` what `due` is too short for.
    """

    state: str
    date: str
    ready: Ready
    finish: list[ToFinish]
    finish_count: str
    next: list[VisitRow]
    visits: list[VisitRow]
    visits_left: str
    has_visits: bool
    due: list[DueRow]
    due_more: list[DueRow]
    due_more_words: str
    due_count: str


class MissedVisit(BaseModel):
    id: str
    names: str


today: Today = local("today", "useToday", Today, module="views/today.js")
missed_visit: MissedVisit = local(
    "missedVisit", "useMissedVisit", MissedVisit, module="views/missed_visit.js"
)
miss_visit = action("missVisit", module="views/missed_visit.js")
