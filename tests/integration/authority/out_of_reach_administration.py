"""What hostile events name of an agency: accounts, their sessions, programs, rules."""

from datetime import date
from typing import Any

from sqlmodel import Session

from casepwa.models import Rule
from casepwa.models.codes import RuleName
from tests import factories
from tests.cast import Cast

NO_RECORD = {
    "rules_state.add_program": "a new program of one's own agency: test_programs.py",
    "invite_state.invite": "a new account of one's own agency: test_staff_invitations.py",
    "accounts_state.search": "puts filters into the address; the accounts are the agency's own",
    "audit_state.search": "puts filters into the address; the trail is the agency's own",
}


def _rule_ahead(site: Session, stage: Cast) -> Rule:
    return factories.rule(
        site,
        organization_id=stage.organization.id,
        name=RuleName.LATE_NOTE,
        value={"hours": 24},
        starts_on=date(2035, 1, 1),
    )


def _place_form(site: Session, stage: Cast) -> dict[str, str]:
    return {"account_id": str(stage.maya.id), "role:administrator": "on"}


OUT_OF_REACH: dict[str, Any] = {
    "account_state.save": lambda site, stage: {"form": _place_form(site, stage)},
    "invite_state.new_link": lambda site, stage: {"account_id": str(stage.maya.id)},
    "account_state.lock": lambda site, stage: {"account_id": str(stage.maya.id)},
    "account_state.unlock": lambda site, stage: {"account_id": str(stage.maya.id)},
    "rules_state.rename_program": lambda site, stage: {
        "form": {"program_id": str(stage.program.id), "name": "secret words"}
    },
    "rules_state.end_program": lambda site, stage: {"program_id": str(stage.program.id)},
    "rules_state.open_program": lambda site, stage: {"program_id": str(stage.program.id)},
    "rule_state.add": lambda site, stage: {
        "form": {
            "rule": "late_note",
            "hours": "24",
            "starts_on": "2030-01-01",
            "whose": f"payer:{stage.payer.id}",
        }
    },
    "rule_state.take_back": lambda site, stage: {"rule_id": str(_rule_ahead(site, stage).id)},
    "account_state.end_session": lambda site, stage: {
        "session_id": str(factories.sign_in_session(site, account_id=stage.maya.id).id)
    },
    "account_state.erase_device": lambda site, stage: {
        "device_id": str(factories.device(site, account_id=stage.maya.id).id)
    },
    "account_state.end_sessions": lambda site, stage: {"account_id": str(stage.maya.id)},
    "accounts_state.end_sessions": lambda site, stage: {"account_id": str(stage.maya.id)},
}
