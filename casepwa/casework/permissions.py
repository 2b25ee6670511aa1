"""Who may do what: one enum, one grant table. Relationship to the client is ``caseload``'s half.

A role grants a permission; a client permission also needs the client within reach (``Reach``). Default deny:
an unknown role or a permission outside the table grants nothing. Source: domain.md, "Who may see what".
"""

from enum import StrEnum

from casepwa.casework.actors import Actor
from casepwa.casework.errors import Denied
from casepwa.models.codes import Role


class Permission(StrEnum):
    """Named ``noun.verb``; the same name stands in the audit trail."""

    # about one client
    CLIENT_READ = "client.read"
    CLIENT_HEADER_READ = "client.header_read"
    CRISIS_PLAN_READ = "crisis_plan.read"
    CRISIS_PLAN_PROPOSE = "crisis_plan.propose"
    CRISIS_PLAN_PUBLISH = "crisis_plan.publish"
    CONTACT_NOTE_WRITE = "contact_note.write"
    VISIT_PLAN = "visit.plan"
    VISIT_RECORD = "visit.record"
    GOAL_MARK = "goal.mark"
    GOAL_WRITE = "goal.write"
    NEXT_STEP_WRITE = "next_step.write"
    NEXT_STEP_FINISH = "next_step.finish"
    REFERRAL_FOLLOW_UP = "referral.follow_up"
    SHARE_WITH_FAMILY = "sharing.grant"
    SHARING_READ = "sharing.read"
    FAMILY_FACTS_WRITE = "family_facts.write"
    FAMILY_INVITE = "family.invite"
    FAMILY_SUSPEND = "family.suspend"
    FAMILY_APPROVE = "family.approve"
    FAMILY_PREVIEW = "family.preview"
    CONSENT_RECORD = "consent.record"
    MESSAGE_READ = "message.read"
    MESSAGE_ANSWER = "message.answer"
    NEXT_STEP_ASK_HELP = "next_step.ask_help"
    MESSAGE_SEND = "message.send"
    CONSENT_WITHDRAW = "consent.withdraw"
    CASE_TRANSFER = "case.transfer"

    # about the work of a team
    ALARM_RAISE = "alarm.raise"
    ESCALATION_READ = "escalation.read"
    MARK_SAFE = "visit.mark_safe"
    ALARM_READ = "alarm.read"
    ALARM_SETTLE = "alarm.settle"
    CONTACT_NOTE_REVIEW = "contact_note.review"
    TEAM_OVERVIEW_READ = "team_overview.read"
    CASELOADS_READ = "caseloads.read"
    INTAKE = "client.intake"
    COVER_ARRANGE = "cover.arrange"
    COMPLAINT_HANDLE = "complaint.handle"
    SECOND_NAME = "second.name"
    TRANSFER_ANSWER = "transfer.answer"

    # about oneself
    OWN_SESSION = "session.own"
    OWN_DEVICES = "device.own"
    SYNC = "sync.own"
    VISIT_WORD_SET = "visit_word.set"
    COACHING_OWN = "coaching.own"

    # about what was shared with a family account
    CALENDAR_OWN = "calendar.own"

    # about the installation
    ACCOUNT_READ = "account.read"
    ACCOUNT_END_SESSIONS = "account.end_sessions"
    ACCOUNT_ERASE_DEVICE = "account.erase_device"
    ACCOUNT_CHANGE = "account.change"
    ACCOUNT_INVITE = "account.invite"
    ACCOUNT_LOCK = "account.lock"
    AUDIT_READ = "audit.read"
    AUDIT_EXPORT = "audit.export"
    RULE_READ = "rule.read"
    RULE_CHANGE = "rule.change"
    PROGRAM_CHANGE = "program.change"
    ROSTER_READ = "roster.read"
    ROSTER_CHANGE = "roster.change"
    CASELOAD_IMPORT = "caseload.import"


CLIENT_PERMISSIONS = frozenset(
    {
        Permission.CLIENT_READ,
        Permission.CLIENT_HEADER_READ,
        Permission.CRISIS_PLAN_READ,
        Permission.CRISIS_PLAN_PROPOSE,
        Permission.CRISIS_PLAN_PUBLISH,
        Permission.CONTACT_NOTE_WRITE,
        Permission.VISIT_PLAN,
        Permission.VISIT_RECORD,
        Permission.GOAL_MARK,
        Permission.GOAL_WRITE,
        Permission.NEXT_STEP_WRITE,
        Permission.NEXT_STEP_FINISH,
        Permission.REFERRAL_FOLLOW_UP,
        Permission.SHARE_WITH_FAMILY,
        Permission.SHARING_READ,
        Permission.FAMILY_FACTS_WRITE,
        Permission.FAMILY_INVITE,
        Permission.FAMILY_SUSPEND,
        Permission.FAMILY_APPROVE,
        Permission.FAMILY_PREVIEW,
        Permission.CONSENT_RECORD,
        Permission.MESSAGE_READ,
        Permission.MESSAGE_ANSWER,
        Permission.NEXT_STEP_ASK_HELP,
        Permission.MESSAGE_SEND,
        Permission.CONSENT_WITHDRAW,
        Permission.CASE_TRANSFER,
    }
)

