"""Who is on the client's team today."""

from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import TeamLine
from casepwa.models import Account, FamilyMember, TeamMember


def of(session: Session, viewer: Viewer) -> dict[UUID, list[TeamLine]]:
    """A relative's number is not here: it stands in the contacts, with how to reach them safely."""
    rows = session.exec(
        select(TeamMember, Account, FamilyMember)
        .outerjoin(Account, col(Account.id) == TeamMember.account_id)
        .outerjoin(FamilyMember, col(FamilyMember.id) == TeamMember.family_member_id)
        .where(col(TeamMember.client_id).in_(viewer.whole), reaches.is_current(TeamMember, viewer.at))
        .order_by(col(TeamMember.starts_at), col(TeamMember.id))
    )
    found: dict[UUID, list[TeamLine]] = {}
    for member, account, relative in rows:
        found.setdefault(member.client_id, []).append(_line(member, account, relative))
    return found


def _line(member: TeamMember, account: Account | None, relative: FamilyMember | None) -> TeamLine:
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
        may_hear=member.may_hear,
    )
