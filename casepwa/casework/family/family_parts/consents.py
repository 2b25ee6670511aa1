"""What this reader signed: who may see what, until when, and what stops when they take it back."""

from datetime import date, timedelta

from sqlmodel import Session, col, or_, select

from casepwa.casework.family import family_shared, family_ties
from casepwa.casework.family.family_bundle_shapes import FamilyConsent
from casepwa.casework.family.family_parts.watching import Watching
from casepwa.models import Account, Consent, Relationship
from casepwa.models.codes import ConsentScope

ENDED_REACH_BACK = timedelta(days=90)


def of(session: Session, watching: Watching) -> list[FamilyConsent]:
    """Those in force first. What somebody else signed is not here, also where it is about the reader."""
    since = watching.today - ENDED_REACH_BACK
    rows = session.exec(
        select(Consent, Account.name, Relationship)
        .outerjoin(Account, col(Account.id) == Consent.recipient_account_id)
        .outerjoin(Relationship, family_ties.of_signer())
        .where(
            Consent.client_id == watching.client_id,
            col(Consent.expires_on) >= since,
            or_(
                col(Consent.withdrawn_at).is_(None),
                col(Consent.withdrawn_at) >= watching.at - ENDED_REACH_BACK,
            ),
        )
        .order_by(col(Consent.signed_on), col(Consent.id))
    )
    return sorted(
        (
            FamilyConsent(
                id=row.id,
                scope=row.scope,
                information=row.information,
                purpose=row.purpose,
                recipient=recipient or row.recipient_name or "",
                signed_on=row.signed_on,
                expires_on=last_day,
                withdrawn_at=row.withdrawn_at,
                is_in_force=_is_in_force(watching, row, last_day),
                stops=_stops(watching, row, last_day),
            )
            for row, recipient, signer in rows
            if is_yours(row, watching.account)
            for last_day in [
                family_ties.last_day_of(row, watching.shared.tie.client, signer, on=watching.today)
            ]
        ),
        key=lambda one: not one.is_in_force,
    )


def is_yours(consent: Consent, account: Account) -> bool:
    """Did the person of this account sign it? Only they can withdraw it."""
    if consent.signed_by_client_id is not None:
        return consent.signed_by_client_id == account.client_id
    return consent.signed_by_member_id == account.family_member_id


def _is_in_force(watching: Watching, row: Consent, last_day: date) -> bool:
    return row.withdrawn_at is None and row.signed_on <= watching.today <= last_day


def _stops(watching: Watching, row: Consent, last_day: date) -> list[str]:
    """Kinds that the recipient sees today by this consent: all of them, or those under the label."""
    if not _is_in_force(watching, row, last_day):
        return []
    seen = next((one for one in watching.others if one.tie.account.id == row.recipient_account_id), None)
    if seen is None or row.scope == ConsentScope.INFORMATION:
        return []
    things: set[family_shared.Thing] = (
        set(seen.things) if row.scope == ConsentScope.FAMILY_SHARING else set(seen.labels)
    )
    return sorted({str(kind) for kind, _ in things})
