"""A crisis plan's versions, and what changed from one to the next, section by section in whole lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casepwa.casework import caseload
from casepwa.casework.actors import Actor
from casepwa.casework.permissions import Permission
from casepwa.casework.plans.crisis_plan_content import CrisisPlanContent
from casepwa.models import Account, CrisisPlanVersion, ReadEvent
from casepwa.models.codes import PlanStatus
from casepwa.models.columns import now


@dataclass(frozen=True, kw_only=True)
class Published:
    number: int
    status: str
    author: str
    published_by: str
    published_at: datetime
    review_due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """``section``: a code of the catalogue's ``plan_section`` group."""

    section: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def published(session: Session, *, actor: Actor, client_id: UUID) -> list[Published]:
    """Every version that was ever in force, newest first. Raises ``Denied``."""
    caseload.client_for(session, actor, client_id, Permission.CRISIS_PLAN_READ)
    author, publisher = aliased(Account), aliased(Account)
    rows = session.exec(
        select(CrisisPlanVersion, author.name, publisher.name)
        .join(author, col(author.id) == CrisisPlanVersion.author_id)
        .join(publisher, col(publisher.id) == CrisisPlanVersion.published_by_id)
        .where(CrisisPlanVersion.client_id == client_id, CrisisPlanVersion.status != PlanStatus.DRAFT)
        .order_by(col(CrisisPlanVersion.number).desc())
    )
    return [
        Published(
            number=plan.number,
            status=plan.status,
            author=author_name,
            published_by=publisher_name,
            published_at=plan.published_at,
            review_due_on=plan.review_due_on,
        )
        for plan, author_name, publisher_name in rows
        if plan.published_at is not None
    ]


def changes_of(session: Session, *, actor: Actor, client_id: UUID, number: int) -> list[Change]:
    """What version ``number`` says otherwise than the one before. The read is logged.

    The draft is for who may publish; who is on call has the plan in force, and no history. Raises ``Denied``.
    A version that does not exist has no changes.
    """
    for permission in (Permission.CRISIS_PLAN_READ, Permission.CLIENT_READ):
        caseload.authorise(session, actor, client_id, permission)
    rows = session.exec(
        select(CrisisPlanVersion)
        .where(CrisisPlanVersion.client_id == client_id, CrisisPlanVersion.number <= number)
        .order_by(col(CrisisPlanVersion.number).desc())
        .limit(2)
    ).all()
    if not rows or rows[0].number != number:
        return []
    if rows[0].status == PlanStatus.DRAFT:
        caseload.authorise(session, actor, client_id, Permission.CRISIS_PLAN_PUBLISH)
    session.add(
        ReadEvent(
            account_id=actor.account_id,
            client_id=client_id,
            device_id=actor.device_id,
            what="crisis_plan",
            read_at=now(),
        )
    )
    before = CrisisPlanContent.model_validate(rows[1].content) if len(rows) > 1 else CrisisPlanContent()
    return differences(before, CrisisPlanContent.model_validate(rows[0].content))


def differences(before: CrisisPlanContent, after: CrisisPlanContent) -> list[Change]:
    """Lines that left and lines that came, by section in the plan's order; a moved line is both."""
    old, new = dict(_sections(before)), dict(_sections(after))
    found: list[Change] = []
    for section, lines in new.items():
        was = old[section]
        if was == lines:
            continue
        gone = tuple(line for line in was if line not in lines)
        came = tuple(line for line in lines if line not in was)
        found.append(Change(section=section, gone=gone or _moved(was, came), new=came or _moved(lines, gone)))
    return found


def _moved(lines: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """When only the order changed, both orders are shown whole."""
    return () if other else lines


def _sections(plan: CrisisPlanContent) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "calls", tuple(_line(one.label, one.who, one.phone) for one in plan.calls)
    tell = plan.tell_them
    yield (
        "tell_them",
        tuple(
            line
            for line in (tell.how_to_communicate, tell.weapons, tell.ask_for, tell.dispatch_phone)
            if line
        ),
    )
    yield "what_helps", tuple(plan.helps())
    yield "never_do", tuple(plan.never_do)
    yield "steps", tuple(f"{one.level}: {_line(one.what, one.who, one.phone)}" for one in plan.steps)
    yield "warning_signs", tuple(plan.warning_signs)
    yield "triggers", tuple(plan.triggers)
    yield "making_safer", tuple(plan.making_safer)
    yield "over_looks_like", (plan.over_looks_like,) if plan.over_looks_like else ()
    yield "medications", tuple(plan.medications)
    yield "safe_places", tuple(_line(one.name, one.address, one.phone) for one in plan.safe_places)


def _line(first: str, *more: str | None) -> str:
    return ", ".join([first, *(part for part in more if part)])
