"""Which bundles a device holds, as far as we know: what was given, what it was told to remove."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casepwa.models import BundleDelivery

NOTHING = ""
"""The tag of a bundle that the device has confirmed to be gone."""


def on_device(session: Session, device_id: UUID) -> list[BundleDelivery]:
    """What was given to the device and is not known to be gone."""
    return list(
        session.exec(
            select(BundleDelivery)
            .where(BundleDelivery.device_id == device_id, BundleDelivery.tag != NOTHING)
            .order_by(col(BundleDelivery.client_id))
        )
    )


def gone(delivery: BundleDelivery) -> None:
    delivery.tag = NOTHING


def given(session: Session, device_id: UUID, tags: Mapping[UUID, str], *, at: datetime) -> None:
    """The device holds these bundles (client id -> tag): just given, or shown to be there by its tag."""
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
                    device_id=device_id, client_id=client_id, tag=tag, first_given_at=at, last_given_at=at
                )
            )
        else:
            delivery.tag, delivery.last_given_at, delivery.removed_at = tag, at, None
    session.flush()
