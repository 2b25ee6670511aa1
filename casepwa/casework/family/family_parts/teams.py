"""Team members that were shared by name, with what each agreed to do."""

from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.family.family_bundle_shapes import FamilyTeamLine
from casepwa.casework.family.family_parts.watching import Watching
from casepwa.models import Account, FamilyMember, Relationship, TeamMember
from casepwa.models.codes import SharedKind, TeamRole

_HELPS_FOR_A_LIVING = frozenset(
    {
        TeamRole.CASE_MANAGER,
        TeamRole.CARE_COORDINATOR,
        TeamRole.FAMILY_ADVOCATE,
        TeamRole.PRIMARY_CARE_PROVIDER,
        TeamRole.THERAPIST,
        TeamRole.TEACHER,
    }
)


def of(session: Session, watching: Watching) -> list[FamilyTeamLine]:
    """Who has a protective order against them is on nobody's screen."""
    under_order = select(Relationship.family_member_id).where(
        Relationship.client_id == watching.client_id, col(Relationship.protective_order).is_not(None)
    )
    rows = session.exec(
        select(TeamMember, Account, FamilyMember.given_name)
        .outerjoin(Account, col(Account.id) == TeamMember.account_id)
        .outerjoin(FamilyMember, col(FamilyMember.id) == TeamMember.family_member_id)
        .where(
            TeamMember.client_id == watching.client_id,
            col(TeamMember.id).in_(watching.shared.items(SharedKind.TEAM_MEMBER)),
            reaches.is_current(TeamMember, watching.at),
            col(TeamMember.family_member_id).is_(None) | col(TeamMember.family_member_id).not_in(under_order),
        )
        .order_by(col(TeamMember.starts_at), col(TeamMember.id))
    )
    return [
        FamilyTeamLine(
            id=member.id,
            name=account.name if account else (relative or member.name or ""),
            role=member.role,
            duty=member.duty,
            phone=_phone(member, account),
            is_you=_is_you(member, watching.account),
            label=watching.shared.label(SharedKind.TEAM_MEMBER, member.id),
        )
        for member, account, relative in rows
    ]


def _is_you(member: TeamMember, own: Account) -> bool:
    if member.account_id == own.id:
        return True
    return member.family_member_id is not None and member.family_member_id == own.family_member_id


def _phone(member: TeamMember, account: Account | None) -> str | None:
    """A work number. Never another relative's, a friend's, or that of a family account."""
    if member.family_member_id is not None or member.role not in _HELPS_FOR_A_LIVING:
        return None
    if account is None:
        return member.phone
    is_family = account.family_member_id is not None or account.client_id is not None
    return None if is_family else member.phone or account.phone
