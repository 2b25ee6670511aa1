"""Proposed changes to crisis plans, as who may publish a plan reads them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import audit, caseload, reaches
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Denied
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, Client, CrisisPlanProposal, ReadEvent
from casepwa.models.codes import ProposalStatus
from casepwa.models.columns import now


@dataclass(frozen=True, kw_only=True)
class Proposed:
    id: UUID
    client_id: UUID
    client: str
    section: str
    by: str
    received_at: datetime


def open_ones(session: Session, *, actor: Actor) -> list[Proposed]:
    """Open proposals about the people of ``actor``'s teams, oldest first, without their words."""
    require(actor, Permission.CRISIS_PLAN_READ)
    rows = session.exec(
        select(CrisisPlanProposal, Client, Account.name)
        .join(Client, col(Client.id) == CrisisPlanProposal.client_id)
        .join(Account, col(Account.id) == CrisisPlanProposal.proposed_by_id)
        .where(
            CrisisPlanProposal.status == ProposalStatus.OPEN,
            Client.organization_id == actor.organization_id,
            col(Client.id).in_(
                select(reaches.by_supervision(actor.account_id, now()).subquery().c.client_id)
            ),
        )
        .order_by(col(CrisisPlanProposal.received_at), col(CrisisPlanProposal.id))
    )
    return [
        Proposed(
            id=proposal.id,
            client_id=proposal.client_id,
            client=f"{client.preferred_name or client.given_name} {client.family_name}",
            section=proposal.section,
            by=by,
            received_at=proposal.received_at,
        )
        for proposal, client, by in rows
    ]


@dataclass(frozen=True, kw_only=True)
class Asked:
    id: UUID
    section: str
    by: str
    received_at: datetime
    words: str


def about(session: Session, *, actor: Actor, client_id: UUID) -> list[Asked]:
    """Open proposals about one client, whole, oldest first: for who writes the plan. The read is logged.

    Raises ``Denied``.
    """
    caseload.client_for(session, actor, client_id, Permission.CRISIS_PLAN_PUBLISH)
    rows = session.exec(
        select(CrisisPlanProposal, Account.name)
        .join(Account, col(Account.id) == CrisisPlanProposal.proposed_by_id)
        .where(CrisisPlanProposal.client_id == client_id, CrisisPlanProposal.status == ProposalStatus.OPEN)
        .order_by(col(CrisisPlanProposal.received_at), col(CrisisPlanProposal.id))
    ).all()
    session.add(
        ReadEvent(
            account_id=actor.account_id,
            client_id=client_id,
            device_id=actor.device_id,
            what="crisis_plan",
            read_at=now(),
        )
    )
    return [
        Asked(id=one.id, section=one.section, by=by, received_at=one.received_at, words=one.proposal)
        for one, by in rows
    ]


def words(session: Session, *, actor: Actor, proposal_id: UUID) -> str:
    """What a proposal says. The read of the client's record is logged.

    Raises ``Denied`` for one out of reach and for one that does not exist: both alike.
    """
    require(actor, Permission.CRISIS_PLAN_READ)
    proposal = session.get(CrisisPlanProposal, proposal_id)
    if proposal is None:
        raise Denied(Permission.CRISIS_PLAN_READ)
    caseload.client_for(session, actor, proposal.client_id, Permission.CRISIS_PLAN_READ)
    session.add(
        ReadEvent(
            account_id=actor.account_id,
            client_id=proposal.client_id,
            device_id=actor.device_id,
            what="crisis_plan",
            read_at=now(),
        )
    )
    audit.done(
        session,
        actor,
        Permission.CRISIS_PLAN_READ,
        client_id=proposal.client_id,
        subject_kind="crisis_plan_proposal",
        subject_id=proposal.id,
    )
    return proposal.proposal
