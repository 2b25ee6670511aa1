"""The note being written on this phone, and what can be done with it (assets/offline/views/note*.js)."""

from typing import Any

from pydantic import BaseModel

from casepwa.offline.local import action, local
from casepwa.offline.triggers import bound


class Option(BaseModel):
    """Something to choose: `about` is a second line."""

    id: str
    name: str
    about: str = ""


class Chip(BaseModel):
    """Someone who may have been contacted."""

    value: str
    label: str


class Goal(BaseModel):
    id: str
    words: str


class Step(BaseModel):
    """A next step that this note adds."""

    id: str
    what: str
    about: str


class Flag(BaseModel):
    """Something the reviewer will see beside the note; it never stops it."""

    id: str
    first: str
    rest: str


class Fields(BaseModel):
    """What the inputs show when they are drawn first; from then on each holds its own words."""

    contacted: list[str]
    contacted_other: str
    outcome: str
    seen: str
    minutes: str
    minutes_other: str
    text: str
    contact_type: str
    place: str
    day: str
    start: str
    end: str
    purpose: str
    role: str
    work: str
    format: str
    goals: list[str]
    step_what: str
    step_due: str
    step_owner: str
    step_share: bool
    declined: str
    transport: bool
    forms: bool
    why: str
    share: bool
    share_text: str
    concern: bool
    concern_kind: str
    concern_what: str
    concern_called_whom: str
    concern_called_day: str
    concern_called_time: str
    concern_report_number: str
    concern_reporter_name: str
    concern_asked: str
    concern_answer: str
    concern_plan: str
    concern_means: str
    concern_action: str
    concern_who_stays: str
    concern_consulted_with: str


class Faults(BaseModel):
    """The sentence under each field; "" while it is all right."""

    person: str
    contacted: str
    contacted_other: str
    outcome: str
    seen: str
    minutes: str
    minutes_other: str
    text: str
    start: str
    end: str
    share_text: str
    concern_kind: str
    concern_what: str


class Asks(BaseModel):
    """Which optional fields this kind of concern asks for."""

    called_whom: bool
    action: bool
    consulted_with: bool
    report_number: bool
    reporter_name: bool
    answer: bool
    plan: bool
    means: bool
    who_stays: bool


class Said(BaseModel):
    """A reviewer's comment. ``state``: whole (about the note), here (its words stand there), changed."""

    id: str
    quote: str
    text: str
    starts: int
    state: str


class Note(BaseModel):
    """`phase`: opening, writing, raised (a concern went out), gone (not on this phone) or left.

    Sentences are ready in the reader's language; "" means that there is nothing to say.
    """

    phase: str
    gone: str
    form_key: str
    first: Fields
    person_id: str
    person_name: str
    is_locked: bool
    people: list[Option]
    choosing: bool
    active: int
    can_repeat: bool
    opens_more: bool
    chips: list[Chip]
    other_contact: bool
    listen_only: str
    caution: str
    seen: bool
    shows_minutes: bool
    minutes_other: bool
    ended: str
    span: str
    units: str
    unpaid: bool
    shows_place: bool
    goals: list[Goal]
    owners: list[Option]
    steps: list[Step]
    flags: list[Flag]
    readers: list[Option]
    share: bool
    share_from: str
    step_readers: str
    share_preview: str
    not_shared: str
    concern: bool
    concern_kind: str
    asks: Asks
    reports: bool
    hotline: str
    hotline_phone: str
    alerts: str
    comment: str
    comments: list[Said]
    comment_by: str
    theirs: str
    fix_reason: str
    faults: Faults
    saved: str
    problem: str
    sending: bool


def _do(fn: str, part: str) -> Any:
    return action(fn, module=f"views/{part}.js")


note: Note = local("note", "useNote", Note, module="views/note.js")


def show_words(quote: Any, starts: Any) -> Any:
    """An event trigger that selects these words in the text."""
    return bound(_do("showWords", "note_comments"), quote, starts)


note_input = _do("noteInput", "note_typing")
note_touched = _do("noteTouched", "note_typing")
like_last_time = _do("likeLastTime", "note_typing")
add_step = _do("addStep", "note_typing")
remove_step = _do("removeStep", "note_typing")
insert_prompts = _do("insertPrompts", "note_typing")

search_person = _do("searchPerson", "note_person")
open_people = _do("openPeople", "note_person")
choose_again = _do("chooseAgain", "note_person")
choose_person = _do("choosePerson", "note_person")
leave_person = _do("leavePerson", "note_person")
person_key = _do("personKey", "note_person")
keep_focus = _do("keepFocus", "note_person")

submit_note = _do("submitNote", "note_submit")
close_note = _do("closeNote", "note_submit")
discard_note = _do("discardNote", "note_submit")
leave_concern = _do("leaveConcern", "note_submit")
