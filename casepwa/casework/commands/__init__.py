"""What a person did on a phone, as it waits in the outbox and arrives here (offline.md, "Commands up").

One payload class a kind. ``PAYLOADS`` is the whole vocabulary: a kind outside it is refused aloud.
"""

from casepwa.casework.commands.family import ConsentWithdraw, MessageAnswer, MessageRead, MessageSend
from casepwa.casework.commands.notes import (
    CoachingRead,
    ConcernPayload,
    NoteAmend,
    NoteSubmit,
    SharePayload,
)
from casepwa.casework.commands.payloads import Line, Moment, Payload, SealedWord, Text, Words
from casepwa.casework.commands.plans import (
    CrisisPlanPropose,
    GoalMarkAmended,
    GoalMarkPayload,
    ReferralFollowedUp,
    StepDone,
    StepHelp,
    StepPayload,
)
from casepwa.casework.commands.reads import ReadLogged
from casepwa.casework.commands.visits import (
    AlarmHelp,
    Location,
    PersonOutcome,
    VisitCheckIn,
    VisitCheckOut,
    VisitExtend,
    VisitMiss,
    VisitSchedule,
)
from casepwa.casework.commands.wire import Command, GivenBundle, SyncAnswer, SyncRequest, Verdict

__all__ = [
    "PAYLOADS",
    "AlarmHelp",
    "CoachingRead",
    "Command",
    "ConcernPayload",
    "ConsentWithdraw",
    "CrisisPlanPropose",
    "GivenBundle",
    "GoalMarkAmended",
    "GoalMarkPayload",
    "Line",
    "Location",
    "MessageAnswer",
    "MessageRead",
    "MessageSend",
    "Moment",
    "NoteAmend",
    "NoteSubmit",
    "Payload",
    "PersonOutcome",
    "ReadLogged",
    "ReferralFollowedUp",
    "SealedWord",
    "SharePayload",
    "StepDone",
    "StepHelp",
    "StepPayload",
    "SyncAnswer",
    "SyncRequest",
    "Text",
    "Verdict",
    "VisitCheckIn",
    "VisitCheckOut",
    "VisitExtend",
    "VisitMiss",
    "VisitSchedule",
    "Words",
]

PAYLOADS: dict[str, type[Payload]] = {
    "note.submit": NoteSubmit,
    "note.amend": NoteAmend,
    "coaching.read": CoachingRead,
    "visit.schedule": VisitSchedule,
    "visit.check_in": VisitCheckIn,
    "visit.extend": VisitExtend,
    "visit.check_out": VisitCheckOut,
    "visit.miss": VisitMiss,
    "alarm.help": AlarmHelp,
    "goal.mark": GoalMarkPayload,
    "goal.mark_amended": GoalMarkAmended,
    "step.add": StepPayload,
    "step.done": StepDone,
    "step.help": StepHelp,
    "referral.followed_up": ReferralFollowedUp,
    "message.send": MessageSend,
    "message.read": MessageRead,
    "message.answer": MessageAnswer,
    "consent.withdraw": ConsentWithdraw,
    "crisis_plan.propose": CrisisPlanPropose,
    "read.logged": ReadLogged,
}
