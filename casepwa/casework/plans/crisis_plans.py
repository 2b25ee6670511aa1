"""Crisis plans: the one that is active, and what workers propose to change.

Only a coordinator or supervisor publishes; a case manager proposes. Source: domain.md, "Crisis plan".
"""

from uuid import UUID

from sqlmodel import Session, select

from casepwa.casework import audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.commands import CrisisPlanPropose
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.models import CrisisPlanProposal, CrisisPlanVersion
from casepwa.models.codes import PlanStatus


def propose(
    session: Session, *, actor: Actor, payload: CrisisPlanPropose, recorded: Recorded
) -> CrisisPlanProposal:
    """Keep a proposed change, open until a coordinator or supervisor decides.

    ``about_version``: the version the writer was looking at, superseded meanwhile or not.
    Raises ``Denied``; ``Invalid``: ``no_such_plan_version``, ``record_belongs_elsewhere``;
    ``Conflict('proposal_already_made')``.
    """
    client = caseload.client_for(session, actor, payload.client_id, Permission.CRISIS_PLAN_PROPOSE)
    existing = session.get(CrisisPlanProposal, payload.proposal_id)
    if existing is not None:
        if existing.client_id != client.id or existing.proposed_by_id != actor.account_id:
            raise Invalid("record_belongs_elsewhere")
        raise Conflict("proposal_already_made")
    if payload.about_version is not None:
        _check_version(session, client.id, payload.about_version)
    proposal = CrisisPlanProposal(
        id=payload.proposal_id,
        client_id=client.id,
        about_version=payload.about_version,
        section=payload.section,
        proposal=payload.proposal,
        proposed_by_id=actor.account_id,
        recorded_at=recorded.recorded_at,
        received_at=recorded.received_at,
    )
    session.add(proposal)
    session.flush()
    audit.done(
        session,
        actor,
        Permission.CRISIS_PLAN_PROPOSE,
        client_id=client.id,
        subject_kind="crisis_plan_proposal",
        subject_id=proposal.id,
    )
    session.flush()
    revisions.raise_for(session, client.id)
    return proposal


def _check_version(session: Session, client_id: UUID, number: int) -> None:
    """A draft is nobody's plan yet: a phone never showed it."""
    known = session.exec(
        select(CrisisPlanVersion.id).where(
            CrisisPlanVersion.client_id == client_id,
            CrisisPlanVersion.number == number,
            CrisisPlanVersion.status != PlanStatus.DRAFT,
        )
    ).first()
    if known is None:
        raise Invalid("no_such_plan_version")
