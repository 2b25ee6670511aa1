"""The same people in every test: who they are, what they may do, whom they know.

Maya has the case. Omar supervises her team. Priya is the family's care coordinator. Rosa is the parent of
Luis and Ana. Charlie works in the other team and sees nothing of Maya's clients. Alma administers.
Two families: the Delgados (Luis and Ana, both Maya's and Priya's) and the Okafors (Ada is Maya's; her
brother Ben is Charlie's), so that a household can be shared by two workers who may not read each other.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from casepwa.casework.actors import Actor
from casepwa.models import Account, Client, Device, Family, FamilyMember, Organization, Payer, Program, codes
from casepwa.models import StaffTeam as Team
from tests import factories


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone who signs in: their row, who they act as, and their phone (none at a desk)."""

    account: Account
    device: Device | None
    actor: Actor

    @property
    def id(self) -> UUID:
        return self.account.id


@dataclass(frozen=True, kw_only=True)
class Cast:
    organization: Organization
    program: Program
    payer: Payer
    north: Team
    """Maya's and Priya's team, supervised by Omar."""
    south: Team
    """Charlie's team, supervised by nobody in the cast."""

    maya: Person
    omar: Person
    priya: Person
    rosa: Person
    charlie: Person
    alma: Person

    delgados: Family
    rosa_member: FamilyMember
    luis: Client
    ana: Client

    okafors: Family
    ngozi_member: FamilyMember
    ada: Client
    ben: Client

    @property
    def staff(self) -> tuple[Person, ...]:
        return (self.maya, self.omar, self.priya, self.charlie, self.alma)


def person(
    session: Session,
    *,
    organization: Organization,
    name: str,
    title: str,
    roles: tuple[codes.Role, ...],
    team: Team | None = None,
    has_phone: bool = True,
    family_member_id: UUID | None = None,
) -> Person:
    """Someone more: an account with its roles, a phone unless they work at a desk, and who they act as."""
    account = factories.account(
        session,
        organization_id=organization.id,
        roles=roles,
        name=name,
        title=title,
        email=f"{name.split()[0].lower()}@example.test",
        phone="609-555-0142" if title != "Parent" else None,
        staff_team_id=team.id if team else None,
        family_member_id=family_member_id,
    )
    device = factories.device(session, account_id=account.id) if has_phone else None
    actor = Actor(
        account_id=account.id,
        session_id=None,
        device_id=device.id if device else None,
        organization_id=organization.id,
        roles=frozenset(role.value for role in roles),
        name=name,
    )
    return Person(account=account, device=device, actor=actor)


def play(session: Session) -> Cast:
    """Everyone on stage: adds and flushes all rows in ``session``, never commits."""
    agency = factories.organization(session)
    north = factories.staff_team(session, organization_id=agency.id, name="North")
    south = factories.staff_team(session, organization_id=agency.id, name="South")
    delgados = factories.family(session, organization_id=agency.id)
    rosa_member = factories.family_member(session, family_id=delgados.id)
    okafors = factories.family(
        session,
        organization_id=agency.id,
        name="Okafor",
        street="7 Mill Road",
        latitude=40.2501,
        longitude=-74.7002,
    )
    ngozi_member = factories.family_member(
        session,
        family_id=okafors.id,
        given_name="Ngozi",
        family_name="Okafor",
        phone="609-555-0160",
    )

    def staff(name: str, title: str, *roles: codes.Role, team: Team | None = None, phone: bool = True):
        return person(
            session, organization=agency, name=name, title=title, roles=roles, team=team, has_phone=phone
        )

    maya = staff("Maya Brooks", "Case manager", codes.Role.CASE_MANAGER, team=north)
    omar = staff("Omar Haddad", "Supervisor", codes.Role.SUPERVISOR, team=north, phone=False)
    priya = staff("Priya Raman", "Care coordinator", codes.Role.CARE_COORDINATOR, team=north)
    charlie = staff("Charlie Webb", "Case manager", codes.Role.CASE_MANAGER, team=south)
    alma = staff("Alma Frost", "Administrator", codes.Role.ADMINISTRATOR, phone=False)
    rosa = person(
        session,
        organization=agency,
        name="Rosa Delgado",
        title="Parent",
        roles=(codes.Role.FAMILY,),
        family_member_id=rosa_member.id,
    )
    factories.supervises(session, account_id=omar.id, staff_team_id=north.id)

    def child(family: Family, given_name: str, family_name: str, birth_date: date) -> Client:
        return factories.client(
            session,
            organization_id=agency.id,
            family_id=family.id,
            given_name=given_name,
            family_name=family_name,
            birth_date=birth_date,
        )

    luis = child(delgados, "Luis", "Delgado", date(2016, 2, 29))
    ana = child(delgados, "Ana", "Delgado", date(2011, 9, 14))
    ada = child(okafors, "Ada", "Okafor", date(2013, 5, 3))
    ben = child(okafors, "Ben", "Okafor", date(2015, 11, 20))

    program = factories.program(session, organization_id=agency.id)
    payer = factories.payer(session, organization_id=agency.id)
    mothers = ((luis, rosa_member), (ana, rosa_member), (ada, ngozi_member), (ben, ngozi_member))
    for one, mother in mothers:
        episode = factories.episode(session, client_id=one.id, program_id=program.id)
        factories.coverage(session, episode_id=episode.id, payer_id=payer.id)
        factories.relationship(session, client_id=one.id, family_member_id=mother.id)
    for one in (luis, ana, ada):
        factories.team_member(session, client_id=one.id, account_id=maya.id)
    for one in (luis, ana):
        factories.team_member(
            session, client_id=one.id, account_id=priya.id, role=codes.TeamRole.CARE_COORDINATOR
        )
        factories.team_member(
            session, client_id=one.id, family_member_id=rosa_member.id, role=codes.TeamRole.PARENT
        )
    factories.team_member(session, client_id=ben.id, account_id=charlie.id)

    return Cast(
        organization=agency,
        program=program,
        payer=payer,
        north=north,
        south=south,
        maya=maya,
        omar=omar,
        priya=priya,
        rosa=rosa,
        charlie=charlie,
        alma=alma,
        delgados=delgados,
        rosa_member=rosa_member,
        luis=luis,
        ana=ana,
        okafors=okafors,
        ngozi_member=ngozi_member,
        ada=ada,
        ben=ben,
    )
