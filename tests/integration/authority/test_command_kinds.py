"""Every kind of command from a device has a permission, and is refused without it."""

import pytest

from casepwa.casework import commands, permissions
from casepwa.casework.permissions import Permission
from casepwa.casework.sync.command_kinds import KINDS
from casepwa.models.columns import new_id
from tests import factories
from tests.integration.phones import Agency, command
from tests.integration.test_charlie import ATTEMPTS, denials, written
from tests.integration.test_family_commands import FAMILY_ATTEMPTS

OF_ONESELF: dict[str, dict[str, str]] = {
    "alarm.help": {"alarm_id": str(new_id()), "happened_at": factories.MONDAY.isoformat()},
    "coaching.read": {"comment_id": str(new_id()), "read_at": factories.MONDAY.isoformat()},
}
"""Kinds about no client."""


def test_every_kind_of_command_has_a_permission_and_is_tried() -> None:
    assert commands.PAYLOADS.keys() == KINDS.keys()
    assert all(isinstance(kind.permission, Permission) for kind in KINDS.values())
    assert ATTEMPTS.keys() | OF_ONESELF.keys() | FAMILY_ATTEMPTS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_role_without_a_commands_permission_is_refused_it_and_audited(
    kind: str, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Maya with every other right of her role, about her own client, and Rosa about her own child.

    test_charlie.py and test_family_commands.py have the other half.
    """
    permission = KINDS[kind].permission
    who = agency.cast.rosa if kind in FAMILY_ATTEMPTS.keys() - ATTEMPTS.keys() else agency.cast.maya
    attempts = FAMILY_ATTEMPTS | ATTEMPTS
    payload = attempts[kind](agency) if kind in attempts else OF_ONESELF[kind]
    about = () if kind in OF_ONESELF else (agency.cast.luis.id,)
    without = {role: rights - {permission} for role, rights in permissions.GRANTS.items()}
    monkeypatch.setattr(permissions, "GRANTS", without)
    before = written(agency)
    verdicts = agency.phone(who).verdicts(command(kind, payload, client_ids=about))
    assert verdicts == ["refused: not_allowed"]
    assert written(agency) == before
    assert [(one.account_id, one.action) for one in denials(agency)] == [(who.id, str(permission))]
