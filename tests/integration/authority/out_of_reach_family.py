"""What hostile forms name of Rosa and Luis: their accounts, sharing, consents, complaints."""

from typing import Any

from sqlmodel import Session

from casepwa.models import FamilyMessage
from casepwa.models.columns import new_id
from tests import factories
from tests.cast import Cast

_SIGNED = {
    "scope": "information",
    "information": "secret words",
    "purpose": "secret words",
    "recipient_name": "School",
    "signer": "self",
    "signed_on": "2026-01-01",
    "expires_on": "2027-01-01",
}


def _of_rosa(site: Session, stage: Cast, **more: Any) -> dict[str, Any]:
    """A form about Rosa's account and Luis, filled in right."""
    site.commit()
    known = {"client_id": str(stage.luis.id), "account_id": str(stage.rosa.id), "what": "suspend"}
    return {"form": {**known, "member_id": str(stage.rosa_member.id), "kind": "crisis_plan", **more}}


def _complaint(site: Session, stage: Cast) -> FamilyMessage:
    row = FamilyMessage(
        client_id=stage.luis.id,
        from_account_id=stage.rosa.id,
        kind="complaint",
        text="secret words",
        recorded_at=factories.MONDAY,
    )
    return factories.made(site, row)


OUT_OF_REACH: dict[str, Any] = {
    "sharing_state.record_facts": lambda site, stage: _of_rosa(site, stage, custody="joint"),
    "sharing_state.invite": lambda site, stage: _of_rosa(site, stage, email="new@example.test"),
    "sharing_state.new_link": _of_rosa,
    "sharing_state.approve": _of_rosa,
    "sharing_state.change_standing": _of_rosa,
    "sharing_state.share": lambda site, stage: _of_rosa(site, stage, what="share"),
    "sharing_state.keep": lambda site, stage: _of_rosa(site, stage, what="private"),
    "sharing_state.record_consent": lambda site, stage: _of_rosa(site, stage, **_SIGNED),
    "sharing_state.take_back": lambda site, stage: _of_rosa(site, stage, consent_id=str(new_id())),
    "complaints_state.handle": lambda site, stage: {
        "form": {"message_id": str(_complaint(site, stage).id), "what": "release"}
    },
}
