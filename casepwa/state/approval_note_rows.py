"""The note that is open on the approval desk, made from what casework tells: frozen rows, plain values."""

from pydantic import BaseModel, ConfigDict

from casepwa.casework.approvals import note_history, sentences
from casepwa.casework.approvals.approval_desk import Opened
from casepwa.casework.approvals.coaching import Coached
from casepwa.casework.approvals.note_facts import Check
from casepwa.casework.approvals.note_history import Decision, Standing
from casepwa.casework.notes.note_checks import Flag
from casepwa.state import concern_rows
from casepwa.state.approval_rows import Choice, Shown
from casepwa.state.concern_rows import Said
from casepwa.state.ids import iso


class Segment(Shown):
    kind: str
    text: str
    is_pinned: bool


class Comment(Shown):
    """``state``: whole (on the note), here (its words stand in the text), changed."""

    quote: str
    text: str
    state: str


class Event(Shown):
    id: str
    decision: str
    version: int
    by: str
    is_mine: bool
    at: str
    comments: list[Comment]
    withdrawn_at: str
    reason: str


class Other(Shown):
    contact_type: str
    starts: str
    ends: str


class Checked(Shown):
    code: str
    is_flag: bool
    others: list[Other]
    units: int
    limit: int


class Goal(Shown):
    words: str
    measure: str


class Amendment(Shown):
    id: str
    kind: str
    text: str
    reason: str
    by: str
    at: str


class Coaching(Shown):
    id: str
    text: str
    at: str
    read_at: str


class Concern(Shown):
    """``href``: of its alarm, for who may open it."""

    kind: str
    said: Said
    href: str


class Stands(Shown):
    """Where the open note stands now: ``newer`` when another version than the one shown waits."""

    status: str = ""
    newer: bool = False
    review_id: str = ""
    by: str = ""
    is_mine: bool = False
    at: str = ""
    can_withdraw: bool = False


class Note(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str = ""
    key: str = ""
    author_has_client: bool = True
    version: int = 0
    sha256: str = ""
    client: str = ""
    author: str = ""
    contact_type: str = ""
    outcome: str = ""
    purpose: str = ""
    place_type: str = ""
    role_taken: str = ""
    work: str = ""
    format: str = ""
    contacted: list[str] = []
    contacted_names: list[str] = []
    started_at: str = ""
    ended_at: str = ""
    minutes: int = 0
    units: int = -1
    recorded_at: str = ""
    segments: list[Segment] = []
    sentences: list[Choice] = []
    compares: bool = False
    services_declined: str = ""
    overlap_reason: str = ""
    is_overlap_flagged: bool = False
    transport_given: bool = False
    help_with_forms: bool = False
    shared_line: str = ""
    goals: list[Goal] = []
    visit_began: str = ""
    visit_began_ahead: int = 0
    visit_ended: str = ""
    visit_ended_ahead: int = 0
    visit_place: str = ""
    has_visit: bool = False
    checks: list[Checked] = []
    lacks: list[str] = []
    returned: int = 0
    reviewed: int = 0
    concerns: list[Concern] = []
    last_return: list[Event] = []
    history: list[Event] = []
    amendments: list[Amendment] = []
    coaching: list[Coaching] = []


def stands(standing: Standing, *, version: int) -> Stands:
    last = standing.last if standing.status != "submitted" else None
    return Stands(
        status=standing.status,
        newer=standing.version != version,
        review_id=str(last.id) if last else "",
        by=last.by if last else "",
        is_mine=bool(last and last.is_mine),
        at=iso(last.at) if last else "",
        can_withdraw=standing.withdraw_until is not None,
    )


def note(one: Opened) -> Note:
    said, current = one.note, one.current
    events = [_event(each) for each in one.decisions]
    returns = [each for each in events if each.decision == "returned"]
    return Note(
        id=str(said.id),
        key=f"{said.id}.{current.number}",
        author_has_client=one.author_has_client,
        version=current.number,
        sha256=current.sha256,
        client=one.client,
        author=one.author,
        contact_type=current.contact_type,
        outcome=current.outcome,
        purpose=current.purpose or "",
        place_type=current.place_type or "",
        role_taken=current.role_taken or "",
        work=current.work,
        format=current.format,
        contacted=list(current.contacted),
        contacted_names=list(current.contacted_names),
        started_at=iso(current.started_at),
        ended_at=iso(current.ended_at),
        minutes=current.minutes,
        units=-1 if said.units is None else said.units,
        recorded_at=iso(current.recorded_at),
        segments=[Segment(kind=s.kind, text=s.text, is_pinned=s.is_pinned) for s in one.segments],
        sentences=[
            Choice(value=f"{place.starts}-{place.ends}", words=current.text[place.starts : place.ends])
            for place in sentences.of(current.text)
        ],
        compares=one.compared_with is not None,
        services_declined=current.services_declined or "",
        overlap_reason=current.overlap_reason or "",
        is_overlap_flagged=any(check.is_flag and check.code == Flag.OVERLAP for check in one.checks),
        transport_given=current.transport_given,
        help_with_forms=current.help_with_forms,
        shared_line=one.shared_line or "",
        goals=[Goal(words=goal.words, measure=goal.measure or "") for goal in one.goals],
        has_visit=one.visit is not None,
        visit_began=iso(one.visit.began) if one.visit else "",
        visit_began_ahead=one.visit.began_ahead if one.visit else 0,
        visit_ended=iso(one.visit.ended) if one.visit else "",
        visit_ended_ahead=one.visit.ended_ahead if one.visit else 0,
        visit_place=(one.visit.place or "") if one.visit else "",
        checks=[_checked(check) for check in one.checks],
        lacks=[lack.value for lack in one.lacks],
        returned=one.returns.returned,
        reviewed=one.returns.reviewed,
        concerns=[
            Concern(
                kind=each.kind,
                said=concern_rows.said(each.told),
                href=f"/supervisor?alarm={each.alarm_id}" if each.alarm_id else "",
            )
            for each in one.concerns
        ],
        last_return=returns[-1:],
        history=events,
        amendments=[_amendment(each) for each in one.amendments],
        coaching=[coached(said) for said in one.coaching],
    )


def _event(one: Decision) -> Event:
    return Event(
        id=str(one.id),
        decision=one.decision,
        version=one.version,
        by=one.by,
        is_mine=one.is_mine,
        at=iso(one.at),
        comments=[
            Comment(
                quote=said.quote,
                text=said.text,
                state="changed" if said.words_have_changed else "here" if said.place else "whole",
            )
            for said in one.comments
        ],
        withdrawn_at=iso(one.withdrawn_at),
        reason=one.reason or "",
    )


def _checked(check: Check) -> Checked:
    return Checked(
        code=check.code,
        is_flag=check.is_flag,
        others=[
            Other(contact_type=each.contact_type, starts=iso(each.started_at), ends=iso(each.ended_at))
            for each in check.others
        ],
        units=check.units or 0,
        limit=check.limit or 0,
    )


def _amendment(one: note_history.Beside) -> Amendment:
    return Amendment(
        id=str(one.id), kind=one.kind, text=one.text, reason=one.reason, by=one.by, at=iso(one.recorded_at)
    )


def coached(said: Coached) -> Coaching:
    """What the reviewer said without returning, and whether it was read."""
    return Coaching(id=str(said.id), text=said.text, at=iso(said.written_at), read_at=iso(said.read_at))