_SHARING = frozenset(
    {
        Permission.SHARE_WITH_FAMILY,
        Permission.SHARING_READ,
        Permission.FAMILY_FACTS_WRITE,
        Permission.FAMILY_INVITE,
        Permission.FAMILY_SUSPEND,
        Permission.FAMILY_PREVIEW,
        Permission.CONSENT_RECORD,
        Permission.MESSAGE_READ,
        Permission.MESSAGE_ANSWER,
    }
)
_EVERYONE = frozenset({Permission.OWN_SESSION, Permission.OWN_DEVICES})
_FIELD = (
    _EVERYONE
    | _SHARING
    | {
        Permission.SYNC,
        Permission.CLIENT_READ,
        Permission.CLIENT_HEADER_READ,
        Permission.CRISIS_PLAN_READ,
        Permission.CRISIS_PLAN_PROPOSE,
        Permission.CONTACT_NOTE_WRITE,
        Permission.VISIT_PLAN,
        Permission.VISIT_RECORD,
        Permission.GOAL_MARK,
        Permission.GOAL_WRITE,
        Permission.NEXT_STEP_WRITE,
        Permission.NEXT_STEP_FINISH,
        Permission.REFERRAL_FOLLOW_UP,
        Permission.ALARM_RAISE,
        Permission.VISIT_WORD_SET,
        Permission.COACHING_OWN,
        Permission.ESCALATION_READ,
        Permission.MARK_SAFE,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CASE_MANAGER: _FIELD,
    Role.CARE_COORDINATOR: _FIELD | {Permission.CRISIS_PLAN_PUBLISH, Permission.INTAKE},
    Role.SUPERVISOR: _EVERYONE
    | _SHARING
    | {
        Permission.FAMILY_APPROVE,
        Permission.COMPLAINT_HANDLE,
        Permission.GOAL_WRITE,
        Permission.NEXT_STEP_WRITE,
        Permission.CLIENT_READ,
        Permission.CLIENT_HEADER_READ,
        Permission.CRISIS_PLAN_READ,
        Permission.CRISIS_PLAN_PUBLISH,
        Permission.ALARM_READ,
        Permission.ALARM_SETTLE,
        Permission.ESCALATION_READ,
        Permission.MARK_SAFE,
        Permission.CONTACT_NOTE_REVIEW,
        Permission.TEAM_OVERVIEW_READ,
        Permission.CASELOADS_READ,
        Permission.INTAKE,
        Permission.COVER_ARRANGE,
        Permission.SECOND_NAME,
        Permission.TRANSFER_ANSWER,
        Permission.CASE_TRANSFER,
    },
    Role.ADMINISTRATOR: _EVERYONE
    | {
        Permission.ACCOUNT_READ,
        Permission.ACCOUNT_END_SESSIONS,
        Permission.ACCOUNT_ERASE_DEVICE,
        Permission.ACCOUNT_CHANGE,
        Permission.ACCOUNT_INVITE,
        Permission.ACCOUNT_LOCK,
        Permission.AUDIT_READ,
        Permission.AUDIT_EXPORT,
        Permission.RULE_READ,
        Permission.RULE_CHANGE,
        Permission.PROGRAM_CHANGE,
        Permission.ROSTER_READ,
        Permission.ROSTER_CHANGE,
        Permission.CASELOAD_IMPORT,
    },
    Role.FAMILY: _EVERYONE
    | {
        Permission.SYNC,
        Permission.CALENDAR_OWN,
        Permission.NEXT_STEP_FINISH,
        Permission.NEXT_STEP_ASK_HELP,
        Permission.MESSAGE_SEND,
        Permission.CONSENT_WITHDRAW,
    },
}


def granted(roles: frozenset[str], permission: Permission) -> bool:
    """Does any of ``roles`` (stored codes) grant ``permission``? Unknown roles grant nothing."""
    return any(permission in GRANTS[Role(role)] for role in roles if role in GRANTS)


def require(actor: Actor, permission: Permission) -> None:
    """For what is not about one client: raises ``Denied(permission)`` unless a role grants it."""
    if not granted(actor.roles, permission):
        raise Denied(permission)
