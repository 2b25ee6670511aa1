"""Preview as family: what the phone gets, for who may look, and written down."""

import pytest

from casepwa.models import (
    AuditEvent,
    Relationship,
)
from casepwa.models.codes import SharedKind
from casepwa.models.columns import new_id
from tests import factories
from tests.integration.inviting import installation_secret
from tests.integration.phones import Agency
from tests.integration.signed_in import signed_in

pytestmark = pytest.mark.usefixtures(installation_secret.__name__)


def test_a_preview_is_what_the_phone_gets_byte_for_byte_and_is_written_down(agency: Agency) -> None:
    cast = agency.cast
    for child in (cast.luis, cast.ana):
        goal = factories.goal(agency.session, client_id=child.id)
        factories.grant(
            agency.session,
            account_id=cast.rosa.id,
            client_id=child.id,
            granted_by_id=cast.maya.id,
            kind=SharedKind.GOAL,
            item_id=goal.id,
        )
    agency.session.commit()
    phone = agency.phone(cast.rosa)
    phone.sync()
    mayas = signed_in(agency.session, cast.maya.account, device=cast.maya.device)
    shown = mayas.get(f"/api/v1/preview/{cast.rosa.id}").json()
    assert {one["client_id"]: one["bundle"] for one in shown["bundles"]} == phone.bundles
    assert (shown["me"], shown["is_all"]) == (phone.me, True)
    trail = [event for event in agency.rows(AuditEvent) if event.action == "family.preview"]
    assert {event.client_id for event in trail} == {cast.luis.id, cast.ana.id}


def test_a_preview_of_staff_of_strangers_or_of_nobody_is_refused_alike(agency: Agency) -> None:
    cast = agency.cast
    for who in (cast.charlie, cast.alma, cast.rosa):
        client = signed_in(agency.session, who.account)
        assert client.get(f"/api/v1/preview/{cast.rosa.id}").status_code == 403
    mayas = signed_in(agency.session, cast.maya.account)
    for whom in (cast.omar.id, new_id()):
        assert mayas.get(f"/api/v1/preview/{whom}").json()["error"]["id"] == "not_allowed"
    assert len(agency.rows(Relationship)) > 0
