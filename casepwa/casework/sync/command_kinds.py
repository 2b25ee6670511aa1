"""The kinds of command: for each, who may do it, about whom it is, and the verb that does it.

A kind without a line here is refused aloud; a test compares this table with ``commands.PAYLOADS``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from casepwa.casework import commands, reads
from casepwa.casework.actors import Actor
from casepwa.casework.approvals import coaching
from casepwa.casework.family import consents, family_inbox, family_messages
from casepwa.casework.notes import contact_notes, note_amendments
from casepwa.casework.permissions import Permission
from casepwa.casework.plans import crisis_plans, goals, next_steps, referrals
from casepwa.casework.safety import alarms
from casepwa.casework.visits import visit_plans, visits

Verb = Callable[..., object]
"""``verb(session, actor=..., payload=..., recorded=...)``: authorises every client it touches by itself."""

Own = Callable[[Session, Actor, Any], frozenset[UUID]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """``names``: the clients that a payload names. ``is_late_allowed``: notes, visits, marks, reads only.

    ``own``: of these, whom the verb lets the author of the record write of whether they have them or not.
    """

    payload: type[commands.Payload]
    permission: Permission
    verb: Verb
    names: Callable[[Any], Iterable[UUID]]
    is_late_allowed: bool = False
    own: Own | None = None


def _one(payload: Any) -> Iterable[UUID]:
    return (payload.client_id,)


def _nobody(_payload: Any) -> Iterable[UUID]:
    """The visit says whom: its verb asks for each of them. Or it is about nobody but oneself."""
    return ()


def _scheduled(payload: commands.VisitSchedule) -> Iterable[UUID]:
    return payload.client_ids


def _checked_in(payload: commands.VisitCheckIn) -> Iterable[UUID]:
    return payload.unplanned.client_ids if payload.unplanned else ()


def _checked_out(payload: commands.VisitCheckOut) -> Iterable[UUID]:
    return (outcome.client_id for outcome in payload.outcomes)


def _kind(
    name: str,
    permission: Permission,
    verb: Verb,
    *,
    names: Callable[[Any], Iterable[UUID]] = _one,
    is_late_allowed: bool = False,
    own: Own | None = None,
) -> Kind:
    return Kind(
        payload=commands.PAYLOADS[name],
        permission=permission,
        verb=verb,
        names=names,
        is_late_allowed=is_late_allowed,
        own=own,
    )


KINDS: dict[str, Kind] = {
    "note.submit": _kind(
        "note.submit",
        Permission.CONTACT_NOTE_WRITE,
        contact_notes.submit,
        is_late_allowed=True,
        own=contact_notes.own_returned,
    ),
    "note.amend": _kind(
        "note.amend", Permission.CONTACT_NOTE_WRITE, note_amendments.add, is_late_allowed=True
    ),
    "coaching.read": _kind("coaching.read", Permission.COACHING_OWN, coaching.mark_read, names=_nobody),
    "visit.schedule": _kind("visit.schedule", Permission.VISIT_PLAN, visit_plans.schedule, names=_scheduled),
    "visit.check_in": _kind(
        "visit.check_in", Permission.VISIT_RECORD, visits.check_in, names=_checked_in, is_late_allowed=True
    ),
    "visit.extend": _kind(
        "visit.extend", Permission.VISIT_RECORD, visits.extend, names=_nobody, is_late_allowed=True
    ),
    "visit.check_out": _kind(
        "visit.check_out", Permission.VISIT_RECORD, visits.check_out, names=_checked_out, is_late_allowed=True
    ),
    "visit.miss": _kind(
        "visit.miss", Permission.VISIT_RECORD, visits.miss, names=_nobody, is_late_allowed=True
    ),
    "alarm.help": _kind("alarm.help", Permission.ALARM_RAISE, alarms.help, names=_nobody),
    "goal.mark": _kind("goal.mark", Permission.GOAL_MARK, goals.mark, is_late_allowed=True),
    "goal.mark_amended": _kind("goal.mark_amended", Permission.GOAL_MARK, goals.amend, is_late_allowed=True),
    "step.add": _kind("step.add", Permission.NEXT_STEP_WRITE, next_steps.add),
    "step.done": _kind("step.done", Permission.NEXT_STEP_FINISH, next_steps.done),
    "step.help": _kind("step.help", Permission.NEXT_STEP_ASK_HELP, next_steps.ask_help),
    "referral.followed_up": _kind("referral.followed_up", Permission.REFERRAL_FOLLOW_UP, referrals.follow_up),
    "message.send": _kind("message.send", Permission.MESSAGE_SEND, family_messages.send),
    "message.read": _kind("message.read", Permission.MESSAGE_READ, family_inbox.mark_read),
    "message.answer": _kind("message.answer", Permission.MESSAGE_ANSWER, family_inbox.answer),
    "consent.withdraw": _kind("consent.withdraw", Permission.CONSENT_WITHDRAW, consents.withdraw),
    "crisis_plan.propose": _kind("crisis_plan.propose", Permission.CRISIS_PLAN_PROPOSE, crisis_plans.propose),
    "read.logged": _kind("read.logged", Permission.CLIENT_HEADER_READ, reads.log, is_late_allowed=True),
}
