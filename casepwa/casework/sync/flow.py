"""How much a family account may send in an hour: more than any family will, too little to bury a team.

Nothing is refused: what is too much waits on the phone, and goes on by itself.
"""

from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from casepwa.casework.actors import Actor
from casepwa.casework.errors import TooManyTries
from casepwa.models import Account, CommandReceipt
from casepwa.models.codes import Role

MOST_AN_HOUR = 300
WAIT = timedelta(minutes=10)


def let_in(session: Session, actor: Actor, *, at: datetime) -> None:
    """Raises ``TooManyTries('sent_a_lot')`` for a family whose last hour holds ``MOST_AN_HOUR`` commands."""
    if Role.FAMILY in actor.roles and _is_full(session, actor, at=at):
        raise TooManyTries("sent_a_lot", retry_after=round(WAIT.total_seconds()))


def must_wait(session: Session, actor: Actor, *, at: datetime) -> bool:
    """Asked in the transaction of each command: is a family's hour full by now?

    It holds the account until that ends, so that requests sent at once are counted one after the other.
    """
    if Role.FAMILY not in actor.roles:
        return False
    mine = select(Account.id).where(Account.id == actor.account_id)
    session.exec(mine.with_for_update(key_share=True)).one()
    return _is_full(session, actor, at=at)


def _is_full(session: Session, actor: Actor, *, at: datetime) -> bool:
    sent = session.exec(
        select(func.count())
        .select_from(CommandReceipt)
        .where(
            CommandReceipt.account_id == actor.account_id,
            col(CommandReceipt.received_at) > at - timedelta(hours=1),
        )
    ).one()
    return sent >= MOST_AN_HOUR
