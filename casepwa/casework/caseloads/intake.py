"""A person and a family taken in by hand: duplicate search first, then household, contacts, program, workers.

The rows are made as a caseload file's are (``caseload_intake``). Coordinators and supervisors; they choose
workers of their own team. Source: domain.md, "The process".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_
from sqlmodel import Session, col, select

from casepwa.casework import (
    agencies,
    agency_time,
    audit,
    caseload,
    phone_numbers,
    reaches,
    revisions,
    supervised,
)
from casepwa.casework.actors import Actor
from casepwa.casework.caseload_import import caseload_intake, caseload_intake_contacts
from casepwa.casework.caseload_import.caseload_making import Making
from casepwa.casework.caseload_import.caseload_people import NewHousehold, NewPerson
from casepwa.casework.caseload_import.caseload_surroundings import Surroundings, Worker
from casepwa.casework.caseloads import intake_search
from casepwa.casework.errors import Denied, Invalid
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, AccountRole, Client, Family, FamilyMember, Program, TeamMember
from casepwa.models.codes import Custody, Role
from casepwa.models.columns import now

HERE = "here"
"""The key of the one household of an intake."""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """Something to choose in the form, by id, with its words."""

    id: UUID
    words: str


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What an intake by this actor can choose from. ``families``: those of people within reach."""

    programs: tuple[Offered, ...]
    managers: tuple[Offered, ...]
    coordinators: tuple[Offered, ...]
    families: tuple[Offered, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """``person``: as described; its workers and program are the ids beside it. ``family_id`` None: a new one.

    ``seen``: how many possible duplicates were shown and found to be others; 0 when there was none.
    """

    person: NewPerson
    family_id: UUID | None
    program_id: UUID
    case_manager_id: UUID
    care_coordinator_id: UUID | None
    seen: int


def choices(session: Session, *, actor: Actor) -> Choices:
    """Programs of the agency, workers of the actor's teams, households within reach. Raises ``Denied``."""
    require(actor, Permission.INTAKE)
    programs = session.exec(
        select(Program.id, Program.name)
        .where(Program.organization_id == actor.organization_id, col(Program.ended_on).is_(None))
        .order_by(col(Program.name))
    )
    return Choices(
        programs=tuple(Offered(id=id_, words=name) for id_, name in programs),
        managers=_offered(_workers(session, actor, supervised.FIELD)),
        coordinators=_offered(_workers(session, actor, (Role.CARE_COORDINATOR,))),
        families=tuple(_families(session, actor)),
    )


def take_in(session: Session, *, actor: Actor, asked: Asked, at: datetime) -> Client:
    """Make the person, their household and contacts, the episode, and their workers' caseload.

    Raises ``Denied`` for a program, worker or household out of reach; ``Invalid``: ``intake_name_missing``,
    ``intake_possible_duplicate`` (``n``) until all that the search finds have been seen,
    ``import_program_ended`` (``program``), ``intake_not_yet_born``, ``intake_opens_later``,
    ``intake_contact_twice``, ``intake_not_a_phone``, ``record_custody_first`` for an order without custody,
    ``intake_address_of_family`` for an address typed beside a family that is here.
    """
    require(actor, Permission.INTAKE)
    agencies.wait_for(session, actor.organization_id)  # two intakes of one person: the second sees the first
    zone = agency_time.zone_of(session, actor.organization_id)
    today = agency_time.day_of(at, zone)
    found = intake_search.look(
        session,
        actor=actor,
        given_name=asked.person.given_name,
        family_name=asked.person.family_name,
        birth_date=asked.person.birth_date,
    )
    managers = _workers(session, actor, supervised.FIELD)
    coordinators = _workers(session, actor, (Role.CARE_COORDINATOR,))
    program = session.get(Program, asked.program_id)
    if (
        asked.case_manager_id not in managers
        or (asked.care_coordinator_id and asked.care_coordinator_id not in coordinators)
        or program is None
        or program.organization_id != actor.organization_id
    ):
        raise Denied(Permission.INTAKE)
    if program.ended_on is not None:
        raise Invalid("import_program_ended", program=program.name)
    if asked.family_id and asked.family_id not in {one.id for one in _families(session, actor)}:
        raise Denied(Permission.INTAKE)
    if found.seen != asked.seen:
        raise Invalid("intake_possible_duplicate", n=found.seen)
    if asked.person.birth_date and asked.person.birth_date > today:
        raise Invalid("intake_not_yet_born")
    if asked.person.opened_on > today:
        raise Invalid("intake_opens_later")
    _check_contacts(asked.person)
    if asked.family_id:
        _check_address(asked.person.household)
    person = replace(
        asked.person,
        case_manager=str(asked.case_manager_id),
        care_coordinator=str(asked.care_coordinator_id) if asked.care_coordinator_id else None,
        program=program.name,
    )
    around = _surroundings(session, asked, program, managers | coordinators)
    making = Making(session, organization_id=actor.organization_id, around=around, at=at, zone=zone)
    household = caseload_intake_contacts.households([person])[HERE]
    client_id = caseload_intake.make(making, person, household)
    client = session.get_one(Client, client_id)
    session.get_one(Family, client.family_id).import_key = (
        session.get_one(Family, asked.family_id).import_key if asked.family_id else None
    )
    session.flush()
    audit.done(
        session,
        actor,
        Permission.INTAKE,
        client_id=client_id,
        subject_kind="client",
        subject_id=client_id,
        step="taken_in",
        others_seen=asked.seen,
    )
    revisions.raise_for_family(session, client.family_id)
    return client


def _check_address(household: NewHousehold) -> None:
    """A family that is here keeps its own; the street of a confidential place is the person's alone."""
    typed = [household.city, household.state, household.postal_code, household.county]
    if any(typed) or (household.street and not household.is_confidential):
        raise Invalid("intake_address_of_family")


def _check_contacts(person: NewPerson) -> None:
    names = [contact.key for contact in person.contacts]
    if len(set(names)) != len(names):
        raise Invalid("intake_contact_twice")
    for contact in person.contacts:
        if contact.phone and not phone_numbers.is_phone(contact.phone):
            raise Invalid("intake_not_a_phone", name=contact.name)
        if contact.orders_asked and contact.custody == Custody.UNKNOWN:
            raise Invalid("record_custody_first")


def _workers(session: Session, actor: Actor, roles: Sequence[Role]) -> dict[UUID, Account]:
    """Of the teams that the actor supervises, and of their own; who cannot sign in takes nobody on."""
    at = now()
    own_team = select(Account.staff_team_id).where(Account.id == actor.account_id).scalar_subquery()
    is_lead = Role.SUPERVISOR in actor.roles
    team = (
        supervised.worker_ids(actor)
        if is_lead
        else select(Account.id).where(Account.staff_team_id == own_team)
    )
    rows = session.exec(
        select(Account)
        .where(
            Account.organization_id == actor.organization_id,
            or_(col(Account.id) == actor.account_id, col(Account.id).in_(team)),
            exists().where(col(AccountRole.account_id) == Account.id, col(AccountRole.role).in_(roles)),
        )
        .order_by(col(Account.name), col(Account.id))
    )
    return {account.id: account for account in rows if supervised.can_sign_in(account, at)}


def _offered(workers: dict[UUID, Account]) -> tuple[Offered, ...]:
    return tuple(Offered(id=account.id, words=account.name) for account in workers.values())


def _families(session: Session, actor: Actor) -> list[Offered]:
    """Households of which the actor reaches somebody, with the names of those they reach and no others."""
    at = now()
    reached = set(caseload.clients_of(session, actor, at=at))
    if Role.SUPERVISOR in actor.roles:
        current = (
            col(TeamMember.account_id).in_(supervised.worker_ids(actor)),
            reaches.is_current(TeamMember, at),
        )
        reached |= set(session.exec(select(TeamMember.client_id).where(*current)))
    rows = session.exec(
        select(Family, Client)
        .join(Client, col(Client.family_id) == Family.id)
        .where(col(Client.id).in_(reached), Family.organization_id == actor.organization_id)
        .order_by(col(Family.name), col(Family.id), col(Client.given_name))
    )
    names: dict[UUID, tuple[str, list[str]]] = {}
    for family, client in rows:
        names.setdefault(family.id, (family.name, []))[1].append(client.given_name)
    return [Offered(id=id_, words=f"{name} ({', '.join(who)})") for id_, (name, who) in names.items()]


def _surroundings(
    session: Session, asked: Asked, program: Program, workers: dict[UUID, Account]
) -> Surroundings:
    members: dict[tuple[str, str], FamilyMember] = {}
    if asked.family_id:
        for member in session.exec(select(FamilyMember).where(FamilyMember.family_id == asked.family_id)):
            name = " ".join(part for part in (member.given_name, member.family_name) if part)
            members[(HERE, name.casefold())] = member
    roles: dict[UUID, set[str]] = {}
    for account_id, role in session.exec(
        select(AccountRole.account_id, AccountRole.role).where(col(AccountRole.account_id).in_(workers))
    ):
        roles.setdefault(account_id, set()).add(role)
    return Surroundings(
        workers={
            str(id_): Worker(
                account_id=id_, roles=frozenset(roles.get(id_, ())), supervisor_id=None, can_sign_in=True
            )
            for id_ in workers
        },
        programs={program.name: program.id},
        ended=frozenset({program.name} if program.ended_on else ()),
        payers={},
        families={HERE: session.get_one(Family, asked.family_id)} if asked.family_id else {},
        members=members,
        visits={},
    )


def new_household(**facts: object) -> NewHousehold:
    """The household of an intake: its address as typed, never a place on the map."""
    return NewHousehold(key=HERE, latitude=None, longitude=None, **facts)  # type: ignore[arg-type]
