"""Devices: one person's store on one browser. Two people on a phone are two devices."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.casework import audit
from casepwa.casework.accounts import sign_in_sessions
from casepwa.casework.actors import Actor
from casepwa.casework.errors import Conflict, Denied, NotFound, NotSignedIn
from casepwa.casework.permissions import Permission, require
from casepwa.models import Account, Device, SignInSession
from casepwa.models.columns import new_id


def recognise(
    session: Session,
    *,
    account_id: UUID,
    device_id: UUID | None,
    name: str | None,
    user_agent: str | None,
    at: datetime,
) -> Device:
    """The device that a person signs in on: known by its id, else written down now.

    Raises ``Conflict("device_of_another")`` when the id is another account's, and
    ``NotSignedIn("device_revoked")`` when it was signed out and erased: its store goes, and a new id begins.
    """
    known = session.get(Device, device_id) if device_id else None
    if known is None:
        known = Device(id=device_id or new_id(), account_id=account_id, first_seen_at=at)
    elif known.account_id != account_id:
        raise Conflict("device_of_another")
    elif known.revoked_at is not None:
        raise NotSignedIn("device_revoked")
    known.name = name or known.name
    known.user_agent = user_agent or known.user_agent
    session.add(known)
    session.flush()
    return known


@dataclass(frozen=True, kw_only=True)
class Known:
    """A device and its sign-ins, taken together."""

    device: Device
    last_contact_at: datetime | None
    is_signed_in: bool


def of_actor(session: Session, actor: Actor, *, at: datetime) -> list[Known]:
    """My devices that are not erased, the one in use last first."""
    require(actor, Permission.OWN_DEVICES)
    return _known(session, actor, actor.account_id, at=at)


def of_account(session: Session, *, actor: Actor, account_id: UUID, at: datetime) -> list[Known]:
    """Devices of one account that are not erased, signed in or not: a lost phone may be either.

    Raises ``Denied`` without the role, ``NotFound("account_not_found")`` for another organization's account.
    """
    require(actor, Permission.ACCOUNT_READ)
    account = session.get(Account, account_id)
    if account is None or account.organization_id != actor.organization_id:
        raise NotFound("account_not_found")
    return _known(session, actor, account_id, at=at)


def _known(session: Session, actor: Actor, account_id: UUID, *, at: datetime) -> list[Known]:
    held = select(Device).where(Device.account_id == account_id, col(Device.revoked_at).is_(None))
    sign_ins = select(SignInSession).where(SignInSession.account_id == account_id)
    contacts: dict[UUID | None, list[SignInSession]] = {}
    for one in session.exec(sign_ins):
        contacts.setdefault(one.device_id, []).append(one)
    is_open = sign_in_sessions.openness(session, actor.organization_id, at=at)
    found = [
        Known(
            device=device,
            last_contact_at=max((one.last_seen_at for one in contacts.get(device.id, [])), default=None),
            is_signed_in=any(is_open(one) for one in contacts.get(device.id, [])),
        )
        for device in session.exec(held)
    ]
    return sorted(found, key=lambda one: one.last_contact_at or one.device.first_seen_at, reverse=True)


def revoke(session: Session, actor: Actor, device_id: UUID, *, at: datetime) -> None:
    """Sign out one of my devices: its sessions end now, and its copy is erased when it next asks.

    Raises ``NotFound("device_not_found")`` for a device that is not mine: all alike.
    """
    require(actor, Permission.OWN_DEVICES)
    device = session.get(Device, device_id)
    if device is None or device.account_id != actor.account_id:
        raise NotFound("device_not_found")
    _revoke(session, device, at=at)
    audit.done(session, actor, Permission.OWN_DEVICES, subject_kind="device", subject_id=device.id, at=at)


def erase(session: Session, *, actor: Actor, device_id: UUID, at: datetime) -> UUID:
    """Sign someone's device out and have its copy erased when it next asks; returns whose it is.

    What was not sent yet stays on it, sealed, for its author (offline.md, "Sessions on the phone").

    Raises ``Denied`` without the role, and for a device of another organization or of nobody: all alike.
    """
    require(actor, Permission.ACCOUNT_ERASE_DEVICE)
    device = session.get(Device, device_id)
    owner = session.get(Account, device.account_id) if device else None
    if device is None or owner is None or owner.organization_id != actor.organization_id:
        raise Denied(Permission.ACCOUNT_ERASE_DEVICE)
    _revoke(session, device, at=at)
    audit.done(
        session,
        actor,
        Permission.ACCOUNT_ERASE_DEVICE,
        subject_kind="account",
        subject_id=owner.id,
        at=at,
        device=device.id,
    )
    return owner.id


def revoke_all(session: Session, account_id: UUID, *, at: datetime) -> None:
    """Sign out every device of an account; each one's copy is erased when it next asks."""
    session.flush()
    for device in session.exec(select(Device).where(Device.account_id == account_id)):
        _revoke(session, device, at=at)


def _revoke(session: Session, device: Device, *, at: datetime) -> None:
    """One that was erased before keeps its first time."""
    if device.revoked_at is None:
        device.revoked_at = at
    sign_in_sessions.end_of_device(session, device.id, reason="device_revoked", at=at)
