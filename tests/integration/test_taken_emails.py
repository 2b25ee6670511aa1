"""Inviting says that an address is taken, be it another agency's: each time is on the trail."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from casepwa import database
from casepwa.casework.accounts import free_emails
from casepwa.casework.permissions import Permission
from casepwa.models import Account, AuditEvent
from casepwa.models.codes import Role, Surface
from tests import factories
from tests.cast import Cast, play
from tests.integration import sockets
from tests.integration.signed_in import signed_in

INVITE = "casepwa___state___invite____invite_state"
SHARING = "casepwa___state___sharing____sharing_state"
THEIRS = "secret@elsewhere.test"


@pytest.fixture
def stage(site: Session, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(free_emails, "MOST_AN_HOUR", 3)
    cast = play(site)
    other = factories.organization(site, name="Elsewhere")
    factories.account(site, organization_id=other.id, email=THEIRS, roles=(Role.CASE_MANAGER,))
    site.commit()
    return cast


def denials() -> list[tuple[Any, ...]]:
    """Who was refused what about whom."""
    with database.unit_of_work(readonly=True) as session:
        rows = select(AuditEvent.account_id, AuditEvent.action, AuditEvent.client_id)
        return list(session.exec(rows.where(AuditEvent.outcome == "denied").order_by(col(AuditEvent.id))))


def joined(email: str) -> bool:
    with database.unit_of_work(readonly=True) as session:
        return session.exec(select(Account.id).where(Account.email == email)).first() is not None


def test_an_administrator_who_asks_for_taken_addresses_is_written_down_and_soon_made_to_wait(
    site: Session, stage: Cast
) -> None:
    form = {"name": "Nora Vale", "role:case_manager": "on", "email": THEIRS}
    alma = signed_in(site, stage.alma.account, surface=Surface.DESK)
    with sockets.running() as server, sockets.tab(server, alma) as page:
        page.hydrated()
        for _ in range(3):
            page.send(f"{INVITE}.invite", form=form)
            heard = page.hydrated()
            assert heard[f"{sockets.ROOT}.{INVITE}"]["error"] == "email_taken"
        page.send(f"{INVITE}.invite", form=form | {"email": "nora@example.test"})
        assert page.until("error")["error"] == "too_many_tries"
    assert denials() == [(stage.alma.id, Permission.ACCOUNT_INVITE, None)] * 3
    assert not joined("nora@example.test"), "a free address is told apart from a taken one no more"


def test_a_case_manager_who_asks_for_taken_addresses_is_written_down_with_the_client(
    site: Session, stage: Cast
) -> None:
    maya = signed_in(site, stage.maya.account)
    form = {"client_id": str(stage.luis.id), "member_id": "self", "email": THEIRS}
    with sockets.running() as server, sockets.tab(server, maya) as page:
        page.hydrated()
        page.send(f"{SHARING}.invite", path=f"/people/{stage.luis.id}/sharing", form=form)
        assert page.until("notice")["notice"] == "email_taken"
    assert denials() == [(stage.maya.id, Permission.FAMILY_INVITE, stage.luis.id)]
