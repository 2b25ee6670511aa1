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
    NEXT_STEP_WRITE = "next_step.write"
    SHARE_WITH_FAMILY = "sharing.grant"

    # about the work of a team
    ALARM_RAISE = "alarm.raise"
    ALARM_READ = "alarm.read"
    ALARM_SETTLE = "alarm.settle"
    TEAM_OVERVIEW_READ = "team_overview.read"

    # about oneself
    OWN_SESSION = "session.own"
    OWN_DEVICES = "device.own"
    SYNC = "sync.own"

    # about what was shared with a family account
    FAMILY_VIEW_READ = "family_view.read"

    # about the installation
    ACCOUNT_READ = "account.read"
    ACCOUNT_END_SESSIONS = "account.end_sessions"
    AUDIT_READ = "audit.read"
    RULE_READ = "rule.read"


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
        Permission.NEXT_STEP_WRITE,
        Permission.SHARE_WITH_FAMILY,
    }
)

_EVERYONE = frozenset({Permission.OWN_SESSION, Permission.OWN_DEVICES})
_FIELD = _EVERYONE | {
    Permission.SYNC,
    Permission.CLIENT_READ,
    Permission.CLIENT_HEADER_READ,
    Permission.CRISIS_PLAN_READ,
    Permission.CRISIS_PLAN_PROPOSE,
    Permission.CONTACT_NOTE_WRITE,
    Permission.VISIT_PLAN,
    Permission.VISIT_RECORD,
    Permission.GOAL_MARK,
    Permission.NEXT_STEP_WRITE,
    Permission.SHARE_WITH_FAMILY,
    Permission.ALARM_RAISE,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CASE_MANAGER: _FIELD,
    Role.CARE_COORDINATOR: _FIELD | {Permission.CRISIS_PLAN_PUBLISH},
    Role.SUPERVISOR: _EVERYONE
    | {
        Permission.CLIENT_READ,
        Permission.CLIENT_HEADER_READ,
        Permission.CRISIS_PLAN_READ,
        Permission.CRISIS_PLAN_PUBLISH,
        Permission.ALARM_READ,
        Permission.ALARM_SETTLE,
        Permission.TEAM_OVERVIEW_READ,
    },
    Role.ADMINISTRATOR: _EVERYONE
    | {
        Permission.ACCOUNT_READ,
        Permission.ACCOUNT_END_SESSIONS,
        Permission.AUDIT_READ,
        Permission.RULE_READ,
    },
    Role.FAMILY: _EVERYONE | {Permission.FAMILY_VIEW_READ},
}


def granted(roles: frozenset[str], permission: Permission) -> bool:
    """Does any of ``roles`` (stored codes) grant ``permission``? Unknown roles grant nothing."""
    return any(permission in GRANTS[Role(role)] for role in roles if role in GRANTS)


def require(actor: Actor, permission: Permission) -> None:
    """For what is not about one client: raises ``Denied(permission)`` unless a role grants it."""
    if not granted(actor.roles, permission):
        raise Denied(permission)
