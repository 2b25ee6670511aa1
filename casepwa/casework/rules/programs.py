"""The programs of an agency: added, renamed, ended. An ended one keeps whom it serves and takes nobody in."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from casepwa.casework import agencies, audit
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.errors import Conflict, Denied, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.models import Episode, Program

LONGEST = 200
_SERVICE = re.compile(r"[A-Z][0-9]{4}")


@dataclass(frozen=True, kw_only=True)
class Listed:
    """``people``: with an open episode, a count only."""

    id: UUID
    name: str
    service_type: str
    ended_on: date | None
    people: int


def listed(session: Session, *, actor: Actor) -> list[Listed]:
    """Every program of the agency, by name. Raises ``Denied`` without the role."""
    require(actor, Permission.RULE_READ)
    people = dict(
        session.exec(
            select(Episode.program_id, func.count(func.distinct(Episode.client_id)))
            .where(col(Episode.closed_on).is_(None))
            .group_by(col(Episode.program_id))
        ).all()
    )
    rows = session.exec(
        select(Program).where(Program.organization_id == actor.organization_id).order_by(col(Program.name))
    )
    return [
        Listed(
            id=row.id,
            name=row.name,
            service_type=row.service_type,
            ended_on=row.ended_on,
            people=people.get(row.id, 0),
        )
        for row in rows
    ]


def add(session: Session, *, actor: Actor, name: str, service_type: str) -> Program:
    """A new program. ``service_type``: a HCPCS code, such as T1017 (targeted case management).

    Raises ``Denied`` without the role; ``Invalid``: ``program_name``, ``program_service``;
    ``Conflict('program_name_taken')``.
    """
    require(actor, Permission.PROGRAM_CHANGE)
    service_type = service_type.strip().upper()
    if not _SERVICE.fullmatch(service_type):
        raise Invalid("program_service")
    program = Program(
        organization_id=actor.organization_id,
        name=_free_name(session, actor, name),
        service_type=service_type,
    )
    session.add(program)
    session.flush()
    _noted(session, actor, program, "added")
    return program


def rename(session: Session, *, actor: Actor, program_id: UUID, name: str) -> None:
    """Another name, everywhere. Raises as ``add``; ``Denied`` for another organization's as for none."""
    program = _reached(session, actor, program_id)
    program.name = _free_name(session, actor, name, but=program.id)
    session.flush()
    _noted(session, actor, program, "renamed")


def end(session: Session, *, actor: Actor, program_id: UUID, at: datetime) -> None:
    """From today it takes nobody in; whom it serves, it goes on serving. Raises as ``rename``."""
    program = _reached(session, actor, program_id)
    program.ended_on = program.ended_on or day_of(at, zone_of(session, actor.organization_id))
    session.flush()
    _noted(session, actor, program, "ended")


def open_again(session: Session, *, actor: Actor, program_id: UUID) -> None:
    """It takes people in again. Raises as ``rename``."""
    program = _reached(session, actor, program_id)
    program.ended_on = None
    session.flush()
    _noted(session, actor, program, "opened_again")


def _reached(session: Session, actor: Actor, program_id: UUID) -> Program:
    require(actor, Permission.PROGRAM_CHANGE)
    program = session.exec(
        select(Program).where(Program.id == program_id).with_for_update(key_share=True)
    ).first()
    if program is None or program.organization_id != actor.organization_id:
        raise Denied(Permission.PROGRAM_CHANGE)
    return program


def _free_name(session: Session, actor: Actor, name: str, *, but: UUID | None = None) -> str:
    """``name`` as kept. Two administrators at once: the second waits for the first."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST:
        raise Invalid("program_name", longest=LONGEST)
    agencies.wait_for(session, actor.organization_id)
    others = session.exec(select(Program).where(Program.organization_id == actor.organization_id))
    if any(other.name.casefold() == name.casefold() and other.id != but for other in others):
        raise Conflict("program_name_taken")
    return name


def _noted(session: Session, actor: Actor, program: Program, what: str) -> None:
    audit.done(
        session,
        actor,
        Permission.PROGRAM_CHANGE,
        subject_kind="program",
        subject_id=program.id,
        what=what,
    )
