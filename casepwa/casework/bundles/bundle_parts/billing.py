"""How each client's time counts today: by the rules of whoever pays, as the server counts it.

What a phone says of units is "about"; the server's number is the record (casework/notes/note_units.py).
"""

from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from casepwa.casework import coverages
from casepwa.casework.bundles.bundle_parts.viewers import Viewer
from casepwa.casework.bundles.bundle_shapes import Billing
from casepwa.casework.rules import rules
from casepwa.casework.rules.rule_shapes import NotBillable, UnitsRounding
from casepwa.models import SettingStay
from casepwa.models.codes import Setting


def of(session: Session, viewer: Viewer) -> dict[UUID, Billing]:
    """For clients held whole; nobody else's notes are written here."""
    book = rules.book(session, organization_id=viewer.actor.organization_id)
    served = coverages.of_clients(session, viewer.whole, viewer.today)
    inpatients = _inpatients(session, viewer)
    found: dict[UUID, Billing] = {}
    for client_id in viewer.whole:
        episode = served.get(client_id)
        program_id = episode.program_id if episode else None
        payer_id = episode.payer_id if episode else None
        on = viewer.today
        rounding = book.chosen(UnitsRounding, on=on, program_id=program_id, payer_id=payer_id)
        excluded = book.value(NotBillable, on=on, program_id=program_id, payer_id=payer_id)
        found[client_id] = Billing(
            policy=rounding.policy if rounding else None,
            day_total_then=rounding.day_total_then if rounding else None,
            day_limit=rounding.day_limit if rounding else None,
            not_billable=sorted(excluded.kinds),
            is_inpatient=client_id in inpatients,
        )
    return found


def _inpatients(session: Session, viewer: Viewer) -> set[UUID]:
    return set(
        session.exec(
            select(SettingStay.client_id).where(
                col(SettingStay.client_id).in_(viewer.whole),
                SettingStay.setting == Setting.HOSPITAL,
                col(SettingStay.starts_on) <= viewer.today,
                or_(col(SettingStay.ends_on).is_(None), col(SettingStay.ends_on) > viewer.today),
            )
        )
    )
