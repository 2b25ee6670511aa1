"""What was recorded on this phone and where it is (assets/offline/views/outbox*.js)."""

from pydantic import BaseModel

from casepwa.offline.local import action, local


class Chip(BaseModel):
    """Where it is, as icon and word."""

    words: str
    tone: str
    drawing: str


class Row(BaseModel):
    id: str
    who: str
    what: str
    drawing: str
    chip: Chip


class Stuck(BaseModel):
    """Something that does not move: the server refused it (mend it) or failed on it (our fault)."""

    id: str
    who: str
    what: str
    drawing: str
    is_fault: bool
    reason: str


class Outbox(BaseModel):
    """`state`: opening, empty or full. `trouble`: why nothing goes out now, "" while it does."""

    state: str
    last: str
    trouble: str
    needs_fix: list[Stuck]
    here: list[Row]
    sent: list[Row]
    can_send: bool


class Fact(BaseModel):
    id: str
    words: str


class Word(BaseModel):
    """A field of the sheet: `id` is its name in the record."""

    id: str
    label: str
    value: str


class Choice(BaseModel):
    id: str
    name: str


class Fix(BaseModel):
    """The refused record in the sheet."""

    id: str
    title: str
    reason: str
    facts: list[Fact]
    words: list[Word]
    goals: list[Choice]
    goal: str
    asks_word: bool
    can_free: bool
    can_note: bool


outbox: Outbox = local("outbox", "useOutbox", Outbox, module="views/outbox.js")
send_now = action("sendNow", module="views/outbox.js")

fix: Fix = local("fix", "useFix", Fix, module="views/outbox_fix.js")
fix_and_resend = action("openFix", module="views/outbox_fix.js")
send_again = action("sendAgain", module="views/outbox_fix.js")
keep_as_note = action("keepAsNote", module="views/outbox_fix.js")
send_the_rest = action("sendTheRest", module="views/outbox_fix.js")
