"""What hostile events name of a team's safety: alarms, whoever is out, plans, who is on call."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from casepwa.models import Alarm, CrisisPlanProposal, OnCallShift, SafetyTimer, Visit
from tests import factories
from tests.cast import Cast

NO_RECORD = {
    "roster_state.choose": "opens a form on one's own screen; what it names is asked for at the change",
}


def alarm(site: Session, stage: Cast) -> Alarm:
    return factories.made(site, Alarm(kind="help", raised_by_id=stage.maya.id, recorded_at=factories.MONDAY))


def _proposal(site: Session, stage: Cast) -> CrisisPlanProposal:
    row = CrisisPlanProposal(
        client_id=stage.luis.id,
        section="never_do",
        proposal="secret words",
        proposed_by_id=stage.maya.id,
        recorded_at=factories.MONDAY,
    )
    return factories.made(site, row)


def overdue(site: Session, stage: Cast) -> Visit:
    """Maya is out with Luis, and should be back."""
    visit = factories.visit(
        site,
        organization_id=stage.organization.id,
        worker_id=stage.maya.id,
        client_ids=(stage.luis.id,),
        status="checked_in",
    )
    timer = SafetyTimer(
        organization_id=stage.organization.id,
        visit_id=visit.id,
        worker_id=stage.maya.id,
        due_at=factories.MONDAY,
        supervisor_after_minutes=15,
        on_call_after_minutes=30,
    )
    factories.made(site, timer)
    return visit


def _on_call(site: Session, stage: Cast) -> OnCallShift:
    """Charlie, for the North team, from tomorrow."""
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    return factories.on_call_shift(
        site,
        staff_team_id=stage.north.id,
        account_id=stage.charlie.id,
        starts_at=tomorrow,
        ends_at=tomorrow + timedelta(days=1),
    )


def _shift_form(stage: Cast) -> dict[str, str]:
    return {"account_id": str(stage.charlie.id), "starts": "2035-01-01T08:00", "ends": "2035-01-02T08:00"}


OUT_OF_REACH: dict[str, Any] = {
    "supervisor_state.settle": lambda site, stage: {
        "form": {"alarm_id": str(alarm(site, stage).id), "how": "secret words"}
    },
    "team_state.open_proposal": lambda site, stage: {"proposal_id": str(_proposal(site, stage).id)},
    "visits_now_state.mark_safe": lambda site, stage: {
        "form": {"subject_id": str(overdue(site, stage).id), "how": "phone", "words": "secret words"}
    },
    "roster_state.add": lambda site, stage: {
        "form": _shift_form(stage) | {"team": str(stage.north.id)},
    },
    "roster_state.change": lambda site, stage: {
        "form": _shift_form(stage) | {"shift_id": str(_on_call(site, stage).id)}
    },
    "roster_state.end": lambda site, stage: {"shift_id": str(_on_call(site, stage).id)},
}
