"""The rules of an agency as an administrator keeps them: every version, and one more from a day on.

Nothing edits a version that has begun. One that has not may be taken back. Who added it, and when, stands
beside it and in the trail.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import ValidationError
from sqlmodel import Session, col, select

from casepwa.casework import agencies, audit
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.casework.rules.rule_shapes import SHAPES, Defaulted, Ruled
from casepwa.models import Account, Payer, Program, Rule
from casepwa.models.codes import RuleName

FARTHEST = timedelta(days=5 * 366)
BY_PROGRAM = frozenset({RuleName.CONTACT_STANDARD, RuleName.CASELOAD})
BY_PAYER = frozenset(
    {RuleName.UNITS_ROUNDING, RuleName.SHARED_TIME, RuleName.NOT_BILLABLE, RuleName.LATE_NOTE}
)
"""Rules that are asked for a program, or a payer, and not for the agency alone."""


@dataclass(frozen=True, kw_only=True)
class Whose:
    """For whom a version holds; without both, for the whole agency."""

    program_id: UUID | None = None
    payer_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Version:
    """``value`` is None for one that nothing understands. ``last_day``: before the next one begins."""

    id: UUID
    whose: Whose
    value: Ruled | None
    starts_on: date
    last_day: date | None
    added_by: str | None
    added_at: datetime | None

    def standing(self, today: date) -> str:
        """past, now or ahead."""
        if self.starts_on > today:
            return "ahead"
        return "past" if self.last_day and self.last_day < today else "now"


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """One rule with its versions, the latest first. ``default`` is None where somebody must choose."""

    name: RuleName
    versions: list[Version]
    default: Ruled | None

    def now(self, today: date) -> Ruled | None:
        """What holds for the agency as a whole."""
        return next(
            (one.value for one in self.versions if one.whose == Whose() and one.standing(today) == "now"),
            self.default,
        )


@dataclass(frozen=True, kw_only=True)
class Names:
    """Programs and payers that a version may be for, by id, in order of their names."""

    programs: dict[UUID, str]
    payers: dict[UUID, str]


def today(session: Session, actor: Actor, at: datetime) -> date:
    """The agency's day."""
    return day_of(at, zone_of(session, actor.organization_id))


def of_agency(session: Session, *, actor: Actor) -> list[Ruling]:
    """Every rule there is, each with its versions. Raises ``Denied`` without the role."""
    require(actor, Permission.RULE_READ)
    rows = session.exec(
        select(Rule, Account.name)
        .join(Account, col(Account.id) == Rule.added_by_id, isouter=True)
        .where(Rule.organization_id == actor.organization_id)
        .order_by(col(Rule.starts_on).desc(), col(Rule.id))
    )
    found: dict[str, list[Version]] = {name: [] for name in SHAPES}
    later: dict[tuple[str, Whose], date] = {}
    for row, who in rows:
        whose = Whose(program_id=row.program_id, payer_id=row.payer_id)
        following = later.get((row.name, whose))
        later[row.name, whose] = row.starts_on
        found[row.name].append(
            Version(
                id=row.id,
                whose=whose,
                value=_understood(row),
                starts_on=row.starts_on,
                last_day=following - timedelta(days=1) if following else None,
                added_by=who,
                added_at=row.added_at,
            )
        )
    return [
        Ruling(name=name, versions=found[name], default=shape() if issubclass(shape, Defaulted) else None)
        for name, shape in SHAPES.items()
    ]


def names(session: Session, *, actor: Actor) -> Names:
    """What a version may be for. Raises ``Denied`` without the role."""
    require(actor, Permission.RULE_READ)
    return Names(
        programs={
            row.id: row.name
            for row in session.exec(
                select(Program)
                .where(Program.organization_id == actor.organization_id)
                .order_by(col(Program.name))
            )
        },
        payers={
            row.id: row.name
            for row in session.exec(
                select(Payer).where(Payer.organization_id == actor.organization_id).order_by(col(Payer.name))
            )
        },
    )


def add(session: Session, *, actor: Actor, value: Ruled, whose: Whose, starts_on: date, at: datetime) -> Rule:
    """One more version, from a day of the agency's calendar: today or later.

    Raises ``Denied`` without the role and for a program or payer of another organization; ``Invalid``:
    ``rule_day_past``, ``rule_day_far``, ``rule_not_for_these``; ``Conflict('rule_day_taken')``.
    """
    require(actor, Permission.RULE_CHANGE)
    _require_whose(session, actor, value.rule, whose)
    day = today(session, actor, at)
    if starts_on < day:
        raise Invalid("rule_day_past")
    if starts_on > day + FARTHEST:
        raise Invalid("rule_day_far")
    agencies.wait_for(session, actor.organization_id)
    same_day = select(Rule.id).where(
        Rule.organization_id == actor.organization_id,
        Rule.name == value.rule,
        Rule.starts_on == starts_on,
        Rule.program_id == whose.program_id,
        Rule.payer_id == whose.payer_id,
    )
    if session.exec(same_day).first() is not None:
        raise Conflict("rule_day_taken")
    row = Rule(
        organization_id=actor.organization_id,
        program_id=whose.program_id,
        payer_id=whose.payer_id,
        name=value.rule,
        value=value.model_dump(mode="json", exclude_none=True),
        starts_on=starts_on,
        added_by_id=actor.account_id,
        added_at=at,
    )
    session.add(row)
    session.flush()
    _noted(session, actor, row, at)
    return row


def take_back(session: Session, *, actor: Actor, rule_id: UUID, at: datetime) -> None:
    """Take back a version that has not begun.

    Raises ``Denied`` for another organization's as for none, ``Conflict('rule_has_begun')``.
    """
    require(actor, Permission.RULE_CHANGE)
    agencies.wait_for(session, actor.organization_id)
    row = session.get(Rule, rule_id, populate_existing=True)
    if row is None or row.organization_id != actor.organization_id:
        raise Denied(Permission.RULE_CHANGE)
    if row.starts_on <= today(session, actor, at):
        raise Conflict("rule_has_begun")
    _noted(session, actor, row, at, is_taken_back=True)
    session.delete(row)
    session.flush()


def _require_whose(session: Session, actor: Actor, name: RuleName, whose: Whose) -> None:
    known = names(session, actor=actor)
    if (whose.program_id and whose.program_id not in known.programs) or (
        whose.payer_id and whose.payer_id not in known.payers
    ):
        raise Denied(Permission.RULE_CHANGE)
    if (whose.program_id and name not in BY_PROGRAM) or (whose.payer_id and name not in BY_PAYER):
        raise Invalid("rule_not_for_these")


def _understood(row: Rule) -> Ruled | None:
    try:
        return SHAPES[RuleName(row.name)].model_validate(row.value)
    except ValidationError:
        return None


def _noted(session: Session, actor: Actor, row: Rule, at: datetime, *, is_taken_back: bool = False) -> None:
    audit.done(
        session,
        actor,
        Permission.RULE_CHANGE,
        subject_kind="rule",
        subject_id=row.id,
        at=at,
        rule=row.name,
        starts_on=row.starts_on.isoformat(),
        is_taken_back=is_taken_back,
    )
