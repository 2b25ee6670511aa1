"""Consents: who may see what. Only who could give one can take it back. Source: domain.md, "Consent"."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, select

from casepwa.casework import audit, caseload, revisions
from casepwa.casework.actors import Actor
from casepwa.casework.agency_time import day_of, zone_of
from casepwa.casework.commands import ConsentWithdraw
from casepwa.casework.errors import Denied, Invalid
from casepwa.casework.family import family_accounts, family_ties
from casepwa.casework.family.family_parts.consents import is_yours
from casepwa.casework.permissions import Permission
from casepwa.casework.recorded import Recorded
from casepwa.models import Account, Consent, Relationship
from casepwa.models.codes import ConsentScope


def withdraw(session: Session, *, actor: Actor, payload: ConsentWithdraw, recorded: Recorded) -> Consent:
    """Take back a consent that this person signed. What rested on it stops with the next sync of each reader.

    One that was taken back stays as it was first. It ends when we hear of it: ``happened_at`` is on the
    receipt only. Raises ``Denied``, also for a consent that does not exist or that somebody else signed.
    """
    caseload.client_for(session, actor, payload.client_id, Permission.CONSENT_WITHDRAW)
    consent = _locked(session, payload.consent_id)
    own = session.get_one(Account, actor.account_id)
    if consent is None or consent.client_id != payload.client_id or not is_yours(consent, own):
        raise Denied(Permission.CONSENT_WITHDRAW, client_id=payload.client_id)
    if consent.withdrawn_at is None:
        consent.withdrawn_at, consent.withdrawn_by_id = recorded.received_at, actor.account_id
    session.flush()
    audit.done(
        session,
        actor,
        Permission.CONSENT_WITHDRAW,
        client_id=consent.client_id,
        subject_kind="consent",
        subject_id=consent.id,
    )
    revisions.raise_for(session, consent.client_id)
    return consent


def record(
    session: Session,
    *,
    actor: Actor,
    client_id: UUID,
    scope: ConsentScope,
    information: str,
    purpose: str,
    recipient_account_id: UUID | None,
    recipient_name: str | None,
    signed_by_member_id: UUID | None,
    signed_on: date,
    expires_on: date,
    at: datetime,
) -> Consent:
    """Keep a consent that was signed on paper. ``signed_by_member_id`` None: the clients themselves.

    The right to sign is that of the day of signing, by the custody that is known now. Raises ``Denied``;
    ``Invalid``: ``consent_is_missing_words``, ``consent_ends_first``, ``consent_signed_ahead``,
    ``signer_has_no_right`` (no legal custody; a parent of an adult), ``signer_under_order``,
    ``consent_needs_account`` (sharing and the label name a family account).
    """
    permission = Permission.CONSENT_RECORD
    client = caseload.client_for(session, actor, client_id, permission)
    information, purpose, name = information.strip(), purpose.strip(), (recipient_name or "").strip()
    if not information or not purpose or (recipient_account_id is None and not name):
        raise Invalid("consent_is_missing_words")
    if expires_on < signed_on:
        raise Invalid("consent_ends_first")
    if signed_on > day_of(at, zone_of(session, actor.organization_id)):
        raise Invalid("consent_signed_ahead")
    if scope is not ConsentScope.INFORMATION and recipient_account_id is None:
        raise Invalid("consent_needs_account")
    if recipient_account_id is not None:
        family_accounts.account_of(session, actor, client.id, recipient_account_id, permission)
    if signed_by_member_id is not None:
        related = session.exec(
            select(Relationship).where(
                Relationship.client_id == client.id, Relationship.family_member_id == signed_by_member_id
            )
        ).first()
        if related is None or not family_ties.has_right(client, related.custody, on=signed_on):
            raise Invalid("signer_has_no_right")
        if related.protective_order is not None:
            raise Invalid("signer_under_order")
    row = Consent(
        client_id=client.id,
        scope=scope,
        information=information,
        purpose=purpose,
        recipient_account_id=recipient_account_id,
        recipient_name=None if recipient_account_id is not None else name,
        signed_by_member_id=signed_by_member_id,
        signed_by_client_id=client.id if signed_by_member_id is None else None,
        signed_on=signed_on,
        expires_on=expires_on,
        recorded_by_id=actor.account_id,
        recorded_at=at,
    )
    session.add(row)
    session.flush()
    audit.done(session, actor, permission, client_id=client.id, subject_kind="consent", subject_id=row.id)
    session.flush()
    revisions.raise_for(session, client.id)
    return row


def take_back(session: Session, *, actor: Actor, client_id: UUID, consent_id: UUID, at: datetime) -> Consent:
    """Write down that its signer took a consent back by word of mouth or on paper. Raises ``Denied``."""
    client = caseload.client_for(session, actor, client_id, Permission.CONSENT_RECORD)
    row = _locked(session, consent_id)
    if row is None or row.client_id != client.id:
        raise Denied(Permission.CONSENT_RECORD, client_id=client_id)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by_id = at, actor.account_id
    session.flush()
    audit.done(
        session,
        actor,
        Permission.CONSENT_RECORD,
        client_id=client.id,
        subject_kind="consent",
        subject_id=row.id,
    )
    session.flush()
    revisions.raise_for(session, client.id)
    return row


def _locked(session: Session, consent_id: UUID) -> Consent | None:
    """As it stands once nobody else holds it: of two who take it back the first stands."""
    asked = select(Consent).where(Consent.id == consent_id).with_for_update()
    return session.exec(asked.execution_options(populate_existing=True)).first()
