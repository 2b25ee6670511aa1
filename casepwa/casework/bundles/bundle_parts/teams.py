"""Who is on the client's team today."""

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import TeamLine
from casepwa.casework.family.releases import MayHear
from casepwa.models import Account, FamilyMember, Organization, TeamMember


def of(session: Session, viewer: Viewer, may_hear: Mapping[UUID, MayHear]) -> dict[UUID, list[TeamLine]]:
    """A relative's number is not here: it stands in the contacts, with how to reach them safely."""
    rows = session.exec(
        select(TeamMember, Account, FamilyMember, Organization.name)
        .outerjoin(Account, col(Account.id) == TeamMember.account_id)
        .outerjoin(FamilyMember, col(FamilyMember.id) == TeamMember.family_member_id)
        .outerjoin(Organization, col(Organization.id) == TeamMember.organization_id)
        .where(col(TeamMember.client_id).in_(viewer.whole), reaches.is_current(TeamMember, viewer.at))
        .order_by(col(TeamMember.starts_at), col(TeamMember.id))
    )
    found: dict[UUID, list[TeamLine]] = {}
    for member, account, relative, organization in rows:
        hears = may_hear[member.client_id].on_team(member, organization)
        found.setdefault(member.client_id, []).append(_line(member, account, relative, may_hear=hears))
    return found


def _line(
    member: TeamMember, account: Account | None, relative: FamilyMember | None, *, may_hear: bool
) -> TeamLine:
    name, phone = member.name, member.phone
    if relative is not None:
        name = " ".join(part for part in (relative.given_name, relative.family_name) if part)
        phone = None
    elif account is not None:
        name, phone = account.name, member.phone or account.phone
    return TeamLine(
        id=member.id,
        account_id=member.account_id,
        name=name or "",
        role=member.role,
        duty=member.duty,
        phone=phone,
        may_hear=may_hear,
    )
