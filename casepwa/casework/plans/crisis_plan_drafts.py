"""Writing a crisis plan: one draft a client, then publishing it. Coordinators and supervisors only.

A draft is nobody's plan until it is published; it may be changed and thrown away. A published version never
changes: the next one supersedes it. Source: domain.md, "Crisis plan".
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from casepwa.casework import agency_time, audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Invalid
from casepwa.casework.permissions import Permission
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent, not_one_number
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import ReviewCadence
from casepwa.models import Account, Client, CrisisPlanProposal, CrisisPlanVersion
from casepwa.models.codes import PlanStatus, ProposalStatus
from casepwa.models.columns import now

PUBLISH = Permission.CRISIS_PLAN_PUBLISH
_QUOTED = 60
"""Characters of a box that a refusal says again."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What the editor opens with: the draft, or the plan in force where there is none, or an empty plan.

    ``edit``: how often the draft was saved; 0 while there is none. ``number``: the version it will be.
    """

    client_id: UUID
    number: int
    edit: int
    content: CrisisPlanContent
    active_number: int | None
    changed_by: str | None
    changed_at: datetime | None


def open_draft(session: Session, *, actor: Actor, client_id: UUID) -> Draft:
    """The plan as an editor shows it. Raises ``Denied``."""
    caseload.client_for(session, actor, client_id, PUBLISH)
    draft, active = _version(session, client_id, PlanStatus.DRAFT), active_version(session, client_id)
    source = draft or active
    return Draft(
        client_id=client_id,
        number=draft.number if draft else _next_number(session, client_id),
        edit=draft.edit if draft else 0,
        content=CrisisPlanContent.model_validate(source.content) if source else CrisisPlanContent(),
        active_number=active.number if active else None,
        changed_by=_name(session, draft.changed_by_id or draft.author_id) if draft else None,
        changed_at=(draft.changed_at or draft.created_at) if draft else None,
    )


def save(
    session: Session, *, actor: Actor, client_id: UUID, content: CrisisPlanContent, saw_edit: int
) -> CrisisPlanVersion:
    """Keep ``content`` as the client's draft, made upon the draft's ``saw_edit``-th save (0: none yet).

    Raises ``Denied``; ``Conflict('plan_draft_changed')`` with ``by`` when someone saved meanwhile;
    ``Invalid('plan_number_not_one')`` with the ``section`` and what was ``typed``.
    """
    _hold(session, actor, client_id)
    if wrong := not_one_number(content):
        raise Invalid("plan_number_not_one", section=wrong[0], typed=wrong[1][:_QUOTED])
    draft = _version(session, client_id, PlanStatus.DRAFT)
    if (draft.edit if draft else 0) != saw_edit:
        by = _name(session, draft.changed_by_id or draft.author_id) if draft else actor.name
        raise Conflict("plan_draft_changed", by=by)
    if draft is None:
        draft = CrisisPlanVersion(
            client_id=client_id,
            number=_next_number(session, client_id),
            content={},
            author_id=actor.account_id,
        )
    draft.content = content.model_dump(mode="json")
    draft.edit += 1
    draft.changed_by_id, draft.changed_at = actor.account_id, now()
    session.add(draft)
    session.flush()
    audit.done(
        session,
        actor,
        PUBLISH,
        client_id=client_id,
        subject_kind="crisis_plan_version",
        subject_id=draft.id,
        step="saved",
    )
    return draft


def discard(session: Session, *, actor: Actor, client_id: UUID, saw_edit: int) -> None:
    """Throw the draft away; the plan in force stays. Raises as ``save``."""
    _hold(session, actor, client_id)
    draft = _seen(session, client_id, saw_edit)
    session.delete(draft)
    session.flush()
    audit.done(
        session,
        actor,
        PUBLISH,
        client_id=client_id,
        subject_kind="crisis_plan_version",
        subject_id=draft.id,
        step="discarded",
    )


def publish(
    session: Session,
    *,
    actor: Actor,
    client_id: UUID,
    saw_edit: int,
    review_due_on: date,
    taken_up: frozenset[UUID] = frozenset(),
) -> CrisisPlanVersion:
    """Make the draft the plan in force; ``taken_up`` names open proposals that it answers.

    Raises ``Denied``; ``Conflict``: ``plan_draft_changed``; ``Invalid``: ``crisis_plan_is_empty``,
    ``review_not_ahead``, ``review_too_late`` (``days``: the cadence, domain.md: 90 days, data).
    """
    _hold(session, actor, client_id)
    draft = _seen(session, client_id, saw_edit)
    content = CrisisPlanContent.model_validate(draft.content)
    if not (content.helps() and content.steps):
        raise Invalid("crisis_plan_is_empty")
    check_review(session, actor, review_due_on)
    at = now()
    active = active_version(session, client_id)
    if active is not None:
        active.status = PlanStatus.SUPERSEDED
        session.add(active)
        session.flush()
    draft.status, draft.published_by_id, draft.published_at = PlanStatus.ACTIVE, actor.account_id, at
    draft.review_due_on = review_due_on
    session.add(draft)
    for proposal in _open_proposals(session, client_id):
        if proposal.id in taken_up:
            _decide(session, actor, proposal, ProposalStatus.TAKEN_UP, at)
    session.flush()
    audit.done(
        session,
        actor,
        PUBLISH,
        client_id=client_id,
        subject_kind="crisis_plan_version",
        subject_id=draft.id,
        number=draft.number,
    )
    revisions.raise_for(session, client_id)
    return draft


def decline(session: Session, *, actor: Actor, client_id: UUID, proposal_id: UUID) -> None:
    """Close a proposal without taking it up; it stays on record.

    Raises ``Denied``; ``Invalid('proposal_not_open')`` for one that is decided or another client's.
    """
    _hold(session, actor, client_id)
    found = next((one for one in _open_proposals(session, client_id) if one.id == proposal_id), None)
    if found is None:
        raise Invalid("proposal_not_open")
    _decide(session, actor, found, ProposalStatus.DECLINED, now())
    audit.done(
        session,
        actor,
        PUBLISH,
        client_id=client_id,
        subject_kind="crisis_plan_proposal",
        subject_id=proposal_id,
        step="declined",
    )


def longest_review(session: Session, actor: Actor) -> tuple[date, date]:
    """The first and the last day on which a plan published today may be due for review."""
    today = agency_time.day_of(now(), agency_time.zone_of(session, actor.organization_id))
    book = rules.book(session, organization_id=actor.organization_id)
    days = book.value(ReviewCadence, on=today).crisis_plan_days
    return today + timedelta(days=1), today + timedelta(days=days)


def check_review(session: Session, actor: Actor, review_due_on: date) -> None:
    """Raises ``Invalid`` for a review day that has passed, or comes later than the cadence allows."""
    first, last = longest_review(session, actor)
    if review_due_on < first:
        raise Invalid("review_not_ahead")
    if review_due_on > last:
        raise Invalid("review_too_late", days=(last - first).days + 1)


def active_version(session: Session, client_id: UUID) -> CrisisPlanVersion | None:
    """The plan in force; the caller has authorised."""
    return _version(session, client_id, PlanStatus.ACTIVE)


def _hold(session: Session, actor: Actor, client_id: UUID) -> Client:
    """Authorise, then let nobody else change this client's plan until the transaction ends."""
    client = caseload.client_for(session, actor, client_id, PUBLISH)
    session.exec(select(Client.id).where(Client.id == client_id).with_for_update()).one()
    return client


