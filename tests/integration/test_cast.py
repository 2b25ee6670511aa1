"""The cast can be put on stage in both databases, and stands in the relations that other tests rely on."""

from sqlmodel import Session, select

from casepwa.models import Client, TeamMember
from tests.cast import Cast


def _caseload(session: Session, account_id: object) -> set[str]:
    member = select(TeamMember.client_id).where(TeamMember.account_id == account_id)
    return set(session.exec(select(Client.given_name).where(Client.id.in_(member))).all())  # type: ignore[attr-defined]


def test_charlie_shares_no_client_with_maya(session: Session, cast: Cast) -> None:
    assert _caseload(session, cast.maya.id) == {"Luis", "Ana", "Ada"}
    assert _caseload(session, cast.charlie.id) == {"Ben"}


def test_the_okafor_siblings_belong_to_two_workers(cast: Cast) -> None:
    assert cast.ada.family_id == cast.ben.family_id == cast.okafors.id
