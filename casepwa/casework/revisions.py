"""A client's ``revision`` is raised in the transaction of any change about them."""

from uuid import UUID

from sqlalchemy import bindparam, update
from sqlmodel import Session, SQLModel, select

from casepwa.casework.prepared import Prepared
from casepwa.models import Client, Relationship, TeamMember

_CLIENTS = SQLModel.metadata.tables["client"]
_RAISED = Prepared.of(
    update(_CLIENTS).where(_CLIENTS.c.id == bindparam("client_id")).values(revision=_CLIENTS.c.revision + 1)
)


def raise_for(session: Session, *client_ids: UUID) -> None:
    """Call once a unit of work with every client whose bundle the change can be seen in."""
    for client_id in sorted(set(client_ids)):  # in one order everywhere: two units of work never cross
        _ = _RAISED.rows(session, {"client_id": client_id})


def raise_for_family(session: Session, family_id: UUID) -> None:
    """A household row changed: address, a household alert, its name."""
    raise_for(session, *session.exec(select(Client.id).where(Client.family_id == family_id)))


def raise_for_family_member(session: Session, family_member_id: UUID) -> None:
    """A relative's row changed: a mother's phone stands in the bundle of each of her children."""
    related = select(Relationship.client_id).where(Relationship.family_member_id == family_member_id)
    on_team = select(TeamMember.client_id).where(TeamMember.family_member_id == family_member_id)
    raise_for(session, *session.exec(related), *session.exec(on_team))


def raise_for_account(session: Session, account_id: UUID) -> None:
    """A colleague's row changed: name and number stand in the team of each of their clients."""
    raise_for(session, *session.exec(select(TeamMember.client_id).where(TeamMember.account_id == account_id)))