def _seen(session: Session, client_id: UUID, saw_edit: int) -> CrisisPlanVersion:
    draft = _version(session, client_id, PlanStatus.DRAFT)
    if draft is None or draft.edit != saw_edit:
        by = _name(session, draft.changed_by_id or draft.author_id) if draft else ""
        raise Conflict("plan_draft_changed" if by else "plan_draft_gone", by=by)
    return draft


def _version(session: Session, client_id: UUID, status: PlanStatus) -> CrisisPlanVersion | None:
    return session.exec(
        select(CrisisPlanVersion)
        .where(CrisisPlanVersion.client_id == client_id, CrisisPlanVersion.status == status)
        .execution_options(populate_existing=True)
    ).first()


def _next_number(session: Session, client_id: UUID) -> int:
    last = session.exec(
        select(func.max(CrisisPlanVersion.number)).where(CrisisPlanVersion.client_id == client_id)
    ).one()
    return (last or 0) + 1


def _open_proposals(session: Session, client_id: UUID) -> list[CrisisPlanProposal]:
    return list(
        session.exec(
            select(CrisisPlanProposal)
            .where(
                CrisisPlanProposal.client_id == client_id, CrisisPlanProposal.status == ProposalStatus.OPEN
            )
            .order_by(col(CrisisPlanProposal.received_at))
        )
    )


def _decide(
    session: Session, actor: Actor, proposal: CrisisPlanProposal, status: ProposalStatus, at: datetime
) -> None:
    proposal.status, proposal.decided_by_id, proposal.decided_at = status, actor.account_id, at
    session.add(proposal)


def _name(session: Session, account_id: UUID) -> str:
    return session.exec(select(Account.name).where(Account.id == account_id)).one()
