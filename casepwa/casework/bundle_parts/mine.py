"""The ``me`` bundle: what is not about a client."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from casepwa.casework import reaches, rules
from casepwa.casework.bundle_parts.viewers import Viewer
from casepwa.casework.bundle_shapes import AlarmLine, AlarmReader, Colleague, Me
from casepwa.casework.permissions import Permission, granted
from casepwa.casework.rule_shapes import PhoneSession
from casepwa.models import (
    Account,
    Alarm,
    AlarmReading,
    OnCallShift,
    Organization,
    StaffTeamSupervisor,
)

_ALARMS_REACH_BACK = timedelta(days=14)


def of(session: Session, viewer: Viewer) -> Me:
    actor = viewer.actor
    account, agency = session.exec(
        select(Account, Organization)
        .join(Organization, col(Organization.id) == Account.organization_id)
        .where(Account.id == actor.account_id)
    ).one()
    book = rules.book(session, organization_id=actor.organization_id)
    return Me(
        account_id=account.id,
        name=account.name,
        email=account.email,
        title=account.title,
        roles=sorted(actor.roles),
        permissions=sorted(each for each in Permission if granted(actor.roles, each)),
        agency=agency.name,
        time_zone=agency.time_zone,
        locale=account.locale,
        rules=book.in_force(on=viewer.today),
        colleagues=_colleagues(session, viewer, account),
        alarms=_alarms(session, viewer),
        offline_until_hours=int(book.value(PhoneSession, on=viewer.today).idle_hours),
    )


def _colleagues(session: Session, viewer: Viewer, account: Account) -> list[Colleague]:
    """My team, who supervises it, who is on call for it now; and I myself while I am on call for any team."""
    team = account.staff_team_id
    supervisors = frozenset(
        session.exec(select(StaffTeamSupervisor.account_id).where(StaffTeamSupervisor.staff_team_id == team))
    )
    on_call = dict(
        session.exec(
            select(OnCallShift.account_id, func.max(OnCallShift.ends_at))
            .where(
                or_(col(OnCallShift.staff_team_id) == team, col(OnCallShift.account_id) == account.id),
                reaches.is_current(OnCallShift, viewer.at),
            )
            .group_by(col(OnCallShift.account_id))
        ).all()
    )
    rows = session.exec(
        select(Account)
        .where(
            or_(
                and_(col(Account.staff_team_id) == team, col(Account.id) != account.id),
                col(Account.id).in_((supervisors - {account.id}) | on_call.keys()),
            ),
            Account.organization_id == account.organization_id,
            col(Account.locked_at).is_(None),
        )
        .order_by(col(Account.name), col(Account.id))
    )
    return [
        Colleague(
            account_id=each.id,
            name=each.name,
            title=each.title,
            phone=each.phone,
            is_my_supervisor=each.id in supervisors,
            on_call_until=on_call.get(each.id),
        )
        for each in rows
    ]


def _alarms(session: Session, viewer: Viewer) -> list[AlarmLine]:
    alarms = session.exec(
        select(Alarm)
        .where(
            Alarm.raised_by_id == viewer.actor.account_id,
            col(Alarm.received_at) >= viewer.at - _ALARMS_REACH_BACK,
        )
        .order_by(col(Alarm.received_at), col(Alarm.id))
    ).all()
    readers: dict[UUID, list[AlarmReader]] = {}
    for reading, name in session.exec(
        select(AlarmReading, Account.name)
        .join(Account, col(Account.id) == AlarmReading.account_id)
        .where(col(AlarmReading.alarm_id).in_([alarm.id for alarm in alarms]))
        .order_by(col(AlarmReading.read_at), col(AlarmReading.account_id))
    ):
        readers.setdefault(reading.alarm_id, []).append(AlarmReader(name=name, read_at=reading.read_at))
    return [
        AlarmLine(
            id=alarm.id,
            kind=alarm.kind,
            visit_id=alarm.visit_id,
            concern_id=alarm.concern_id,
            received_at=alarm.received_at,
            read_by=readers.get(alarm.id, []),
            settled_how=alarm.settled_how,
        )
        for alarm in alarms
    ]
