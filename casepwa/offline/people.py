"""The caseload as People and Crisis show it, found as one types (assets/offline/views/people.js)."""

from pydantic import BaseModel
from reflex_base.vars.sequence import StringVar

from casepwa.offline.local import action, local


class Chip(BaseModel):
    """`tone` is one of the kit's chip tones, `drawing` an icon's name."""

    words: str
    drawing: str
    tone: str


class PersonRow(BaseModel):
    """`why` says what was found when it was not the name."""

    id: str
    href: str
    name: str
    age: str
    line: str
    why: str
    chips: list[Chip]


class People(BaseModel):
    """`state`: loading, error, empty, full, or none (nobody answers the query). `more` is "" at the end.

    `may_take_in`: a coordinator, who may begin an intake.
    """

    state: str
    line: str
    may_take_in: bool
    query: str
    is_search: bool
    found: str
    today: list[PersonRow]
    today_count: str
    everyone: list[PersonRow]
    more: str


people: People = local("people", "usePeople", People, module="views/people.js")
search_people = action("searchPeople", module="views/people.js")
more_people: StringVar = local("morePeople", "useMorePeople", str, module="views/people.js")
show_more_people = action("showMorePeople", module="views/people.js")
