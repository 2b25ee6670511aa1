"""Who approves a supervisor's own notes: a second whom they name themselves, among the other supervisors.

Nobody approves their own note. Source: domain.md, "Contact notes"; screens.md, "Approvals".
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from casepwa import bulletins
from casepwa.casework import audit, reaches, supervised
from casepwa.casework.actors import Actor
from casepwa.casework.approvals import approvals
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, NamedSecond
from casepwa.models.columns import now


@dataclass(frozen=True, kw_only=True)
class Second:
    """Who approves the notes of one supervisor, since when."""

    name: str
    starts_at: datetime


def candidates(session: Session, *, actor: Actor) -> list[Account]:
    """Who can be named, or stand in: the other supervisors of the agency who can sign in, by name.

    Raises ``Denied``.
    """
    require(actor, Permission.SECOND_NAME)
    found = session.exec(supervised.other_supervisors(actor).order_by(col(Account.name), col(Account.id)))
    return [account for account in found if supervised.can_sign_in(account, now())]


def mine(session: Session, *, actor: Actor) -> Second | None:
    """Who approves ``actor``'s own notes now, if they can sign in. Raises ``Denied``."""
    require(actor, Permission.SECOND_NAME)
    at = now()
    rows = session.exec(
        select(Account, NamedSecond)
        .join(NamedSecond, col(NamedSecond.second_id) == Account.id)
        .where(NamedSecond.account_id == actor.account_id, reaches.is_current(NamedSecond, at))
        .order_by(col(NamedSecond.starts_at).desc(), col(NamedSecond.id))
    )
    named = (
        Second(name=second.name, starts_at=row.starts_at)
        for second, row in rows
        if supervised.can_sign_in(second, at)
    )
    return next(named, None)


def name(session: Session, *, actor: Actor, second_id: UUID) -> NamedSecond:
    """From now on ``second_id`` approves ``actor``'s own notes; whoever did until now no longer does.

    Raises ``Denied`` for who is no other supervisor of the agency; ``Invalid('receiver_cannot_take_over')``
    when locked; ``Conflict('second_named_already')``.
    """
    require(actor, Permission.SECOND_NAME)
    second = session.exec(supervised.other_supervisors(actor).where(Account.id == second_id)).first()
    if second is None:
        raise Denied(Permission.SECOND_NAME)
    at = now()
    if not supervised.can_sign_in(second, at):
        raise Invalid("receiver_cannot_take_over")
    before = _current(session, actor, at)
    if any(row.second_id == second_id for row in before):
        raise Conflict("second_named_already")
    _end(before, at)
    row = NamedSecond(
        account_id=actor.account_id, second_id=second_id, starts_at=at, named_by_id=actor.account_id
    )
    session.add(row)
    _done(session, actor, row)
    return row


def end(session: Session, *, actor: Actor) -> None:
    """Nobody is named any more. Raises ``Denied``, ``Conflict('no_second_named')``."""
    require(actor, Permission.SECOND_NAME)
    at = now()
    before = _current(session, actor, at)
    if not before:
        raise Conflict("no_second_named")
    _end(before, at)
    _done(session, actor, before[0], is_ended=True)


def end_of(session: Session, *, actor: Actor, account_id: UUID, at: datetime) -> None:
    """``account_id`` supervises nobody any more: whom they named, and what they were named for, ends.

    The caller has authorised ``actor`` to take the role away.
    """
    either = or_(col(NamedSecond.account_id) == account_id, col(NamedSecond.second_id) == account_id)
    rows = list(session.exec(select(NamedSecond).where(either, reaches.is_current(NamedSecond, at))))
    _end(rows, at)
    for row in rows:
        _done(session, actor, row, is_ended=True)


def _current(session: Session, actor: Actor, at: datetime) -> list[NamedSecond]:
    _ = session.get_one(Account, actor.account_id, with_for_update=True)  # two tabs at once
    rows = session.exec(
        select(NamedSecond).where(
            NamedSecond.account_id == actor.account_id, reaches.is_current(NamedSecond, at)
        )
    )
    return list(rows)


def _end(rows: list[NamedSecond], at: datetime) -> None:
    for row in rows:
        row.ends_at = at


def _done(session: Session, actor: Actor, row: NamedSecond, *, is_ended: bool = False) -> None:
    session.flush()
    audit.done(
        session,
        actor,
        Permission.SECOND_NAME,
        subject_kind="named_second",
        subject_id=row.id,
        second_id=row.second_id,
        is_ended=is_ended,
    )
    bulletins.tell(session, approvals.topic(actor.organization_id))
