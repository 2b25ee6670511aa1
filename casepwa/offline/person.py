"""One person as the phone holds them (assets/offline/views/person.js)."""

from pydantic import BaseModel

from casepwa.offline.family_inbox import SaidRow
from casepwa.offline.local import action, local


class AlertRow(BaseModel):
    """`first` is said in bold."""

    id: str
    drawing: str
    first: str
    rest: str


class ReachLine(BaseModel):
    """One thing to know before dialling."""

    id: str
    words: str
    drawing: str
    tone: str


class ReachRow(BaseModel):
    """`tel` and `sms` are empty where that way is not allowed, so that no button is shown."""

    id: str
    name: str
    relation: str
    lines: list[ReachLine]
    tel: str
    sms: str


class GoalRow(BaseModel):
    """`level` is the last mark's code, "" before the first."""

    id: str
    words: str
    level: str
    said: str


class StepRow(BaseModel):
    """`over`, `help` and `done` are words, empty when they do not apply."""

    id: str
    what: str
    who: str
    why: str
    over: str
    help: str
    done: str


class Owner(BaseModel):
    id: str
    words: str


class VisitLine(BaseModel):
    """A visit or an appointment; `href` is empty when it cannot be opened."""

    id: str
    href: str
    iso: str
    when: str
    what: str
    who: str
    state: str
    drawing: str
    tone: str


class TeamRow(BaseModel):
    id: str
    name: str
    role: str
    duty: str
    tel: str
    hear: str


class ServiceRow(BaseModel):
    """`chip` is empty when no follow-up is due."""

    id: str
    service: str
    provider: str
    status: str
    reason: str
    chip: str
    chip_drawing: str
    tone: str
    tel: str


class AboutRow(BaseModel):
    id: str
    label: str
    lines: list[str]


class BesideRow(BaseModel):
    """An addendum, a correction or a late entry."""

    id: str
    heading: str
    text: str
    reason: str


class NoteRow(BaseModel):
    """`status`: here (only on this phone), submitted, returned, approved.

    `mend_href` for own returned ones, `can_amend` for own approved ones.
    """

    id: str
    iso: str
    when: str
    who: str
    what: str
    author: str
    text: str
    status: str
    status_words: str
    concern: bool
    comment: str
    can_amend: bool
    beside: list[BesideRow]
    mend_href: str


class Person(BaseModel):
    """`state`: loading, missing (not on this phone), full. `part`: which section the address names.

    `older`: "" (there are none), more, asking, offline or refused.
    """

    state: str
    id: str
    part: str
    name: str
    given_name: str
    line: str
    until: str
    has_plan: bool
    check_in_href: str
    alerts: list[AlertRow]
    reach: list[ReachRow]
    goals: list[GoalRow]
    goals_aside: str
    steps: list[StepRow]
    steps_done: list[StepRow]
    steps_aside: str
    owners: list[Owner]
    step_readers: str
    visits: list[VisitLine]
    visits_aside: str
    team: list[TeamRow]
    team_aside: str
    services: list[ServiceRow]
    services_aside: str
    about: list[AboutRow]
    notes: list[NoteRow]
    notes_aside: str
    said: list[SaidRow]
    said_aside: str
    older: str
    older_error: str


class CameBack(BaseModel):
    """What "Note this call?" says, and where **Write note** leads."""

    about: str
    href: str


class AmendedNote(BaseModel):
    """The note that the sheet adds to."""

    id: str
    about: str
    text: str


class OneReferral(BaseModel):
    """The referral that the sheet follows up; `key` changes with what the form starts from."""

    id: str
    key: str
    about: str
    status: str
    reason: str


class OneStep(BaseModel):
    id: str
    what: str
    owner: str


person: Person = local("person", "usePerson", Person, module="views/person.js")
one_step: OneStep = local("oneStep", "useStep", OneStep, module="views/steps.js")
one_referral: OneReferral = local("oneReferral", "useReferral", OneReferral, module="views/referrals.js")
follow_up = action("followUp", module="views/referrals.js")
add_step = action("addStep", module="views/steps.js")
finish_step = action("finishStep", module="views/steps.js")
amended_note: AmendedNote = local("amendedNote", "useAmendedNote", AmendedNote, module="views/note_amend.js")
amend_note = action("amendNote", module="views/note_amend.js")
ask_older_notes = action("askOlderNotes", module="views/older_notes.js")

came_back: CameBack = local("cameBack", "useCameBack", CameBack, module="views/came_back.js")
call_placed = action("callPlaced", module="views/came_back.js")
forget_call = action("forgetCall", module="views/came_back.js")
