"""Which bundles a device holds, as far as we know: what was given, what it was told to remove."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.models import BundleDelivery


def on_device(session: Session, device_id: UUID) -> list[BundleDelivery]:
    """What was given to the device and is not known to be gone."""
    return list(
        session.exec(
            select(BundleDelivery)
            .where(BundleDelivery.device_id == device_id, col(BundleDelivery.gone_at).is_(None))
            .order_by(col(BundleDelivery.client_id))
        )
    )


def given(
    session: Session,
    device_id: UUID,
    tags: Mapping[UUID, str],
    *,
    whole: Collection[UUID],
    at: datetime,
) -> None:
    """The device holds these bundles (client id -> tag): just given, or shown to be there by its tag.

    ``whole``: those of them that are on the caseload, not of a shift or a visit only.
    """
    known = {
        each.client_id: each
        for each in session.exec(
            select(BundleDelivery).where(
                BundleDelivery.device_id == device_id, col(BundleDelivery.client_id).in_(tags)
            )
        )
    }
    for client_id, tag in tags.items():
        delivery = known.get(client_id)
        if delivery is None:
            session.add(
                BundleDelivery(
                    device_id=device_id,
                    client_id=client_id,
                    tag=tag,
                    is_whole=client_id in whole,
                    first_given_at=at,
                    last_given_at=at,
                )
            )
        else:
            delivery.tag, delivery.is_whole, delivery.last_given_at = tag, client_id in whole, at
            delivery.removed_at = delivery.gone_at = None
    session.flush()
