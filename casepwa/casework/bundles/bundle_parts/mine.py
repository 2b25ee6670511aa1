"""The ``me`` bundle: what is not about a client."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from casepwa.casework import reaches
from casepwa.casework.approvals import coaching
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import (
    AlarmLine,
    AlarmReader,
    CoachingLine,
    Colleague,
    Me,
    ReachedLine,
)
from casepwa.casework.permissions import Permission, granted
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import PhoneSession
from casepwa.casework.safety import safety_reach, visits_now
from casepwa.casework.visits import sealed_words, visit_words
from casepwa.models import (
    Account,
    Alarm,
    AlarmReading,
    CoachingComment,
    ContactNote,
    ContactNoteVersion,
    OnCallShift,
    Organization,
    StaffTeamSupervisor,
)
from casepwa.models.codes import AlarmKind

_ALARMS_REACH_BACK = timedelta(days=14)
_COACHING_REACHES_BACK = timedelta(days=60)


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
        has_visit_word=visit_words.is_set(session, actor.account_id),
        word_key=sealed_words.public_key(),
        reached=_reached(session, viewer),
        coaching=_coaching(session, viewer),
    )


def _reached(session: Session, viewer: Viewer) -> list[ReachedLine]:
    """Nearly always nothing, which one query finds."""
    actor = viewer.actor
    if not granted(actor.roles, Permission.ESCALATION_READ):
        return []
    if not safety_reach.may_be_reached(session, actor, at=viewer.at):
        return []
    return [
        ReachedLine(
            id=row.id,
            worker=row.worker,
            phone=row.phone,
            standing=row.standing,
            back_by=row.back_by,
            called_at=row.called_at,
            address=row.address,
        )
        for row in visits_now.board(session, actor=actor, at=viewer.at).out
        if row.is_open
    ]


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
            Alarm.kind != AlarmKind.DURESS,  # the phone that sent it shows nothing of it
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


def _coaching(session: Session, viewer: Viewer) -> list[CoachingLine]:
    """The latest first."""
    version = and_(
        col(ContactNoteVersion.note_id) == CoachingComment.note_id,
        col(ContactNoteVersion.number) == CoachingComment.version,
    )
    rows = session.exec(
        select(CoachingComment, ContactNote.client_id, ContactNoteVersion, Account.name)
        .join(ContactNote, col(ContactNote.id) == CoachingComment.note_id)
        .join(ContactNoteVersion, version)
        .join(Account, col(Account.id) == CoachingComment.by_id)
        .where(
            CoachingComment.worker_id == viewer.actor.account_id,
            col(CoachingComment.written_at) >= viewer.at - _COACHING_REACHES_BACK,
        )
        .order_by(col(CoachingComment.written_at).desc(), col(CoachingComment.id))
    ).all()
    read = coaching.readings(session, [said.id for said, _, _, _ in rows]) if rows else {}
    return [
        CoachingLine(
            id=said.id,
            note_id=said.note_id,
            client_id=client_id,
            contact_type=about.contact_type,
            started_at=about.started_at,
            by=by,
            text=said.text,
            written_at=said.written_at,
            read_at=read.get(said.id),
        )
        for said, client_id, about, by in rows
        if client_id in viewer.held and viewer.held[client_id].is_whole
    ]
