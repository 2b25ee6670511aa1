"""What hostile events name of Maya's caseload: transfers, cover, intake."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from casepwa.models import CaseTransfer, Cover, TransferRequest
from tests import factories
from tests.cast import Cast

NO_RECORD = {
    "intake_state.search": "of people out of reach it says only that they may be here: test_intake.py",
}


def _transfer_form(site: Session, stage: Cast) -> dict[str, str]:
    return {
        "from_id": str(stage.maya.id),
        "to_id": str(stage.priya.id),
        "on": datetime.now(UTC).date().isoformat(),
        "reason": "secret words",
        f"person:{stage.luis.id}": "on",
    }


def _transfer(site: Session, stage: Cast) -> CaseTransfer:
    row = CaseTransfer(
        organization_id=stage.organization.id,
        client_id=stage.luis.id,
        from_id=stage.maya.id,
        to_id=stage.priya.id,
        takes_effect_at=datetime.now(UTC) + timedelta(days=3),
        reason="secret words",
        arranged_by_id=stage.omar.id,
    )
    return factories.made(site, row)


def _request(site: Session, stage: Cast) -> TransferRequest:
    """From Maya to Priya, both of Omar's team: nothing of Sol's."""
    row = TransferRequest(
        organization_id=stage.organization.id,
        from_id=stage.maya.id,
        to_id=stage.priya.id,
        wanted_on=datetime.now(UTC).date(),
        reason="secret words",
        asked_by_id=stage.omar.id,
    )
    return factories.made(site, row)


def _cover_form(site: Session, stage: Cast) -> dict[str, str]:
    day = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    people = {"absent_id": str(stage.maya.id), "covering_id": str(stage.priya.id)}
    return {**people, "first_day": day, "last_day": day, "reason": "secret words"}


def _cover(site: Session, stage: Cast) -> Cover:
    return factories.cover(
        site,
        absent_id=stage.maya.id,
        covering_id=stage.priya.id,
        starts_at=datetime.now(UTC),
        ends_at=datetime.now(UTC) + timedelta(days=3),
    )


def _intake_form(site: Session, stage: Cast) -> dict[str, str]:
    site.commit()
    person = {"given_name": "Nadia", "family_name": "Haddad", "household_name": "Haddad", "seen": "0"}
    opened = {"opened_on": "2026-01-01", "referral_source": "school", "program": str(stage.program.id)}
    return {**person, **opened, "case_manager": str(stage.maya.id), "street": "secret words"}


OUT_OF_REACH: dict[str, Any] = {
    "intake_state.take_in": lambda site, stage: {"form": _intake_form(site, stage)},
    "caseloads_state.transfer": lambda site, stage: {"form": _transfer_form(site, stage)},
    "caseloads_state.call_off": lambda site, stage: {"transfer_id": str(_transfer(site, stage).id)},
    "cover_state.give": lambda site, stage: {"form": _cover_form(site, stage)},
    "transfer_requests_state.accept": lambda site, stage: {"request_id": str(_request(site, stage).id)},
    "transfer_requests_state.decline": lambda site, stage: {
        "form": {"request_id": str(_request(site, stage).id), "reason": "secret words"}
    },
    "transfer_requests_state.take_back": lambda site, stage: {"request_id": str(_request(site, stage).id)},
    "cover_state.give_mine": lambda site, stage: {
        "form": {**_cover_form(site, stage), "covering_id": str(stage.maya.id)}
    },
    "cover_state.name_second": lambda site, stage: {"form": {"second_id": str(stage.maya.id)}},
    "cover_state.end": lambda site, stage: {"cover_id": str(_cover(site, stage).id)},
}
