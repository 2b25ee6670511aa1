"""Which program serves a client on a day, and who pays for it: what rules and verification ask for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Date, and_, bindparam, or_
from sqlmodel import Session, col, select

from casepwa.casework.prepared import Prepared
from casepwa.models import Coverage, Episode, Program


@dataclass(frozen=True, kw_only=True)
class Served:
    """``payer_id`` None: the episode is open that day, but nobody's coverage reaches it."""

    program_id: UUID
    service_type: str
    payer_id: UUID | None


_day = bindparam("day", type_=Date())
_pays = and_(
    col(Coverage.episode_id) == Episode.id,
    col(Coverage.starts_on) <= _day,
    or_(col(Coverage.ends_on).is_(None), col(Coverage.ends_on) >= _day),
)
_open = (
    col(Episode.opened_on) <= _day,
    or_(col(Episode.closed_on).is_(None), col(Episode.closed_on) >= _day),
)
_best_first = (
    col(Coverage.payer_id).is_(None),
    col(Episode.opened_on).desc(),
    col(Coverage.starts_on).desc(),
    col(Episode.id).desc(),
)
# Built once: every note asks, and building it anew costs five times the asking.
_ON_DAY = Prepared.of(
    select(Episode.program_id, Program.service_type, Coverage.payer_id)
    .join(Program, col(Program.id) == Episode.program_id)
    .outerjoin(Coverage, _pays)
    .where(col(Episode.client_id) == bindparam("client_id"), *_open)
    .order_by(*_best_first)
)


def on_day(session: Session, client_id: UUID, day: date) -> Served | None:
    """The episode open on ``day`` that began last, with the coverage of that day that began last.

    Both ends are inside: an episode closed on ``day`` still served that day. None: no episode that day.
    """
    row = _ON_DAY.first(session, {"client_id": client_id, "day": day})
    return Served(program_id=row[0], service_type=row[1], payer_id=row[2]) if row else None


def of_clients(session: Session, client_ids: Collection[UUID], day: date) -> dict[UUID, Served]:
    """``on_day`` for many clients at once; who had no episode that day is not in it."""
    rows = session.connection().execute(
        select(Episode.client_id, Episode.program_id, Program.service_type, Coverage.payer_id)
        .join(Program, col(Program.id) == Episode.program_id)
        .outerjoin(Coverage, _pays)
        .where(col(Episode.client_id).in_(client_ids), *_open)
        .order_by(*_best_first),
        {"day": day},
    )
    found: dict[UUID, Served] = {}
    for client_id, program_id, service_type, payer_id in rows:
        served = Served(program_id=program_id, service_type=service_type, payer_id=payer_id)
        found.setdefault(client_id, served)
    return found
